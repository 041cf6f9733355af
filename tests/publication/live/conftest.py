"""The page's own query engine under Node, and the bundled data in both engines."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.memory import in_memory
from tests.publication.live.browsing import Visit, served

from greffe import publication
from greffe.namespaces import PREFIXES
from greffe.publication.site import plan
from greffe.publication.site.build import build_site
from greffe.publication.site.opening import open_site
from greffe.results import sparql_json
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Browser

    from greffe.store import Store
    from greffe.terms import Term

PUBLICATION: Final = Path(publication.__file__).parent
SCRIPTS: Final = PUBLICATION / "assets" / "live"
ENGINE: Final = PUBLICATION / "vendor" / "oxigraph"
SECTIONS: Final = (
    "greffe.publication.site.pages.home",
    "greffe.publication.site.pages.assets",
    "greffe.publication.live.questions",
    "greffe.publication.live.editor",
    "greffe.publication.live.settings",
    "greffe.publication.descriptions",
)


@dataclass(frozen=True)
class Request:
    """One query and the values of its variables."""

    text: str
    values: Mapping[str, Term]


@dataclass(frozen=True)
class Node:
    """The page's engine, loaded with data, outside a browser."""

    data: Path

    def ask(self, requests: Sequence[Request]) -> list[dict[str, Any]]:
        """Return what the page would answer to each request, or the fault it would show."""
        told = {
            "scripts": str(SCRIPTS),
            "engine": str(ENGINE),
            "data": str(self.data),
            "prefixes": PREFIXES,
            "requests": [
                {"text": each.text, "values": {n: as_json(t) for n, t in each.values.items()}}
                for each in requests
            ],
        }
        script = Path(__file__).parent / "ask.mjs"
        done = subprocess.run(
            ["node", str(script)],
            input=json.dumps(told),
            capture_output=True,
            text=True,
            check=True,
        )
        answers: list[dict[str, Any]] = json.loads(done.stdout)
        return answers


def as_json(term: Term) -> Any:  # noqa: ANN401 - JSON
    """Return a term as SPARQL JSON writes it."""
    from greffe.results.model import Table

    told = json.loads(sparql_json.dumps(Table(("term",), ((term,),))))
    return told["results"]["bindings"][0]["term"]


@pytest.fixture(scope="session")
def store() -> Store:
    """Return the embedded store with the bundled data."""
    return in_memory(Workspace.at().files())


@pytest.fixture(scope="session")
def node(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Node:
    """Return the page's engine with the same data."""
    data = tmp_path_factory.mktemp("data") / "data.trig"
    data.write_bytes(store.extract(store.graphs(), "trig"))
    return Node(data)


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site that has the live pages, and no others."""
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "SECTIONS", SECTIONS)
        build_site(open_site(Workspace.at()), folder, jobs=1)
    with served(folder) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, root: str) -> Iterator[Visit]:
    """Return a visitor, who must leave without complaint and without a request to another host."""
    visitor = Visit(browser, root)
    yield visitor
    visitor.close()
    assert [] == visitor.complaints
    assert [] == visitor.strangers


@pytest.fixture
def visit_without_scripts(browser: Browser, root: str) -> Iterator[Visit]:
    """Return a visitor whose browser runs no scripts."""
    visitor = Visit(browser, root, scripts=False)
    yield visitor
    visitor.close()
