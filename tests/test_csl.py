"""A source as it is shown becomes an item of CSL; what has no usual shape stays whole."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from course.csl import OTHERS, csl_item
from course.exports.bibtex import bibtex
from course.load import load_course
from course.model import Place, Reference

from tests.sites import COURSE

HERE = Place("docs/references.yml", 1, 1)


def item(authors: str = "Loaf A", source: str = "Flour Press", **more: Any) -> dict[str, Any]:
    values = {"id": "x", "title": "On crumb", "year": 2001, "doi": "", "url": "", "checked_on": date(2026, 1, 1)}
    return csl_item(Reference(authors=authors, source=source, place=HERE, **{**values, **more}))


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Loaf A", [{"family": "Loaf", "given": "A."}]),
        ("Loaf AB, Crumb-Oven C", [{"family": "Loaf", "given": "A. B."}, {"family": "Crumb-Oven", "given": "C."}]),
        ("Loaf J-P", [{"family": "Loaf", "given": "J.-P."}]),
        ("van der Loaf A", [{"non-dropping-particle": "van der", "family": "Loaf", "given": "A."}]),
        ("Smith Loaf AM", [{"family": "Smith Loaf", "given": "A. M."}]),
        ("Loaf A, et al.", [{"family": "Loaf", "given": "A."}, OTHERS]),
        ("World Bread Board", [{"literal": "World Bread Board"}]),
        ("Bread Agency, Crumb Committee", [{"literal": "Bread Agency, Crumb Committee"}]),
        ("Loaf A; Crumb Panel", [{"family": "Loaf", "given": "A."}, {"literal": "Crumb Panel"}]),
        ("לוי א", [{"literal": "לוי א"}]),
    ],
)
def test_authors_are_told_apart(written: str, names: list[dict[str, str]]) -> None:
    assert item(written)["author"] == names


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("Flour 8(2):10-14", ("article-journal", {"volume": "8", "issue": "2", "page": "10-14"})),
        ("Flour 26:80-91", ("article-journal", {"volume": "26", "page": "80-91"})),
        ("Flour 3, 1-9", ("article-journal", {"volume": "3", "page": "1-9"})),
        ("Flour 7(1 Pt 2):374-388", ("article-journal", {"issue": "1 Pt 2", "page": "374-388"})),
        ("Flour 22(1)", ("article-journal", {"volume": "22", "issue": "1"})),
        ("Flour 12(1):e19", ("article-journal", {"page": "e19"})),
        ("Flour & Yeast: A Journal 9(3):1-2", ("article-journal", {"container-title": "Flour & Yeast: A Journal"})),
        (
            "Flour (online 26 March 2025)",
            ("article-journal", {"container-title": "Flour", "note": "online 26 March 2025"}),
        ),
        (
            "In: Crust D (ed.) All Bread, pp. 3-8. Wiley, Chichester",
            ("chapter", {"container-title": "All Bread", "page": "3-8", "publisher": "Wiley"}),
        ),
        ("Master's thesis, Oven University", ("thesis", {"genre": "Master's thesis", "publisher": "Oven University"})),
        ("Little, Brown, Boston", ("book", {"publisher": "Little, Brown", "publisher-place": "Boston"})),
        ("Flour Press", ("book", {"publisher": "Flour Press"})),
        ("Report 1", ("book", {"publisher": "Report 1"})),
    ],
)
def test_source_is_taken_apart(source: str, parts: tuple[str, dict[str, str]]) -> None:
    kind, fields = parts
    found = item(source=source)
    assert found["type"] == kind
    assert {key: found[key] for key in fields} == fields


def test_what_a_body_publishes_is_a_report_with_its_number() -> None:
    found = item("Bread Board", "BB, Geneva. ISBN 978-92-4-002225-6")
    assert (found["type"], found["publisher-place"], found["ISBN"]) == ("report", "Geneva", "978-92-4-002225-6")
    assert item("Bread Board", "BB, Paris. Paper 13-4")["number"] == "Paper 13-4"


def test_nothing_of_a_source_is_lost() -> None:
    """Each word of a shown source is somewhere in its item."""
    for reference in load_course(COURSE).course.references.values():
        found = csl_item(reference)
        names = " ".join(" ".join(name.values()) for name in found.get("editor", []))
        told = f"{names} " + " ".join(str(value) for value in found.values())
        missing = [word for word in _words(reference.source) if word not in told]
        assert set(missing) <= {"In", "ed", "pp", "ISBN"}, reference.id


def _words(text: str) -> list[str]:
    return [word for word in "".join(sign if sign.isalnum() else " " for sign in text).split() if len(word) > 1]


def test_doi_gives_an_address_where_there_is_no_other() -> None:
    assert item(doi="10.1/x")["URL"] == "https://doi.org/10.1/x"
    assert item(doi="10.1/x", url="https://flour.example/")["URL"] == "https://flour.example/"
    assert "URL" not in item()


def test_signs_of_latex_are_written_as_text() -> None:
    entry = bibtex([item(title="50% of $5 & {more} #1_a ~ ^ \\ DNA", url="https://x.example/a_b%20c")])
    assert (
        "50\\% of \\$5 \\& \\{more\\} \\#1\\_a \\textasciitilde{} \\textasciicircum{} \\textbackslash{} {DNA}" in entry
    )
    assert "url = {https://x.example/a_b%20c}" in entry
