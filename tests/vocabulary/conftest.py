from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, Graph, URIRef

from greffe import resources
from greffe.namespaces import CONCEPT, GREFFE
from greffe.vocabulary import Labels

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def _scheme(name: str) -> Labels:
    graph = Graph().parse(resources.ontology_dir() / "concepts" / f"{name}.ttl")
    return Labels.from_graph(graph, f"{CONCEPT}{name}")


@pytest.fixture(scope="session")
def labels_of() -> Callable[[str], Labels]:
    """Give the French labels of a concept scheme, by its name."""
    return _scheme


@pytest.fixture(scope="session")
def units() -> Labels:
    """Give the names of the administrative units of the MIFI."""
    graph = Graph().parse(resources.data_dir() / "mifi" / "body.ttl")
    kind = URIRef(f"{GREFFE}AdministrativeUnit")
    return Labels.from_graph(graph, concepts=set(map(str, graph.subjects(RDF.type, kind))))
