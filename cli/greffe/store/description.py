"""What the store says of one thing, as documents: statements about it and what it owns."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from greffe.namespaces import PREFIXES, RDF, RDFS, XSD
from greffe.store.conversion import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import NamedNode, Triple
    from pyoxigraph import Store as Oxigraph

    from greffe.terms import Term

_TYPE: Final = f"{RDF}type"
_NATIVE: Final[dict[str, Callable[[str], object]]] = {
    f"{XSD}boolean": lambda text: text == "true",
    f"{XSD}integer": int,
}


def description(engine: Oxigraph, iri: str) -> list[Triple]:
    """Return the statements about a thing and about the nodes below it that it leads to, sorted.

    A node is below the thing when its identifier goes on after the thing's and a slash; the terms
    that an ontology defines are below it as well.  What leads to a node without a name is left
    out: such names mean nothing outside the store.
    """
    from pyoxigraph import BlankNode, NamedNode

    found: set[Triple] = set()
    pending, seen = [NamedNode(iri), *_defined_by(engine, iri)], {iri}
    while pending:
        for quad in engine.quads_for_pattern(pending.pop(), None, None):
            value = quad.object
            if isinstance(value, BlankNode):
                continue
            found.add(quad.triple)
            if isinstance(value, NamedNode) and value.value not in seen and _below(value, iri):
                seen.add(value.value)
                pending.append(value)
    return sorted(found, key=str)


def said(triples: Iterable[Triple]) -> dict[str, list[tuple[str, Term]]]:
    """Return triples by subject: each property with a value, both as plain terms."""
    found: dict[str, list[tuple[str, Term]]] = {}
    for triple in triples:
        pair = (triple.predicate.value, plain(triple.object))
        found.setdefault(_name(triple.subject), []).append(pair)
    return found


def references(engine: Oxigraph, iri: str) -> set[tuple[str, str]]:
    """Return the properties by which named things refer to a thing, each with the thing."""
    from pyoxigraph import NamedNode

    quads = engine.quads_for_pattern(None, None, NamedNode(iri))
    named = ((quad.predicate.value, quad.subject) for quad in quads)
    return {(name, subject.value) for name, subject in named if isinstance(subject, NamedNode)}


def _defined_by(engine: Oxigraph, iri: str) -> list[NamedNode]:
    """Return the terms whose names are fragments of an ontology's."""
    from pyoxigraph import NamedNode

    quads = engine.quads_for_pattern(None, NamedNode(f"{RDFS}isDefinedBy"), NamedNode(iri))
    terms = (quad.subject for quad in quads)
    return [each for each in terms if isinstance(each, NamedNode) and _fragment(each, iri)]


def _fragment(node: NamedNode, iri: str) -> bool:
    return node.value.startswith(f"{iri}#")


def _below(node: NamedNode, iri: str) -> bool:
    return node.value.startswith(f"{iri}/")


def documents(triples: list[Triple]) -> dict[str, bytes]:
    """Return the same statements as ``ttl``, ``nt`` and ``jsonld``; equal data give equal bytes."""
    from pyoxigraph import RdfFormat, serialize

    used = _used_prefixes(triples)
    return {
        "ttl": bytes(serialize(triples, format=RdfFormat.TURTLE, prefixes=used) or b""),
        "nt": bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b""),
        "jsonld": _json_ld(triples, used),
    }


def _json_ld(triples: Iterable[Triple], prefixes: dict[str, str]) -> bytes:
    """Return statements as compact JSON-LD 1.1, its context made of the prefixes in use."""
    nodes: dict[str, dict[str, Any]] = {}
    for triple in triples:
        subject = _name(triple.subject)
        node = nodes.setdefault(subject, {"@id": subject})
        if triple.predicate.value == _TYPE:
            node.setdefault("@type", []).append(_compact(_name(triple.object)))
        else:
            key = _compact(triple.predicate.value)
            node.setdefault(key, []).append(_value(triple.object))
    written = ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes.values())
    context = json.dumps(prefixes, ensure_ascii=False)
    return f'{{"@context": {context},\n"@graph": [\n{written}\n]}}\n'.encode()


def _value(term: Any) -> object:  # noqa: ANN401 - pyoxigraph has no common class of terms
    if not hasattr(term, "datatype"):
        return {"@id": _compact(term.value)}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    native = _NATIVE.get(term.datatype.value)
    if native is not None and str(native(term.value)).lower() == term.value:
        return native(term.value)
    if term.datatype.value == f"{XSD}string":
        return term.value
    return {"@type": _compact(term.datatype.value), "@value": term.value}


@lru_cache(maxsize=1 << 14)
def _compact(iri: str) -> str:
    """Return a name as the context shortens it, or whole; the prefixes in use are all declared."""
    for prefix, space in PREFIXES.items():
        rest = iri.removeprefix(space)
        if rest != iri and rest and "/" not in rest and "#" not in rest:
            return f"{prefix}:{rest}"
    return iri


def _used_prefixes(triples: list[Triple]) -> dict[str, str]:
    used = {prefix for iri in set(_iris(triples)) for prefix in _prefixes_of(iri)}
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if prefix in used}


@lru_cache(maxsize=1 << 14)
def _prefixes_of(iri: str) -> tuple[str, ...]:
    return tuple(prefix for prefix, space in PREFIXES.items() if iri.startswith(space))


def _iris(triples: list[Triple]) -> Iterator[str]:
    for triple in triples:
        yield triple.predicate.value
        yield _name(getattr(triple.object, "datatype", triple.object))


def _name(term: Any) -> str:  # noqa: ANN401 - pyoxigraph has no common class of terms
    return str(term) if type(term).__name__ == "BlankNode" else str(term.value)
