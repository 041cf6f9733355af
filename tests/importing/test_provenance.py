"""The file that a register was imported from: named once, described as long as it is quoted."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from rdflib import Graph, Literal, URIRef

from greffe.bodies import Body
from greffe.importing.provenance import Origin, describe, forget, origin_of
from greffe.namespaces import DCTERMS, GREFFE, PROV, SCHEMA

BODY: Final = Body("exemple", "x:org/exemple", "x:id/exemple")
REGISTER: Final = URIRef("x:id/exemple/register")
SPAN: Final = URIRef("x:id/exemple/communication/1/span/purposeText")
DIGEST: Final = URIRef(f"{SCHEMA}sha256")
EMPTY_DIGEST: Final = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""The SHA-256 of nothing (NIST, FIPS 180-4 test values)."""


def known(name: str, digest: str) -> Graph:
    """Return a graph that describes a source."""
    graph = Graph()
    graph.add((URIRef(BODY.source(name)), DIGEST, Literal(digest)))
    return graph


def quoting(origin: Origin) -> Graph:
    """Return a graph that quotes a file."""
    graph = Graph()
    graph.add((SPAN, URIRef(f"{GREFFE}document"), URIRef(origin.iri)))
    return graph


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("registre.xlsx", "registre"),
        ("Registre été 2026 (final).xlsx", "registre-ete-2026-final"),
        ("???.csv", "document"),
    ],
)
def test_a_file_is_named_by_its_stem(name: str, stem: str) -> None:
    """An address has small letters, digits and hyphens."""
    origin = origin_of(Path(name), b"", BODY, [])
    assert (BODY.source(stem), name, EMPTY_DIGEST) == (origin.iri, origin.name, origin.digest)


def test_the_same_file_keeps_its_name() -> None:
    """Importing it again is no other document."""
    origin = origin_of(Path("registre.xlsx"), b"", BODY, [known("registre", EMPTY_DIGEST)])
    assert BODY.source("registre") == origin.iri


def test_another_state_of_a_file_is_another_document() -> None:
    """The words quoted from the first state stay quoted from it."""
    origin = origin_of(Path("registre.xlsx"), b"", BODY, [Graph(), known("registre", "0" * 64)])
    assert BODY.source(f"registre-{EMPTY_DIGEST[:8]}") == origin.iri


def test_a_quoted_file_is_described() -> None:
    """What it is called, whose it is, and how to know it again."""
    origin = Origin(BODY.source("registre"), "registre.xlsx", EMPTY_DIGEST)
    graph = quoting(origin)
    describe(graph, str(REGISTER), origin, BODY)
    said = {str(p): str(o) for p, o in graph.predicate_objects(URIRef(origin.iri))}
    assert "registre.xlsx" == said[f"{DCTERMS}identifier"]
    assert BODY.iri == said[f"{DCTERMS}publisher"]
    assert EMPTY_DIGEST == said[str(DIGEST)]
    assert (REGISTER, URIRef(f"{PROV}wasDerivedFrom"), URIRef(origin.iri)) in graph


def test_a_file_that_changed_nothing_leaves_no_trace() -> None:
    """Nothing is quoted from it: it is not described."""
    graph = Graph()
    describe(graph, str(REGISTER), Origin(BODY.source("r"), "r.xlsx", EMPTY_DIGEST), BODY)
    assert len(graph) == 0


def test_a_file_that_is_no_longer_quoted_is_forgotten() -> None:
    """Once all its words were replaced, the register is no longer derived from it."""
    origin = Origin(BODY.source("registre"), "registre.xlsx", EMPTY_DIGEST)
    graph = quoting(origin)
    describe(graph, str(REGISTER), origin, BODY)
    forget(graph, str(REGISTER))
    assert (URIRef(origin.iri), None, None) in graph
    graph.remove((SPAN, None, None))
    forget(graph, str(REGISTER))
    assert len(graph) == 0


def test_a_document_described_elsewhere_is_left_alone() -> None:
    """The text as received is described in the data of the body, which an import leaves alone."""
    graph = Graph()
    derived = (REGISTER, URIRef(f"{PROV}wasDerivedFrom"), URIRef(BODY.source("registre")))
    graph.add(derived)
    forget(graph, str(REGISTER))
    assert [derived] == list(graph)
