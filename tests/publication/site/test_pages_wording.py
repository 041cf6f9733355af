"""What the pages say to people: nothing more than the documents and the law."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from greffe.language import LANGUAGES
from greffe.publication.site.rendering import render, spaced
from greffe.publication.site.sheets import term_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.publication.site.pagereading import Reading

    from greffe.language import Language
    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site


def said(reading: Reading) -> str:
    """Return the visible words of a page in one line."""
    return " ".join(" ".join(words for _, words in reading.words).split())


def test_a_date_printed_with_an_agreement_is_not_said_to_be_that_of_its_signature(
    page: Callable[..., Reading],
) -> None:
    """The register prints “(2025)”: the pages say that the agreement is dated, no more."""
    for address in ("", "ententes/", "portrait/"):
        assert "signée" not in said(page(address)).replace("signée par", "").replace(
            "Contrat signé", ""
        )
    assert "entente datée" in said(page(""))


def test_what_the_register_declares_is_said_to_be_declared(page: Callable[..., Reading]) -> None:
    """Fourteen entries answer “Oui” under “à l’extérieur du Québec”: that is what is counted."""
    assert "14 déclarées à l’extérieur du Québec" in said(page(""))
    assert "14 declared outside Québec" in said(page("", "en"))


RIGHTS = {
    "fr": ("vingt jours", "dix jours", "trente jours", "pas un avis juridique"),
    "en": ("twenty days", "ten days", "thirty days", "no legal advice"),
}
"""The delays of sections 98 and 135 of the Act, and what the summary is not."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_rights_are_given_with_their_delays(
    page: Callable[..., Reading], language: Language
) -> None:
    """Who is told of a right is told of its delays, and that a summary is no legal advice."""
    words = said(page("situations/etudiant-etranger/", language))
    assert [] == [each for each in RIGHTS[language] if each not in words]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_document_belong_to_its_body(
    page: Callable[..., Reading], language: Language
) -> None:
    """No page gives a document to a government that may not have written it."""
    words = said(page("", language))
    assert "Gouvernement" not in words
    owner = {"fr": "à l’organisme qui les publie", "en": "to the body that publishes them"}
    assert owner[language] in words


def test_english_words_have_no_space_before_a_colon(page: Callable[..., Reading]) -> None:
    """English punctuation follows its word."""
    for address in ("", "telecharger/", "ententes/", "question/outside-quebec/"):
        english = [words for language, words in page(address, "en").words if language == "en"]
        assert [] == [words for words in english if words.rstrip().endswith((" :", " ;", " ?"))]


def test_values_are_promised_only_where_there_are_fields(page: Callable[..., Reading]) -> None:
    """A question without parameters does not offer values to choose."""
    promise = "valeurs de votre choix"
    assert promise not in said(page("question/outside-quebec/"))
    assert promise in said(page("question/recipients-of-category/"))


MINISTRY = "Ministère de l'Immigration, de la Francisation et de l'Intégration"


def test_a_site_that_is_not_official_does_not_go_by_the_name_of_the_body(site: Site) -> None:
    """Under the ministry's own name the notice “not an official site” would be belied."""
    assert "Registres des renseignements personnels (MIFI)" == site.name.fr
    assert "Registers of personal information (MIFI)" == site.name.en


def test_the_site_of_a_body_goes_by_its_name(site: Site, plan: dict[str, Page]) -> None:
    """With its own option a body signs its pages, and the notice goes away."""
    official = replace(site, official=True)
    words = render(official, plan["telecharger/"], "fr")[0]
    assert MINISTRY == official.name.fr
    assert f" – {MINISTRY.replace(chr(39), '&#39;')}</title>" in words
    assert "pas un site officiel" not in words


def test_french_names_are_marked_as_french_on_english_pages(page: Callable[..., Reading]) -> None:
    """A screen reader changes its voice for words in another language (WCAG 2.1, 3.1.2)."""
    words = page("id/mifi/file/21/", "en").words
    assert ("fr", "Direction de l'immigration familiale et humanitaire") in words
    assert ("en", "Preventive control of access to the file") in words
    english = {said for language, said in page("org/", "en").words if language == "en"}
    assert "Retraite Québec" not in english
    assert "Employment and Social Development Canada" in english


def test_nothing_is_marked_where_the_page_is_french(page: Callable[..., Reading]) -> None:
    """A French page needs no mark for French names."""
    assert {"fr", "en"} >= {language for language, _ in page("id/mifi/file/21/").words}
    assert [] == [
        (tag, value)
        for tag, name, value in page("org/").attributes
        if (tag, name) == ("a", "lang") and value == "fr"
    ]


def test_an_answer_tells_the_version_of_the_data(site: Site, page: Callable[..., Reading]) -> None:
    """An answer that is filed says on which data it was computed."""
    assert site.version in said(page("question/social-insurance-numbers/"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Données : oui ; non", "Données\u00a0: oui\u00a0; non"),
        ("« mot » ?", "«\u00a0mot\u00a0»\u00a0?"),
        ("https://exemple.org/a:b", "https://exemple.org/a:b"),
        ("rien à changer", "rien à changer"),
    ],
)
def test_double_punctuation_stays_with_its_word(words: str, expected: str) -> None:
    """French has no-break spaces before « : ; ? ! » and inside guillemets, and nowhere else."""
    assert expected == spaced(words)


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        ("https://w3id.org/dpv/pd#OfficialID", "Official ID (DPV)"),
        ("https://w3id.org/dpv#ServiceAccessDetermination", "Service Access Determination (DPV)"),
        ("https://w3id.org/dpv/loc#CA-QC", "CA-QC (DPV)"),
        ("https://exemple.org/OfficialID", None),
    ],
)
def test_terms_of_elsewhere_have_words(iri: str, expected: str | None) -> None:
    """A term of the Data Privacy Vocabulary is named as people read, not as a code."""
    assert expected == term_name(iri)


def test_pages_show_words_and_no_codes(page: Callable[..., Reading]) -> None:
    """A concept says what it matches, a rule what it looks at, in words."""
    concept = said(page("concept/data-type/seq-no/"))
    assert "UID (DPV)" in concept
    assert "pd:UID" not in concept
    rule = said(page("regles/Q-AGR-03/"))
    assert "greffe:agreement" not in rule.partition("Exemples")[0]


def test_english_terms_are_said_to_be_english_on_french_pages(
    site: Site, plan: dict[str, Page]
) -> None:
    """What has an English name only is marked so (WCAG 2.1, 3.1.2), in French pages alone."""
    concept = plan["concept/data-type/seq-no/"]
    french, english = (render(site, concept, language)[0] for language in LANGUAGES)
    assert 'rel="external" lang="en">UID (DPV)</a>' in french
    assert 'rel="external">UID (DPV)</a>' in english
