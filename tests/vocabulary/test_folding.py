from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.vocabulary import folding
from greffe.vocabulary.folding import fold

FRENCH = st.text(
    alphabet="aàâbcçdeéèêëiîïoôuùûüœæAÉÇŒÆZz '’‘-‑–,.()«»0129\n\t\u00a0\u0301\u0300\xad"
)


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "ʼ"])
def test_apostrophes_are_one(apostrophe: str) -> None:
    """The straight and the typographic apostrophe fold alike."""
    assert fold(f"l{apostrophe}accès").text == "l'accès"


@pytest.mark.parametrize("space", [" ", "  ", "\n", " \n ", "\u00a0", "\u202f", "\t"])
def test_white_space_is_one_space(space: str) -> None:
    """Line ends, no-break spaces and runs of spaces fold to one space."""
    assert fold(f"date{space}de").text == "date de"


def test_case_is_one() -> None:
    """Capitals fold to small letters, accented ones too."""
    assert fold("ÉLECTRONIQUE").text == "électronique"


def test_accents_count() -> None:
    """A letter with an accent and a letter without stay different."""
    assert fold("intégré").text != fold("integre").text


def test_ligatures_are_letters() -> None:
    """A ligature folds to the two letters it joins."""
    assert fold("main-d’œuvre").text == "main-d'oeuvre"


def test_decomposed_letters_are_composed() -> None:
    """A letter followed by its accent folds to the accented letter."""
    assert fold("e\u0301tat").text == "état"


def test_hyphens_are_one() -> None:
    """The no-break hyphen folds to the hyphen, and the soft hyphen disappears."""
    assert fold("dotation\u2011assi\xadduité").text == "dotation-assiduité"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("le  nom", "nom", (4, 7)),
        ("l’œuvre d’art", "d'art", (8, 13)),
        ("e\u0301tat civil", "état", (0, 5)),
        ("assi\xadduité", "assiduité", (0, 10)),
        ("pays\nde naissance", "pays de", (0, 7)),
    ],
)
def test_a_folded_word_knows_its_place(text: str, word: str, expected: tuple[int, int]) -> None:
    """What is found in a folded text can be shown in the original."""
    folded = fold(text)
    start = folded.text.index(word)
    assert folded.place(start, start + len(word)) == expected


@given(FRENCH)
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own folded form."""
    once = fold(text).text
    assert fold(once).text == once


@given(FRENCH)
def test_each_folded_character_comes_from_where_it_says(text: str) -> None:
    """The original stretch of a folded character folds to a text that holds it."""
    folded = fold(text)
    for index, character in enumerate(folded.text):
        start, end = folded.place(index, index + 1)
        assert character in fold(text[start:end]).text


@given(FRENCH)
def test_places_run_forward(text: str) -> None:
    """Folding keeps the order of characters and never overlaps two clusters."""
    folded = fold(text)
    for before, after in zip(range(len(folded.text)), range(1, len(folded.text)), strict=False):
        same = (folded.starts[before], folded.ends[before]) == (
            folded.starts[after],
            folded.ends[after],
        )
        assert same or folded.ends[before] <= folded.starts[after]


@given(FRENCH)
def test_only_soft_hyphens_vanish(text: str) -> None:
    """Every visible character of the original stands in the folded text's places."""
    folded = fold(text)
    covered = {i for s, e in zip(folded.starts, folded.ends, strict=True) for i in range(s, e)}
    lost = {character for i, character in enumerate(text) if i not in covered}
    assert lost <= {"\xad"}


@given(FRENCH | st.text())
def test_the_short_way_leads_to_the_same_place(text: str) -> None:
    """A text that is folded at once is folded as if it had been folded piece by piece."""
    evenly, by_clusters = folding.folded_evenly(text), folding.folded_by_clusters(text)
    assert evenly in (None, by_clusters)


def test_plain_french_goes_the_short_way() -> None:
    """Nearly every text is folded at once: that is what makes searching it fast."""
    assert folding.folded_evenly("L’Agence du revenu du Québec, à Montréal") is not None
    assert folding.folded_evenly("un cœur") is None
