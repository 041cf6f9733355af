"""Registers that are not as tidy as the one that comes with Greffe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.memory import in_memory

from greffe.bodies import Body
from greffe.exporting.reading import read_official, unit_names
from greffe.workspace import SourceFile

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.exporting.official import Official

BODY: Final = Body("essai", "https://example.org/org/essai", "https://example.org/id/essai")
HEAD: Final = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix e: <https://example.org/id/essai/> .
"""
REGISTER: Final = 'e:register a greffe:CommunicationRegister ; dcterms:title "R"@fr .\n'
INVENTORY: Final = 'e:inventory a greffe:FileInventory ; dcterms:title "I"@fr .\n'


def read(folder: Path, kind: str, statements: str) -> Official:
    """Return the document that some Turtle holds."""
    path = folder / f"{kind}.ttl"
    head = REGISTER if kind == "register" else INVENTORY
    path.write_text(HEAD + head + statements, encoding="utf-8")
    store = in_memory((SourceFile(f"essai/{kind}.ttl", path, kind, "essai"),))  # type: ignore[arg-type]
    return read_official(store, BODY, kind)  # type: ignore[arg-type]


def entry(number: int, said: str, kind: str = "communication", letter: str = "C") -> str:
    """Return an entry in Turtle."""
    document = "register" if kind == "communication" else "inventory"
    return (
        f"<https://example.org/id/essai/{kind}/{number}> dcterms:isPartOf e:{document} ; "
        f'dcterms:identifier "{letter}{number}" ; {said} .\n'
    )


def test_the_order_is_that_of_the_positions(tmp_path: Path) -> None:
    """Numbers are given once; the order of the document may be another, ten after nine."""
    positions = {1: 10, 2: 9, 3: 1}
    turtle = "".join(entry(n, f"greffe:position {at}") for n, at in positions.items())
    assert [each.number for each in read(tmp_path, "register", turtle).entries] == ["3", "2", "1"]


def test_an_entry_without_a_position_is_not_lost(tmp_path: Path) -> None:
    """It stands somewhere rather than nowhere."""
    turtle = entry(1, "greffe:position 1") + entry(2, 'greffe:recipientText "x"@fr')
    table = read(tmp_path, "register", turtle)
    assert {each.number for each in table.entries} == {"1", "2"}


def test_an_entry_without_words_is_a_row_of_dashes(tmp_path: Path) -> None:
    """Each column is there, each with nothing to say."""
    table = read(tmp_path, "register", entry(1, "greffe:position 1"))
    assert [each.cells for each in table.entries] == [("-",) * 7]


def test_words_given_twice_are_both_there(tmp_path: Path) -> None:
    """The check finds fault with it; the export does not choose."""
    turtle = entry(1, 'greffe:position 1 ; greffe:recipientText "b"@fr, "a"@fr')
    assert read(tmp_path, "register", turtle).entries[0].cells[0] == "a\n\nb"


def test_another_kind_of_entry_keeps_its_letter(tmp_path: Path) -> None:
    """A collection agreement (s. 64) is not the communication that has the same number."""
    turtle = entry(1, "greffe:position 1") + entry(1, "greffe:position 2", letter="E").replace(
        "communication/1", "collection/1"
    )
    assert [each.number for each in read(tmp_path, "register", turtle).entries] == ["1", "E1"]


def test_an_entry_without_a_number_has_that_of_its_identifier(tmp_path: Path) -> None:
    """The last part of the identifier is the number."""
    turtle = entry(7, "greffe:position 1").replace('dcterms:identifier "C7" ; ', "")
    assert [each.number for each in read(tmp_path, "register", turtle).entries] == ["7"]


def test_a_file_of_two_units_has_both(tmp_path: Path) -> None:
    """For the yearly review, both are asked."""
    turtle = entry(1, "greffe:position 1 ; greffe:responsibleUnit e:u, e:v", "file", "F")
    (found,) = read(tmp_path, "inventory", turtle).entries
    assert found.units == ("https://example.org/id/essai/u", "https://example.org/id/essai/v")


def test_what_belongs_to_another_document_is_not_there(tmp_path: Path) -> None:
    """A file is no entry of the register."""
    turtle = entry(1, "greffe:position 1") + entry(1, "greffe:position 1", "file", "F")
    assert len(read(tmp_path, "register", turtle).entries) == 1


@pytest.mark.parametrize("kind", ["register", "inventory"])
def test_a_document_that_says_little_of_itself_is_exported(kind: str, tmp_path: Path) -> None:
    """Without introduction or publisher, it has its title."""
    table = read(tmp_path, kind, "")
    assert (table.title, table.introduction, table.publisher) == (kind[0].upper(), "", "")
    assert table.properties["greffe:dataset"] == f"https://example.org/id/essai/{kind}"


def test_only_the_units_of_the_body_are_named(tmp_path: Path) -> None:
    """A workspace may hold several bodies, each with its own."""
    path = tmp_path / "body.ttl"
    path.write_text(
        HEAD + "<https://example.org/org/essai> a greffe:PublicBody ; greffe:base 'x' .\n"
        "e:u org:unitOf <https://example.org/org/essai> ; skos:prefLabel 'Accueil'@fr .\n"
        "e:v org:unitOf <https://example.org/org/autre> ; skos:prefLabel 'Autre'@fr .\n",
        encoding="utf-8",
    )
    store = in_memory((SourceFile("essai/body.ttl", path, "body", "essai"),))
    assert unit_names(store, BODY) == {"https://example.org/id/essai/u": "Accueil"}
