"""Writes out the paths of queries that may be of any length, as far as the data go.

Engines follow ``greffe:cites/dcterms:isPartOf*`` from every node of the graph before they look at
the one they were asked about.  Written out, ``greffe:cites|greffe:cites/dcterms:isPartOf|…`` down
to the depth that the data have, the path means the same and takes a hundredth of the time.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from greffe.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

# SPARQL 1.1, rules 91 to 94: a step by one property, then any number of steps by another.
_ANY_LENGTH: Final = re.compile(r"(?<![\w:/^|])(\w+:\w+)/(\w+):(\w+)\*(?![\w/|])")
_DEEPEST: Final = 8
"""Beyond this, a path written out would be slower than the star."""


def unrolled(query: str, data: Graph, depths: dict[str, int | None]) -> str:
    """Return a query that follows a property only as far as the data go by it.

    A property that leads round in a circle, or very far, keeps its star.  ``depths`` keeps how
    far the data go, for the next query.
    """
    return _ANY_LENGTH.sub(partial(_written_out, data, depths), query)


def depth(data: Graph, predicate: str) -> int | None:
    """Return how many steps the longest chain of a property has; None when it never ends."""
    from rdflib import URIRef

    following: dict[Node, set[Node]] = {}
    for subject, value in data.subject_objects(URIRef(predicate)):
        following.setdefault(subject, set()).add(value)
    ends, steps = set(following), 0
    while ends and steps <= len(following):
        ends = {value for end in ends for value in following.get(end, ())}
        steps += bool(ends)
    return None if ends else steps


def _written_out(data: Graph, depths: dict[str, int | None], path: re.Match[str]) -> str:
    first, prefix, name = path.groups()
    predicate = PREFIXES.get(prefix, "") + name
    if predicate not in depths:
        depths[predicate] = depth(data, predicate)
    steps = depths[predicate]
    if prefix not in PREFIXES or steps is None or steps > _DEEPEST:
        return path[0]
    step = f"/{prefix}:{name}"
    return f"({'|'.join(first + step * count for count in range(steps + 1))})"
