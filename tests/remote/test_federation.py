"""The page on remote engines does what it says: each block of it is run against real servers.

Two bodies that do not exist, each on an engine of its own, and a third engine that asks both.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from shlex import split
from typing import TYPE_CHECKING, Any, Final

import pytest
from benchmarks.synthetic import generate
from tests.remote.conftest import Engine
from tests.servers import oxigraph

from greffe.questions import answer, find
from greffe.remote import Access
from greffe.store import Store, open_store
from greffe.terms import Literal
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Outcome
    from tests.servers import Server

DOCS: Final = Path(__file__).parents[2] / "docs"
PAGES: Final = (DOCS / "fr" / "moteurs-distants.md", DOCS / "en" / "remote-engines.md")
FENCE: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ADDRESSES: Final = ("http://a.example/query", "http://b.example/query")
OWN: Final = "http://localhost:7878"


@dataclass(frozen=True)
class Federation:
    """Two engines with a body each, one without any, and one store that holds both bodies."""

    bodies: tuple[Server, Server]
    own: Server
    together: Store

    def addressed(self, block: str) -> str:
        """Return a block of the page with the addresses of these servers."""
        for address, server in zip(ADDRESSES, self.bodies, strict=True):
            block = block.replace(address, server.endpoint)
        return block


@pytest.fixture(scope="module")
def federation(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Federation]:
    """Start the three engines."""
    folder = tmp_path_factory.mktemp("bodies")
    generate(folder / "both", 2)
    with ExitStack() as running:
        servers = [running.enter_context(oxigraph(writable=True)) for _ in range(3)]
        for server, body in zip(servers, sorted((folder / "both").iterdir()), strict=False):
            alone = folder / f"only-{body.name}"
            alone.mkdir()
            (alone / body.name).symlink_to(body)
            Engine(server, Access()).fill(Workspace.at(alone))
        yield Federation(
            (servers[0], servers[1]), servers[2], open_store(Workspace.at(folder / "both"), cache)
        )


def _blocks(page: Path, kind: str) -> list[str]:
    return [
        body for found, body in FENCE.findall(page.read_text(encoding="utf-8")) if found == kind
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_asking_each_gives_the_answers_of_all(page: Path, federation: Federation) -> None:
    """The rows from two engines are those of one store with both bodies."""
    (block,) = _blocks(page, "python")
    names: dict[str, Any] = {}
    exec(federation.addressed(block), names)  # noqa: S102 - the example of our own page
    question = find("communications-to-recipient")
    expected = answer(question, {"recipient": "RAMQ"}, federation.together).table
    assert sorted(map(str, expected.rows)) == sorted(map(str, names["rows"]))
    assert len(expected) > 2


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_an_engine_asks_the_others(
    page: Path, federation: Federation, greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """One query with SERVICE, counted over both bodies, as one store with both counts."""
    (block,) = _blocks(page, "sparql")
    query = tmp_path / "federated.rq"
    query.write_text(federation.addressed(block), encoding="utf-8")
    outcome = greffe("sparql", query, "--endpoint", federation.own.endpoint, "--format", "csv")
    expected = federation.together.select(
        "SELECT ?body (COUNT(DISTINCT ?entry) AS ?n) WHERE { "
        "?entry greffe:recipient <https://w3id.org/greffe/org/ramq> ; dcterms:isPartOf ?register . "
        "?register dcterms:publisher ?body } GROUP BY ?body ORDER BY ?body"
    )
    lines = [",".join(_bare(term) for term in row) for row in expected.rows]
    assert (0, ["body,communications", *lines]) == (outcome.code, outcome.out.split())
    assert 2 == len(lines)


def _bare(term: object) -> str:
    return term.value if isinstance(term, Literal) else str(term)[1:-1]


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, federation: Federation) -> None:
    """Stand in a folder that has the query of the page, with the addresses of these servers."""
    (query,) = _blocks(PAGES[0], "sparql")
    (tmp_path / "federated.rq").write_text(federation.addressed(query), encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("beside")
def test_every_command_of_the_page_works(
    engine: Engine,
    federation: Federation,
    greffe: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the order of the page, against each real engine: none is refused, no finding is grave."""
    if engine.access.user:
        monkeypatch.setenv("GREFFE_ENDPOINT_USER", engine.access.user)
        monkeypatch.setenv("GREFFE_ENDPOINT_PASSWORD", engine.access.password)
    commands = [line for block in _blocks(PAGES[0], "sh") for line in block.splitlines()]
    assert {"push", "query", "show", "sparql", "validate"} == {split(line)[1] for line in commands}
    for line in commands:
        here = federation.own if "federated" in line else engine.server
        words = line.replace(f"{OWN}/query", here.endpoint).replace(f"{OWN}/store", here.graphs)
        outcome = greffe(*split(words)[1:])
        assert 0 == outcome.code, (line, outcome.err)


def test_both_pages_show_the_same() -> None:
    """The French and the English page have the same blocks, headings and tables."""
    french, english = (page.read_text(encoding="utf-8") for page in PAGES)
    assert FENCE.findall(french) == FENCE.findall(english)
    for mark in (r"^#+ ", r"^\| ", r"^- "):
        counts = [len(re.findall(mark, text, re.MULTILINE)) for text in (french, english)]
        assert counts[0] == counts[1], mark
