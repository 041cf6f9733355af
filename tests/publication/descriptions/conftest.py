"""A site of the bundled data, and everything it offers to machines, written to a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.bodies import Body
from greffe.publication.descriptions import artefacts
from greffe.publication.descriptions.files import offer
from greffe.publication.site.addresses import Addresses
from greffe.publication.site.site import Site
from greffe.store import open_public
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.publication.descriptions.files import Offer
    from greffe.store import Store

BASE_URL = "https://exemple.quebec/greffe/"
MIFI = Body("mifi", "https://w3id.org/greffe/org/mifi", "https://w3id.org/greffe/id/mifi")
EXEMPLE = Body(
    "exemple", "https://w3id.org/greffe/org/exemple", "https://w3id.org/greffe/id/exemple"
)
# The day of every test that asks what comes next.
TODAY = "2026-11-22"


def site_of(store: Store, body: Body, *, official: bool = False) -> Site:
    """Return a site of one body."""
    return Site(store, Addresses.of([body]), (body,), BASE_URL, official=official)


@pytest.fixture(scope="session")
def site() -> Site:
    """Return the site of the bundled data: their public view."""
    return site_of(open_public(Workspace.at()), MIFI)


@pytest.fixture(scope="session")
def sample_site(sample_store: Store) -> Site:
    """Return the site of the small workspace."""
    return site_of(sample_store, EXEMPLE)


@pytest.fixture(scope="session")
def offered(site: Site) -> Offer:
    """Return what the site of the bundled data offers."""
    return offer(site)


@pytest.fixture(scope="session")
def contents(site: Site) -> dict[str, bytes]:
    """Return every file of data and description that the site has, by path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GREFFE_TODAY", TODAY)
        return {each.path: each.content(site) for each in artefacts(site)}


@pytest.fixture(scope="session")
def folder(contents: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which those files stand."""
    root = tmp_path_factory.mktemp("site")
    for path, content in contents.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root
