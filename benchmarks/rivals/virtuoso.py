"""Virtuoso: its settings for so much data, and its bulk loader.

Run as a module with the folders of the store and of the dump, it fills the store.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.rivals.engine import program

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE: Final = 8192
FEWEST: Final = 20_000
MOST: Final = 680_000
"""Pages in memory: as many as the dump has, within what 1 to 24 GiB of memory allow."""
ROWS: Final = 1_000_000
LOADERS: Final = 2
_STARTING: Final = 120
_SETTINGS: Final = """\
[Database]
DatabaseFile = {store}/virtuoso.db
ErrorLogFile = {store}/virtuoso.log
LockFile = {store}/virtuoso.lck
TransactionFile = {store}/virtuoso.trx
xa_persistent_file = {store}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {store}/temporary.db
TransactionFile = {store}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
DirsAllowed = {dump}
NumberOfBuffers = {pages}
MaxDirtyBuffers = {dirty}
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {store}
ServerThreads = 6
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {rows}
"""


def pages(dump: Path) -> int:
    """Return how many pages Virtuoso should hold in memory for a dump."""
    size = sum(part.stat().st_size for part in dump.iterdir())
    return min(MOST, max(FEWEST, size // PAGE))


def command(store: Path, dump: Path, http: int, sql: int) -> Sequence[str]:
    """Write the settings of a server over a store, and return the command that runs it."""
    held = pages(dump)
    settings = store / "virtuoso.ini"
    text = _SETTINGS.format(
        store=store, dump=dump, http=http, sql=sql, rows=ROWS, pages=held, dirty=held * 3 // 4
    )
    settings.write_text(text, encoding="utf-8")
    return [str(program("virtuoso-t")), "+foreground", "+configfile", str(settings)]


def fill(store: Path, dump: Path) -> None:
    """Load a dump into an empty store; raise ``RuntimeError`` with what was not loaded."""
    from benchmarks.rivals.servers import free_port, running

    store.mkdir(parents=True, exist_ok=True)
    http, sql = free_port(), free_port()
    with running(command(store, dump, http, sql), http) as server:
        tell(sql, f"ld_dir('{dump}', '*.nq', 'urn:none');").wait()
        loaders = [tell(sql, "rdf_loader_run(log_enable => 2);") for _ in range(LOADERS)]
        for loader in loaders:
            loader.wait()
        failed = "SELECT ll_file, ll_error FROM DB.DBA.load_list WHERE ll_error IS NOT NULL"
        told = tell(sql, f"{failed} OR ll_state <> 2;").communicate()[0].decode()
        tell(sql, "checkpoint;").wait()
        tell(sql, "shutdown;").wait()
        server.wait(_STARTING)
    if str(dump) in told:
        raise RuntimeError(told)


def tell(sql: int, statement: str) -> subprocess.Popen[bytes]:
    """Let the administrator of a database just made say something in SQL."""
    isql = [str(program("isql-vt")), f"127.0.0.1:{sql}", "dba", "dba", f"exec={statement}"]
    return subprocess.Popen(isql, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)


if __name__ == "__main__":
    begin = time.perf_counter()
    fill(*map(Path, sys.argv[1:]))
    print(f"{time.perf_counter() - begin:.1f} s")
