"""What the site of the MIFI does not have: several bodies, withdrawn things, empty registers."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.browser.kinds import KINDS
from tests.browser.test_accessible import HEIGHT, OVERFLOW, WIDTHS, judged
from tests.conftest import SAMPLE
from tests.publication.live.browsing import Visit, served

from greffe.publication.live import settings
from greffe.publication.site.build import build_site
from greffe.publication.site.opening import open_site
from greffe.publication.site.plan import pages
from greffe.publication.site.site import KINDS as KINDS_OF_THINGS
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

PREFIXES = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SECOND = f"""{PREFIXES}
<https://w3id.org/greffe/org/autre> a greffe:PublicBody ;
    greffe:base "https://w3id.org/greffe/id/autre" ;
    skos:prefLabel "Agence de l’Autre"@fr .
<https://w3id.org/greffe/id/autre/assessment/one> a greffe:ImpactAssessment ;
    skos:prefLabel "Évaluation de 2024"@fr .
<https://w3id.org/greffe/id/autre/communication/9> dcterms:identifier "C9" ;
    greffe:withdrawn "2026-03-01"^^xsd:date ;
    skos:note "Inscrite par erreur."@fr, "Entered by mistake."@en .
"""
EMPTY = f"""{PREFIXES}
<https://w3id.org/greffe/id/autre/register> a greffe:CommunicationRegister ;
    dcterms:title "Registre des communications"@fr .
"""
PAGES = {
    "assessment": "id/autre/assessment/one/",
    "several bodies": "id/",
    "a body without an inventory": "id/autre/",
    "an empty register": "id/autre/register/",
    "one overview a body": "portrait/",
    "an overview of nothing": "portrait/autre/",
    "no agreements": "ententes/",
    "no situations": "situations/",
    "data too large for a page": "interroger/",
    "a question without its example": "question/communications-to-recipient/",
    "retired": "id/autre/communication/9/",
    "no search": "recherche/",
}


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site of two bodies, too large to be asked in a page, without search."""
    folder = tmp_path_factory.mktemp("others")
    data = shutil.copytree(SAMPLE, folder / "data")
    (data / "autre").mkdir()
    (data / "autre" / "body.ttl").write_text(SECOND, encoding="utf-8")
    (data / "autre" / "register.ttl").write_text(EMPTY, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MOST_QUADS", 0)
        build_site(open_site(Workspace.at(data)), folder / "site")
    with served(folder / "site") as root:
        yield root


@pytest.mark.parametrize("about", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_rare_is_as_accessible_as_the_rest(
    browser: Browser, others: str, axe: str, about: str, language: str
) -> None:
    """Pages of rare kinds and empty pages: no rule of axe is broken, nothing is too wide."""
    visit = Visit(browser, others)
    visit.go(PAGES[about])
    if language == "en":
        visit.page.locator(".languages a").click()
        visit.page.wait_for_load_state()
    assert language == visit.page.locator("html").get_attribute("lang")
    for width in WIDTHS:
        visit.page.set_viewport_size({"width": width, "height": HEIGHT})
        assert [] == judged(visit.page, axe)
        assert [] == visit.page.evaluate(OVERFLOW)
    visit.close()
    assert [] == visit.complaints
    assert [] == visit.strangers


def test_no_kind_of_thing_escapes() -> None:
    """Each kind of thing that can have a page is judged: in the MIFI's site, else here."""
    assert set() == set(KINDS_OF_THINGS.values()) - set(KINDS) - set(PAGES)


def test_no_template_escapes(others: str) -> None:
    """The kinds of pages of this site are those of the MIFI's, and those judged here."""
    del others
    site = open_site(Workspace.at(SAMPLE))
    assert set() == {page.kind for page in pages(site)} - set(KINDS) - set(PAGES)
