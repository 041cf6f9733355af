"""Which names count when a text is read: all the names of some things, or telling phrases only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greffe.namespaces import CONCEPT, GREFFE, RDF, SKOS
from greffe.vocabulary import Labels

if TYPE_CHECKING:
    from rdflib import Graph


def labels_of_class(graph: Graph, class_: str) -> Labels:
    """Return the labels of the things of one of our classes (``InformationSystem``).

    Raises ``InputError`` where two of them share a preferred or alternative label.
    """
    from rdflib import URIRef

    things = graph.subjects(URIRef(f"{RDF}type"), URIRef(f"{GREFFE}{class_}"))
    return Labels.from_graph(graph, concepts={str(thing) for thing in things})


def phrases_of(graph: Graph, scheme: str) -> Labels:
    """Return the hidden labels of a concept scheme (``frequency``): the phrases that tell it.

    In running text the name of a concept proves nothing (*courriel* also names an address, *au
    besoin* may speak of something else); a phrase that someone chose while reading does.  What the
    scheme passes over (``greffe:ignoredText``: *le 1er avril de chaque année*) tells nothing.
    """
    from rdflib import Graph as PlainGraph
    from rdflib import URIRef

    hidden, member = URIRef(f"{SKOS}hiddenLabel"), URIRef(f"{SKOS}inScheme")
    passed, whole = URIRef(f"{GREFFE}ignoredText"), URIRef(f"{CONCEPT}{scheme}")
    chosen = PlainGraph()
    chosen += graph.triples((whole, passed, None))
    for concept in graph.subjects(member, whole):
        chosen.add((concept, member, whole))
        chosen += graph.triples((concept, hidden, None))
    return Labels.from_graph(chosen, str(whole))
