"""Who receives: the recipient cells of the register, and the lists inside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.told import told

from greffe.errors import UnmatchedText
from greffe.importing.recipients import (
    Directory,
    Recipient,
    read_member,
    read_recipients,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rdflib import Graph

MIFI = "https://w3id.org/greffe/id/mifi/"
ROOT = "https://w3id.org/greffe/"
ORG = f"{ROOT}org/"

SMALL = """
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX greffe: <https://w3id.org/greffe/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX : <urn:x:>
:alpha a org:Organization ; skos:prefLabel "Agence Alpha"@fr ; skos:altLabel "AA"@fr .
:beta a org:Organization, org:FormalOrganization ; skos:prefLabel "Bureau Bêta"@fr ;
    skos:hiddenLabel "Bureau Béta"@fr .
:some a greffe:RecipientGroup ; skos:prefLabel "Certains bureaux"@fr .
:anne a foaf:Person ; skos:hiddenLabel "Anne Untel"@fr .
"""


@pytest.fixture(scope="module")
def small() -> Directory:
    """Give a directory of two organisations, one group and one person."""
    from rdflib import Graph

    return Directory.from_graph(Graph().parse(data=SMALL, format="turtle"))


def short(iri: str) -> str:
    """Return an IRI as the golden file writes it."""
    return iri.removeprefix(MIFI).removeprefix(ROOT)


def flat(entry: str, recipients: tuple[Recipient, ...]) -> Iterator[dict[str, str]]:
    """Yield recipients as the golden file lists them, members after their group."""

    def row(each: Recipient, position: int, within: str) -> dict[str, str]:
        return {
            "entry": entry,
            "position": str(position),
            "kind": each.kind,
            "recipient": short(each.iri),
            "within": within,
        }

    for position, each in enumerate(recipients, start=1):
        yield row(each, position, "")
        for rank, member in enumerate(each.members, start=1):
            yield row(member, rank, short(each.iri))


def found(cell: str, directory: Directory) -> list[tuple[str, str]]:
    """Return (IRI, words of the cell) of each recipient."""
    return [(each.iri, cell[each.start : each.end]) for each in read_recipients(cell, directory)]


def test_every_cell_of_the_register_gives_those_a_reader_finds(
    communications: dict[str, dict[str, str]],
    directory: Directory,
    golden: Callable[[str], list[dict[str, str]]],
) -> None:
    """The 37 recipient cells name exactly the recipients read by eye, in printed order."""
    actual = [
        row
        for entry, cells in communications.items()
        for row in flat(entry, read_recipients(cells["recipientText"], directory))
    ]
    assert golden("recipients") == actual


def test_every_partner_of_the_annex_is_in_the_directory(
    partners: tuple[str, ...], directory: Directory
) -> None:
    """The 129 names of the annex are 129 organisations."""
    assert 129 == len({read_member(name, directory) for name in partners})


def test_a_name_and_its_acronym_are_one_recipient(small: Directory) -> None:
    """An acronym in parentheses repeats the name before it."""
    assert [("urn:x:alpha", "Agence Alpha")] == found("Agence Alpha (AA)", small)


def test_paragraphs_name_several_recipients(small: Directory) -> None:
    """Two names in two paragraphs are two recipients, in order."""
    expected = [("urn:x:beta", "Bureau  bêta"), ("urn:x:alpha", "Agence Alpha")]
    assert expected == found("Bureau  bêta\n\nAgence Alpha (AA).", small)


def test_a_known_misspelling_names_what_it_means(small: Directory) -> None:
    """A hidden label stands for the organisation that has it."""
    assert [("urn:x:beta", "Bureau Béta")] == found("Bureau Béta", small)


def test_a_person_is_recognised_only_by_declaration(small: Directory) -> None:
    """A declared person is a person; another person's name is unknown words."""
    (person,) = read_recipients("Anne Untel", small)
    assert ("urn:x:anne", "person") == (person.iri, person.kind)
    with pytest.raises(UnmatchedText):
        read_recipients("Jean Untel", small)


@pytest.mark.parametrize(
    "cell",
    [
        "Certains bureaux (Agence Alpha, Bureau Bêta)",
        "Certains bureaux (Agence Alpha et Bureau Bêta).",
        "Certains bureaux :\n\n1. Agence Alpha;\n\n2. Bureau Bêta.",
        "Certains bureaux : Agence Alpha (AA); Bureau Bêta",
    ],
)
def test_a_list_after_a_group_gives_its_members(cell: str, small: Directory) -> None:
    """In parentheses or after a colon, names are the members of the group before them."""
    (group,) = read_recipients(cell, small)
    assert ("urn:x:some", "group") == (group.iri, group.kind)
    assert ["urn:x:alpha", "urn:x:beta"] == [member.iri for member in group.members]


@pytest.mark.parametrize(
    "cell",
    [
        "Certains bureaux\n\nAgence Alpha",
        "Certains bureaux (Bureau Bêta)\n\nAgence Alpha",
        "Agence Alpha (AA)\n\nCertains bureaux",
    ],
)
def test_a_name_outside_the_list_is_a_recipient_of_its_own(cell: str, small: Directory) -> None:
    """What stands before a group, or after its list, is no member of it."""
    top = {each.iri for each in read_recipients(cell, small)}
    assert {"urn:x:some", "urn:x:alpha"} == top


@pytest.mark.parametrize("cell", ["Agence Alfa", "Agence Alpha et sa filiale", "Bureau Bêtatron"])
def test_words_that_no_name_explains_are_reported_never_guessed(
    cell: str, small: Directory
) -> None:
    """An unknown word anywhere in the cell is an error."""
    with pytest.raises(UnmatchedText):
        read_recipients(cell, small)


def test_the_error_quotes_the_words_and_offers_near_names(small: Directory) -> None:
    """In both languages the message says which words, the remedy which names come near."""
    with pytest.raises(UnmatchedText) as raised:
        read_recipients("Agence Alpha; Buro Bêta", small)
    for language in ("fr", "en"):
        said = told(raised.value, language)
        assert "Buro Bêta" in said
        assert "Bureau Bêta" in said


def test_a_member_must_be_named_to_the_last_word(small: Directory) -> None:
    """Part of a name, or two names, is not a member."""
    assert "urn:x:beta" == read_member("Bureau Bêta", small)
    for name in ("Bureau", "Bureau Bêta du Nord", "Bureau Bêta, Agence Alpha"):
        with pytest.raises(UnmatchedText):
            read_member(name, small)


def test_the_organisations_in_a_text_come_once_and_groups_do_not_count(small: Directory) -> None:
    """A text names its organisations in order; groups and persons are no organisations."""
    text = "entre Bureau Bêta et AA, pour certains bureaux, Anne Untel et l'Agence Alpha"
    assert ("urn:x:beta", "urn:x:alpha") == small.organizations_in(text)


def test_a_thing_of_another_class_is_no_recipient(names: Graph, directory: Directory) -> None:
    """Units and systems have names too, but nobody communicates to them."""
    assert f"{MIFI}unit/centre-contacts-clientele" not in directory.kinds
    assert {"organization", "group", "person"} == set(directory.kinds.values())
    assert len(names) > len(directory.kinds)
