"""Graphs as JSON-LD 1.1 (W3C Recommendation, 2020): compact, with our prefixes as context.

One node object a subject.  A name is shortened only where a prefix of ours fits it, a value is a
plain JSON value only where that value says the same term again.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from greffe.namespaces import PREFIXES, RDF
from greffe.terms import XSD_BOOLEAN, XSD_INTEGER, XSD_STRING, Blank, Iri, Literal, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from greffe.results.model import Graph
    from greffe.terms import Triple

# Canonical xsd:integer (XML Schema Part 2, 3.3.13.2) within the range where JSON is exact.
_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,14}")
_NAMESPACES: Final = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))
_TYPE: Final = f"{RDF}type"


def document(part: str) -> str:
    """Return a document of one graph: the context and the ``nodes``."""
    return f'{{"@context":{_dumps(PREFIXES)},"@graph":[\n{part}\n]}}\n'


def dataset(parts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a document that holds named graphs, piece by piece: each IRI with its ``nodes``."""
    yield f'{{"@context":{_dumps(PREFIXES)},"@graph":['
    between = "\n"
    for iri, part in parts:
        yield f'{between}{{"@id":{_dumps(iri)},"@graph":[\n{part}\n]}}'
        between = ",\n"
    yield "\n]}\n"


def nodes(graph: Graph) -> str:
    """Return the node objects of a graph, one a line."""
    by_subject = groupby(graph.triples, key=lambda triple: triple.subject)
    return ",\n".join(_dumps(_node(subject, list(group))) for subject, group in by_subject)


def shortened(iri: str) -> str:
    """Return the compact IRI (JSON-LD 1.1, 4.1.5) where a prefix fits, else the IRI."""
    for prefix, namespace in _NAMESPACES:
        local = iri.removeprefix(namespace)
        if local != iri and local and not local.startswith("//"):
            return f"{prefix}:{local}"
    return iri


def _node(subject: Term, triples: list[Triple]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _name(subject)}
    for predicate, group in groupby(triples, key=lambda triple: str(triple.predicate)):
        iri = predicate[1:-1]
        objects = [triple.object for triple in group]
        if iri == _TYPE:
            node["@type"] = _single([shortened(_name(each)) for each in objects])
        else:
            node[shortened(iri)] = _single([_value(each) for each in objects])
    return node


def _value(term: Term) -> Any:  # noqa: ANN401 - any JSON value
    match term:
        case Literal(value, _, str() as language):
            return {"@value": value, "@language": language}
        case Literal(value, datatype) if datatype == XSD_STRING:
            return value
        case Literal("true" | "false" as value, datatype) if datatype == XSD_BOOLEAN:
            return value == "true"
        case Literal(value, datatype) if datatype == XSD_INTEGER and _INTEGER.fullmatch(value):
            return int(value)
        case Literal(value, datatype):
            return {"@value": value, "@type": shortened(datatype)}
        case _:
            return {"@id": _name(term)}


def _name(term: Term) -> str:
    match term:
        case Iri(value):
            return value
        case Blank():
            return str(term)
        case _:
            raise TypeError(term)


def _single(values: list[Any]) -> Any:  # noqa: ANN401 - one JSON value or a list of them
    return values[0] if len(values) == 1 else values


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
