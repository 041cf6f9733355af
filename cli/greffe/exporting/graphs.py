"""The graphs of a body as RDF: Turtle as Greffe writes it, TriG, N-Quads, JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from greffe.errors import InputError, UsageError
from greffe.language import Text

if TYPE_CHECKING:
    from greffe.bodies import Body
    from greffe.store import Store
    from greffe.store.extracts import Syntax

What = Literal["register", "inventory", "body", "all"]
WHATS: Final[tuple[What, ...]] = ("register", "inventory", "body", "all")

NAMES: Final[dict[What, str]] = {
    "register": "registre-",
    "inventory": "inventaire-",
    "body": "organisme-",
    "all": "",
}
"""What the name of a file begins with; the key of the body follows."""

GRAPH_FORMATS: Final[dict[str, Syntax]] = {
    "ttl": "n-triples",
    "trig": "trig",
    "nq": "n-quads",
    "jsonld": "json-ld",
}
"""The formats, and the syntax that the store is asked for."""


def graph_bytes(store: Store, body: Body, what: What, form: str) -> bytes:
    """Return one graph of a body, or all three, in a format of ``GRAPH_FORMATS``.

    Turtle is written as in the files of a body, where one file is one graph.  Raises
    ``UsageError`` when Turtle is asked to hold them all, ``InputError`` when the body has no such
    graph.
    """
    if form == "ttl" and what == "all":
        raise _one_graph_only()
    names = {"register": body.register, "inventory": body.inventory, "body": body.iri}
    wanted = names.values() if what == "all" else (names[what],)
    there = [name for name in wanted if name in store.graphs()]
    if not there:
        raise _no_graph(body, what)
    content = store.extract(there, GRAPH_FORMATS[form])
    return _turtle(content) if form == "ttl" else content


def _turtle(triples: bytes) -> bytes:
    from rdflib import Graph

    from greffe.turtle.reading import values_as_written
    from greffe.turtle.writing import serialize

    with values_as_written():
        graph = Graph().parse(data=triples, format="nt")
        return serialize(graph).encode()


def _one_graph_only() -> UsageError:
    return UsageError(
        Text(
            "un fichier Turtle ne tient qu’un graphe, et --what all en demande trois.",
            "a Turtle file holds one graph, and --what all asks for three.",
        ),
        Text(
            "Choisissez register, inventory ou body, ou le format trig, nq ou jsonld.",
            "Choose register, inventory or body, or the format trig, nq or jsonld.",
        ),
    )


def _no_graph(body: Body, what: What) -> InputError:
    return InputError(
        Text(
            f"{body.key} : cet organisme n’a pas de graphe « {what} » dans ces données.",
            f"{body.key}: this body has no graph '{what}' in this data.",
        ),
        Text("Importez d’abord le document.", "Import the document first."),
    )
