"""One list of prefixes, said twice: for machines in Turtle, for Python in a module."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rdflib import SH, XSD, Graph, Literal, URIRef

from greffe import resources
from greffe.namespaces import PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

DECLARATION = re.compile(r"^@prefix\s+([\w-]*):\s+<([^>]+)>\s*\.", re.MULTILINE)
HEADER = URIRef("https://w3id.org/greffe/ontology/prefixes")
WRITTEN = [
    *sorted(resources.ontology_dir().rglob("*.ttl")),
    *sorted(resources.shapes_dir().rglob("*.ttl")),
]


@pytest.fixture(scope="module")
def declarations() -> Graph:
    """Return the graph of the one list."""
    return Graph().parse(resources.ontology_dir() / "prefixes.ttl")


def test_the_two_lists_are_equal(declarations: Graph) -> None:
    """What ``sh:declare`` says and what the Python constants say is the same."""
    declared = {
        str(declarations.value(node, SH.prefix)): str(declarations.value(node, SH.namespace))
        for node in declarations.objects(HEADER, SH.declare)
    }

    assert declared == PREFIXES


def test_a_prefix_is_declared_once(declarations: Graph) -> None:
    """No prefix and no namespace stands twice in the list."""
    declared = list(declarations.objects(HEADER, SH.declare))

    assert len(declared) == len(PREFIXES) == len(set(PREFIXES.values()))


def test_a_namespace_is_an_any_uri(declarations: Graph) -> None:
    """``sh:namespace`` takes an ``xsd:anyURI`` (SHACL, section 5.2.1)."""
    datatypes = {
        namespace.datatype
        for namespace in declarations.objects(None, SH.namespace)
        if isinstance(namespace, Literal)
    }

    assert datatypes == {XSD.anyURI}


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_every_file_uses_the_prefixes_of_the_list(path: Path) -> None:
    """A prefix means the same in every file of the ontology and of the shapes."""
    used = dict(DECLARATION.findall(path.read_text(encoding="utf-8")))

    assert used == {prefix: PREFIXES.get(prefix) for prefix in used}
