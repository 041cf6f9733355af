"""What a body's register or inventory holds before an import: its entries, and numbers in use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greffe.documents.kinds import TRAITS
from greffe.documents.tables import FIELDS
from greffe.namespaces import GREFFE, PROV, RDF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.bodies import Body
    from greffe.documents.kinds import Kind


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry that is there: ``texts`` are its words by field, and of the cells that are kept."""

    iri: str
    number: int
    position: int
    texts: Mapping[str, str]


def standing_entries(graph: Graph, kind: Kind, body: Body) -> tuple[Standing, ...]:
    """Return the entries of a register or inventory in their printed order."""
    from rdflib import URIRef

    prefix = body.entry(kind, 0)[:-1]
    entries = [
        _standing(graph, iri, number, kind)
        for iri in graph.subjects(URIRef(f"{RDF}type"), URIRef(TRAITS[kind].entry))
        if (number := _number(str(iri), prefix)) is not None
    ]
    return tuple(sorted(entries, key=lambda each: (each.position, each.number)))


def numbers_given(graph: Graph, kind: Kind, body: Body) -> frozenset[int]:
    """Return every number that an entry has or had: a withdrawn one keeps its own."""
    prefix = body.entry(kind, 0)[:-1]
    found = (_number(str(iri), prefix) for iri in set(graph.subjects()))
    return frozenset(number for number in found if number is not None)


def _standing(graph: Graph, iri: Node, number: int, kind: Kind) -> Standing:
    from rdflib import URIRef

    position = str(graph.value(iri, URIRef(f"{GREFFE}position")) or "")
    fields = {
        name: str(value)
        for name in FIELDS[kind]
        if (value := graph.value(iri, URIRef(f"{GREFFE}{name}"))) is not None
    }
    return Standing(
        iri=str(iri),
        number=number,
        position=int(position) if position.isdecimal() else number,
        texts=fields | dict(_kept(graph, iri)),
    )


def _kept(graph: Graph, iri: Node) -> Iterator[tuple[str, str]]:
    """Yield the cells of an entry whose words stand in their passage alone, by name."""
    from rdflib import URIRef

    for span in graph.objects(iri, URIRef(f"{PROV}wasQuotedFrom")):
        value = graph.value(span, URIRef(f"{PROV}value"))
        own = str(span).startswith(f"{iri}/span/")
        if value is not None and own and graph.value(span, URIRef(f"{GREFFE}field")) is None:
            yield str(span).rpartition("/")[2], str(value)


def _number(iri: str, prefix: str) -> int | None:
    digits = iri.removeprefix(prefix)
    return int(digits) if iri.startswith(prefix) and digits.isdecimal() else None
