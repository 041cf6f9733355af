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
from greffe.importing.telling import account, counts, understood
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


def test_entries_tied_to_their_unit_are_changed() -> None:
    """Their words stay, and what is known of them does not: the figures say so."""
    joined = Joined(Graph(), numbers=("F1", "F2", "F3"), linked=("F2", "F3"))
    link, figures = lines(joined)
    assert (
        "Mots inchangés, que l’annuaire, les unités ou le vocabulaire expliquent maintenant (2) : "
        "F2, F3."
    ) == link
    assert "inchangées : 1, modifiées : 2, nouvelles : 0" in figures


@pytest.mark.parametrize(
    ("joined", "french", "english"),
    [
        (
            Joined(Graph(), new=("C1", "C2", "C3", "C7")),
            "Nouvelles inscriptions (4) : C1 à C3, C7.",
            "New entries (4): C1 to C3, C7.",
        ),
        (
            Joined(Graph(), absent=("C4", "C6")),
            (
                "Inscriptions qui ne sont pas dans le fichier (2) : C4, C6 ; elles restent "
                "(--remove pour les retirer)."
            ),
            "Entries that are not in the file (2): C4, C6; they stay (--remove to withdraw them).",
        ),
        (
            Joined(Graph(), removed=("C4", "C6")),
            "Inscriptions retirées (2) : C4, C6 ; leurs numéros ne serviront plus.",
            "Entries withdrawn (2): C4, C6; their numbers will not be used again.",
        ),
    ],
)
def test_what_is_said_of_several_entries_is_said_once(
    joined: Joined, french: str, english: str
) -> None:
    """Ten thousand new entries are one line, not ten thousand."""
    assert (french, english) == (lines(joined)[0], lines(joined, "en")[0])


def test_the_same_remark_of_many_cells_is_said_once() -> None:
    """One sentence with the count, not a page of them."""
    same = Text("inconnu", "unknown")
    remarks = [Remark(f"C{n}", "purposeText", "unmatched", same) for n in range(1, 4)]
    said, figures = lines(Joined(Graph(), remarks, numbers=("C1", "C2", "C3")))
    assert "Fins (inconnu) : inconnu – 3 fois : C1, C2, C3" == said
    assert "sans remarque : 0, avec remarques : 3" in figures


def test_words_that_no_field_holds_are_told_as_kept() -> None:
    """A column of a profile that is kept has a name that people know, never its key."""
    kept = ("Titre", "Renseignements", "Fins", "Durée de conservation")
    said = [
        text.fr for text in account(done(Joined(Graph()), reading([kept, ("a", "b", "c", "d")])))
    ]
    assert ("  « Durée de conservation » → Durée de conservation (mots gardés tels quels)") in said
    assert "  « Fins » → Fins" in said


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
