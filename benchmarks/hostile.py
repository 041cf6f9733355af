"""One client that wishes an endpoint ill, until it is told to end: heavy queries, half connections.

    python benchmarks/hostile.py HOST PORT [--source ADDRESS] [--threads N] [--half-open N]

It is one client, whatever it does: everything comes from one address.  On its end it prints how
often each status was answered, as JSON.
"""

from __future__ import annotations

import argparse
import itertools
import json
import signal
import socket
import sys
import threading
import time
from collections import Counter
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

QUERY: Final = "application/sparql-query"
_ALL: Final = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
_VALUES: Final = " ".join(map(str, range(120_000)))
_DEEP: Final = "/".join(["(!<x:y>)*"] * 30)
HEAVY: Final = {
    "product": f"SELECT (COUNT(*) AS ?n) {{ {_ALL} }}",
    "sorted product": f"SELECT * {{ {_ALL} }} ORDER BY ?c ?f ?i",
    "distinct product": f"SELECT DISTINCT ?a ?d ?g {{ {_ALL} }}",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>)* ?b . ?b (!<x:z>)* ?c }",
    "deep path": f"SELECT (COUNT(*) AS ?n) {{ ?a {_DEEP} ?b }}",
    "values": f"SELECT * {{ VALUES ?x {{ {_VALUES} }} VALUES ?y {{ {_VALUES} }} }}",
    "regex": 'ASK { FILTER REGEX("aaaa", "(((a{100}){100}){100}){100}") }',
    "regex of product": f'SELECT (COUNT(*) AS ?n) {{ {_ALL} FILTER REGEX(STR(?c), "^(a|aa)+$") }}',
    "everything": "SELECT * { ?s ?p ?o }",
}
_PAUSE: Final = 0.01


class Hostile:
    """One client of an endpoint, with many threads."""

    def __init__(self, host: str, port: int, source: str) -> None:
        """Mean an endpoint; nothing is sent."""
        self._at = host, port
        self._source = source, 0
        self._ended = threading.Event()
        self.statuses: Counter[str] = Counter()

    def run(self, threads: int, half_open: int) -> None:
        """Attack until ``end`` is called."""
        turns = itertools.cycle(HEAVY.values())
        working = [
            threading.Thread(target=self._ask, args=(list(itertools.islice(turns, len(HEAVY))),))
            for _ in range(threads)
        ]
        working.append(threading.Thread(target=self._hold, args=(half_open,)))
        for number, thread in enumerate(working):
            thread.daemon = True
            thread.start()
            next(turns, number)
        self._ended.wait()

    def end(self, *_: object) -> None:
        """Let it be."""
        self._ended.set()

    def _ask(self, queries: Sequence[str]) -> None:
        for query in itertools.cycle(queries):
            connection = HTTPConnection(*self._at, timeout=60, source_address=self._source)
            try:
                connection.request("POST", "/sparql", query.encode(), {"Content-Type": QUERY})
                answer = connection.getresponse()
                answer.read()
                self.statuses[str(answer.status)] += 1
            except (OSError, HTTPException) as error:
                self.statuses[type(error).__name__] += 1
            finally:
                connection.close()
            time.sleep(_PAUSE)

    def _hold(self, count: int) -> None:
        """Keep so many connections on which a request begins and does not end."""
        held: list[socket.socket] = []
        while True:
            while len(held) >= count > 0:
                held.pop(0).close()
            try:
                held.append(socket.create_connection(self._at, 5, self._source))
                held[-1].sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n")
            except OSError as error:
                self.statuses[type(error).__name__] += 1
            time.sleep(_PAUSE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Attack until the process is told to end."""
    parser = argparse.ArgumentParser(description="Wish an endpoint ill.")
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    parser.add_argument("--source", default="127.0.0.66")
    parser.add_argument("--threads", type=int, default=16)
    parser.add_argument("--half-open", type=int, default=100)
    options = parser.parse_args(arguments)
    hostile = Hostile(options.host, options.port, options.source)
    signal.signal(signal.SIGTERM, hostile.end)
    hostile.run(options.threads, options.half_open)
    print(json.dumps(hostile.statuses))
    return 0


if __name__ == "__main__":
    sys.exit(main())
