"""Which table of a file is the register, and which column is which: recognised, or refused."""

from __future__ import annotations

import pytest
from tests.importing.offices import ENTRY, HEADINGS, book, document, grid, mifi_rows

from greffe.errors import InputError
from greffe.importing.mapping import map_document
from greffe.importing.profile import named, shipped

NOTES = grid([["Mode d’emploi"], ["Remplissez une ligne par communication."]], "Légende")


def refusal(*args: object) -> InputError:
    """Return what a file is refused with."""
    with pytest.raises(InputError) as caught:
        map_document(*args)  # type: ignore[arg-type]
    assert caught.value.remedy is not None
    return caught.value


@pytest.mark.parametrize(
    ("table", "profile"), [("registre", "mifi-register"), ("inventaire", "mifi-inventory")]
)
def test_the_tables_of_the_mifi_are_recognised(table: str, profile: str) -> None:
    """All the printed headings are known, in their printed order."""
    rows = mifi_rows(table)
    (mapped,) = map_document(book(rows), shipped())
    assert profile == mapped.profile.name
    assert rows[0] == list(mapped.headings.values())
    assert ((), ()) == (mapped.unknown, mapped.absent)


def test_headings_may_stand_anywhere_near_the_top() -> None:
    """A title and an empty row above the headings are no hindrance."""
    (mapped,) = map_document(book([["Registre 2026"], [], HEADINGS, ENTRY]), shipped())
    assert ("generic-register", 2) == (mapped.profile.name, mapped.tables[0].heading)


def test_columns_may_stand_in_any_order() -> None:
    """A column is found by its heading, not by its place."""
    (mapped,) = map_document(book([HEADINGS[::-1], ENTRY[::-1]]), shipped())
    assert {0: "legalBasisText", 5: "number"}.items() <= mapped.columns.items()


def test_unknown_columns_and_absent_fields_are_told() -> None:
    """A person sees what is not imported, and which fields the file is silent about."""
    (mapped,) = map_document(book([(*HEADINGS, "Validé par"), ENTRY]), shipped())
    assert ("Validé par",) == mapped.unknown
    assert ("outsideQuebecText", "remarkText") == mapped.absent


def test_other_sheets_are_left_alone() -> None:
    """A legend is no register."""
    (mapped,) = map_document(document(NOTES, grid([HEADINGS, ENTRY])), shipped())
    assert ["Registre"] == [table.grid.name for table in mapped.tables]


def test_a_workbook_may_hold_both() -> None:
    """A register and an inventory in one workbook are two datasets."""
    both = document(
        grid(mifi_rows("inventaire"), "Inventaire"), grid(mifi_rows("registre"), "Registre")
    )
    assert ["inventory", "register"] == [
        mapped.profile.dataset for mapped in map_document(both, shipped())
    ]


def test_two_sheets_that_look_like_the_register_are_refused() -> None:
    """Neither silently wins; the person says which."""
    two = document(grid([HEADINGS, ENTRY], "2025"), grid([HEADINGS, ENTRY], "2026"))
    error = refusal(two, shipped())
    assert "« 2025 », « 2026 »" in error.message.fr
    (mapped,) = map_document(two, shipped(), "2026")
    assert "2026" == mapped.tables[0].grid.name


def test_the_pages_of_a_document_are_one_table() -> None:
    """A table goes on over pages, with its headings repeated or without."""
    pages = [
        grid([HEADINGS, ENTRY], "page 1", page=1),
        grid([ENTRY, ENTRY], "page 2", page=2),
        grid([HEADINGS, ENTRY], "page 3", page=3),
    ]
    (mapped,) = map_document(document(*pages, kind="pdf"), shipped())
    assert [0, None, 0] == [table.heading for table in mapped.tables]


def test_a_sheet_that_is_not_there_is_told_with_those_that_are() -> None:
    """The names of the sheets help to correct the name that was given."""
    error = refusal(document(NOTES, grid([HEADINGS, ENTRY])), shipped(), "Registe")
    assert "aucune feuille « Registe »" in error.message.fr
    assert error.remedy is not None
    assert "« Légende », « Registre »" in error.remedy.fr


def test_a_file_without_a_table_is_refused() -> None:
    """There is nothing to read in it."""
    assert "aucun tableau" in refusal(document(), shipped()).message.fr


def test_a_file_that_nothing_fits_is_told_what_lacks() -> None:
    """The nearest profile, what it lacks, and what was found instead."""
    error = refusal(book([("Destinataire", "Fins", "Couleur"), ("a", "b", "c")]), shipped())
    assert "« generic-register »" in error.message.fr
    assert "il manque « Nature ou type de renseignements »" in error.message.fr
    assert "Trouvé : « Destinataire », « Fins », « Couleur »" in error.message.fr


def test_a_chosen_profile_that_does_not_fit_is_refused() -> None:
    """A person who names a profile gets that one, or a refusal."""
    error = refusal(book(mifi_rows("registre")), [named("mifi-inventory")])
    assert "« mifi-inventory »" in error.message.fr


def test_two_columns_of_the_same_meaning_are_refused() -> None:
    """Which of them counts is not for the program to say; both cells are named."""
    error = refusal(book([(*HEADINGS, "Base légale"), ENTRY]), shipped())
    assert "(F1 et G1)" in error.message.fr


def test_a_fiche_is_recognised_by_its_labels() -> None:
    """Labels in the first column, what they say in the second."""
    rows = [
        ("Désignation du fichier", "Dossiers"),
        ("Catégories de renseignements", "Identité"),
        ("Fin principale", "Enquête"),
        ("Durée de conservation", "5 ans"),
        ("Couleur", "verte"),
    ]
    (mapped,) = map_document(book(rows), shipped())
    assert ("fiche", ("Couleur",)) == (mapped.profile.name, mapped.unknown)
    assert "Durée de conservation" == mapped.headings["retention"]


def test_a_federal_bank_is_recognised_in_both_languages() -> None:
    """Bank number, description and purpose tell a bank of the federal style."""
    english = [("Bank number", "X 1"), ("Title", "T"), ("Description", "D"), ("Purpose", "P")]
    french = [("Numéro de fichier", "X 1"), ("Titre", "T"), ("Description", "D"), ("But", "P")]
    for rows in (english, french):
        (mapped,) = map_document(book(rows), shipped())
        assert "federal" == mapped.profile.name
