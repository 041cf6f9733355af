"""A fingerprint of what the graph says around each thing, to know what a change touches."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pyoxigraph import Store as Oxigraph

_SIZE: Final = 8
_ALL: Final = (1 << 8 * _SIZE) - 1


def fingerprints(engine: Oxigraph) -> dict[str, int]:
    """Return, for every named thing, a number that changes when a quad with it changes.

    A quad counts for its subject and for its object; blank nodes all count as one, since their
    labels mean nothing.
    """
    from pyoxigraph import NamedNode

    found: dict[str, int] = {}
    for quad in engine:
        line = str(quad)
        if "_:" in line:
            parts = (quad.subject, quad.predicate, quad.object, quad.graph_name)
            line = " ".join(map(_steady, parts))
        number = int.from_bytes(blake2b(line.encode(), digest_size=_SIZE).digest())
        for term in (quad.subject, quad.object):
            if isinstance(term, NamedNode):
                found[term.value] = (found.get(term.value, 0) + number) & _ALL
    return found


def _steady(term: Any) -> str:  # noqa: ANN401 - pyoxigraph has no common class of terms
    return "_:" if type(term).__name__ == "BlankNode" else str(term)
