"""schema.org's vocabulary, as far as this project uses it: checks JSON-LD against it, and renews the copy.

`schema_org.json` is cut from the package schema-dts (npm, Google, Apache-2.0), made from schema.org's own files.
To renew it or to add a type: `npm pack schema-dts`, unpack, then
`python -m tests.schema_org package/dist/schema.d.ts Course LearningResource ...`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("schema_org.json")
# What a text may stand for; numbers and truths have types of their own in JSON.
_TEXTS = {"Text", "URL", "Date", "DateTime", "Duration", "PronounceableText", "CssSelectorType"}
_KEYWORDS = {"@type", "@id", "@context"}
# What readers of the data need of each type: schema.org itself requires nothing. Of Course and its instance, Google's
# documents on course lists and course info; of the others, what makes a name worth listing.
REQUIRED = {
    "Course": {"name", "description", "provider", "hasCourseInstance", "offers", "hasPart", "inLanguage", "url"},
    "CourseInstance": {"courseMode", "courseWorkload"},
    "Offer": {"category"},
    "LearningResource": {
        "name",
        "description",
        "url",
        "inLanguage",
        "isPartOf",
        "timeRequired",
        "learningResourceType",
    },
    "Quiz": {"name"},
    "DefinedTermSet": {"name", "url", "hasDefinedTerm"},
    "DefinedTerm": {"name"},
    "Organization": {"name"},
}


@cache
def vocabulary() -> dict[str, Any]:
    """Type -> `parents`, and `properties` of its own with the types that each may have."""
    found: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))["types"]
    return found


def lineage(kind: str) -> Iterator[str]:
    """A type and all that it is a kind of."""
    yield kind
    for parent in vocabulary()[kind]["parents"]:
        yield from lineage(parent)


def _range_of(kind: str, name: str) -> set[str] | None:
    for ancestor in lineage(kind):
        if name in vocabulary()[ancestor]["properties"]:
            return set(vocabulary()[ancestor]["properties"][name])
    return None


def faults(node: dict[str, Any], *, where: str = "", whole: bool = True) -> Iterator[str]:
    """What is wrong with a node. `whole`: it is the page's own, so it has to have what its type requires."""
    kind = node.get("@type", "")
    where = f"{where}{kind}"
    if kind not in vocabulary():
        yield f"{where}: no such type is known"
        return
    # A node that only names another page's has a name and an address; that page says the rest.
    if lacking := REQUIRED.get(kind, set()) - set(node) if whole or "@id" not in node else set():
        yield f"{where}: lacks {sorted(lacking)}"
    for name, values in node.items():
        if name in _KEYWORDS:
            continue
        allowed = _range_of(kind, name)
        if allowed is None:
            yield f"{where}.{name}: no such property"
            continue
        for value in values if isinstance(values, list) else [values]:
            yield from _value_faults(value, allowed, f"{where}.{name}")


def _value_faults(value: Any, allowed: set[str], where: str) -> Iterator[str]:
    match value:
        case dict():
            yield from faults(value, where=f"{where} > ", whole=False)
            kinds = set(lineage(value["@type"])) if value.get("@type") in vocabulary() else set()
            right = bool(kinds & allowed)
        case bool():
            right = "Boolean" in allowed
        case int() | float():
            right = bool({"Number", "Integer", "Float"} & allowed)
        case str():
            right = bool(value) and bool(_TEXTS & allowed)
        case _:
            right = False
    if not right:
        yield f"{where}: {value!r} is none of {sorted(allowed)}"


def extract(declarations: str, kinds: list[str]) -> dict[str, Any]:
    """The vocabulary of some types and all that they are kinds of, from the TypeScript declarations of schema-dts."""
    found: dict[str, Any] = {}
    todo = list(kinds)
    while todo:
        kind = todo.pop()
        pattern = rf"^(?:export )?interface {kind}(?:Base|Leaf) extends ([^{{]+)\{{(.*?)^\}}"
        head = re.search(pattern, declarations, re.MULTILINE | re.DOTALL)
        assert head, kind
        names = re.findall(r"(?<![\w\"])([A-Z]\w*?)Base\b", head[1])
        properties = re.findall(r'^    "(\w+)"\?: SchemaValue<(.*?), "\1">;', head[2], re.MULTILINE)
        parents = [name for name in names if name != kind]
        found[kind] = {
            "parents": sorted(parents),
            "properties": {
                name: sorted(set(re.findall(r"\w+", types)) - {"IdReference"}) for name, types in properties
            },
        }
        todo += [parent for parent in parents if parent not in found]
    return dict(sorted(found.items()))


def main(path: str, *kinds: str) -> None:
    """Write the copy anew, with these types beside those that it has."""
    types = extract(Path(path).read_text(encoding="utf-8"), sorted({*kinds, *(vocabulary() if PATH.exists() else ())}))
    package = json.loads(Path(path).parents[1].joinpath("package.json").read_text(encoding="utf-8"))
    source = f"{package['name']} {package['version']}, {package['license']}"
    PATH.write_text(json.dumps({"source": source, "types": types}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
