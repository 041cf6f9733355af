"""The files that a public body begins with."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from rdflib import DCTERMS, ORG, RDF, SDO, SKOS, Graph, Literal, URIRef

from greffe.documents.kinds import TRAITS
from greffe.documents.received import read_source
from greffe.documents.spans import parse_span, quote
from greffe.errors import InputError, UsageError
from greffe.exporting.founding import SORTS, STARTS, NewBody, directory_name, found
from greffe.namespaces import CONCEPT, GREFFE
from greffe.resources import data_dir, ontology_dir
from greffe.store.headers import graph_iri

if TYPE_CHECKING:
    from pathlib import Path

ESSAI = NewBody("essai", "Office de l’essai", "OE", "nil", sort="ministere-qc")


def graphs(files: dict[Path, bytes]) -> dict[str, Graph]:
    """Return the Turtle files of a body, read."""
    return {
        path.name: Graph().parse(data=content, format="turtle")
        for path, content in files.items()
        if path.suffix == ".ttl"
    }


def test_a_body_is_told_from_its_file_alone(tmp_path: Path) -> None:
    """Its name, acronym, sort, jurisdiction and base are in ``body.ttl``."""
    graph = graphs(found(ESSAI, tmp_path / "essai"))["body.ttl"]
    body = URIRef("https://w3id.org/greffe/org/essai")
    assert graph.value(body, SKOS.prefLabel) == Literal("Office de l’essai", "fr")
    assert graph.value(body, URIRef(f"{GREFFE}acronym")) == Literal("OE", "fr")
    assert graph.value(body, ORG.classification) == URIRef(
        f"{CONCEPT}organization-kind/ministere-qc"
    )
    assert str(graph.value(body, URIRef(f"{GREFFE}base"))) == "https://w3id.org/greffe/id/essai"


def test_a_base_of_ones_own_names_everything(tmp_path: Path) -> None:
    """The register, its spans and its document are named under the base that was given."""
    own = NewBody("essai", "Essai", base="https://essai.example/id")
    graph = graphs(found(own, tmp_path / "essai"))["register.ttl"]
    subjects = {str(subject) for subject in graph.subjects()}
    assert "https://essai.example/id/register" in subjects
    assert all(name.startswith("https://essai.example/id/register") for name in subjects)


@pytest.mark.parametrize("start", STARTS)
def test_each_file_is_one_graph(start: str, tmp_path: Path) -> None:
    """Every file has its one header subject."""
    new = NewBody("essai", "Essai", start=start)  # type: ignore[arg-type]
    for path, content in found(new, tmp_path / "essai").items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    there = {graph_iri(path) for path in (tmp_path / "essai").glob("*.ttl")}
    documents = (
        {new.body.inventory}
        if start == "inventory-only"
        else {new.body.register, new.body.inventory}
    )
    assert there == {new.body.iri, *documents}


def test_title_and_introduction_are_quoted_from_a_document(tmp_path: Path) -> None:
    """What a span quotes is what the graph says, and the document is the one described."""
    files = found(ESSAI, tmp_path / "essai")
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    described = graphs(files)
    for kind in ("register", "inventory"):
        graph = described[f"{kind}.ttl"]
        document = tmp_path / "essai" / "sources" / f"{TRAITS[kind].stem}.txt"
        lines = read_source(document).lines
        for span, line in graph.subject_objects(URIRef(f"{GREFFE}lines")):
            field = graph.value(span, URIRef(f"{GREFFE}field"))
            (said,) = graph.objects(URIRef(f"{ESSAI.body.base}/{kind}"), field)
            assert str(said) == quote(lines, parse_span(str(line)))
        source = URIRef(ESSAI.body.source(TRAITS[kind].stem))
        digest = described["body.ttl"].value(source, SDO.sha256)
        assert str(digest) == sha256(document.read_bytes()).hexdigest()


def test_a_nil_register_says_that_it_has_nothing_to_enter(tmp_path: Path) -> None:
    """The three kinds of entries of section 67.3 are named, so that silence is no omission."""
    graph = graphs(found(ESSAI, tmp_path / "essai"))["register.ttl"]
    (told,) = graph.objects(URIRef(ESSAI.body.register), DCTERMS.description)
    assert "aucune communication" in str(told)
    assert "article 64" in str(told)
    assert "article 65.1" in str(told)


def test_what_is_described_elsewhere_is_not_described_again(tmp_path: Path) -> None:
    """A body of the directory has only its type and base in its own file."""
    known = NewBody("cai", "Commission", described=True)
    graph = graphs(found(known, tmp_path / "cai"))["body.ttl"]
    said = set(graph.predicates(URIRef("https://w3id.org/greffe/org/cai")))
    assert said == {RDF.type, URIRef(f"{GREFFE}base")}


def test_the_directory_is_asked_by_key() -> None:
    """An organisation has one French name there, and what is not there has none."""
    directory = data_dir() / "organizations.ttl"
    assert directory_name(directory, "cai") == "Commission d'accès à l'information"
    assert directory_name(directory, "essai") is None


def test_what_is_no_key_is_in_no_directory(caplog: pytest.LogCaptureFixture) -> None:
    """No identifier is made of it, so nothing complains of the identifier."""
    assert directory_name(data_dir() / "organizations.ttl", "Pas une clé") is None
    assert [] == caplog.records


def test_sorts_are_concepts() -> None:
    """Each sort of body is in the scheme of organisations."""
    scheme = Graph().parse(ontology_dir() / "concepts" / "organization-kind.ttl")
    there = {str(concept).rpartition("/")[2] for concept in scheme.subjects(RDF.type, SKOS.Concept)}
    assert set(SORTS) <= there


@pytest.mark.parametrize("key", ["", "Essai", "é", "a b", "a--b", "-a", "a-", "1a", "a/b", "law"])
def test_a_bad_key_is_refused(key: str, tmp_path: Path) -> None:
    """A key becomes a folder and a part of identifiers: it is plain."""
    with pytest.raises(UsageError):
        found(NewBody(key, "Essai"), tmp_path / "essai")


def test_a_folder_that_is_there_is_refused(tmp_path: Path) -> None:
    """Even an empty folder, or a file, keeps its place."""
    with pytest.raises(InputError):
        found(ESSAI, tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError):
        found(ESSAI, tmp_path / "file")
