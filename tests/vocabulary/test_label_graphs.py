from __future__ import annotations

import pytest
from rdflib import Graph
from tests.told import told

from greffe.errors import InputError
from greffe.namespaces import PREFIXES
from greffe.vocabulary import Labels

SCHEME = "https://example.org/scheme"
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def graph(turtle: str) -> Graph:
    """Parse Turtle with all our prefixes and ``<a>``, ``<b>`` as IRIs of example.org."""
    return Graph().parse(data=f"@base <https://example.org/> .\n{HEAD}{turtle}", format="turtle")


def found(labels: Labels, text: str) -> list[str]:
    """Return the last part of the IRIs of the concepts found in a text."""
    return [match.concept.rsplit("/", 1)[1] for match in labels.scan(text)[0]]


@pytest.mark.parametrize(
    "property_", ["skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "greffe:acronym"]
)
def test_every_kind_of_label_is_found(property_: str) -> None:
    """Preferred, alternative and hidden labels count, and acronyms."""
    labels = Labels.from_graph(graph(f'<a> {property_} "RAMQ"@fr .'))
    assert ["a"] == found(labels, "à la RAMQ")


def test_other_properties_are_no_labels() -> None:
    """A title or a note is not found in texts."""
    labels = Labels.from_graph(graph('<a> dcterms:title "paie"@fr ; skos:note "paie"@fr .'))
    assert [] == found(labels, "paie")


def test_labels_are_taken_in_one_language() -> None:
    """French reading does not see English labels, nor the reverse."""
    data = graph('<a> skos:prefLabel "paie"@fr, "pay"@en .')
    french, english = Labels.from_graph(data), Labels.from_graph(data, language="en")
    assert (["a"], [], ["a"]) == (
        found(french, "paie"),
        found(french, "pay"),
        found(english, "pay"),
    )


def test_labels_without_language_count_in_every_language() -> None:
    """A name that carries no language is found in French and in English."""
    data = graph('<a> skos:prefLabel "Hydro-Québec" .')
    assert [["a"], ["a"]] == [
        found(Labels.from_graph(data), "Hydro-Québec"),
        found(Labels.from_graph(data, language="en"), "Hydro-Québec"),
    ]


def test_a_scheme_gives_its_own_concepts_only() -> None:
    """Concepts of another scheme in the same graph are not found."""
    data = graph(
        '<a> skos:inScheme <scheme> ; skos:prefLabel "sexe"@fr .'
        '<b> skos:inScheme <other> ; skos:prefLabel "genre"@fr .'
    )
    assert ["a"] == found(Labels.from_graph(data, SCHEME), "sexe, genre")


def test_without_a_scheme_all_subjects_count() -> None:
    """Organisations and units have labels too, and belong to no scheme."""
    data = graph('<a> skos:prefLabel "CNESST"@fr . <b> skos:prefLabel "SAAQ"@fr .')
    assert ["a", "b"] == found(Labels.from_graph(data), "CNESST et SAAQ")


def test_a_choice_of_concepts_leaves_out_the_others() -> None:
    """With a list of concepts, the labels of other subjects are not found."""
    data = graph('<a> skos:prefLabel "CNESST"@fr . <b> skos:prefLabel "SAAQ"@fr .')
    labels = Labels.from_graph(data, concepts={"https://example.org/b"})
    assert ["b"] == found(labels, "CNESST et SAAQ")


@pytest.mark.parametrize("second", ["skos:prefLabel", "skos:altLabel", "greffe:acronym"])
def test_two_concepts_cannot_share_a_plain_label(second: str) -> None:
    """A preferred or alternative label of two concepts is an error that names both."""
    data = graph(f'<a> skos:prefLabel "paie"@fr . <b> {second} "paie"@fr .')
    with pytest.raises(InputError) as caught:
        Labels.from_graph(data)
    message = told(caught.value, "fr")
    assert "« paie »" in message
    assert "https://example.org/a et à https://example.org/b" in message


def test_labels_that_fold_alike_are_shared() -> None:
    """Case, apostrophes and white space do not make two labels of one."""
    data = graph('<a> skos:prefLabel "l\'Accord"@fr . <b> skos:altLabel "L’accord"@fr .')
    with pytest.raises(InputError):
        Labels.from_graph(data)


def test_an_acronym_is_not_the_word_it_looks_like() -> None:
    """A label in capitals and the same word in small letters may name two things."""
    data = graph('<a> greffe:acronym "AIDE"@fr . <b> skos:prefLabel "aide"@fr .')
    labels = Labels.from_graph(data)
    assert (["a"], ["b"]) == (found(labels, "AIDE"), found(labels, "aide"))


def test_two_concepts_may_share_a_hidden_label() -> None:
    """A hidden label of two concepts is a phrase that means both."""
    data = graph(
        '<a> skos:hiddenLabel "nom et adresse"@fr . <b> skos:hiddenLabel "nom et adresse"@fr .'
    )
    assert ["a", "b"] == found(Labels.from_graph(data), "nom et adresse")


def test_a_hidden_label_cannot_be_the_plain_label_of_another() -> None:
    """What one concept is called is not a hidden name of another concept."""
    with pytest.raises(InputError):
        Labels.from_graph(graph('<a> skos:prefLabel "pays"@fr . <b> skos:hiddenLabel "pays"@fr .'))


def test_one_concept_may_repeat_a_label() -> None:
    """A name that is also its own acronym gives one match."""
    data = graph('<a> skos:prefLabel "SANC"@fr ; greffe:acronym "SANC"@fr .')
    assert ["a"] == found(Labels.from_graph(data), "SANC")


def test_a_scheme_says_what_to_pass_over() -> None:
    """The ignored text of the scheme is passed over; that of another scheme is not."""
    data = graph(
        '<scheme> greffe:ignoredText "fonction publique"@fr .'
        '<other> greffe:ignoredText "ma fonction"@fr .'
        '<a> skos:inScheme <scheme> ; skos:prefLabel "fonction"@fr .'
    )
    labels = Labels.from_graph(data, SCHEME)
    assert ([], ["a"]) == (found(labels, "fonction publique"), found(labels, "ma fonction"))


def test_without_a_scheme_nothing_is_passed_over() -> None:
    """What a scheme ignores counts for its own concepts, not for names of organisations."""
    data = graph(
        '<scheme> greffe:ignoredText "fonction publique"@fr .'
        '<a> skos:prefLabel "fonction publique du Québec"@fr ; skos:altLabel "fonction"@fr .'
    )
    assert ["a"] == found(Labels.from_graph(data), "fonction publique")
