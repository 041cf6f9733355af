"""Servers that tests of the endpoint share: over a store, with tight limits, before an engine.

What holds for an endpoint holds for both: over the compiled store, and before an engine elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.served import Endpoint, serving
from tests.servers import Server, oxigraph

from greffe.remote import GraphStore, RemoteStore
from greffe.remote.pushing import marks, plan, push
from greffe.store.parcels import public as public_view
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOME = "<!DOCTYPE html><html lang='{0}'><title>{1}</title>"
GONE = "id/mifi/communication/9"


@pytest.fixture(scope="session")
def public(cache: Path, public_site: Path) -> Iterator[Endpoint]:
    """Serve the bundled data, with a small site."""
    assert cache.is_dir()
    with serving("--site", public_site, "--watch", 0) as endpoint:
        yield endpoint


def fill(server: Server, workspace: Workspace) -> list[str]:
    """Push the public view of a workspace to a server; return the graphs that were written."""
    store = RemoteStore(server.endpoint)
    work = plan(public_view(workspace), marks(store))
    return [iri for iri, _ in push(work, GraphStore(server.graphs), store)]


@pytest.fixture(scope="session")
def engine(cache: Path) -> Iterator[Server]:
    """Give an Oxigraph server to which the public view of the bundled data was pushed."""
    assert cache.is_dir()
    with oxigraph(writable=True) as server:
        assert fill(server, Workspace.at())
        yield server


@pytest.fixture(scope="session")
def front(engine: Server, public_site: Path) -> Iterator[Endpoint]:
    """Stand before that server, with the same small site."""
    with serving("--endpoint", engine.endpoint, "--site", public_site) as endpoint:
        yield endpoint


@pytest.fixture(scope="session", params=["public", "front"])
def either(request: pytest.FixtureRequest) -> Endpoint:
    """Give each kind of endpoint in turn, with the same data."""
    endpoint: Endpoint = request.getfixturevalue(request.param)
    return endpoint


@pytest.fixture(scope="session")
def tight(cache: Path) -> Iterator[Endpoint]:
    """Serve the bundled data with one second, 200 MiB, 1,000 rows and 1 MiB for each query."""
    assert cache.is_dir()
    limits = ("--time-limit", 1, "--memory-limit", 200, "--max-rows", 1000, "--max-size", 1)
    with serving(*limits, "--watch", 0) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a site of one thing, as ``greffe site`` arranges it, and a secret beside it."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "secret.txt").write_text("secret")
    site = folder / "site"
    thing = "id/mifi/communication/5"
    files = {
        "index.html": HOME.format("fr", "Accueil"),
        "en/index.html": HOME.format("en", "Home"),
        "404.html": HOME.format("fr", "Introuvable"),
        "en/404.html": HOME.format("en", "Not found"),
        f"{thing}/index.html": HOME.format("fr", "C5"),
        f"en/{thing}/index.html": HOME.format("en", "C5"),
        f"{thing}/data.ttl": "<https://w3id.org/greffe/id/mifi/communication/5> a <x:y> .",
        f"{thing}/data.jsonld": '{"@id": "https://w3id.org/greffe/id/mifi/communication/5"}',
        f"{thing}/data.nt": "<https://w3id.org/greffe/id/mifi/communication/5> <x:y> <x:z> .",
        f"{GONE}/index.html": HOME.format("fr", "C9 retirée"),
        f"en/{GONE}/index.html": HOME.format("en", "C9 withdrawn"),
        "deployment/retired.txt": f"{GONE}/\n",
        "question/index.html": HOME.format("fr", "Questions"),
        "recherche/index.html": HOME.format("fr", "Recherche"),
        "assets/site.css": "body { color: black }\n" * 100,
        ".htaccess": "RewriteEngine on",
    }
    for name, content in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (site / "outside").symlink_to(folder / "secret.txt")
    return site
