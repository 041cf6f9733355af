"""A fingerprint of what the graph says around each thing, to know what a change touches."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from greffe.namespaces import GREFFE

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store as Oxigraph

_SIZE: Final = 16
_ALL: Final = (1 << 8 * _SIZE) - 1
_SOME: Final = 10_000
"""After how many quads it is told how many are done."""


class Prints(NamedTuple):
    """A number for each named thing, named graph and property, by their identifiers.

    ``words`` has another for each thing that has words of cells.
    """

    things: dict[str, int]
    graphs: dict[str, int]
    words: dict[str, int]
    properties: dict[str, int]


def is_verbatim(property_: str) -> bool:
    """Return whether a property gives the words of a cell, as the document has them."""
    return property_.startswith(GREFFE) and property_.endswith("Text")


def fingerprints(engine: Oxigraph, tell: Callable[[int], None] = lambda _done: None) -> Prints:
    """Return, for every named thing, a number that changes when a quad with it changes.

    A quad counts for its subject, for its object, for its graph and for its property; blank nodes
    all count as one, since their labels mean nothing.  A graph that has any gets no number: two
    that differ by what their blank nodes join would have the same.  Of the words of a cell, the
    number of the thing tells only that there are some, and that of its words what they are.
    ``tell`` hears from time to time how many quads were looked at.
    """
    from pyoxigraph import NamedNode

    found, graphs, words, properties = Prints({}, {}, {}, {})
    blank: set[str] = set()
    verbatim: dict[str, bool] = {}
    for rank, quad in enumerate(engine):
        if not rank % _SOME:
            tell(rank)
        line = str(quad)
        if "_:" in line:
            parts = (quad.subject, quad.predicate, quad.object, quad.graph_name)
            line = " ".join(map(_steady, parts))
            blank.add(quad.graph_name.value)
        number = _number(line)
        name, property_ = quad.graph_name.value, quad.predicate.value
        graphs[name] = (graphs.get(name, 0) + number) & _ALL
        properties[property_] = (properties.get(property_, 0) + number) & _ALL
        subject = quad.subject
        has_words = verbatim.setdefault(property_, is_verbatim(property_))
        if has_words and isinstance(subject, NamedNode):
            words[subject.value] = (words.get(subject.value, 0) + number) & _ALL
            number = _number(f"{subject} {property_} {name}")
        for term in (subject, quad.object):
            if isinstance(term, NamedNode):
                found[term.value] = (found.get(term.value, 0) + number) & _ALL
    numbered = {name: number for name, number in graphs.items() if name not in blank}
    return Prints(found, numbered, words, properties)


def _number(line: str) -> int:
    return int.from_bytes(blake2b(line.encode(), digest_size=_SIZE).digest())


def _steady(term: Any) -> str:  # noqa: ANN401 - pyoxigraph has no common class of terms
    return "_:" if type(term).__name__ == "BlankNode" else str(term)
