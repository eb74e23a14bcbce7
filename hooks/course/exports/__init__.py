"""The course in the formats of other programs: one module a format, each with `export(source)`, which yields files.

Formats are loaded when they are written, so that a command that writes none pays for none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from course.exports.source import API, File, Source
from course.model import Course


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `name` is that of its module here and of its words (`exports.name`), `path` names it to readers.

    A path with `<` stands for several files.
    """

    name: str
    path: str

    @property
    def is_one_file(self) -> bool:
        """Whether the path is that of a file, to be linked."""
        return "<" not in self.path


FORMATS: Final = (
    Format("course_json", f"{API}course.json"),
    Format("lesson_json", f"{API}lessons/<lesson>.json"),
    Format("json_schema", f"{API}schema/<name>.json"),
    Format("terms_csv", f"{API}glossary.csv"),
    Format("terms_skos", f"{API}glossary.rdf"),
    Format("alignment_csv", f"{API}alignment.csv"),
    Format("bibtex", f"{API}references.bib"),
    Format("ris", f"{API}references.ris"),
    Format("csl_json", f"{API}references.json"),
    Format("atom", "changes.atom"),
)


def export_course(source: Source) -> Iterator[File]:
    """Every file of every format, one by one."""
    for found in FORMATS:
        yield from import_module(f"course.exports.{found.name}").export(source)


def formats_of(course: Course) -> tuple[Format, ...]:
    """The formats that a course has something for: one without sources has no list of them."""
    needs = {
        "terms": "terms_csv terms_skos",
        "frameworks": "alignment_csv",
        "references": "bibtex ris csl_json",
        "changes": "atom",
    }
    empty = {name for part, names in needs.items() if not getattr(course, part) for name in names.split()}
    return tuple(found for found in FORMATS if found.name not in empty)
