"""Servers that the benchmarks ask: Greffe's, another engine's, and Greffe's before an engine."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from benchmarks.measuring import ROOT
from benchmarks.rivals.engine import Place
from benchmarks.rivals.servers import OXIGRAPH, VIRTUOSO, free_port, running, until_it_listens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.rivals.servers import Server

MEMORY: Final = 2 << 30
"""Bytes of address space that an engine gets behind a front; it ends when it wants more."""

BOUNDS: Final = ("prlimit", f"--as={MEMORY}", "--")

LIMITS: Final = "MaxQueryExecutionTime = 11\nMaxQueryCostEstimationTime = 400\n"
"""What Virtuoso may take for a query, and think that it will: the front waits for ten seconds."""


@contextmanager
def serving(workspace: Path | None, *options: str) -> Iterator[tuple[str, int]]:
    """Run Greffe's server with further options; yield its address and its process."""
    where = ["--workspace", str(workspace)] if workspace else []
    command = [sys.executable, "-m", "greffe.app", "--lang", "en", *where, "serve"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "cli")}
    with subprocess.Popen(
        [*command, "--port", "0", "--watch", "0", *options],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as process:
        try:
            told = process.stdout.readline() if process.stdout else ""
            yield told.split(": ", 1)[1].strip().removesuffix("/sparql"), process.pid
        finally:
            process.terminate()


def place(server: Server, folder: Path) -> Place:
    """Return where a server has its store of one body, in a folder of ``engines.py``."""
    return Place(1, folder / "bodies-1", folder / "dump-1", folder / f"{server.name}-1")


@contextmanager
def rival(server: Server, folder: Path) -> Iterator[tuple[str, int]]:
    """Run a server over its store of one body; yield its address and its process."""
    port = free_port()
    with running(server.start(place(server, folder), port), port) as process:
        yield f"http://127.0.0.1:{port}", process.pid


@contextmanager
def fronted(folder: Path) -> Iterator[tuple[str, int]]:
    """Run Greffe in front of the Oxigraph server; yield the front's address and process."""
    with (
        rival(OXIGRAPH, folder) as (root, _),
        before(folder, root + OXIGRAPH.path) as front,
    ):
        yield front


@contextmanager
def before(folder: Path, address: str, *options: str) -> Iterator[tuple[str, int]]:
    """Run Greffe in front of an engine that has one body; yield the front's address and process."""
    with serving(folder / "bodies-1", "--endpoint", address, "--show-persons", *options) as front:
        yield front


@dataclass(slots=True)
class Kept:
    """An engine that is started again whenever it ends, as a supervisor of services would do.

    Its memory is bounded.  ``restarts`` counts the starts after the first.
    """

    command: Sequence[str]
    port: int
    folder: Path
    restarts: int = -1
    process: subprocess.Popen[bytes] | None = None
    _ended: threading.Event = field(default_factory=threading.Event)

    @property
    def pid(self) -> int:
        """The number of its process now."""
        return self.process.pid if self.process else 0

    @property
    def restart(self) -> str:
        """The command that has it started again."""
        number = shlex.quote(str(self.folder / "pid"))
        return shlex.join(["sh", "-c", f"kill -9 $(cat {number})"])

    def begin(self) -> threading.Thread:
        """Start it; return the thread that keeps it once it answers."""
        self._start()
        try:
            until_it_listens(self._living, self.port)
        except BaseException:
            self.end()
            raise
        keeper = threading.Thread(target=self._keep)
        keeper.start()
        return keeper

    def end(self) -> None:
        """End it for good."""
        self._ended.set()
        self._living.kill()

    @property
    def _living(self) -> subprocess.Popen[bytes]:
        if self.process is None:
            raise RuntimeError("it was not started")
        return self.process

    def _start(self) -> None:
        quiet = subprocess.DEVNULL
        for lock in self.folder.glob("*.lck"):
            lock.unlink()
        self.process = subprocess.Popen(
            [*BOUNDS, *self.command], stdin=quiet, stdout=quiet, stderr=quiet
        )
        (self.folder / "pid").write_text(str(self.process.pid), encoding="ascii")
        self.restarts += 1

    def _keep(self) -> None:
        while True:
            self._living.wait()
            if self._ended.is_set():
                return
            self._start()
            if self._ended.is_set():
                self._living.kill()


@contextmanager
def kept(server: Server, folder: Path) -> Iterator[Kept]:
    """Run an engine over its store of one body, bounded as the documentation advises."""
    port, where = free_port(), place(server, folder)
    found = Kept(BOUNDED[server.name](where, port), port, where.store)
    keeper = found.begin()
    try:
        yield found
    finally:
        found.end()
        keeper.join()


def _virtuoso(where: Place, port: int) -> Sequence[str]:
    """Let it refuse what it thinks too long, and end what is; Oxigraph cannot be told to."""
    command = VIRTUOSO.start(where, port)
    settings = where.store / "virtuoso.ini"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + LIMITS, encoding="utf-8")
    return command


BOUNDED: Final[dict[str, Callable[[Place, int], Sequence[str]]]] = {
    "oxigraph": OXIGRAPH.start,
    "virtuoso": _virtuoso,
}
ENGINES: Final = {each.name: each for each in (OXIGRAPH, VIRTUOSO)}
