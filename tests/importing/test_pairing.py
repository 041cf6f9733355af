"""An entry keeps its number for ever: which row is which entry, and when a person is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.documents.tables import Cell, TablePlace
from greffe.importing.pairing import pair, same
from greffe.importing.rows import Found
from greffe.importing.standing import Standing

if TYPE_CHECKING:
    from greffe.importing.pairing import Manner, Pairing

WORDS: Final = (
    "Statistique Canada, à des fins d’études sur les programmes",
    "Régie de l’assurance maladie, pour l’inscription au régime public",
    "Commission des normes, pour le paiement de prestations",
)


def found(words: str, number: int | None = None, iri: str | None = None, row: int = 2) -> Found:
    """Return an entry of a file with one cell."""
    place = TablePlace("Registre", row, f"A{row}")
    return Found(place, {"recipientText": Cell(words, place=place)}, number, iri)


def standing(*words: str) -> tuple[Standing, ...]:
    """Return entries that are there, numbered from 1."""
    return tuple(
        Standing(f"x:communication/{n}", n, n, {"recipientText": text})
        for n, text in enumerate(words, 1)
    )


def paired(*entries: Found, manner: Manner = "auto", given_before: int = 3) -> Pairing:
    """Join entries with the three that are there."""
    return pair(entries, standing(*WORDS), range(1, given_before + 1), "C", manner)


def refusals(result: Pairing) -> list[str]:
    """Return what the refusals say."""
    return [refusal.message.fr for refusal in result.refusals]


def test_a_first_import_numbers_the_entries_in_their_order() -> None:
    """Where nothing is there, the entries are 1 to n."""
    result = pair([found(words) for words in WORDS], (), (), "C")
    assert ([1, 2, 3], {1, 2, 3}, []) == (result.numbers, result.new, result.refusals)


def test_the_numbers_of_a_first_file_are_kept() -> None:
    """A file that numbers its entries in another order than it lists them is believed."""
    result = pair([found("a", 2), found("b", 3), found("c", 1)], (), (), "C")
    assert [2, 3, 1] == result.numbers


def test_the_identifier_comes_before_the_number() -> None:
    """The hidden column of our exports says which entry a row is, whatever else it says."""
    result = paired(found("tout autre chose", 1, "x:communication/2"))
    assert [2] == result.numbers


@pytest.mark.parametrize("iri", ["C2", "x:communication/2"])
def test_an_identifier_is_an_address_or_a_short_name(iri: str) -> None:
    """People may write C2 where the program writes an address."""
    assert [2] == paired(found("autre", iri=iri)).numbers


def test_an_identifier_whose_words_are_anothers_is_asked_about() -> None:
    """A person who sorts all columns but the hidden one would exchange entries in silence."""
    swapped = (found(WORDS[1], 2, "C1", row=2), found(WORDS[0], 1, "C2", row=3))
    assert [
        "l’identifiant est celui de C1, mais les mots sont ceux de C2.",
        "l’identifiant est celui de C2, mais les mots sont ceux de C1.",
    ] == refusals(paired(*swapped))
    by_words = paired(*swapped, manner="content")
    assert ([2, 1], []) == (by_words.numbers, refusals(by_words))


def test_a_renumbered_row_is_known_by_its_identifier() -> None:
    """Numbers written anew from 1 to n change nothing where identifier and words agree."""
    assert ([3, 1], []) == (
        (result := paired(found(WORDS[2], 1, "C3"), found(WORDS[0], 2, "C1"))).numbers,
        refusals(result),
    )


def test_an_unknown_identifier_is_refused() -> None:
    """It may be that of another body, or a slip of the hand."""
    result = paired(found(WORDS[0], iri="x:communication/9"))
    assert ["aucune inscription n’est « x:communication/9 »."] == refusals(result)


def test_the_number_joins_what_changed() -> None:
    """The words may be quite others: the number says which entry it is."""
    result = paired(found("tout autre chose", 2))
    assert ([2], set()) == (result.numbers, result.new)


def test_a_number_whose_words_are_anothers_is_asked_about() -> None:
    """A person who inserts a row and renumbers the rest would move every entry."""
    result = paired(found(WORDS[0], 1), found("nouvelle", 2), found(WORDS[1], 3))
    assert ["le numéro dit C3, mais les mots sont ceux de C2."] == refusals(result)
    assert "--match" in result.refusals[0].remedy.fr


def test_a_person_may_say_that_the_number_counts() -> None:
    """Told so, the program does not doubt."""
    result = paired(found(WORDS[1], 3), manner="number")
    assert ([3], []) == (result.numbers, result.refusals)


def test_a_person_may_say_that_the_words_count() -> None:
    """The row inserted gets the next number, the others keep theirs."""
    entries = (found(WORDS[0], 1), found("nouvelle", 2), found(WORDS[1], 3), found(WORDS[2], 4))
    result = paired(*entries, manner="content")
    assert ([1, 4, 2, 3], {4}) == (result.numbers, result.new)


def test_without_a_number_the_same_words_are_the_same_entry() -> None:
    """Whatever the order of the rows."""
    assert [3, 1, 2] == paired(*(found(WORDS[at]) for at in (2, 0, 1))).numbers


def test_without_a_number_the_nearest_words_are_the_same_entry() -> None:
    """One word changed in one entry: it is still the nearest, and clearly."""
    result = paired(found(WORDS[2].replace("paiement", "versement")))
    assert [3] == result.numbers


def test_without_a_number_other_words_are_a_new_entry() -> None:
    """What resembles nothing is new, and gets the next number."""
    result = paired(found("Zoo"))
    assert ([4], {4}) == (result.numbers, result.new)


def test_two_entries_as_near_are_asked_about() -> None:
    """Where two entries are nearly the same, the words do not tell which was changed."""
    alike = standing("Envoi à la Régie, bureau 1", "Envoi à la Régie, bureau 2")
    result = pair([found("Envoi à la Régie, bureau 3")], alike, (1, 2), "C")
    assert [None] == result.numbers
    assert ["l’inscription ressemble autant à plusieurs autres : C2, C1."] == refusals(result)


def test_a_number_given_twice_is_refused_at_both_places() -> None:
    """Which of the two keeps it is for a person to say."""
    result = paired(found("a", 2, row=2), found("b", 2, row=3))
    assert ["A2", "A3"] == [each.place.cell for each in result.refusals if each.place]
    assert {"le numéro C2 est donné à plusieurs inscriptions."} == set(refusals(result))


def test_a_new_number_given_twice_is_refused() -> None:
    """So is it for entries that are both new."""
    assert 2 == len(paired(found("a", 4), found("b", 4)).refusals)


def test_a_number_that_jumps_is_refused() -> None:
    """After 3 comes 4: a 7 is a slip, or an entry of elsewhere."""
    assert ["le numéro C7 saute : le prochain est C4."] == refusals(paired(found("neuf", 7)))


def test_the_number_of_a_withdrawn_entry_is_never_given_again() -> None:
    """Neither by the file nor by the program."""
    assert ["le numéro C4 a été celui d’une inscription retirée."] == refusals(
        paired(found("neuf", 4), given_before=4)
    )
    assert [5] == paired(found("neuf"), given_before=4).numbers


@given(st.permutations(range(3)), st.integers(0, 4))
def test_numbers_are_given_once(order: list[int], more: int) -> None:
    """Whatever the order of the rows and the number of new ones, no number is given twice."""
    entries = [found(WORDS[at]) for at in order] + [found(f"{'z' * n}9") for n in range(more)]
    result = paired(*entries)
    assert [at + 1 for at in order] == result.numbers[:3]
    assert list(range(4, 4 + more)) == result.numbers[3:]


@pytest.mark.parametrize(
    ("words", "there", "expected"),
    [
        ("un deux", "un deux", True),
        ("un deux", "un\ndeux", True),
        ("un\n\ndeux", "un deux", False),
        ("un deux", "un  deux", False),
        ("", "", True),
    ],
)
def test_the_breaks_of_lines_are_no_change(words: str, there: str, expected: bool) -> None:
    """Words are compared to the letter; only line breaks inside a paragraph do not count."""
    assert expected == same(words, there)


def test_a_check_lets_numbers_jump() -> None:
    """Part of a register may be checked by itself, under the numbers that it has."""
    entries = [found("a", 27), found("b", 3), found("c")]
    result = pair(entries, (), (), "C", jumping=True)
    assert ([27, 3, 1], []) == (result.numbers, result.refusals)
