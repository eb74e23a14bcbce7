"""What a course says of itself in `mkdocs.yml`."""

from __future__ import annotations

from dataclasses import dataclass


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
    """Sites that may show the course in a frame; nobody else may."""
    publisher: str = ""
    """Who publishes this copy: a person or an organisation, as catalogues are told."""
    neutral: tuple[str, ...] = ()
    """Words that stay out of titles, addresses and file names; a final `*` stands for any ending."""
