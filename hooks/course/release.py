"""What a build is for: where it will be read, on which day it is made, and whether it is an edition that stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from course.model import Course

EDITIONS: Final = "v/"
"""The folder below the site's root that holds editions, each in a folder of its own."""


_NAME: Final = re.compile(r"[0-9a-z](?:[0-9a-z.-]*[0-9a-z])?")


def is_edition_name(name: str) -> bool:
    """Whether an edition may be called so: it becomes the name of a folder and a part of addresses."""
    return _NAME.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Release:
    """What a build is told beside the course.

    `address` is that of the site's root, also for an edition: its pages name the current ones as their originals.
    `offline`: the pages will be read from a disk, where no server finds the page of a folder. `stamp` is the day that
    the build is to carry. `edition` names a state of the course that is kept beside the current one, or is empty.
    """

    address: str = ""
    offline: bool = False
    stamp: date | None = None
    edition: str = ""

    @property
    def is_latest(self) -> bool:
        """Whether this is the site at its own address: no copy for a disk, and no edition."""
        return not self.offline and not self.edition

    def made_on(self, course: Course) -> date | None:
        """The day of this state of the course: the stamp, or that of the newest change.

        Never today: two builds of one state are the same byte for byte.
        """
        return self.stamp or next((change.on for change in course.changes), None)


LATEST: Final = Release()
"""A build without an address of its own."""
