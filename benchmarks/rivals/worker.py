"""An engine that is a library, in a process of its own: one query a line in, one account out.

python -m benchmarks.rivals.worker compile WORKSPACE CACHE
python -m benchmarks.rivals.worker greffe STORE
python -m benchmarks.rivals.worker rdflib WORKSPACE
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

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


def compiled(workspace: Path, cache: Path) -> None:
    """Compile the store of a workspace with every processor."""
    from greffe.store import compile_store
    from greffe.workspace import Workspace

    compile_store(Workspace.at(workspace), cache, os.cpu_count() or 1)


def serve(ask: Ask) -> None:
    """Answer the queries of the standard input, each a line of JSON, until it ends."""
    print("ready", flush=True)
    for line in sys.stdin:
        begin, used = time.perf_counter(), time.process_time()
        try:
            table = ask(json.loads(line))
        except Exception as error:  # noqa: BLE001 - whatever a library raises is its answer
            print(json.dumps({"error": f"{type(error).__name__}: {error}"}), flush=True)
            continue
        wall, processor = time.perf_counter() - begin, time.process_time() - used
        found = table()
        print(json.dumps(asdict(Answer(wall, processor, len(found), digest(found)))), flush=True)


LIBRARIES: Final = {"greffe": greffe, "rdflib": rdflib}

if __name__ == "__main__":
    verb, *paths = sys.argv[1:]
    if verb == "compile":
        compiled(*map(Path, paths))
    else:
        serve(LIBRARIES[verb](*map(Path, paths)))
