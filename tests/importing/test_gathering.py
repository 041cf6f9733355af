"""Remarks as people are told of them: one sentence for what is the same in many cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.documents.tables import TablePlace
from greffe.importing.draft import Remark
from greffe.importing.gathering import SHOWN, gathered, remarked, runs, said_of_cell
from greffe.language import Text

UNKNOWN = Text("inconnu", "unknown")


def remark(
    number: int,
    field: str = "purposeText",
    message: Text = UNKNOWN,
    near: tuple[str, ...] = (),
    *,
    placed: bool = True,
) -> Remark:
    """Return a remark about a cell of the entry of this number, on the row below it."""
    place = TablePlace("Registre", number + 1, f"D{number + 1}") if placed else None
    return Remark(f"C{number}", field, "unmatched", message, "x", near, place)


def test_a_remark_ends_with_what_could_be_meant() -> None:
    """Entry, column, cell, kind, message, nearest labels."""
    told = remarked(remark(5, near=("A", "B")))
    assert (
        "C5, Fins, feuille Registre, cellule D6 (inconnu) : inconnu ; proches : « A », « B »"
    ) == told.fr
    assert "C5, Purposes, sheet Registre, cell D6 (unknown): unknown; nearest: 'A', 'B'" == told.en


def test_a_cell_of_a_transcription_has_no_place_in_a_table() -> None:
    """Its entry and its column tell it."""
    assert Text("C5, Fins", "C5, Purposes") == said_of_cell("C5", "purposeText", None)


def test_a_remark_of_one_cell_is_told_in_full() -> None:
    """Nothing is gathered where nothing is repeated."""
    assert [remarked(remark(5))] == list(gathered([remark(5)]))


def test_a_remark_of_several_cells_is_told_once() -> None:
    """Column, kind, message, nearest labels, then how many cells and which."""
    (told,) = gathered([remark(5, near=("A",)), remark(9, near=("A",))])
    assert ("Fins (inconnu) : inconnu ; proches : « A » – 2 fois : C5 (D6), C9 (D10)") == told.fr
    assert "Purposes (unknown): unknown; nearest: 'A' – 2 times: C5 (D6), C9 (D10)" == told.en


def test_of_many_cells_the_first_are_named() -> None:
    """The count is that of all."""
    (told,) = gathered(remark(number) for number in range(1, 10_001))
    assert told.fr.endswith("– 10000 fois : C1 (D2), C2 (D3), C3 (D4), C4 (D5), C5 (D6) …")
    assert SHOWN == told.fr.count("(D")


def test_a_cell_with_the_same_remark_twice_is_named_once() -> None:
    """Two citations of one cell may be of the same repealed text."""
    (told,) = gathered([remark(5), remark(5), remark(9)])
    assert told.fr.endswith("– 3 fois : C5 (D6), C9 (D10)")


def test_without_places_the_entries_are_named() -> None:
    """Transcriptions have lines, which their record tells."""
    (told,) = gathered([remark(5, placed=False), remark(9, placed=False)])
    assert told.fr.endswith("– 2 fois : C5, C9")


@pytest.mark.parametrize(
    "other",
    [
        remark(9, field="reasonText"),
        remark(9, message=Text("autre", "other")),
        remark(9, near=("A",)),
        Remark("C9", "purposeText", "unread", UNKNOWN),
    ],
)
def test_what_differs_is_told_apart(other: Remark) -> None:
    """Another column, another message, other labels, another kind."""
    assert [remarked(remark(5)), remarked(other)] == list(gathered([remark(5), other]))


def test_remarks_stay_in_their_order() -> None:
    """Each is told where it first occurs."""
    one, two = Text("un", "one"), Text("deux", "two")
    told = gathered([remark(1, message=two), remark(2, message=one), remark(3, message=two)])
    assert ["Fins (inconnu) : deux", "C2, Fins, feuille"] == [
        text.fr[: len(start)]
        for text, start in zip(told, ("Fins (inconnu) : deux", "C2, Fins, feuille"), strict=True)
    ]


@given(st.lists(st.sampled_from("abc"), max_size=30))
def test_no_remark_is_lost(messages: list[str]) -> None:
    """As many sentences as there are different remarks, whose counts add up to all."""
    told = list(gathered(remark(n, message=Text(m, m)) for n, m in enumerate(messages, start=1)))
    counts = [
        int(text.en.partition(" – ")[2].partition(" times")[0]) if " – " in text.en else 1
        for text in told
    ]
    assert (len(set(messages)), len(messages)) == (len(told), sum(counts))


@pytest.mark.parametrize(
    ("names", "french"),
    [
        (["C1"], "C1"),
        (["C1", "C2"], "C1, C2"),
        (["C1", "C2", "C3"], "C1 à C3"),
        (["C9", "C10", "C11", "C40", "C41", "C43"], "C9 à C11, C40, C41, C43"),
        (["C3", "C2", "C1"], "C3, C2, C1"),
    ],
)
def test_numbers_that_follow_each_other_are_a_run(names: list[str], french: str) -> None:
    """From three on, a run is told by its ends."""
    assert Text(french, french.replace(" à ", " to ")) == runs(names)
