"""Turtle as we write it: one formatting, sorted, so that differences read."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from greffe.matching import natural
from greffe.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def serialize(graph: Graph) -> str:
    """Return the graph in our canonical Turtle: the same graph always gives the same text.

    Subjects and values are sorted, only the prefixes in use are declared.  The graph must hold no
    blank nodes that are shared: Greffe names what it describes.
    """
    from rdflib import Graph as PlainGraph
    from rdflib import URIRef
    from rdflib.plugins.serializers.longturtle import LongTurtleSerializer

    class NaturalOrder(LongTurtleSerializer):
        """Subjects in reading order (2 before 10), not by how often they are referred to."""

        def orderSubjects(self) -> list[Node]:  # noqa: N802 - rdflib's name
            return sorted(self._subjects, key=lambda name: natural(str(name)))

        def get_pname(self, uri: Any, gen_prefix: bool = True) -> Any:  # noqa: ANN401
            """Shorten a name; rdflib looks at length for prefixes of those that have none."""
            if not gen_prefix and not (isinstance(uri, URIRef) and str(uri).startswith(bound)):
                return None
            return super().get_pname(uri, gen_prefix)  # type: ignore[no-untyped-call]

    tidy = PlainGraph(bind_namespaces="none")
    used = _namespaces_in(graph)
    for prefix, namespace in PREFIXES.items():
        if namespace in used:
            tidy.bind(prefix, namespace)
    for triple in graph:
        tidy.add(triple)
    bound = tuple(str(namespace) for _, namespace in tidy.namespaces())
    stream = BytesIO()
    writer: LongTurtleSerializer = NaturalOrder(tidy)  # type: ignore[no-untyped-call]
    writer.serialize(stream, encoding="utf-8")
    return stream.getvalue().decode().rstrip() + "\n"


def _namespaces_in(graph: Graph) -> set[str]:
    from rdflib import Literal, URIRef

    names = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}
    names |= {str(o.datatype) for o in graph.objects() if isinstance(o, Literal) and o.datatype}
    spaces = tuple(PREFIXES.values())
    known = [name for name in names if name.startswith(spaces)]
    return {namespace for namespace in spaces if any(n.startswith(namespace) for n in known)}
