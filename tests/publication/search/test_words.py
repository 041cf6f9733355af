"""The other names by which a thing is found, and the kinds under which pages are found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from greffe.language import LANGUAGES
from greffe.publication.search.kinds import found_as
from greffe.publication.search.words import names_of_types, other_names
from greffe.publication.site.opening import Options, open_site
from greffe.publication.site.plan import pages
from greffe.publication.site.rendering import render
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from greffe.publication.site.site import Site

BIRTH_DATE = "https://w3id.org/greffe/concept/data-type/birth-date"
LAST_NAME = "https://w3id.org/greffe/concept/data-type/name-last"
SIN = "https://w3id.org/greffe/concept/data-type/sin"
C15 = "https://w3id.org/greffe/id/mifi/communication/15"
F1 = "https://w3id.org/greffe/id/mifi/file/1"
IRCC = "https://w3id.org/greffe/org/ircc"


@pytest.fixture(scope="module")
def site() -> Site:
    """Open the site of the bundled data, with search."""
    return open_site(Workspace.at(), options=Options(search=True))


def test_a_concept_is_found_by_its_names_in_both_languages(site: Site) -> None:
    """The page of a concept knows its short name and its names in the other language."""
    assert ("NAS", "SIN", "social insurance number") == other_names(site, SIN, "fr")
    assert ("NAS", "numéro d’assurance sociale", "SIN") == other_names(site, SIN, "en")


def test_an_organisation_is_found_by_its_acronym(site: Site) -> None:
    """The acronym of an organisation is one of its names, its label is not."""
    names = other_names(site, IRCC, "fr")
    assert "IRCC" in names
    assert site.label(IRCC, "fr") not in names


def test_a_thing_that_is_only_called_one_way_has_no_other_name(site: Site) -> None:
    """An identifier that nothing names has no other names."""
    assert () == other_names(site, "https://w3id.org/greffe/org/nobody", "fr")


def test_types_of_information_are_found_by_their_other_names(site: Site) -> None:
    """Each name is given once, in the order of a dictionary; a type without any gives none."""
    assert ("NAS", "nom", "noms", "SIN") == names_of_types(site, [SIN, LAST_NAME, SIN, BIRTH_DATE])


def test_a_communication_is_found_by_the_short_names_of_what_it_sends(site: Site) -> None:
    """C15 prints a social insurance number in full: its acronyms lead to it in either language."""
    for language in LANGUAGES:
        written, _ = render(site, next(p for p in pages(site) if p.subject == C15), language)
        (hidden,) = re.findall(
            r'<p hidden data-pagefind-ignore="index" data-pagefind-meta="sent">(.*)\.</p>', written
        )
        assert {"NAS", "SIN"} <= set(hidden.split(", "))


def test_what_sends_no_type_of_information_has_no_such_names(site: Site) -> None:
    """A file of the inventory holds categories, whose names stand on its page."""
    written, _ = render(site, next(p for p in pages(site) if p.subject == F1), "fr")
    assert 'data-pagefind-meta="sent"' not in written


def test_every_kind_of_page_is_found_under_a_name_or_left_out_by_name(site: Site) -> None:
    """Pages that repeat others are left out, and no others."""
    left_out = {page.kind for page in pages(site) if found_as(page.kind) is None}
    assert {"search", "source"} == left_out


def test_pages_tell_the_index_what_they_are(site: Site) -> None:
    """The page of a concept holds its kind and its other names, where only the index sees them."""
    page = next(page for page in pages(site) if page.subject == SIN)
    written, _ = render(site, page, "en")
    assert 'data-pagefind-body data-pagefind-meta="kind:Concept"' in written
    hidden = '<p hidden data-pagefind-ignore="index" data-pagefind-meta="also">'
    assert f"{hidden}NAS, numéro d’assurance sociale, SIN.</p>" in written


def test_a_site_without_search_says_nothing_to_an_index() -> None:
    """Without search, pages have neither form nor hidden words, and the search page says so."""
    site = open_site(Workspace.at())
    written = {
        page.kind: render(site, page, "fr")[0]
        for page in pages(site)
        if page.subject == SIN or page.kind == "search"
    }
    assert not any("data-pagefind" in text or "<form" in text for text in written.values())
    assert "sans index de recherche" in written["search"]
