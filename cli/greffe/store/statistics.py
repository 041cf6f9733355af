"""How much a store holds, counted part by part: a query would hold all that it counts at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.namespaces import RDF

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import NamedNode
    from pyoxigraph import Store as Oxigraph

_TYPE: Final = f"{RDF}type"


@dataclass(frozen=True, slots=True)
class Size:
    """How many different statements there are, about how many subjects, with how many values."""

    triples: int
    subjects: int
    objects: int = 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """The size of all graphs taken as one, of each property, each class and each named graph."""

    total: Size
    properties: Mapping[str, Size]
    classes: Mapping[str, int]
    graphs: Mapping[str, Size]


def statistics(engine: Oxigraph) -> Statistics:
    """Return how much a store holds in its named graphs, by identifier, sorted.

    Terms are told apart by hashes of 64 bits.
    """
    graphs: dict[str, Size] = {}
    names: dict[str, NamedNode] = {}
    everyone: set[int] = set()
    for graph in engine.named_graphs():
        count, subjects = 0, set()
        for quad in engine.quads_for_pattern(None, None, None, graph):
            count += 1
            subjects.add(hash(quad.subject))
            names.setdefault(quad.predicate.value, quad.predicate)
        graphs[graph.value] = Size(count, len(subjects))
        everyone |= subjects
    properties: dict[str, Size] = {}
    classes: dict[str, int] = {}
    everything: set[int] = set()
    for name, node in sorted(names.items()):
        properties[name], values = _property(engine, node, classes)
        everything |= values
    triples = sum(each.triples for each in properties.values())
    total = Size(triples, len(everyone), len(everything))
    return Statistics(
        total, properties, dict(sorted(classes.items())), dict(sorted(graphs.items()))
    )


def _property(engine: Oxigraph, name: NamedNode, uses: dict[str, int]) -> tuple[Size, set[int]]:
    """Return the size of a property and its values; count the classes in ``uses``."""
    seen: set[int] = set()
    subjects: set[int] = set()
    objects: set[int] = set()
    for quad in engine.quads_for_pattern(None, name, None):
        subject, value = hash(quad.subject), quad.object
        number = hash(value)
        pair = hash((subject, number))
        if pair not in seen:
            seen.add(pair)
            subjects.add(subject)
            objects.add(number)
            if name.value == _TYPE:
                iri = getattr(value, "value", "")
                uses[iri] = uses.get(iri, 0) + 1
    return Size(len(seen), len(subjects), len(objects)), objects
