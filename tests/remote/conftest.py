"""Servers that do as they are told, and real ones that hold the data of the project."""

from __future__ import annotations

import http.server
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pytest
from tests.servers import NO_VIRTUOSO, SECRET, VIRTUOSO, oxigraph, virtuoso

from greffe.remote import Access, GraphStore, Patience, RemoteStore
from greffe.remote.pushing import marks, plan, push
from greffe.store import open_store
from greffe.store.parcels import whole
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from tests.servers import Server

    from greffe.store import Store

GOOD: Final = '{"head": {"vars": ["n"]}, "results": {"bindings": []}}'
LONGEST: Final = 5.0


@dataclass(frozen=True)
class Said:
    """One answer of a server: status, headers, body; without a status it hangs up."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = GOOD.encode()


@dataclass(frozen=True)
class Seen:
    """One request as the server saw it; headers by their names in small letters."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Scripted:
    """A server that gives its answers one after the other, the last one for ever."""

    address: str
    seen: list[Seen]
    pauses: list[float] = field(default_factory=list)

    @property
    def patience(self) -> Patience:
        """Return a patience that takes no time, and writes down how long it would have waited."""
        return Patience(timeout=LONGEST, sleep=self.pauses.append)

    def store(self, access: Access | None = None) -> RemoteStore:
        """Return the server as a SPARQL endpoint."""
        return RemoteStore(self.address, access, self.patience)

    def graphs(self, access: Access | None = None) -> GraphStore:
        """Return the server as a graph store."""
        return GraphStore(self.address, access, self.patience)


@contextmanager
def scripted(*answers: Said | Callable[[Seen], Said]) -> Iterator[Scripted]:
    """Serve answers on the loopback, in their order; a function makes one from the request."""
    seen: list[Seen] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Seen(self.command, self.path, headers, self.rfile.read(length))
            chosen = answers[min(len(seen), len(answers) - 1)]
            seen.append(request)
            answer = chosen if isinstance(chosen, Said) else chosen(request)
            if not answer.status:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                with suppress(ConnectionError):
                    self.wfile.write(answer.body)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - as http.server has it

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Scripted(f"http://127.0.0.1:{server.server_port}/sparql", seen)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(frozen=True)
class Engine:
    """A real server with the bundled data, as a person with the right to write reaches it."""

    server: Server
    access: Access
    name: str = "oxigraph"

    @property
    def store(self) -> RemoteStore:
        """Return it as whoever asks it without a name."""
        return RemoteStore(self.server.endpoint)

    @property
    def graphs(self) -> GraphStore:
        """Return its graphs, for who may write them."""
        return GraphStore(self.server.graphs, self.access)

    def fill(self, workspace: Workspace) -> list[str]:
        """Push a workspace; return the graphs that were written."""
        work = plan(whole(workspace), marks(self.store))
        return [iri for iri, _ in push(work, self.graphs, self.store)]


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """Give each real server in turn, with the bundled data pushed to it."""
    if request.param == "oxigraph":
        with oxigraph(writable=True) as server:
            yield _filled(Engine(server, Access()))
        return
    if VIRTUOSO is None:
        pytest.skip(NO_VIRTUOSO)
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield _filled(Engine(server, Access("dba", SECRET), request.param))


def _filled(engine: Engine) -> Engine:
    engine.fill(Workspace.at())
    return engine


@pytest.fixture
def empty() -> Iterator[Engine]:
    """Give an Oxigraph server that holds nothing and that anyone may write."""
    with oxigraph(writable=True) as server:
        yield Engine(server, Access())


@pytest.fixture(scope="session")
def local(cache: Path) -> Store:
    """Return the embedded store with the bundled data."""
    return open_store(Workspace.at(), cache)
