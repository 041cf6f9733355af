"""A graph as Turtle, sorted, with our prefixes: the same graph always gives the same text."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from greffe.namespaces import PREFIXES, RDF
from greffe.terms import XSD_STRING, Iri, Literal, Term, Triple

if TYPE_CHECKING:
    from greffe.results.model import Graph

# A safe part of Turtle's PN_LOCAL: no escapes, no dots at either end.
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.\-]*[A-Za-z0-9_\-])?")
_PREFIX: Final = re.compile(r"(?<![\w/:])(\w+):")
_TYPE: Final = f"{RDF}type"
_NAMESPACES: Final = sorted(
    ((namespace, prefix) for prefix, namespace in PREFIXES.items()), key=lambda pair: -len(pair[0])
)


def turtle(graph: Graph) -> str:
    """Return the graph as Turtle 1.1: subjects in order, ``a`` first, one object a line if many."""
    ordered = sorted(graph.triples, key=_order)
    blocks = [
        _block(list(triples))
        for _, triples in groupby(ordered, key=lambda triple: str(triple.subject))
    ]
    body = "\n".join(blocks)
    used = sorted(PREFIXES.keys() & set(_PREFIX.findall(body)))
    head = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in used)
    return f"{head}\n{body}" if head and body else head + body


def _order(triple: Triple) -> tuple[str, bool, str, str]:
    predicate = str(triple.predicate)
    return str(triple.subject), predicate != f"<{_TYPE}>", predicate, str(triple.object)


def _block(triples: list[Triple]) -> str:
    lines = []
    for _, same in groupby(triples, key=lambda triple: str(triple.predicate)):
        group = list(same)
        objects = ",\n        ".join(_written(triple.object) for triple in group)
        lines.append(f"    {_verb(group[0].predicate)} {objects}")
    return f"{_written(triples[0].subject)}\n" + " ;\n".join(lines) + " .\n"


def _verb(predicate: Term) -> str:
    return "a" if predicate == Iri(_TYPE) else _written(predicate)


def _written(term: Term) -> str:
    match term:
        case Iri(value):
            return _compact(value) or str(term)
        case Literal(language=None, datatype=datatype) if name := _compact(datatype):
            plain = str(Literal(term.value))
            return plain if datatype == XSD_STRING else f"{plain}^^{name}"
        case _:
            return str(term)


@lru_cache(maxsize=1 << 16)
def _compact(iri: str) -> str | None:
    for namespace, prefix in _NAMESPACES:
        local = iri.removeprefix(namespace)
        if local != iri and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return None
