"""Lenient reading keeps what it can read, remarks the rest, and never guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.documents.tables import Cell, Row, TablePlace
from greffe.errors import UnmatchedText
from greffe.importing.draft import Draft, Entry, empty
from greffe.importing.reading import access_in, citations_in, listed_in, nearest, recipients_in

if TYPE_CHECKING:
    from greffe.importing.knowledge import Knowledge

PLACE = TablePlace("Registre", 2, "B2")


def entry(field: str, words: str) -> Entry:
    """Return an entry of one cell."""
    return Entry("x:1", "C1", Row(1, {field: Cell(words, place=PLACE)}))


def lenient() -> Draft:
    """Return a draft that remarks what it cannot read."""
    return empty(lenient=True)


def test_known_recipients_are_kept_beside_unknown_ones(knowledge: Knowledge) -> None:
    """One name in the directory, one that is not: the first is read, the second remarked."""
    draft = lenient()
    cell = entry("recipientText", "Retraite Québec et Bonbons Dupont")
    found = recipients_in(draft, cell, knowledge.directory)
    (remark,) = draft.remarks
    assert ["retraite-quebec"] == [each.iri.rpartition("/")[2] for each in found]
    assert ("unmatched", "Bonbons Dupont", PLACE) == (remark.weight, remark.words, remark.place)
    assert "destinataire inconnu : « Bonbons Dupont »" == remark.message.fr


@pytest.mark.parametrize(
    "after",
    [" ; Retraite Québec", " (Retraite Québec", ", Retraite Québec", " et CNESST", " ;", " –"],
)
def test_what_ties_an_unknown_name_to_the_next_is_no_part_of_it(
    after: str, knowledge: Knowledge
) -> None:
    """Neither a separator nor a conjunction is shown as if it were of the name."""
    draft = lenient()
    recipients_in(draft, entry("recipientText", f"Bonbons Dupont{after}"), knowledge.directory)
    assert ["Bonbons Dupont"] == [remark.words for remark in draft.remarks]


def test_a_slip_of_the_pen_is_told_with_the_name_it_resembles(knowledge: Knowledge) -> None:
    """The nearest name comes first; it is proposed, not taken."""
    draft = lenient()
    cell = entry("recipientText", "Statistiques Canadas")
    assert () == recipients_in(draft, cell, knowledge.directory)
    assert "Statistique Canada" == draft.remarks[0].near[0]


def test_nothing_is_proposed_for_what_resembles_nothing(knowledge: Knowledge) -> None:
    """A far-fetched suggestion is worse than none."""
    assert () == nearest("Xyzzy", knowledge.directory.labels)


def test_each_paragraph_of_a_legal_basis_is_read_by_itself(knowledge: Knowledge) -> None:
    """A paragraph that is no citation does not hide the one that is."""
    draft = lenient()
    cell = entry("legalBasisText", "Article 67 de la Loi sur l'accès\n\nselon le cas ou l'usage")
    (citation,) = citations_in(draft, cell, knowledge.law)
    assert "Article 67 de la Loi sur l'accès" == citation.text
    assert ["selon le cas ou l'usage"] == [remark.words for remark in draft.remarks]


def test_a_closed_list_is_read_around_what_is_not_in_it(knowledge: Knowledge) -> None:
    """Two categories of the list, and a word that is none."""
    draft = lenient()
    found = listed_in(
        draft, entry("dataCategoryText", "Identité Gastronomie Emploi"), "dataCategoryText",
        knowledge.labels("data-category"),
    )  # fmt: skip
    assert ["Identité", "Emploi"] == [match.label for match in found]
    assert ["hors de la liste : « Gastronomie »"] == [each.message.fr for each in draft.remarks]


def test_bullets_are_not_worth_a_remark(knowledge: Knowledge) -> None:
    """What a layout puts between the values of a list is no word."""
    draft = lenient()
    cell = entry("mediumText", "• Physique / • Électronique")
    listed_in(draft, cell, "mediumText", knowledge.labels("medium"))
    assert [] == draft.remarks


def test_roles_and_units_are_told_apart(knowledge: Knowledge) -> None:
    """A cell of access names roles, units, and here something else."""
    draft = lenient()
    cell = entry("accessRoleText", "Gestionnaire de l'unité Astronaute")
    access = access_in(draft, cell, knowledge.labels("access-role"), knowledge.units)
    assert (1, 0) == (len(access.roles), len(access.units))
    assert ["Astronaute"] == [remark.words for remark in draft.remarks]


def read(draft: Draft, cell: Entry, field: str, knowledge: Knowledge) -> None:
    """Read one cell."""
    if field == "recipientText":
        recipients_in(draft, cell, knowledge.directory)
    elif field == "legalBasisText":
        citations_in(draft, cell, knowledge.law)
    elif field == "mediumText":
        listed_in(draft, cell, field, knowledge.labels("medium"))
    else:
        access_in(draft, cell, knowledge.labels("access-role"), knowledge.units)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("recipientText", "Bonbons Dupont"),
        ("legalBasisText", "selon le cas"),
        ("mediumText", "Papyrus"),
        ("accessRoleText", "Astronaute"),
    ],
)
def test_a_strict_draft_refuses(field: str, words: str, knowledge: Knowledge) -> None:
    """The transcription of a document is read to the last word, or not at all."""
    with pytest.raises(UnmatchedText):
        read(empty(), entry(field, words), field, knowledge)


def test_a_long_passage_is_shown_shortened(knowledge: Knowledge) -> None:
    """A remark is read by a person: the beginning of the words is enough to find them."""
    draft = lenient()
    recipients_in(draft, entry("recipientText", "bonbon " * 40), knowledge.directory)
    (remark,) = draft.remarks
    assert remark.message.fr.endswith("bonbon… »")
    assert len(remark.message.fr) < 160


@pytest.mark.parametrize(
    "words", ["art 68", "Article 67.2", "67.2", "Les articles 59, 60 et 66.", "art. 66 à 68"]
)
def test_an_article_of_no_law_is_told_as_such(words: str, knowledge: Knowledge) -> None:
    """Whoever forgot to name the law hears that, with an example; the law is not guessed."""
    draft = lenient()
    assert () == citations_in(draft, entry("legalBasisText", words), knowledge.law)
    (remark,) = draft.remarks
    assert ("unmatched", words) == (remark.weight, remark.words)
    assert remark.message.fr.startswith(f"article sans le nom de sa loi : « {words} »")


@pytest.mark.parametrize("words", ["Voir le dossier 12", "art", "selon le contentieux"])
def test_what_is_no_reference_at_all_is_told_as_such(words: str, knowledge: Knowledge) -> None:
    """Only numbers of articles lack nothing but a law."""
    draft = lenient()
    citations_in(draft, entry("legalBasisText", words), knowledge.law)
    assert [f"ce n’est pas une référence légale que l’on sache lire : « {words} »"] == [
        remark.message.fr for remark in draft.remarks
    ]
