"""A fingerprint of what the graph says around each thing, to know what a change touches."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from pyoxigraph import Store as Oxigraph

_SIZE: Final = 16
_ALL: Final = (1 << 8 * _SIZE) - 1


class Prints(NamedTuple):
    """A number for each named thing, and one for each named graph, by their identifiers."""

    things: dict[str, int]
    graphs: dict[str, int]


def fingerprints(engine: Oxigraph) -> Prints:
    """Return, for every named thing, a number that changes when a quad with it changes.

    A quad counts for its subject, for its object and for its graph; blank nodes all count as one,
    since their labels mean nothing.  A graph that has any gets no number: two that differ by what
    their blank nodes join would have the same.
    """
    from pyoxigraph import NamedNode

    found, graphs = Prints({}, {})
    blank: set[str] = set()
    for quad in engine:
        line = str(quad)
        if "_:" in line:
            parts = (quad.subject, quad.predicate, quad.object, quad.graph_name)
            line = " ".join(map(_steady, parts))
            blank.add(quad.graph_name.value)
        number = int.from_bytes(blake2b(line.encode(), digest_size=_SIZE).digest())
        for term in (quad.subject, quad.object):
            if isinstance(term, NamedNode):
                found[term.value] = (found.get(term.value, 0) + number) & _ALL
        name = quad.graph_name.value
        graphs[name] = (graphs.get(name, 0) + number) & _ALL
    return Prints(found, {name: number for name, number in graphs.items() if name not in blank})


def _steady(term: Any) -> str:  # noqa: ANN401 - pyoxigraph has no common class of terms
    return "_:" if type(term).__name__ == "BlankNode" else str(term)
