"""The site of the bundled data, opened and built once; small sites made to order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.publication.site.pagereading import Reading, read_page

from greffe.language import LANGUAGES
from greffe.publication.site.build import build_site
from greffe.publication.site.opening import open_site
from greffe.publication.site.plan import pages
from greffe.publication.site.rendering import render
from greffe.validation.explained import explained_rules
from greffe.validation.run import validate
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greffe.language import Language
    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site


@pytest.fixture(scope="session")
def site() -> Site:
    """Open the site of the bundled data, with the rules and what the check finds."""
    workspace = Workspace.at()
    return open_site(workspace, validate(workspace).findings, explained_rules())


@pytest.fixture(scope="session")
def plan(site: Site) -> dict[str, Page]:
    """Return every page of the site by its French address."""
    return {page.address.fr: page for page in pages(site)}


@pytest.fixture(scope="session")
def page(site: Site, plan: dict[str, Page]) -> Callable[..., Reading]:
    """Give the way to read one page, by its French address, in a language."""

    def read(address: str, language: Language = "fr") -> Reading:
        reading = Reading()
        reading.feed(render(site, plan[address], language)[0])
        return reading

    return read


@pytest.fixture(scope="session")
def filled(site: Site, plan: dict[str, Page]) -> Callable[..., dict[str, object]]:
    """Give the way to see what a page shows, by its French address, before it is written."""

    def fill(address: str, language: Language = "fr") -> dict[str, object]:
        return dict(plan[address].fill(site, language))

    return fill


@pytest.fixture(scope="session")
def built(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of the bundled data."""
    folder = tmp_path_factory.mktemp("site")
    build_site(site, folder)
    return folder


@pytest.fixture(scope="session")
def readings(built: Path) -> dict[str, Reading]:
    """Read every page of the built site, by its path."""
    return {path.relative_to(built).as_posix(): read_page(path) for path in built.rglob("*.html")}


@pytest.fixture
def small_pages() -> Callable[[Path], dict[str, Reading]]:
    """Give the way to read every page of the site of a small workspace, in French."""

    def read(folder: Path) -> dict[str, Reading]:
        site = open_site(Workspace.at(folder))
        found = {}
        for each in pages(site):
            for language in LANGUAGES:
                reading = Reading()
                reading.feed(render(site, each, language)[0])
                found[each.file(language)] = reading
        return found

    return read
