"""Measure how many queries a second ``greffe serve`` answers, beside what one takes instead.

    python benchmarks/throughput.py FOLDER [--seconds S] [--connections N] [--write]

FOLDER is that of ``benchmarks/engines.py``; the stores of one body are made there.  The same
queries are asked of each server by wrk, over the loopback, with nothing else running; only Greffe's
has limits, and parses a query before it runs.  An answer counts as wrong when its size is none that
a query has.  ``--write`` keeps the table in ``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.endpoint import QUERIES, Outcome, expected, load
from benchmarks.engines import loaded, place_of
from benchmarks.fronts import ENGINES, fronted, rival, serving
from benchmarks.measuring import keep, machine
from benchmarks.national import workspace
from benchmarks.rivals.servers import ENDPOINT, OXIGRAPH, VIRTUOSO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PREFIXES: Final = """\
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX greffe: <https://w3id.org/greffe/ontology#>
"""
JSON: Final = "application/sparql-results+json"
FRONT: Final = "greffe serve --endpoint (oxigraph)"
ASKED: Final = tuple(query for query in QUERIES if not query.startswith("DESCRIBE"))
"""Queries whose answer is the same table everywhere: each server describes in its own way."""


def addresses(path: str) -> list[str]:
    """Return the addresses that are asked of a server whose queries go to ``path``."""
    return [f"{path}?{urlencode({'query': PREFIXES + query})}" for query in ASKED]


def measured(folder: Path, options: argparse.Namespace) -> Iterator[tuple[str, Outcome]]:
    """Yield the outcome of each server that is installed, by its name."""
    workspace(folder, 1)
    for server in filter(lambda each: not each.missing(), ENGINES.values()):
        loaded(folder, server, place_of(folder, server, 1))
    with serving(folder / "bodies-1") as (root, pid):
        yield "greffe serve", outcome(root, pid, "/sparql", options)
    if not OXIGRAPH.missing():
        with fronted(folder) as (root, pid):
            yield FRONT, outcome(root, pid, "/sparql", options)
    for server in (OXIGRAPH, VIRTUOSO, ENDPOINT):
        if missing := server.missing():
            sys.stderr.write(f"{missing}\n")
            continue
        with rival(server, folder) as (root, pid):
            yield server.name, outcome(root, pid, server.path, options)


def outcome(root: str, pid: int, path: str, options: argparse.Namespace) -> Outcome:
    """Let wrk ask one server, and return what it tells."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "addresses")
        sized = expected(root, addresses(path), JSON)
        lines.write_text("\n".join(sized) + "\n", encoding="utf-8")
        return Outcome(**load(root, pid, lines, options, JSON))


def report(outcomes: Mapping[str, Outcome], options: argparse.Namespace) -> str:
    """Return the outcomes as Markdown."""
    first = next(iter(outcomes.values()))
    rows = "".join(
        f"| {name} | {each.rate:.0f} | {first.rate / each.rate:.1f} | {each.p50:.1f} "
        f"| {each.p99:.1f} | {each.worst:.0f} | {each.refused} | {each.wrong} | {each.failed} "
        f"| {each.memory:.0f} |\n"
        for name, each in outcomes.items()
    )
    return f"""\
## Servers side by side

{len(ASKED)} queries of one synthetic body, {options.connections} connections, {options.seconds} s
by wrk, one server at a time. Made by `python benchmarks/throughput.py FOLDER --write`.

{machine("pyoxigraph", "oxigraph", "rdflib")}

| | requests/s | ratio | p50 (ms) | p99 (ms) | worst (ms) | refused | wrong | failed | peak (MiB) |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
{rows}
An answer to these queries takes each engine next to nothing: what is compared is the server.
Greffe parses and checks each query before it runs it, in processes that can be killed; in front of
another engine it also reads that engine's answer to the end before it gives any of it.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 1 when Greffe gave a wrong answer, or none."""
    parser = argparse.ArgumentParser(description="Measure servers side by side.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    outcomes = dict(measured(options.folder, options))
    text = report(outcomes, options)
    print(text)
    if options.write:
        keep("throughput", text)
    ours = outcomes["greffe serve"]
    return 1 if ours.wrong + ours.failed else 0


if __name__ == "__main__":
    sys.exit(main())
