"""An answer can carry the words of the documents and the place where they stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from greffe.language import Text
from greffe.namespaces import ROOT
from greffe.questions import (
    Question,
    Quotation,
    source_headings,
    sources_of,
    verbatim_fields,
    with_source,
)
from greffe.results import Table
from greffe.terms import Iri, Literal, Term

if TYPE_CHECKING:
    from greffe.store import Store

BASE = f"{ROOT}id/exemple"
C1, C2, F1 = f"{BASE}/communication/1", f"{BASE}/communication/2", f"{BASE}/file/1"
DOCUMENT = f"{BASE}/source/registre"
RECIPIENT = Quotation(C1, "recipientText", "La RAMQ", DOCUMENT, "12-13")
REASON = Quotation(
    C1,
    "reasonText",
    "Inscrire la personne,\n\npuis l’informer.",
    DOCUMENT,
    "14,16-18",
    "4",
    "la limite de la cellule est incertaine",
)
UNPLACED = Quotation(C2, "recipientText", "Le Ministère de l’Emploi")


def question(text: str, verbatim: tuple[str, ...] = ()) -> Question:
    """Return a question with a text and stated verbatim fields."""
    words = Text("essai", "trial")
    return Question("essai", Path("essai.rq"), text, words, words, {}, verbatim=verbatim)


def entries(*iris: str | None) -> Table:
    """Return a table of entries."""
    rows: tuple[tuple[Term | None], ...] = tuple((Iri(iri) if iri else None,) for iri in iris)
    return Table(("entry",), rows)


def test_every_field_of_an_entry_can_be_quoted(sample_store: Store) -> None:
    """Text, document, lines, cell and doubt, in order of field."""
    assert sources_of(sample_store, [C1]) == (REASON, RECIPIENT)


def test_only_the_fields_asked_for_are_quoted(sample_store: Store) -> None:
    """In order of entry; words whose place is not recorded are quoted all the same."""
    found = sources_of(sample_store, [C2, C1], ["recipientText"])
    assert found == (RECIPIENT, UNPLACED)


def test_an_entry_without_words_quotes_nothing(sample_store: Store) -> None:
    """No verbatim field, no quotation."""
    assert sources_of(sample_store, [F1]) == ()


@pytest.mark.parametrize(
    ("quotation", "french", "english"),
    [
        (RECIPIENT, "registre, lignes 12-13", "registre, lines 12-13"),
        (
            REASON,
            "registre, lignes 14,16-18, cellule 4 (la limite de la cellule est incertaine)",
            "registre, lines 14,16-18, cell 4 (la limite de la cellule est incertaine)",
        ),
        (UNPLACED, "", ""),
    ],
)
def test_places_are_said_in_words(quotation: Quotation, french: str, english: str) -> None:
    """Document, lines, cell of a line, and the doubt where there is one."""
    assert (quotation.place("fr"), quotation.place("en")) == (french, english)


def test_the_fields_of_a_question_are_those_it_states() -> None:
    """What the header says wins over what the query reads."""
    text = "SELECT * { ?e greffe:recipientText ?t }"
    assert verbatim_fields(question(text, ("reasonText",))) == ("reasonText",)


def test_else_they_are_those_it_reads() -> None:
    """Each verbatim field of the query once, however it is written."""
    text = (
        "SELECT * { ?e greffe:recipientText ?t ; greffe:since ?s ; "
        "<https://w3id.org/greffe/ontology#reasonText> ?r ; greffe:recipientText ?u }"
    )
    assert verbatim_fields(question(text)) == ("recipientText", "reasonText")


def test_rows_carry_their_words_and_places(sample_store: Store) -> None:
    """Two columns for each field beside the columns of the answer."""
    table = with_source(entries(C1, C2), sample_store, ("recipientText",), "fr")
    assert table == Table(
        ("entry", "recipientText", "recipientTextSource"),
        (
            (Iri(C1), Literal("La RAMQ"), Literal("registre, lignes 12-13")),
            (Iri(C2), Literal("Le Ministère de l’Emploi"), None),
        ),
    )


def test_without_fields_all_are_carried(sample_store: Store) -> None:
    """A question that reads no verbatim field is sourced by all that its entries have."""
    table = with_source(entries(C1), sample_store, (), "en")
    assert table.variables == (
        "entry",
        "reasonText",
        "reasonTextSource",
        "recipientText",
        "recipientTextSource",
    )


def test_a_column_that_is_there_is_not_repeated(sample_store: Store) -> None:
    """Where the answer shows the words already, only their place is added."""
    table = Table(("entry", "recipientText"), ((Iri(C1), Literal("La RAMQ")),))
    sourced = with_source(table, sample_store, ("recipientText",), "fr")
    assert sourced.variables == ("entry", "recipientText", "recipientTextSource")
    assert sourced.column("recipientTextSource") == (Literal("registre, lignes 12-13"),)


@pytest.mark.parametrize("variable", ["entry", "file", "communication"])
def test_the_entry_may_have_three_names(sample_store: Store, variable: str) -> None:
    """Questions about files call them so."""
    table = Table((variable,), ((Iri(C1),),))
    assert len(with_source(table, sample_store, ("reasonText",), "fr").variables) == 3


@pytest.mark.parametrize(
    "table", [Table(("n",), ((Literal("2"),),)), Table(("entry",), ()), Table((), ((),))]
)
def test_an_answer_without_entries_stays_as_it_is(sample_store: Store, table: Table) -> None:
    """A count has no words of its own."""
    assert with_source(table, sample_store, ("recipientText",), "fr") == table


def test_a_row_without_entry_has_no_words(sample_store: Store) -> None:
    """An unbound entry leaves its new cells empty."""
    table = with_source(entries(None, C1), sample_store, ("recipientText",), "fr")
    assert table.rows[0] == (None, None, None)
    assert table.rows[1][1] == Literal("La RAMQ")


def test_new_columns_are_headed_by_the_label_of_their_field(sample_store: Store) -> None:
    """In the reader's language, with a capital; the answer's own columns keep theirs."""
    table = with_source(entries(C1), sample_store, ("recipientText",), "en")
    assert source_headings(sample_store, table, "en") == {
        "recipientText": Text("Recipient (text)", "Recipient (text)"),
        "recipientTextSource": Text("Recipient (text) : source", "Recipient (text): source"),
    }
