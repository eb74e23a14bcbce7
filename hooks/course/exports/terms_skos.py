"""The glossary as SKOS (https://www.w3.org/TR/skos-reference/) in RDF/XML, for thesauri and terminology programs."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from course.exports.source import API, Source
from course.model import Term
from course.prose import plain_prose

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_TERMS: Final = "http://purl.org/dc/terms/"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def export(source: Source) -> dict[str, bytes]:
    """`glossary.rdf`."""
    for prefix, name in (("rdf", _RDF), ("skos", _SKOS), ("dcterms", _TERMS)):
        register_namespace(prefix, name)
    root = Element(f"{{{_RDF}}}RDF")
    scheme = source.at("glossary/")
    _scheme(SubElement(root, f"{{{_SKOS}}}ConceptScheme", {f"{{{_RDF}}}about": scheme}), source)
    for term in source.course.terms:
        concept = SubElement(root, f"{{{_SKOS}}}Concept", {f"{{{_RDF}}}about": source.at(term.url)})
        _concept(concept, term, scheme, source)
    indent(root)
    written = tostring(root, encoding="utf-8", xml_declaration=True)
    return {f"{API}glossary.rdf": written + b"\n"} if source.course.terms else {}


def _scheme(scheme: Element, source: Source) -> None:
    _say(scheme, f"{{{_TERMS}}}title", source.course.settings.name, source)
    SubElement(scheme, f"{{{_TERMS}}}publisher").text = source.course.settings.author
    SubElement(scheme, f"{{{_TERMS}}}rights").text = source.rights


def _concept(concept: Element, term: Term, scheme: str, source: Source) -> None:
    _say(concept, f"{{{_SKOS}}}prefLabel", term.term, source)
    for alias in term.aliases:
        _say(concept, f"{{{_SKOS}}}altLabel", alias, source)
    _say(concept, f"{{{_SKOS}}}definition", plain_prose(term.short), source)
    SubElement(concept, f"{{{_SKOS}}}notation").text = f"term/{term.id}"
    _lead(concept, "inScheme", scheme)
    for other in term.see:
        _lead(concept, "related", source.at(f"glossary/#{other}"))


def _say(parent: Element, tag: str, text: str, source: Source) -> None:
    SubElement(parent, tag, {_LANG: source.course.settings.language}).text = text


def _lead(parent: Element, name: str, address: str) -> None:
    SubElement(parent, f"{{{_SKOS}}}{name}", {f"{{{_RDF}}}resource": address})
