"""What a store says around results: as much as it takes to tell them to people, and no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.namespaces import DCTERMS, GREFFE, PROV, RDF, RDFS, SKOS
from greffe.terms import Blank, Iri, Literal, Term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.results.model import Source
    from greffe.validation.engine import Result

_IRI: Final = re.compile(r"https?://[^\s,;<>\"]*[^\s,;.<>\"]")
_AT_ONCE: Final = 200
_TOLD: Final = (
    f"{RDF}type",
    *(f"{DCTERMS}{name}" for name in ("identifier", "isPartOf", "title")),
    *(f"{SKOS}{name}" for name in ("prefLabel", "note")),
    *(
        f"{GREFFE}{name}"
        for name in (
            "acronym",
            "citationStatus",
            "document",
            "position",
            "recipientText",
            "titleText",
        )
    ),
    f"{RDFS}label",
)
_PART: Final = (f"{GREFFE}citation", f"{PROV}wasQuotedFrom")
_OF: Final = """SELECT ?s ?p ?o WHERE {{
  VALUES ?s {{ {things} }} VALUES ?p {{ {predicates} }} ?s ?p ?o
}}"""
_HOLDING: Final = """SELECT ?s ?p ?o WHERE {{
  VALUES ?o {{ {things} }} VALUES ?p {{ {predicates} }} ?s ?p ?o
}}"""
_WAIVERS: Final = f"SELECT ?s ?p ?o WHERE {{ ?s a <{GREFFE}Waiver> ; ?p ?o }}"


def surroundings(source: Source, results: Collection[Result]) -> Graph:
    """Return what names the things that results are about, and the waivers that may excuse them.

    Raises what the source raises.
    """
    from rdflib import Graph

    graph = Graph()
    named = {str(each) for result in results for each in (result.focus, result.value)}
    named |= {iri for result in results for said in result.said for iri in _IRI.findall(said)}
    things = sorted(each for each in named if _IRI.fullmatch(each))
    holding = list(_asked(source, _HOLDING, things, _PART))
    holders = sorted({str(statement[0]) for statement in holding} - set(things))
    for statement in (
        *holding,
        *_asked(source, _OF, things, _TOLD),
        *_asked(source, _OF, holders, _TOLD),
        *_rows(source, _WAIVERS),
    ):
        graph.add(statement)
    excused = sorted(map(str, set(graph.objects(None, as_node(Iri(f"{GREFFE}waivedEntry"))))))
    for statement in _asked(source, _OF, excused, _TOLD):
        graph.add(statement)
    return graph


def as_node(term: Term) -> Node:
    """Return a term as rdflib has it, exactly as written; ``TypeError`` for one of RDF 1.2."""
    from rdflib import BNode, URIRef
    from rdflib import Literal as Value

    match term:
        case Iri(value):
            return URIRef(value)
        case Blank(label):
            return BNode(label)
        case Literal(value, datatype, language):
            plain = language is not None or datatype.endswith("#string")
            kind = None if plain else URIRef(datatype)
            return Value(value, lang=language, datatype=kind, normalize=False)
        case _:
            raise TypeError(f"no term of RDF 1.1: {term}")


def _asked(
    source: Source, query: str, things: Sequence[str], predicates: Sequence[str]
) -> Iterator[tuple[Node, Node, Node]]:
    listed = " ".join(f"<{each}>" for each in predicates)
    for start in range(0, len(things), _AT_ONCE):
        some = " ".join(str(Iri(each)) for each in things[start : start + _AT_ONCE])
        yield from _rows(source, query.format(things=some, predicates=listed))


def _rows(source: Source, query: str) -> Iterator[tuple[Node, Node, Node]]:
    for s, p, o in source.select(query).rows:
        if s is not None and p is not None and o is not None:
            yield as_node(s), as_node(p), as_node(o)
