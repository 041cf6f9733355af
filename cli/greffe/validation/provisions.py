"""What a rule rests on, told to people: a section of the law, a term, an address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES, Text
from greffe.namespaces import LAW, RDFS, SKOS
from greffe.resources import data_dir
from greffe.turtle.reading import parse
from greffe.validation.rulebook import text_of

if TYPE_CHECKING:
    from rdflib import Graph

_DEEPER: Final = ("/art/", "/annexe/")


@dataclass(frozen=True, slots=True)
class Reason:
    """What something rests on: its name, what it is about, and where to read it."""

    iri: str
    label: Text
    about: Text | None = None
    link: Text | None = None


def provision(iri: str) -> Reason:
    """Return a provision of the law as the data on the law describe it.

    One that they do not describe is only its address.
    """
    graph = _instrument(iri)
    return Reason(iri, Text(iri, iri)) if graph is None else described(graph, iri)


def described(law: Graph, iri: str) -> Reason:
    """Return a provision as a graph describes it; one that it does not is only its address."""
    from rdflib import URIRef

    thing = URIRef(iri)
    label = text_of(law, thing, f"{SKOS}prefLabel")
    if label is None:
        return Reason(iri, Text(iri, iri))
    links = sorted(str(link) for link in law.objects(thing, URIRef(f"{RDFS}seeAlso")))
    return Reason(iri, label, text_of(law, thing, f"{SKOS}definition"), _by_language(links))


def _by_language(links: list[str]) -> Text | None:
    """Return for each language the link that leads to it (``/fr/``, ``/en/``), else the first."""
    if not links:
        return None
    found = [
        next((link for link in links if f"/{language}/" in link), links[0])
        for language in LANGUAGES
    ]
    return Text(*found)


@cache
def _instrument(iri: str) -> Graph | None:
    """Return the graph of the instrument that a provision belongs to, if it is there."""
    whole = iri.removeprefix(LAW)
    for mark in _DEEPER:
        whole = whole.partition(mark)[0]
    path = data_dir() / "law" / f"{whole.replace('/', '-')}.ttl"
    return parse(path) if iri.startswith(LAW) and path.is_file() else None
