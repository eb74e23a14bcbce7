"""From an author's folder to a site, build after build: the last good course survives a broken edit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from course.errors import ContentErrors
from course.load import load_course, with_handouts
from course.release import Release
from course.render import TEMPLATES
from course.site import Site
from course.syllabus import CONFIG


class Builder:
    """Keeps the site of the last good course, so that a live preview survives a broken edit."""

    def __init__(self, templates: tuple[Path, ...] = (TEMPLATES,)) -> None:
        self._templates = templates
        self.site: Site | None = None
        self.address = ""
        """Where the root of the site will be read."""
        self.stamp: date | None = None
        """The day that the build is to carry."""
        self.edition = ""
        """The name of the edition that is built, or nothing."""
        self.handouts = False
        """Whether pages are to link to files that `make handouts` will write beside them."""

    def load(
        self,
        root: Path,
        today: date,
        *,
        config: str = CONFIG,
        theme: Path | None = None,
        keep: bool = False,
        offline: bool = False,
    ) -> Site:
        """Load the course below `root`. Raises `ContentErrors`, unless `keep` and there is a last good course."""
        try:
            loaded = load_course(root, config)
            if self.handouts:
                loaded = with_handouts(loaded)
            release = Release(self.address, offline, self.stamp, self.edition)
            self.site = Site(loaded, today, self._templates, theme, release)
        except ContentErrors as error:
            if self.site is None or not keep:
                raise
            self.site = self.site.again(error.findings)
        return self.site
