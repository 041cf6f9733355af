"""An engine that is a library, or a server's client: one query a line in, one account out.

Run as a module: ``compile WORKSPACE CACHE`` makes a store; ``greffe STORE``, ``rdflib WORKSPACE``
and ``client ADDRESS PROCESS``, where the process is that of the server, answer.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.processes import processor_of
from benchmarks.rivals.engine import Answer, digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from greffe.results.model import Table

    Ask = Callable[[str], Callable[[], Table]]
    """Answers a query, every row of it, and returns how to come to the table."""


def greffe(store: Path) -> Ask:
    """Open a compiled store."""
    from greffe.store.embedded import Store, open_compiled

    opened = Store(open_compiled(store), store.name, store)

    def ask(query: str) -> Callable[[], Table]:
        table = opened.select(query)
        return lambda: table

    return ask


def rdflib(workspace: Path) -> Ask:
    """Parse every file of a workspace into one graph."""
    from rdflib import Graph

    from greffe.remote.dialects import as_here
    from greffe.results.model import Table
    from greffe.results.sparql_json import loads
    from greffe.store.query_text import prologue
    from greffe.workspace import Workspace

    graph = Graph()
    for file in Workspace.at(workspace).files():
        graph.parse(file.path)

    def ask(query: str) -> Callable[[], Table]:
        result = graph.query(prologue(query) + query)
        len(result)

        def table() -> Table:
            found = as_here(loads((result.serialize(format="json") or b"").decode()))
            return found if isinstance(found, Table) else Table((), ())

        return table

    return ask


def client(address: str) -> Ask:
    """Ask a server; whoever waits has lost patience long before this client does."""
    from greffe.remote import Patience, RemoteStore

    store = RemoteStore(address, patience=Patience(timeout=SILENCE, attempts=1))

    def ask(query: str) -> Callable[[], Table]:
        table = store.select(query)
        return lambda: table

    return ask


def compiled(workspace: Path, cache: Path) -> None:
    """Compile the store of a workspace with every processor."""
    from greffe.store import compile_store
    from greffe.workspace import Workspace

    compile_store(Workspace.at(workspace), cache, os.cpu_count() or 1)


def serve(ask: Ask, clock: Callable[[], float] = time.process_time) -> None:
    """Answer the queries of the standard input, each a line of JSON, until it ends."""
    print("ready", flush=True)
    for line in sys.stdin:
        begin, used = time.perf_counter(), clock()
        try:
            table = ask(json.loads(line))
        except Exception as error:  # noqa: BLE001 - whatever a library raises is its answer
            print(json.dumps({"error": told(error)}), flush=True)
            continue
        wall, processor = time.perf_counter() - begin, clock() - used
        found = table()
        print(json.dumps(asdict(Answer(wall, processor, len(found), digest(found)))), flush=True)


def told(error: Exception) -> str:
    """Return what an error says, in English."""
    from greffe.errors import GreffeError

    if isinstance(error, GreffeError):
        return error.message.en
    return f"{type(error).__name__}: {error}"


def main(verb: str, where: str, *others: str) -> None:
    """Compile, or answer."""
    if verb == "client":
        (server,) = map(int, others)
        serve(client(where), lambda: time.process_time() + processor_of(server))
    elif verb == "compile":
        compiled(Path(where), *map(Path, others))
    else:
        serve(LIBRARIES[verb](Path(where)))


LIBRARIES: Final = {"greffe": greffe, "rdflib": rdflib}
SILENCE: Final = 7200.0

if __name__ == "__main__":
    main(*sys.argv[1:])
