"""The published law graph, read once for all tests of citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from greffe.citations import Citation, LegalIndex, read
from greffe.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def index() -> LegalIndex:
    """Return the index of the published law graph."""
    graph = Graph()
    for path in sorted((data_dir() / "law").glob("*.ttl")):
        graph.parse(path, format="turtle")
    return LegalIndex.from_graph(graph)


@pytest.fixture(scope="session")
def cite(index: LegalIndex) -> Callable[[str], tuple[Citation, ...]]:
    """Return ``read`` on the published law graph."""

    def reader(text: str) -> tuple[Citation, ...]:
        return read(text, index)

    return reader
