from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.told import told

from greffe.errors import UnmatchedText
from greffe.vocabulary import Labels, Match, Remainder
from greffe.vocabulary.reading import Term

DATA = Labels(
    [
        Term("nom", "name"),
        Term("nom de l’entreprise", "company"),
        Term("adresse", "address"),
        Term("adresse électronique", "email"),
        Term("fonction", "job"),
        Term("bénéficiaire(s)", "beneficiary"),
        Term("NAS", "sin"),
        Term("nom et adresse de l’employeur", "company"),
        Term("nom et adresse de l’employeur", "workplace"),
    ],
    ignored=["fonction publique"],
)
WORDS = ("nom", "adresse", "électronique", "fonction", "publique", "et", "NAS", "nas", ",", "zut")


def concepts(matches: tuple[Match, ...]) -> list[str]:
    """Return the concepts of matches, in order."""
    return [match.concept for match in matches]


def places(text: str) -> list[tuple[int, int]]:
    """Return where matches and remainders stand, each place once, in order."""
    matches, remainders = DATA.scan(text)
    found = {(match.start, match.end) for match in matches}
    return sorted(found | {(remainder.start, remainder.end) for remainder in remainders})


def words(remainders: tuple[Remainder, ...]) -> list[str]:
    """Return the texts of remainders, in order."""
    return [remainder.text for remainder in remainders]


def test_the_longest_label_counts() -> None:
    """Where two labels begin at a word, the longer one is found and the shorter is not."""
    matches, remainders = DATA.scan("adresse électronique")
    assert (["email"], []) == (concepts(matches), words(remainders))


def test_a_shorter_label_counts_where_the_longer_one_stops_short() -> None:
    """A label that is only begun is not found; the shorter one inside it is."""
    matches, remainders = DATA.scan("adresse au travail")
    assert (["address"], ["au travail"]) == (concepts(matches), words(remainders))


@pytest.mark.parametrize("text", ["prénom", "noms", "nom-clé", "sur-nom", "dysfonction"])
def test_a_label_is_never_a_part_of_a_word(text: str) -> None:
    """Letters, digits and hyphens around a label make it another word."""
    assert DATA.scan(text) == ((), (Remainder(0, len(text), text),))


@pytest.mark.parametrize("text", ["l’adresse", "(adresse)", "« adresse »", "adresse.", "adresse :"])
def test_apostrophes_and_punctuation_end_a_word(text: str) -> None:
    """A label stands free after an elision and beside any punctuation."""
    assert ["address"] == concepts(DATA.scan(text)[0])


def test_a_match_tells_its_place_and_its_label() -> None:
    """A match gives offsets in the text as received, and the label as the vocabulary writes it."""
    matches, _ = DATA.scan("le  NOM de\nl'entreprise")
    assert (Match(4, 23, "nom de l’entreprise", "company"),) == matches


def test_acronyms_match_capitals_only() -> None:
    """A label all in capitals is not found in small letters."""
    assert (["sin"], []) == (concepts(DATA.scan("NAS")[0]), concepts(DATA.scan("nas")[0]))


def test_an_acronym_in_small_letters_is_left_over() -> None:
    """What the case keeps from matching is reported, not lost."""
    assert ["nas"] == words(DATA.scan("NAS, nas")[1])


def test_ignored_text_names_nothing_and_leaves_nothing() -> None:
    """A phrase to pass over gives no match, though a label begins it, and no remainder."""
    assert ((), ()) == DATA.scan("fonction publique")


def test_ignored_text_is_passed_over_only_whole() -> None:
    """The label that begins a phrase to pass over is found where the phrase does not go on."""
    assert ["job"] == concepts(DATA.scan("fonction occupée")[0])


def test_a_shared_label_means_both() -> None:
    """A label of two concepts gives a match for each, at the same place."""
    matches, _ = DATA.scan("nom et adresse de l'employeur")
    assert [("company", 0, 29), ("workplace", 0, 29)] == [
        (match.concept, match.start, match.end) for match in matches
    ]


@pytest.mark.parametrize("separator", [" ", ", ", "; ", " ; ", " et ", ". ", "\n", "\u00a0", ","])
def test_separators_part_labels(separator: str) -> None:
    """White space, commas, semicolons, full stops and « et » part the labels of a closed list."""
    assert ["name", "email"] == concepts(DATA.segment(f"nom{separator}adresse électronique"))


@pytest.mark.parametrize("separator", [" ou ", " / ", " : ", " (", " – "])
def test_nothing_else_parts_labels(separator: str) -> None:
    """Any other word or sign between labels is an error in a closed list."""
    with pytest.raises(UnmatchedText):
        DATA.segment(f"nom{separator}adresse")


def test_an_empty_cell_has_no_labels() -> None:
    """A cell that holds nothing but separators gives nothing and is no error."""
    assert ((), ()) == (DATA.segment(""), DATA.segment(" \n, "))


def test_an_unmatched_text_is_reported_with_its_place_and_nearest_labels() -> None:
    """The error names the words, the character where they begin, and labels like them."""
    with pytest.raises(UnmatchedText) as caught:
        DATA.segment("nom, adrese electronique, fonction")
    french = told(caught.value, "fr")
    assert "« adrese electronique » (caractère 6)" in french
    assert "« adresse électronique »" in french


def test_an_unmatched_text_is_reported_in_english_too() -> None:
    """The same error exists in English, with the same facts."""
    with pytest.raises(UnmatchedText) as caught:
        DATA.segment("nom, zut")
    assert "“zut” (character 6)" in told(caught.value, "en")


def test_remainders_go_without_the_separators_around_them() -> None:
    """Words left over are given as they stand, from the first to the last."""
    _, remainders = DATA.scan("nom, et du chef et du témoin, adresse")
    assert (Remainder(8, 28, "du chef et du témoin"),) == remainders


@pytest.mark.parametrize(
    ("mistyped", "label"),
    [("adresse electronique", "adresse électronique"), ("fonctions", "fonction"), ("nomm", "nom")],
)
def test_the_nearest_label_comes_first(mistyped: str, label: str) -> None:
    """A label with one mistake in it is nearest to itself."""
    assert label == DATA.nearest(mistyped, 1)[0]


def test_nearest_gives_each_concept_once() -> None:
    """The labels of one concept do not crowd out those of others."""
    near = Labels([Term("paie", "pay"), Term("paye", "pay"), Term("pays", "country")])
    assert {"paie", "pays"} == set(near.nearest("paie", 3))


def test_vocabularies_join() -> None:
    """Two vocabularies joined find the labels of both and pass over the phrases of both."""
    both = DATA | Labels([Term("sexe", "sex")], ignored=["sexe faible"])
    assert ["name", "sex"] == concepts(both.segment("nom, fonction publique, sexe, sexe faible"))


def test_a_vocabulary_knows_its_concepts() -> None:
    """A concept belongs to a vocabulary when one of its labels does."""
    assert (True, False) == ("email" in DATA, "sex" in DATA)


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_scanning_loses_no_word(text: str) -> None:
    """Every word is in a match, in a remainder, a separator or an ignored phrase."""
    kept = list(text)
    for start, end in places(text):
        kept[start:end] = " " * (end - start)
    left = "".join(kept).replace("fonction publique", " ").split()
    assert set(left) <= {",", "et"}


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_what_is_found_runs_forward_and_never_overlaps(text: str) -> None:
    """Matches and remainders stand side by side; only a shared label has two at one place."""
    assert all(before[1] <= after[0] for before, after in pairwise(places(text)))


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_strict_reading_is_lenient_reading_with_nothing_left(text: str) -> None:
    """A closed list is read just when scanning leaves nothing, and gives the same matches."""
    matches, remainders = DATA.scan(text)
    if remainders:
        with pytest.raises(UnmatchedText):
            DATA.segment(text)
    else:
        assert matches == DATA.segment(text)


MORE = (Term("nom de rue", "street"), Term("code postal", "postcode"))


def test_finding_gives_the_matches_of_scanning() -> None:
    """Who needs no remainders gets the same matches."""
    text = "nom, NAS et zut, fonction publique, nom et adresse de l’employeur"
    assert DATA.scan(text)[0] == DATA.find(text)


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_a_stretch_gives_all_that_it_may_mean(chosen: list[str]) -> None:
    """Stretches, each with its terms, are the matches in other words."""
    text = " ".join(chosen)
    stretches = DATA.stretches(text)
    expected = [Match(start, end, *term) for start, end, terms in stretches for term in terms]
    assert expected == list(DATA.find(text))
    assert all(terms for _, _, terms in stretches)


def test_a_phrase_to_pass_over_is_no_stretch() -> None:
    """What is ignored means nothing."""
    assert () == DATA.stretches("fonction publique")


@given(st.lists(st.sampled_from((*WORDS, "de", "rue", "code", "postal")), max_size=8))
def test_extended_labels_are_those_made_of_all(chosen: list[str]) -> None:
    """It makes no difference whether labels come together or one after the other."""
    text = " ".join(chosen)
    first = (Term("nom", "name"), Term("NAS", "sin"), Term("adresse", "address"))
    extended = Labels(first).extended(MORE)
    assert extended is not None
    assert Labels((*first, *MORE)).scan(text) == extended.scan(text)


def test_extending_leaves_the_labels_as_they_were() -> None:
    """What is added is known to the extended labels only."""
    small = Labels([Term("nom", "name")])
    extended = small.extended(MORE)
    assert extended is not None
    assert ["name"] == concepts(small.find("nom de rue"))
    assert ["street"] == concepts(extended.find("nom de rue"))
    assert (False, True) == ("street" in small, "street" in extended)


def test_labels_are_not_extended_by_one_that_they_have() -> None:
    """A label of both would mean several things, in an order that only the whole has."""
    assert DATA.extended((Term("NOM", "other"),)) is None


def test_acronyms_and_words_of_one_key_stay_apart() -> None:
    """Capitals find the acronym, small letters the word, each time they are asked for."""
    labels = Labels([Term("AIDE", "fund"), Term("aide", "help")])
    found = [concepts(labels.find(text)) for text in ("AIDE", "aide", "AIDE", "Aide")]
    assert [["fund"], ["help"], ["fund"], ["help"]] == found


@pytest.mark.parametrize("text", ["no", "nom de l’entrepris", "adresse électroniqu"])
def test_a_label_longer_than_the_rest_of_a_text_is_not_in_it(text: str) -> None:
    """A text that ends within a label gives that label no match."""
    assert {"company", "email"}.isdisjoint(concepts(DATA.find(text)))
