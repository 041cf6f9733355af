"""A public body and what it keeps are named by rules, never by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Graph

from greffe.bodies import Body, read_body
from greffe.errors import InputError
from greffe.resources import data_dir

if TYPE_CHECKING:
    from greffe.documents.kinds import Kind

BASE: Final = "https://w3id.org/greffe/id/mifi"
MIFI: Final = Body("mifi", "https://w3id.org/greffe/org/mifi", BASE)
HEAD: Final = "PREFIX greffe: <https://w3id.org/greffe/ontology#>\n"
BASED: Final = '<x:a> a greffe:PublicBody ; greffe:base "x:b" .'
PATH: Final = Path("mifi/body.ttl")


def described(turtle: str) -> Graph:
    """Return the graph of a description."""
    return Graph().parse(data=HEAD + turtle, format="turtle")


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (MIFI.register, f"{BASE}/register"),
        (MIFI.inventory, f"{BASE}/inventory"),
        (MIFI.communication(17), f"{BASE}/communication/17"),
        (MIFI.file(21), f"{BASE}/file/21"),
        (MIFI.agreement("ententes-pasi"), f"{BASE}/agreement/ententes-pasi"),
        (MIFI.group("cisss"), f"{BASE}/group/cisss"),
        (MIFI.source("registre"), f"{BASE}/source/registre"),
    ],
)
def test_things_are_named_under_the_base(iri: str, expected: str) -> None:
    """Each kind of thing has its own branch, and numbers or slugs tell its things apart."""
    assert expected == iri


def test_the_bundled_body_is_the_mifi() -> None:
    """The description that comes with Greffe is that of the MIFI, with the base of the design."""
    path = data_dir() / "mifi" / "body.ttl"
    assert read_body(path, Graph().parse(path)) == MIFI


def test_a_base_may_end_with_a_slash() -> None:
    """A slash too many in the description does not double in the IRIs."""
    graph = described(
        f'<https://w3id.org/greffe/org/mifi> a greffe:PublicBody ; greffe:base "{BASE}/" .'
    )
    assert read_body(PATH, graph).register == f"{BASE}/register"


def test_a_body_of_another_directory_is_its_own_key() -> None:
    """A body whose IRI is not under our directory is known by its IRI."""
    graph = described('<https://example.org/ville> a greffe:PublicBody ; greffe:base "x:y" .')
    assert read_body(PATH, graph) == Body(
        "https://example.org/ville", "https://example.org/ville", "x:y"
    )


@pytest.mark.parametrize(
    ("turtle", "count"),
    [
        ("", 0),
        ("<x:a> a greffe:PublicBody .", 0),
        ('<x:a> greffe:base "x:b" .', 0),
        (BASED + BASED.replace("x:a", "x:c"), 2),
    ],
)
def test_a_folder_describes_one_body(turtle: str, count: int) -> None:
    """None or several is an error that says how many were found, and where."""
    with pytest.raises(InputError) as caught:
        read_body(PATH, described(turtle))
    assert f"{PATH} : " in caught.value.message.fr
    assert f"found {count}" in caught.value.message.en
    assert caught.value.remedy is not None


def test_a_body_with_another_public_body_beside_it_is_read() -> None:
    """Other bodies may be named in the file: the one with a base is the one described."""
    graph = described('<x:a> a greffe:PublicBody ; greffe:base "x:b" . <x:c> a greffe:PublicBody .')
    assert read_body(PATH, graph).iri == "x:a"


@pytest.mark.parametrize(
    ("kind", "document", "entry"),
    [("register", "register", "communication/5"), ("inventory", "inventory", "file/5")],
)
def test_names_follow_the_document(kind: Kind, document: str, entry: str) -> None:
    """A register has communications, an inventory has files."""
    body = Body("exemple", "https://example.org/org", "https://example.org/exemple")
    assert (f"{body.base}/{document}", f"{body.base}/{entry}") == (
        body.document(kind),
        body.entry(kind, 5),
    )
