"""The overview of a body is a page in both languages; several bodies have a list of theirs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.memory import in_memory

from greffe.bodies import Body
from greffe.language import LANGUAGES
from greffe.publication.pictures.overview import busiest, pages
from greffe.publication.site.addresses import Addresses
from greffe.publication.site.rendering import render
from greffe.publication.site.site import Site

if TYPE_CHECKING:
    from greffe.language import Language
    from greffe.workspace import Workspace

OTHER = Body("exemple", "https://w3id.org/greffe/org/exemple", "https://w3id.org/greffe/id/exemple")


@pytest.fixture
def empty(sample: Workspace) -> Site:
    """Return the site of a body whose register has no publisher, so that it has no entry yet."""
    return Site(in_memory(sample.files()), Addresses.of([OTHER]), (OTHER,))


@pytest.fixture
def two(site: Site) -> Site:
    """Return a site of two bodies."""
    return replace(site, bodies=(*site.bodies, OTHER))


def written(site: Site, number: int, language: Language) -> str:
    """Return one of the pages of the overview as HTML."""
    return render(site, list(pages(site))[number], language)[0]


def test_one_body_has_one_overview(site: Site) -> None:
    """The pictures of the only body are at the address that the menu names."""
    page, *others = pages(site)
    assert ("portrait/", "en/overview/") == (page.address.fr, page.address.en)
    assert [] == others


def test_several_bodies_have_one_each(two: Site) -> None:
    """The menu leads to a list, and the list to the overview of each."""
    first, *others = pages(two)
    assert "portrait/" == first.address.fr
    assert ["portrait/mifi/", "portrait/exemple/"] == [page.address.fr for page in others]
    assert ["en/overview/mifi/", "en/overview/exemple/"] == [page.address.en for page in others]
    assert 'href="mifi/"' in written(two, 0, "fr")
    assert 'href="exemple/"' in written(two, 0, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_a_figure_and_a_table_for_each(site: Site, language: Language) -> None:
    """Four figures, each with its drawing and a table that has a caption."""
    html = written(site, 0, language)
    for mark in ('<figure class="picture"', '<details class="picture-table"', "<caption"):
        assert 4 == html.count(mark)
    assert html.count('scope="row"') > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_unique(site: Site, language: Language) -> None:
    """No two elements of the page have the same name, and every name that is used is there."""
    html = written(site, 0, language)
    names = re.findall(r'\sid="([^"]+)"', html)
    used = set(re.findall(r'href="#([^"]+)"', html))
    for several in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', html):
        used |= set(several.split())
    assert len(set(names)) == len(names)
    assert set() == used - set(names)


def test_words_of_the_register_are_escaped(site: Site) -> None:
    """No drawing was escaped as text, and no text was left as markup."""
    html = written(site, 0, "fr")
    assert "&lt;svg" not in html
    assert "&amp;amp;" not in html


def test_no_address_is_absolute(site: Site) -> None:
    """Every reference of the pictures works wherever the site stands."""
    html = written(site, 0, "fr")
    main = html[html.index("<main") : html.index("</main>")]
    assert [] == re.findall(r'href="(?:https?:|/)[^"]*"', main)


def test_a_register_without_entries_says_so(empty: Site) -> None:
    """The page of a body that has published nothing yet is a sentence, not four empty frames."""
    html = written(empty, 0, "fr")
    assert "n’a encore aucune inscription" in html
    assert "<figure" not in html


def test_the_busiest_recipient_is_the_one_with_most_entries(site: Site) -> None:
    """Read by eye: IRCC is the recipient of nine communications, more than any other."""
    assert "https://w3id.org/greffe/org/ircc" == busiest(site, site.bodies[0])


def test_without_recipients_the_body_itself_is_shown(empty: Site) -> None:
    """There is always something to look around from."""
    assert OTHER.iri == busiest(empty, OTHER)
