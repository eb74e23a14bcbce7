"""The hand-written part of "Teach this lesson": frozen, slotted, typed, like all of the model.

Texts are inline Markdown and may cite. Ids are the author's own words, unique in their file.
"""

from __future__ import annotations

from dataclasses import dataclass

TEACHING_SETTINGS = ("individual", "pair", "whole-group", "remote")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a session. `minutes` pairs the length of a plan with the minutes of this step in it."""

    id: str
    title: str
    minutes: tuple[tuple[int, int], ...]
    section: str
    """Id of a section of the lesson, or empty."""
    activity: str
    """Id of an activity of the same text, or empty."""
    do: str
    ask: tuple[str, ...]

    def lasts(self, plan: int) -> int:
        """Minutes of this step in the plan of that length; 0 where the plan leaves it out."""
        return dict(self.minutes).get(plan, 0)


@dataclass(frozen=True, slots=True)
class Activity:
    """Something to do; `setting` is one of TEACHING_SETTINGS, `minutes` how long it takes."""

    id: str
    setting: str
    title: str
    minutes: int
    do: str
    needs: str


@dataclass(frozen=True, slots=True)
class Misconception:
    """What somebody may say, and the answer; `claim` is the id of a claim of the lesson, or empty."""

    says: str
    answer: str
    claim: str


@dataclass(frozen=True, slots=True)
class Teaching:
    """How to teach one lesson. `path` is the file below `docs/`, `body` the notes, `cites` in the order of the page."""

    path: str
    lesson: str
    """The lesson's id."""
    purpose: str
    preview: str
    not_for: str
    prepare: tuple[str, ...]
    steps: tuple[Step, ...]
    activities: tuple[Activity, ...]
    sensitive: tuple[str, ...]
    easier: str
    further: str
    access: str
    misconceptions: tuple[Misconception, ...]
    body: str
    cites: tuple[str, ...]

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return f"{self.path.removesuffix('.md')}/"

    def lasts(self, plan: int) -> int:
        """Minutes of all steps of a plan together."""
        return sum(step.lasts(plan) for step in self.steps)

    def activities_for(self, setting: str) -> tuple[Activity, ...]:
        """The activities of one setting, in the author's order."""
        return tuple(activity for activity in self.activities if activity.setting == setting)

    def activity(self, activity_id: str) -> Activity | None:
        """The activity of that id, if there is one."""
        return next((activity for activity in self.activities if activity.id == activity_id), None)
