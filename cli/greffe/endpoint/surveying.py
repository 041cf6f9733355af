"""What an engine elsewhere holds: which version, which graphs, and whether it may be shown."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from greffe.endpoint.process import Served
from greffe.errors import InputError
from greffe.language import Text
from greffe.remote.pushing import marks

if TYPE_CHECKING:
    from greffe.endpoint.frames import Head
    from greffe.remote.pushing import Mark
    from greffe.remote.store import RemoteStore

# Each of these an engine of any size answers from its indexes: nothing is counted, nothing listed.
_ONE: Final = """
SELECT ?s ?p ?o { GRAPH ?graph { ?s ?p ?o FILTER(ISIRI(?s) && ISIRI(?o)) } } LIMIT 1
"""
_NAMES: Final = ("foaf:name", "foaf:givenName", "foaf:familyName", "skos:hiddenLabel")
_NAMED: Final = "ASK {{ ?person a foaf:Person ; {name} ?name }}"
_CONFIDENTIAL: Final = """
ASK { ?entry greffe:confidential ?mark FILTER(STR(?mark) != "false" && STR(?mark) != "0") }
"""


def survey(store: RemoteStore, known: str | None) -> Head:
    """Return what an endpoint holds, and only its version where that is ``known`` already.

    ``version`` is taken from the record of what was pushed there, and empty without one; so are the
    ``graphs``.  ``persons`` and ``confidential`` say whether a natural person is named, an entry
    confidential; ``union`` whether a query that names no graph meets all of them, as these do.
    Raises ``EndpointError``.
    """
    record = marks(store)
    told = {
        "version": _version(record),
        "union": _is_union(store),
        "persons": any(_holds(store, _NAMED.format(name=name)) for name in _NAMES),
        "confidential": _holds(store, _CONFIDENTIAL),
    }
    if told["version"] == known:
        return told
    return told | {"graphs": [mark.iri for mark in record]}


def served(address: str, told: Head) -> Served:
    """Return what a first survey of the endpoint at an address tells."""
    graphs = tuple(told["graphs"])
    return Served(address, told["version"], None, graphs, elsewhere=True)


def fault(address: str, told: Head, *, masked: bool) -> InputError | None:
    """Return why an endpoint may not be shown to everyone; None when it may."""
    if not told["union"]:
        return _fault(address, *_APART)
    if told["confidential"]:
        return _fault(address, *_HIDDEN)
    return _fault(address, *_PERSONS) if told["persons"] and masked else None


def _fault(address: str, what: Text, remedy: Text) -> InputError:
    return InputError(Text(f"{address} : ", f"{address}: ") + what, remedy)


def _version(record: tuple[Mark, ...]) -> str:
    written = "\n".join(map(str, record))
    return sha256(written.encode()).hexdigest()[:32] if record else ""


def _holds(store: RemoteStore, question: str) -> bool:
    return store.query(question) is True


def _is_union(store: RemoteStore) -> bool:
    """Return whether a statement of some named graph is met without naming it; true without any."""
    rows = store.select(_ONE).rows
    return not rows or _holds(store, f"ASK {{ {' '.join(map(str, rows[0]))} }}")


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
