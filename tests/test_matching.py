"""Names as people type them: which are the same, and which are near."""

from __future__ import annotations

import pytest

from greffe.language import Text
from greffe.matching import alike, fold, likeness, natural, nearest, quoted, resembling

ORGANISATIONS = ("MESS", "Régie de l’assurance maladie du Québec", "Retraite Québec", "femmes")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("REGIE de l'assurance-maladie", "Régie de l’assurance maladie"),
        ("oeuvre  d_art", "Œuvre d’art".replace("’", " ")),
    ],
)
def test_case_accents_and_spacing_do_not_matter(typed: str, written: str) -> None:
    """People type on any keyboard."""
    assert fold(written) == fold(typed)


def test_the_nearest_name_is_alike_as_a_whole() -> None:
    """Three letters out of four are nearer than three letters within a word."""
    assert "MESS" == nearest("MES", ORGANISATIONS)[0]


def test_what_is_like_nothing_has_no_nearest() -> None:
    """Better no suggestion than a wrong one."""
    assert [] == nearest("xyz", ORGANISATIONS)


@pytest.mark.parametrize(
    ("wanted", "least", "most", "expected"),
    [
        ("recipent", 0.75, 5, ["recipient"]),
        ("recipent", 0.99, 5, []),
        ("purpos", 0.5, 1, ["purpose"]),
        ("purpos", 0.5, 2, ["purpose", "purposeText"]),
    ],
)
def test_a_slip_of_the_pen_is_told_by_the_letters(
    wanted: str, least: float, most: int, expected: list[str]
) -> None:
    """Only names that have nearly all the letters are offered, the nearest first."""
    names = ("purposeText", "recipient", "purpose")
    assert expected == alike(wanted, names, least, most)


def test_resembling_names_are_always_found() -> None:
    """Of names that must be one of these, the best are given however little they resemble."""
    assert ["Retraite Québec"] == resembling("retraites", ORGANISATIONS, 1)
    assert 2 == len(resembling("xyz", ORGANISATIONS, 2))


def test_numbers_in_names_count_as_numbers() -> None:
    """R9 comes before R10; a power is a sign, not a number."""
    mixed = ["R10a", "10", "m²2", "R10", "R9", "2"]
    assert ["2", "10", "R9", "R10", "R10a", "m²2"] == sorted(mixed, key=natural)
    assert ["1²2", "2²1"] == sorted(["2²1", "1²2"], key=natural)
    assert ["a2", "b1"] == sorted(["b1", "a2"], key=natural)
    assert ["a/2", "a/2/b", "a/10"] == sorted(["a/2/b", "a/10", "a/2"], key=natural)


def test_a_list_of_names_is_quoted_in_each_language() -> None:
    """Each language has its own quotation marks."""
    assert Text("« a », « b »", "'a', 'b'") == quoted(["a", "b"])


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("abcd", "abcd", 1), ("abcd", "wxyz", 0), ("abcd", "abxy", 0.5)]
)
def test_likeness_is_the_share_of_common_letters(one: str, other: str, expected: float) -> None:
    """The same text is wholly alike, another alphabet not at all."""
    assert expected == likeness(one, other)


def test_what_is_not_like_enough_may_count_as_nothing() -> None:
    """A comparison may stop as soon as it cannot succeed any more."""
    assert 0 == likeness("abcd", "abxy", 0.9)
