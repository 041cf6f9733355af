"""Terms that SHACL, our ontology or a known vocabulary does not have: they would match nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from greffe.errors import place
from greffe.language import Text
from greffe.namespaces import CONCEPT, GREFFE, LAW, ORGANIZATION, RDF, SH, shorten
from greffe.store.query_text import used_names
from greffe.validation.linting.draft import name_of
from greffe.validation.linting.rules import (
    KNOWN_TERM,
    NOTHING_THERE,
    OWN_TERM,
    SHACL_TERM,
    UNKNOWN_TERM,
    Fault,
)
from greffe.validation.linting.vocabulary import NODE_KINDS, PATH_STEPS, SEVERITIES
from greffe.validation.references import nearest
from greffe.validation.soundness import term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.linting.draft import Draft
    from greffe.validation.rulebook import Rule

NAMES_A_TERM: Final = (
    "targetClass",
    "targetSubjectsOf",
    "targetObjectsOf",
    "class",
    "datatype",
    "equals",
    "disjoint",
    "lessThan",
    "lessThanOrEquals",
)
_WHOLE: Final = (
    *("DCAT", "DCTERMS", "FOAF", "ORG", "OWL", "PROV"),
    *("RDF", "RDFS", "SKOS", "VANN", "VOID", "XSD"),
)
"""Vocabularies that rdflib lists in full."""
_DESCRIBED: Final = (CONCEPT, LAW, ORGANIZATION)


class Terms(NamedTuple):
    """The names of the terms of a vocabulary, by what they are."""

    classes: frozenset[str]
    individuals: frozenset[str]
    properties: frozenset[str]


@cache
def shacl_terms() -> Terms:
    """Return the terms of SHACL, as rdflib has them from W3C: core, SPARQL, advanced features."""
    from rdflib import SH as standard  # noqa: N811 - ours is a string

    names = frozenset(name for name in _names(standard) if "-" not in name)
    components = {name for name in names if re.fullmatch("[A-Z].*ConstraintComponent", name)}
    individuals = NODE_KINDS | SEVERITIES | components | {"this"}
    properties = frozenset(name for name in names if name[0].islower()) - individuals
    return Terms(names - individuals - properties, individuals, properties)


def unknown_terms(draft: Draft) -> Iterator[Fault]:
    """Yield each use of a term that does not exist, in statements and in queries."""
    ours = {str(s) for s in set(draft.data.subjects()) if str(s).startswith(GREFFE)}
    described = {str(s) for s in set(draft.data.subjects()) if str(s).startswith(_DESCRIBED)}
    for graph in draft.tested.values():
        for triple in graph:
            yield from _of_shacl(triple)
            for node in triple[1:]:
                iri = str(node)
                if iri.startswith(GREFFE) and iri not in ours:
                    yield _missing(OWN_TERM, triple, iri, ours)
                elif iri.startswith(_DESCRIBED) and iri not in described:
                    yield _missing(NOTHING_THERE, triple, iri, described)
        yield from _in_queries(graph, ours, described)
        yield from _borrowed(graph, draft.data)


def _of_shacl(triple: tuple[Node, Node, Node]) -> Iterator[Fault]:
    _, predicate, value = triple
    terms = shacl_terms()
    used = name_of(predicate)
    if used is not None and used not in terms.properties:
        every = {f"{SH}{name}" for name in terms.properties}
        yield _missing(SHACL_TERM, triple, str(predicate), every)
    stated = name_of(value)
    if stated:
        known = terms.classes if str(predicate) == f"{RDF}type" else frozenset().union(*terms)
        if stated not in known:
            yield _missing(SHACL_TERM, triple, str(value), {f"{SH}{name}" for name in known})


def _in_queries(graph: Graph, ours: Collection[str], described: Collection[str]) -> Iterator[Fault]:
    for name in ("select", "ask", "construct"):
        for subject, query in graph.subject_objects(term(name)):
            triple = (subject, term(name), query)
            for namespace in (GREFFE, *_DESCRIBED):
                known, rule = (
                    (ours, OWN_TERM) if namespace == GREFFE else (described, NOTHING_THERE)
                )
                for iri, token in used_names(str(query), namespace).items():
                    if iri not in known and not iri.endswith("/"):
                        yield _missing(rule, triple, iri, known, place(str(query), token.start))


def _borrowed(graph: Graph, data: Graph) -> Iterator[Fault]:
    for subject, predicate, value in graph:
        if name_of(predicate) in (*NAMES_A_TERM, "path", *PATH_STEPS):
            triple = (subject, predicate, value)
            for node in _terms(graph, value):
                yield from _judged(triple, str(node), data)


def _terms(graph: Graph, value: Node) -> list[Node]:
    """Return the terms that a value names: itself, or the steps of a path of several."""
    from rdflib import BNode, URIRef

    if not isinstance(value, BNode):
        return [value] if isinstance(value, URIRef) else []
    members = list(graph.items(value)) or graph.items(
        graph.value(value, term("alternativePath")) or value
    )
    return [member for member in members if isinstance(member, URIRef)]


def _judged(triple: tuple[Node, Node, Node], iri: str, data: Graph) -> Iterator[Fault]:
    from rdflib import URIRef

    node, kind = URIRef(iri), URIRef(f"{RDF}type")
    if iri.startswith((GREFFE, SH)):
        return
    vocabulary = _vocabulary(iri)
    if vocabulary is not None and iri not in vocabulary:
        yield _missing(KNOWN_TERM, triple, iri, vocabulary)
    uses = ((node, None, None), (None, node, None), (None, kind, node))
    if vocabulary is None and not any(use in data for use in uses):
        yield _missing(UNKNOWN_TERM, triple, iri, ())


def _vocabulary(iri: str) -> frozenset[str] | None:
    """Return the terms of the vocabulary that an IRI belongs to, if rdflib knows it whole."""
    from rdflib import namespace

    for name in _WHOLE:
        vocabulary = getattr(namespace, name)
        if iri.startswith(str(vocabulary)):
            return frozenset(f"{vocabulary}{each}" for each in _names(vocabulary))
    return None


def _names(vocabulary: Any) -> Iterator[str]:  # noqa: ANN401 - rdflib's class of a namespace
    yield from vocabulary.__annotations__
    yield from vocabulary._extras  # noqa: SLF001 - names that Python could not spell


def _missing(
    rule: Rule,
    triple: tuple[Node, Node, Node],
    iri: str,
    known: Collection[str],
    within: tuple[int, int] | None = None,
) -> Fault:
    near = nearest(iri, known)
    said = Text(f"« {shorten(iri)} » n’existe pas.", f"“{shorten(iri)}” does not exist.")
    if near is not None:
        said += Text(
            f" Vouliez-vous dire « {shorten(near)} » ?", f" Did you mean “{shorten(near)}”?"
        )
    return Fault(rule, *triple, said, within)
