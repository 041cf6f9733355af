"""Each Turtle file is one named graph, named after its one header subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.errors import InputError, SyntaxFault
from greffe.store.headers import graph_iri
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = """\
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix void: <http://rdfs.org/ns/void#> .
"""
GRAPHS = {
    "exemple/body.ttl": "https://w3id.org/greffe/org/exemple",
    "exemple/inventory.ttl": "https://w3id.org/greffe/id/exemple/inventory",
    "exemple/register.ttl": "https://w3id.org/greffe/id/exemple/register",
    "law/qc-a-2.1.ttl": "https://w3id.org/greffe/law/qc/a-2.1",
    "ontology/concepts/data-category.ttl": "https://w3id.org/greffe/concept/data-category",
    "ontology/greffe.ttl": "https://w3id.org/greffe/ontology",
    "organizations.ttl": "https://w3id.org/greffe/org",
}


def written(folder: Path, body: str) -> Path:
    """Write Turtle with the prefixes above to a file."""
    path = folder / "file.ttl"
    path.write_text(PREFIXES + body, encoding="utf-8")
    return path


def test_each_kind_of_file_has_its_header(sample: Workspace) -> None:
    """Ontology, scheme, law, directory, body, register and inventory each name their graph."""
    assert {file.name: graph_iri(file.path) for file in sample.files()} == GRAPHS


def test_bundled_files_each_have_their_own_graph() -> None:
    """No two bundled files claim the same graph."""
    files = Workspace.at().files()
    assert len({graph_iri(file.path) for file in files}) == len(files)


@pytest.mark.parametrize(
    "kind", ["owl:Ontology", "greffe:WorkRule", "greffe:LegalInstrument", "void:Dataset"]
)
def test_a_header_class_names_the_graph(tmp_path: Path, kind: str) -> None:
    """The subject of a header class is the graph, whatever else is in the file."""
    path = written(tmp_path, f"<x:other> a skos:Concept . <x:header> a {kind} .")
    assert graph_iri(path) == "x:header"


def test_a_header_may_have_several_classes(tmp_path: Path) -> None:
    """A work rule that is also an instrument is one header, not two."""
    path = written(tmp_path, "<x:header> a greffe:WorkRule, greffe:LegalInstrument .")
    assert graph_iri(path) == "x:header"


def test_a_public_body_is_a_header_only_with_its_base(tmp_path: Path) -> None:
    """In a directory, public bodies without greffe:base are entries, not headers."""
    body = "<x:dir> a void:Dataset . <x:ramq> a greffe:PublicBody ."
    assert graph_iri(written(tmp_path, body)) == "x:dir"
    body = '<x:ramq> a greffe:PublicBody . <x:mifi> greffe:base "b" ; a greffe:PublicBody .'
    assert graph_iri(written(tmp_path, body)) == "x:mifi"


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("<x:a> a skos:Concept .", "0"),
        ("", "0"),
        ("<x:a> a owl:Ontology . <x:b> a skos:ConceptScheme .", "2"),
    ],
)
def test_no_header_or_two_are_an_error(tmp_path: Path, body: str, count: str) -> None:
    """The error names the file and how many headers it has."""
    path = written(tmp_path, body)
    with pytest.raises(InputError) as caught:
        graph_iri(path)
    assert str(path) in caught.value.message.fr
    assert f"il y en a {count}" in caught.value.message.fr


def test_two_headers_are_named(tmp_path: Path) -> None:
    """Both subjects stand in the message, so that one can be found and removed."""
    path = written(tmp_path, "<x:a> a owl:Ontology . <x:b> a skos:ConceptScheme .")
    with pytest.raises(InputError, match=r"\(<x:a>, <x:b>\)"):
        graph_iri(path)


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("<x:a> a owl:Ontology\n<x:b> a owl:Class .", 6, 1),
        ("nope:a a owl:Ontology .", 5, 1),
        ('<x:a> a owl:Ontology ; <x:p> "mot"@fr_CA .', 5, 38),
    ],
)
def test_broken_turtle_is_placed(tmp_path: Path, body: str, line: int, column: int) -> None:
    """A fault of grammar has its file, line and column, as editors and CI read them."""
    path = written(tmp_path, body)
    with pytest.raises(SyntaxFault) as caught:
        graph_iri(path)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert caught.value.message.fr.startswith(f"{path}:{line}:{column} : ")


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(InputError, match=r"absent\.ttl: cannot be read"):
        graph_iri(tmp_path / "absent.ttl")
