"""What a course says of itself in `mkdocs.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PLANS: Final = (20, 40, 60)


@dataclass(frozen=True, slots=True)
class Settings:
    """`extra.course` of `mkdocs.yml`: what the engine must know of a course that no other file says."""

    id: str
    name: str
    exit: str
    contact: str = ""
    rights: str = ""
    source: str = ""
    language: str = "en"
    frame_ancestors: tuple[str, ...] = ()
    """Sites that may show the course in a frame; nobody else may. `*` is every site."""
    plans: tuple[int, ...] = PLANS
    """Lengths of the plans for teaching, in minutes."""
    handouts: bool = False
    """Whether pages link to the files for paper and e-readers that `make handouts` writes beside them."""
    publisher: str = ""
    """Who publishes this copy: a person or an organisation, as catalogues are told."""
    neutral: tuple[str, ...] = ()
    """Words that stay out of titles, addresses and file names; a final `*` stands for any ending."""
    version: str = ""
    """What the author calls this state of the course, such as `2027.1`; empty where nobody said."""

    @property
    def author(self) -> str:
        """Whom a citation names: the publisher, or the course itself. Nobody is made up."""
        return self.publisher or self.name
