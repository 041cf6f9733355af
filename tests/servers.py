"""Real SPARQL servers of other makers, each in a process of its own that a test starts."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

VIRTUOSO: Final = shutil.which("virtuoso-t")
NO_VIRTUOSO: Final = "virtuoso-t is not installed (Debian: virtuoso-opensource)"
SECRET: Final = "dba"  # noqa: S105 - that of every database just made
"""The password of Virtuoso's administrator, who has the same name."""

_PROGRAMS: Final = Path(sys.executable).parent
_TRIES: Final = 300

ROWS: Final = 20_000
"""The most rows that Virtuoso answers; it stops there, with status 200."""

# Unprivileged, on the loopback only, nothing kept but the database.
_INI: Final = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 6
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True)
class Server:
    """A server that is running: where it takes queries, and where graphs are put."""

    endpoint: str
    graphs: str


@contextmanager
def oxigraph(location: Path | None = None, *, writable: bool = False) -> Iterator[Server]:
    """Run the Oxigraph server, over a compiled store or over nothing; its default graph is all."""
    port = free_port()
    command = "serve" if writable else "serve-read-only"
    where = [] if location is None else ["--location", str(location)]
    options = ["--union-default-graph", "--bind", f"127.0.0.1:{port}", *where]
    with running([str(_PROGRAMS / "oxigraph"), command, *options], port):
        root = f"http://127.0.0.1:{port}"
        yield Server(f"{root}/query", f"{root}/store")


@contextmanager
def apart() -> Iterator[Server]:
    """Run the Oxigraph server as it is by default: queries see only what is in no named graph."""
    port = free_port()
    options = ["serve", "--bind", f"127.0.0.1:{port}"]
    with running([str(_PROGRAMS / "oxigraph"), *options], port):
        root = f"http://127.0.0.1:{port}"
        yield Server(f"{root}/query", f"{root}/store")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Run Virtuoso over an empty database in a folder; who writes must give name and password."""
    port, sql = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, http=port, sql=sql, rows=ROWS), encoding="utf-8")
    command = [str(VIRTUOSO), "+foreground", "+configfile", str(ini)]
    with running(command, port):
        root = f"http://127.0.0.1:{port}"
        yield Server(f"{root}/sparql", f"{root}/sparql-graph-crud-auth")


def free_port() -> int:
    """Return a loopback port that nothing listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """Run a server; go on when it answers over HTTP, and end it at once: nothing is to be kept."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
    try:
        for _ in range(_TRIES):
            if _answers(port):
                break
            assert process.poll() is None, f"{command[0]} ended at once"
            time.sleep(0.1)
        else:
            raise AssertionError(f"{command[0]} does not answer")
        yield
    finally:
        process.kill()
        process.wait()


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True
