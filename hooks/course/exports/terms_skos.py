"""The glossary as SKOS (https://www.w3.org/TR/skos-reference/) in RDF/XML, for thesauri and terminology programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from course.exports.source import API, File, Source
from course.model import Term
from course.prose import plain_prose

# Names are written with these prefixes: those that ElementTree is told of hold for all of the program.
_PREFIXES: Final = {
    "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmlns:skos": "http://www.w3.org/2004/02/skos/core#",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
}


def export(source: Source) -> Iterator[File]:
    """`glossary.rdf`."""
    root = Element("rdf:RDF", _PREFIXES)
    scheme = source.at("glossary/")
    _scheme(SubElement(root, "skos:ConceptScheme", {"rdf:about": scheme}), source)
    for term in source.course.terms:
        concept = SubElement(root, "skos:Concept", {"rdf:about": source.lasting(term.public_id)})
        _concept(concept, term, scheme, source)
    indent(root)
    written = tostring(root, encoding="utf-8", xml_declaration=True)
    if source.course.terms:
        yield f"{API}glossary.rdf", written + b"\n"


def _scheme(scheme: Element, source: Source) -> None:
    _say(scheme, "dcterms:title", source.course.settings.name, source)
    SubElement(scheme, "dcterms:publisher").text = source.course.settings.author
    SubElement(scheme, "dcterms:rights").text = source.rights


def _concept(concept: Element, term: Term, scheme: str, source: Source) -> None:
    _say(concept, "skos:prefLabel", term.term, source)
    for alias in term.aliases:
        _say(concept, "skos:altLabel", alias, source)
    _say(concept, "skos:definition", plain_prose(term.short), source)
    SubElement(concept, "skos:notation").text = f"term/{term.id}"
    _lead(concept, "inScheme", scheme)
    for other in term.see:
        _lead(concept, "related", source.lasting(f"term/{other}"))


def _say(parent: Element, tag: str, text: str, source: Source) -> None:
    SubElement(parent, tag, {"xml:lang": source.course.settings.language}).text = text


def _lead(parent: Element, name: str, address: str) -> None:
    SubElement(parent, f"skos:{name}", {"rdf:resource": address})
