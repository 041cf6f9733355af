"""The home page and the page about the site: figures that lead on, what the site says of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.publication.site.pagereading import Reading

from greffe.publication.site.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greffe.language import Language
    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site

ABOUT = "a-propos/"
NOT_OFFICIAL = "Ce site n’est pas celui de l’organisme."
MASKED = "Les noms des personnes physiques sont masqués"


def told(site: Site, page: Page, language: Language = "fr") -> str:
    """Return the words of a page of a site."""
    reading = Reading()
    reading.feed(render(site, page, language)[0])
    return " ".join(words for _, words in reading.words)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fr",
            [
                "id/mifi/register/",
                "question/outside-quebec/",
                "org/",
                "concept/data-type/",
                "law/",
                "ententes/",
                "id/mifi/inventory/",
            ],
        ),
        (
            "en",
            [
                "id/mifi/register/",
                "question/outside-quebec/",
                "org/",
                "concept/data-type/",
                "law/",
                "agreements/",
                "id/mifi/inventory/",
            ],
        ),
    ],
)
def test_each_figure_leads_to_what_it_counts(
    page: Callable[..., Reading], language: Language, expected: list[str]
) -> None:
    """From the number of communications to the register, and so on, in the page's language."""
    links = page("", language).links
    first = links.index(expected[0], links.index("#content") + 12)
    assert expected == links[first : first + len(expected)]


def test_a_figure_is_the_number_of_rows_that_it_leads_to(page: Callable[..., Reading]) -> None:
    """37 communications and 39 files: as many rows as the two documents print."""
    words = [words for _, words in page("").words]
    for number, address in (("37", "id/mifi/register/"), ("39", "id/mifi/inventory/")):
        assert number in words
        rows = [tag for tag in page(address).tags if tag == "tr"]
        assert int(number) == len(rows) - 1


def test_a_site_of_several_bodies_counts_across_them(
    sample_dir: Path, small_pages: Callable[[Path], dict[str, Reading]]
) -> None:
    """Where there are several bodies, communications lead to the list of bodies."""
    second = sample_dir / "autre"
    second.mkdir()
    (second / "body.ttl").write_text(
        "@prefix greffe: <https://w3id.org/greffe/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<https://w3id.org/greffe/org/autre> a greffe:PublicBody ;\n"
        '    greffe:base "https://w3id.org/greffe/id/autre" ;\n'
        '    skos:prefLabel "Agence de l’Autre"@fr .\n',
        encoding="utf-8",
    )
    home = small_pages(sample_dir)["index.html"]
    assert "id/exemple/register/" not in home.links
    assert home.links.count("id/") >= 2


def test_the_page_about_the_site_names_its_documents(page: Callable[..., Reading]) -> None:
    """The two documents that the MIFI publishes are linked, by their French titles."""
    french, english = page(ABOUT), page(ABOUT, "en")
    for reading in (french, english):
        assert {"../id/mifi/source/registre/", "../id/mifi/source/inventaire/"} <= set(
            reading.links
        )
    assert ("fr", "Registre ministériel des communications sans consentement") in english.words


def test_what_is_masked_is_said_where_it_is_masked(site: Site, plan: dict[str, Page]) -> None:
    """A site that shows natural persons does not say that it masks them."""
    assert MASKED in told(site, plan[ABOUT])
    shown = told(replace(site, masked=False), plan[ABOUT])
    assert MASKED not in shown
    assert "inscriptions confidentielles" in shown


def test_an_official_site_does_not_deny_it(site: Site, plan: dict[str, Page]) -> None:
    """The body's own site says nowhere on the page that it is not the body's."""
    assert NOT_OFFICIAL in told(site, plan[ABOUT])
    official = told(replace(site, official=True), plan[ABOUT])
    assert NOT_OFFICIAL not in official
    assert "pas un site officiel" not in official


def test_the_version_to_cite_is_that_of_the_data(site: Site, plan: dict[str, Page]) -> None:
    """Whoever cites a page finds the version of the data and an identifier as an example."""
    words = told(site, plan[ABOUT], "en")
    assert site.version in words
    assert "https://w3id.org/greffe/id/mifi/communication/1 " in words


def test_each_language_has_its_own_calendar(page: Callable[..., Reading]) -> None:
    """The agreements lead to the calendar of known renewals in the language of the page."""
    assert "../ententes.ics" in page("ententes/").links
    assert "../agreements.ics" in page("ententes/", "en").links


def test_official_texts_are_called_so(page: Callable[..., Reading]) -> None:
    """A provision leads to its official text in each language, by name and not by address."""
    words = {words for _, words in page("law/qc/a-2.1/art/67/").words}
    assert {"texte officiel en français", "texte officiel en anglais"} <= words
    assert not any("legisquebec" in each for each in words)


def test_a_rule_shows_what_it_accepts_and_refuses(page: Callable[..., Reading]) -> None:
    """The page of R15 shows an entry with its agreement, then the same without it."""
    french, english = page("regles/R15/"), page("regles/R15/", "en")
    assert ("fr", "Accepté") in french.words
    assert ("en", "Refused") in english.words
    turtle = [words for _, words in french.words if words.startswith("<communication/5>")]
    assert [True, False] == ["greffe:agreement <agreement/one>" in each for each in turtle]


def test_shapes_name_their_rules(page: Callable[..., Reading]) -> None:
    """Beside a shape stands the name of its rule, not its code alone."""
    assert ("fr", "R15 – entente écrite de l’article 68") in page("shapes/").words
