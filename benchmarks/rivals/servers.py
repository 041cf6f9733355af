"""Engines that are servers, asked over HTTP: Oxigraph, Virtuoso, rdflib-endpoint."""

from __future__ import annotations

import socket
import subprocess
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Final

from benchmarks.rivals import virtuoso
from benchmarks.rivals.asking import worker
from benchmarks.rivals.engine import PYTHON, Unanswered, program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.rivals.asking import Worker
    from benchmarks.rivals.engine import Place

_STARTING: Final = 1200.0
_PAUSE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Server:
    """A server: its program, how to fill its store, how to start it on a port, where it answers."""

    name: str
    program: str
    package: str
    path: str
    start: Callable[[Place, int], Sequence[str]]
    fill: Callable[[Place], Sequence[str]] | None = None

    @property
    def keeps(self) -> bool:
        """Whether it has a store on disk."""
        return self.fill is not None

    def missing(self) -> str | None:
        """Return what to install before it can be measured."""
        return None if program(self.program) else f"{self.program} is missing: {self.package}"

    def filling(self, place: Place) -> Sequence[str]:
        """Return the command that makes its store from the N-Quads."""
        return self.fill(place) if self.fill else ()

    @contextmanager
    def running(self, place: Place) -> Iterator[Worker]:
        """Run it on the loopback, and a client; yield them when the server answers.

        Processor time is the server's and the client's, which reads the rows.
        """
        port = free_port()
        address = f"http://127.0.0.1:{port}{self.path}"
        with (
            running(self.start(place, port), port) as process,
            worker("client", address, str(process.pid), server=process.pid) as client,
        ):
            yield client


def free_port() -> int:
    """Return a port of the loopback that nothing listens to."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server, from when it listens; end it at once.  Raises ``Unanswered``."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        try:
            until_it_listens(process, port)
            yield process
        finally:
            process.kill()


def until_it_listens(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait for a server to answer; raise ``Unanswered`` when it ends, or takes too long."""
    end = time.monotonic() + _STARTING
    while not listens(port):
        if process.poll() is not None or time.monotonic() > end:
            raise Unanswered(f"process {process.pid} did not start")
        time.sleep(_PAUSE)


def listens(port: int) -> bool:
    """Return whether a server answers HTTP on a port."""
    with (
        suppress(OSError, HTTPException),
        closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection,
    ):
        connection.request("GET", "/")
        connection.getresponse().read()
        return True
    return False


def _fill_oxigraph(place: Place) -> Sequence[str]:
    where = f"{program('oxigraph')} $0 --location {place.store}"
    load = where.replace("$0", "load") + " --lenient --file " + " ".join(map(str, place.parts))
    return ["sh", "-c", f"{load} && {where.replace('$0', 'optimize')}"]


def _start_oxigraph(place: Place, port: int) -> Sequence[str]:
    options = ["--location", str(place.store), "--bind", f"127.0.0.1:{port}"]
    return [str(program("oxigraph")), "serve-read-only", "--union-default-graph", *options]


def _fill_virtuoso(place: Place) -> Sequence[str]:
    return [*PYTHON, "benchmarks.rivals.virtuoso", str(place.store), str(place.dump)]


def _start_virtuoso(place: Place, port: int) -> Sequence[str]:
    return virtuoso.command(place.store, place.dump, port, free_port())


def _start_rdflib(place: Place, port: int) -> Sequence[str]:
    from greffe.workspace import Workspace

    files = (str(file.path) for file in Workspace.at(place.workspace).files())
    options = ["--host", "127.0.0.1", "--port", str(port)]
    return [str(program("rdflib-endpoint")), "serve", *options, *files]


OXIGRAPH: Final = Server(
    "oxigraph", "oxigraph", "pip install oxigraph", "/query", _start_oxigraph, _fill_oxigraph
)
VIRTUOSO: Final = Server(
    "virtuoso",
    "virtuoso-t",
    "apt-get install virtuoso-opensource-7-bin",
    "/sparql",
    _start_virtuoso,
    _fill_virtuoso,
)
ENDPOINT: Final = Server(
    "rdflib-endpoint",
    "rdflib-endpoint",
    "pip install 'rdflib-endpoint[cli]', in an environment of its own: Greffe does not need it",
    "/",
    _start_rdflib,
)
