"""What a check stands on: which files are under test, and which are their context."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef

from greffe.errors import InputError, NothingChecked
from greffe.namespaces import DCTERMS, GREFFE, ORGANIZATION
from greffe.resources import data_dir
from greffe.turtle.reading import parse
from greffe.validation.ground import headers, lay, number_of, title_of
from greffe.workspace import Workspace

MIFI = "https://w3id.org/greffe/id/mifi"
BUNDLED = Workspace.at()
TITLE = Namespace(DCTERMS).title


@pytest.fixture(scope="module")
def published() -> Graph:
    """Return the published register, inventory and body as one graph."""
    return lay(BUNDLED, [data_dir() / "mifi"]).data


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Return a copy of the published register alone in a folder."""
    return Path(shutil.copy(data_dir() / "mifi" / "register.ttl", tmp_path))


def test_without_paths_all_data_of_the_workspace_are_under_test() -> None:
    """Bodies, organisations and law are checked; the vocabulary is their context."""
    tested = {path.name for path in lay(BUNDLED, []).tested}
    assert {"register.ttl", "inventory.ttl", "body.ttl", "organizations.ttl"} <= tested
    assert "greffe.ttl" not in tested


def test_a_file_replaces_the_bundled_one_of_the_same_graph(register: Path) -> None:
    """A statement that the copy lacks is missing, although the bundled register has it."""
    text = register.read_text(encoding="utf-8")
    register.write_text(text.replace('"C5"', '"C500"'), encoding="utf-8")
    data = lay(BUNDLED, [register]).data
    numbers = set(data.objects(URIRef(f"{MIFI}/communication/5"), Namespace(DCTERMS).identifier))
    assert {Literal("C500")} == numbers


def test_the_context_describes_what_a_file_refers_to(register: Path) -> None:
    """Vocabulary, law, organisations and the body itself come from the workspace."""
    data = lay(BUNDLED, [register]).data
    for thing in (
        f"{ORGANIZATION}cnesst",
        f"{MIFI}/source/registre",
        f"{MIFI}/inventory",
        "https://w3id.org/greffe/law/qc/a-2.1/art/67",
        "https://w3id.org/greffe/concept/data-type/sin",
        f"{GREFFE}Communication",
    ):
        assert (URIRef(thing), None, None) in data


def test_only_what_the_files_describe_is_under_test(register: Path) -> None:
    """The inventory is there to be referred to, not to be checked."""
    subjects = lay(BUNDLED, [register]).subjects
    assert URIRef(f"{MIFI}/register") in subjects
    assert URIRef(f"{MIFI}/inventory") not in subjects


def test_the_body_beside_a_file_wins_over_the_bundled_one(register: Path) -> None:
    """Who edits a body's folder elsewhere gets it checked as it stands there."""
    body = register.parent / "body.ttl"
    shutil.copy(data_dir() / "mifi" / "body.ttl", body)
    text = body.read_text(encoding="utf-8")
    body.write_text(text.replace("/unit/", "/bureau/"), encoding="utf-8")
    described = {str(subject) for subject in lay(BUNDLED, [register]).data.subjects()}
    assert [iri for iri in described if iri.startswith(f"{MIFI}/unit/")] == []
    assert [iri for iri in described if iri.startswith(f"{MIFI}/bureau/")] != []


def test_a_body_that_nothing_refers_to_is_not_read(tmp_path: Path) -> None:
    """Among thousands of bodies only the one concerned is context."""
    path = tmp_path / "other.ttl"
    path.write_text(f'<https://example.org/x> <{DCTERMS}title> "x" .', encoding="utf-8")
    described = {str(subject) for subject in lay(BUNDLED, [path]).data.subjects()}
    assert [iri for iri in described if iri.startswith(MIFI)] == []


def test_a_document_stands_for_the_data_that_quote_it(register: Path) -> None:
    """A document in ``sources`` is checked with the data beside that folder, each of them once."""
    document = register.parent / "sources" / "registre.txt"
    document.parent.mkdir()
    document.write_text("Registre", encoding="utf-8")
    assert [register] == list(lay(BUNDLED, [document, register]).tested)


def test_a_document_that_is_not_there_is_named(register: Path) -> None:
    """A document that does not exist is an error, even where data stand beside its folder."""
    missing = register.parent / "sources" / "registre.txt"
    with pytest.raises(InputError, match=r"registre\.txt"):
        lay(BUNDLED, [missing])


def test_a_folder_stands_for_its_turtle_files(register: Path) -> None:
    """Folders are searched at every depth; other files in them are left alone."""
    deeper = register.parent / "deeper"
    deeper.mkdir()
    shutil.copy(data_dir() / "mifi" / "inventory.ttl", deeper)
    (register.parent / "notes.txt").write_text("not Turtle", encoding="utf-8")
    tested = lay(BUNDLED, [register.parent]).tested
    assert {register, deeper / "inventory.ttl"} == set(tested)


def test_a_folder_without_turtle_is_nothing_to_check(tmp_path: Path) -> None:
    """An empty folder would look like success."""
    with pytest.raises(NothingChecked):
        lay(BUNDLED, [tmp_path])


@pytest.mark.parametrize("name", ["absent.ttl", "register.xlsx"])
def test_what_cannot_be_read_as_turtle_is_named(name: str, tmp_path: Path) -> None:
    """A missing file and a file of another kind are errors of input."""
    if not name.endswith(".ttl"):
        (tmp_path / name).write_bytes(b"PK")
    with pytest.raises(InputError, match=name):
        lay(BUNDLED, [tmp_path / name])


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("mifi/register.ttl", f"{MIFI}/register"),
        ("mifi/inventory.ttl", f"{MIFI}/inventory"),
        ("mifi/body.ttl", f"{ORGANIZATION}mifi"),
        ("law/qc-a-2.1.ttl", "https://w3id.org/greffe/law/qc/a-2.1"),
        ("organizations.ttl", "https://w3id.org/greffe/org"),
    ],
)
def test_each_file_has_the_header_that_names_its_graph(name: str, header: str) -> None:
    """One file, one named graph, one subject that names it."""
    assert {URIRef(header)} == headers(parse(data_dir() / name))


@pytest.mark.parametrize(
    ("thing", "number"),
    [
        ("communication/5", "C5"),
        ("communication/5/citation/1", "C5"),
        ("communication/5/span/remarkText", "C5"),
        ("file/3", "F3"),
        ("file/3/span/titleText", "F3"),
        ("register", None),
        ("unit/none", None),
    ],
)
def test_parts_of_an_entry_have_its_number(
    thing: str, number: str | None, published: Graph
) -> None:
    """A citation or span is spoken of by the number of its entry."""
    assert number == number_of(published, URIRef(f"{MIFI}/{thing}"))


def test_an_organisation_has_no_number_although_entries_name_it(published: Graph) -> None:
    """What many entries refer to belongs to none of them."""
    assert number_of(published, URIRef(f"{ORGANIZATION}cnesst")) is None


@pytest.mark.parametrize(
    ("thing", "title"),
    [
        ("communication/1/citation/1", "Statistique Canada"),
        ("file/3", "Évaluation comparative d'études hors Québec"),
        ("register", "Registre ministériel des communications sans consentement"),
    ],
)
def test_things_are_called_by_their_printed_words(thing: str, title: str, published: Graph) -> None:
    """People know entries by recipient or title, not by address."""
    assert title == title_of(published, URIRef(f"{MIFI}/{thing}"))
