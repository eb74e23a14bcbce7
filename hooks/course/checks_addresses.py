"""A rule about addresses: where the site writes files of its own, an author's file would be lost."""

from __future__ import annotations

from typing import Final

from course.embeds import FOLDER as EMBEDS
from course.errors import Report
from course.exports.atom import FEED
from course.exports.source import API
from course.handouts.plan import FOLDER as HANDOUTS
from course.ids import FOLDER as IDS
from course.material import Material
from course.model import Place
from course.review import FOLDER as QUESTIONS

_FOLDERS: Final = (API, EMBEDS, IDS, f"{HANDOUTS}/", f"{QUESTIONS}/")


def check_addresses(material: Material, report: Report) -> None:
    """No file below `docs/` stands where the build writes data, embeds, permanent links, handouts or questions."""
    for path in sorted(material.paths):
        if path == FEED or path.startswith(_FOLDERS):
            place = Place(f"{material.syllabus.docs}/{path}", 1, 1)
            report.add("address-taken", place, address=path if path == FEED else _folder_of(path))


def _folder_of(path: str) -> str:
    return next(folder for folder in _FOLDERS if path.startswith(folder))
