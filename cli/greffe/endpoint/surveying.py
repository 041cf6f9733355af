"""What an engine elsewhere holds: which version, which graphs, and whether it may be shown."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from greffe.endpoint.process import Served
from greffe.errors import InputError
from greffe.language import Text
from greffe.remote.pushing import PUSHED, marks
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from greffe.endpoint.frames import Head
    from greffe.remote.pushing import Mark
    from greffe.remote.store import RemoteStore

_GRAPHS: Final = "SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } } ORDER BY ?graph"
_COUNT: Final = "SELECT (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } }"
_ONE: Final = """
SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o FILTER(ISIRI(?s) && ISIRI(?o)) }} }} LIMIT 1
"""
_NAMED: Final = """
?person a foaf:Person .
{ ?person foaf:name ?name } UNION { ?person foaf:givenName ?name }
UNION { ?person foaf:familyName ?name } UNION { ?person skos:hiddenLabel ?name }
"""
_CONFIDENTIAL: Final = """
?entry greffe:confidential ?mark FILTER(STR(?mark) != "false" && STR(?mark) != "0")
"""


def survey(store: RemoteStore, known: str | None) -> Head:
    """Return what an endpoint holds, and only its version where that is ``known`` already.

    ``version`` is taken from the record of what was pushed there, and empty without one.
    ``persons`` and ``confidential`` say whether a natural person is named, an entry confidential;
    ``union`` whether a query that names no graph meets all of them.  Raises ``EndpointError``.
    """
    record = marks(store)
    told = {
        "version": _version(record),
        "persons": _holds(store, _NAMED),
        "confidential": _holds(store, _CONFIDENTIAL),
    }
    if told["version"] == known:
        return told
    graphs = [mark.iri for mark in record] or _listed(store)
    return told | {
        "graphs": graphs,
        "quads": _number(store, _COUNT),
        "union": not graphs or _is_union(store, graphs[0]),
    }


def served(address: str, told: Head) -> Served:
    """Return what a first survey of the endpoint at an address tells."""
    graphs = tuple(told["graphs"])
    return Served(address, told["version"], told["quads"], graphs, elsewhere=True)


def fault(address: str, told: Head, *, masked: bool) -> InputError | None:
    """Return why an endpoint may not be shown to everyone; None when it may."""
    if told["confidential"]:
        return _fault(address, *_HIDDEN)
    if told["persons"] and masked:
        return _fault(address, *_PERSONS)
    return None if told.get("union", True) else _fault(address, *_APART)


def _fault(address: str, what: Text, remedy: Text) -> InputError:
    return InputError(Text(f"{address} : ", f"{address}: ") + what, remedy)


def _version(record: tuple[Mark, ...]) -> str:
    written = "\n".join(map(str, record))
    return sha256(written.encode()).hexdigest()[:32] if record else ""


def _holds(store: RemoteStore, pattern: str) -> bool:
    """Return whether a pattern is met, in the default graph or in any other."""
    return (
        store.query(f"ASK {{ {{ {pattern} }} UNION {{ GRAPH ?graph {{ {pattern} }} }} }}") is True
    )


def _listed(store: RemoteStore) -> list[str]:
    found = (row[0] for row in store.select(_GRAPHS).rows)
    return [term.value for term in found if isinstance(term, Iri) and term.value != PUSHED]


def _number(store: RemoteStore, query: str) -> int:
    (value,) = store.select(query).rows[0]
    return int(value.value) if isinstance(value, Literal) else 0


def _is_union(store: RemoteStore, graph: str) -> bool:
    rows = store.select(_ONE.format(graph=Iri(graph))).rows
    return not rows or store.query(f"ASK {{ {' '.join(map(str, rows[0]))} }}") is True


_HIDDEN: Final = (
    Text(
        "des inscriptions confidentielles s’y trouvent ; rien n’en est servi.",
        "confidential entries are there; nothing of it is served.",
    ),
    Text(
        "Poussez-y la vue publique : greffe push --public.",
        "Push the public view there: greffe push --public.",
    ),
)
_PERSONS: Final = (
    Text(
        "des personnes physiques y sont nommées ; rien n’en est servi.",
        "natural persons are named there; nothing of it is served.",
    ),
    Text(
        "Poussez-y la vue publique (greffe push --public), ou montrez-les avec --show-persons.",
        "Push the public view there (greffe push --public), or show them with --show-persons.",
    ),
)
_APART: Final = (
    Text(
        "son graphe par défaut n’est pas l’union des graphes nommés ; les questions n’y "
        "trouveraient rien.",
        "its default graph is not the union of the named graphs; questions would find nothing.",
    ),
    Text(
        "Réglez-le ainsi ; pour Oxigraph : --union-default-graph.",
        "Set it so; for Oxigraph: --union-default-graph.",
    ),
)
