"""What a person is told of an import: short sentences, places, figures, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph
from tests.importing.offices import ENTRY, FILE, HEADINGS, reading

from greffe.documents.tables import TablePlace
from greffe.importing.comparison import Change
from greffe.importing.draft import Remark
from greffe.importing.joining import Difference, Joined
from greffe.importing.refusals import Refusal, refused, said_at
from greffe.importing.result import Result
from greffe.importing.sheetwise import SheetImport
from greffe.importing.telling import account, counts, remarked, told, understood
from greffe.language import Text

if TYPE_CHECKING:
    from greffe.importing.sheetwise import Reading

PLACE = TablePlace("Registre", 6, "D6")


def done(joined: Joined, *readings: Reading) -> SheetImport:
    """Return an import that joined so."""
    result = Result(Path("register.ttl"), "", 0, 0, (), changed=False, change=Change(0, 0))
    return SheetImport(readings or (reading([HEADINGS, ENTRY]),), joined, result)


def lines(joined: Joined, language: str = "fr") -> list[str]:
    """Return the account of an import, without how the file was understood."""
    one = done(joined)
    every = list(account(one))[len(list(understood(one))) :]
    return [text.fr if language == "fr" else text.en for text in every]


@pytest.mark.parametrize(
    ("place", "french", "english"),
    [
        (
            TablePlace("Registre", 6, "D6"),
            "feuille Registre, cellule D6",
            "sheet Registre, cell D6",
        ),
        (TablePlace("page 3", 6, "D6"), "page 3, cellule D6", "page 3, cell D6"),
        (TablePlace("tableau 2", 6, "D6"), "tableau 2, cellule D6", "tableau 2, cell D6"),
        (TablePlace(None, 6, "D6"), "cellule D6", "cell D6"),
    ],
)
def test_a_place_is_said_as_people_say_it(place: TablePlace, french: str, english: str) -> None:
    """A tab is a sheet; a page of a PDF and a table of a document are what they are."""
    assert Text(french, english) == said_at(place)


def test_columns_come_first() -> None:
    """If they are wrong, nothing else matters."""
    first, second, *_ = account(done(Joined(Graph())))
    assert first.fr.startswith("registre.xlsx, « Registre » : registre des communications, profil")
    assert "  « No » → numéro" == second.fr


def test_what_is_not_imported_is_told() -> None:
    """Headings that no field answers to, and fields that no column gives."""
    other = reading([(*HEADINGS, "Validé par"), ENTRY])
    said = [text.fr for text in account(done(Joined(Graph()), other))]
    assert "  Non importé, faute de champ : « Validé par »." in said
    assert (
        "  Sans colonne dans le fichier : Communication à l’extérieur du Québec, Remarques."
    ) in said


def test_notices_of_the_reading_are_told() -> None:
    """A row left out, macros that were not run."""
    left = reading([HEADINGS, ("Direction A",), ENTRY])
    said = [text.fr for text in account(done(Joined(Graph()), left))]
    assert any(each.startswith("registre.xlsx : feuille Registre, cellule A2 : ") for each in said)


def test_only_the_part_that_differs_is_shown() -> None:
    """A long cell in which one word changed is not printed twice from its beginning."""
    before = "mot " * 40 + "ancien."
    after = "mot " * 40 + "nouveau."
    joined = Joined(Graph(), differences=[Difference("C5", "purposeText", before, after, PLACE)])
    assert (
        "C5, Fins, feuille Registre, cellule D6 : « …mot mot mot mot mot ancien. » → "
        "« …mot mot mot mot mot nouveau. »"
    ) == lines(joined)[0]


def test_an_emptied_cell_is_said_to_hold_nothing() -> None:
    """An empty pair of quotation marks would look like a slip."""
    joined = Joined(Graph(), differences=[Difference("C5", "purposeText", "Fins.", "", PLACE)])
    assert lines(joined)[0].endswith("« Fins. » → (rien)")
    assert lines(joined, "en")[0].endswith("“Fins.” → (nothing)")


def test_a_remark_ends_with_what_could_be_meant() -> None:
    """Entry, column, cell, kind, message, nearest labels."""
    remark = Remark(
        "C5", "purposeText", "unmatched", Text("inconnu", "unknown"), "x", ("A", "B"), PLACE
    )
    assert (
        "C5, Fins, feuille Registre, cellule D6 (inconnu) : inconnu ; proches : « A », « B »"
    ) == remarked(remark).fr
    assert "C5, Purposes, sheet Registre, cell D6 (unknown): unknown; nearest: 'A', 'B'" == (
        remarked(remark).en
    )


def test_the_figures_add_up() -> None:
    """Five entries: one changed, one new, three as they were; one of them with remarks."""
    joined = Joined(
        Graph(),
        remarks=[Remark("C4", "purposeText", "unread", Text("", ""))] * 2,
        differences=[Difference("C1", name, "a", "b", PLACE) for name in ("x", "y")],
        numbers=("C1", "C2", "C3", "C4", "C5"),
        new=("C4",),
    )
    assert (
        "register.ttl : inscriptions lues : 5 ; inchangées : 3, modifiées : 1, nouvelles : 1 ; "
        "sans remarque : 4, avec remarques : 1, refusées : 0."
    ) == counts(done(joined)).fr


def test_what_is_gone_is_told() -> None:
    """An entry that the file has not stays, unless the person withdraws it."""
    stays, *_ = lines(Joined(Graph(), absent=("C7",)))
    goes, *_ = lines(Joined(Graph(), removed=("C7",)))
    assert stays.startswith("C7 n’est pas dans le fichier ; l’inscription reste")
    assert "C7 est retirée ; son numéro ne servira plus." == goes


def test_a_refusal_says_what_to_do() -> None:
    """Place, reason, remedy, before anything else about the entries."""
    refusal = Refusal(PLACE, Text("non.", "no."), Text("Corrigez.", "Correct."))
    said = lines(Joined(Graph(), refusals=[refusal]))
    assert ["feuille Registre, cellule D6 : non. Corrigez."] == said


@pytest.mark.parametrize(
    ("count", "end"),
    [(1, "non. Rien"), (2, "non. Et 1 autre. Rien"), (3, "non. Et 2 autres. Rien")],
)
def test_the_error_counts_the_refusals(count: int, end: str) -> None:
    """The first is told in full, with how many there are, and that nothing is written."""
    refusal = Refusal(PLACE, Text("non.", "no."), Text("Corrigez.", "Correct."))
    error = refused(FILE, [refusal] * count)
    assert f"registre.xlsx : feuille Registre, cellule D6 : {end} n’est écrit." == error.message.fr
    assert error.remedy == refusal.remedy


def test_several_imports_are_told_one_after_the_other() -> None:
    """A workbook may hold a register and an inventory."""
    both = [text.fr for text in told([done(Joined(Graph())), done(Joined(Graph()))])]
    assert 2 == sum(line.startswith("register.ttl : ") for line in both)
