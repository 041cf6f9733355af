"""Some named graphs of a store, written in the syntaxes of RDF 1.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from greffe.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store as Oxigraph

Syntax = Literal["n-triples", "n-quads", "trig", "json-ld"]
_FORMATS: Final[dict[Syntax, str]] = {
    "n-triples": "N_TRIPLES",
    "n-quads": "N_QUADS",
    "trig": "TRIG",
    "json-ld": "JSON_LD",
}


def extract(engine: Oxigraph, graphs: Iterable[str], syntax: Syntax) -> bytes:
    """Return the quads of the graphs, sorted: equal data gives equal bytes.

    In N-Triples, the names of the graphs are left out.
    """
    import pyoxigraph as ox

    dataset = ox.Dataset(
        quad
        for name in graphs
        for quad in engine.quads_for_pattern(None, None, None, ox.NamedNode(name))
    )
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    quads = sorted(dataset, key=lambda quad: (str(quad.graph_name), str(quad)))
    given = [quad.triple for quad in quads] if syntax == "n-triples" else quads
    prefixes = PREFIXES if syntax == "trig" else None
    format_ = getattr(ox.RdfFormat, _FORMATS[syntax])
    return bytes(ox.serialize(given, format=format_, prefixes=prefixes) or b"")
