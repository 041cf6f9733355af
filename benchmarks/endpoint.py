"""Measure ``greffe serve`` with wrk, in peace and beside one hostile client, as Markdown.

    python benchmarks/endpoint.py [--seconds S] [--connections N] [--workspace DIR] [--write]
    python benchmarks/endpoint.py --before oxigraph|virtuoso [--folder FOLDER] …

Many connections ask mixed questions: SPARQL and the library's, as JSON and CSV.  The same is done
again while one other client sends what it can think of (``benchmarks/hostile.py``).  An answer
counts as wrong when its size is none that a question has.  Everything runs on one machine; the
hostile client has the lowest priority, so that its own work is not counted as the server's.
``--before`` puts the server before an engine that has one synthetic body, in bounds and kept up as
``docs/en/endpoint.md`` advises (``benchmarks/fronts.py``), and tells as well what the engine took,
and whether it is still at work when all is over; FOLDER is that of ``benchmarks/engines.py``.
``--write`` keeps the table in ``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.engines import loaded, place_of
from benchmarks.fronts import ENGINES, before, kept, serving
from benchmarks.measuring import keep, machine
from benchmarks.processes import MEBI, tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

HERE: Final = Path(__file__).resolve().parent
MOST: Final = 3.0
"""How many times its value in peace the p99 may be under attack."""

SETTLED: Final = 30
GLANCE: Final = 5.0
IDLE: Final = 0.1
"""Seconds that an engine has to end what was left to it; then it is idle for some more, if it
uses no more processors than so.
"""

QUERIES: Final = (
    "SELECT ?c ?t { ?c a greffe:Communication ; greffe:recipientText ?t } ORDER BY ?c LIMIT 20",
    "SELECT ?n { ?e greffe:recipient <https://w3id.org/greffe/org/ramq> ; dcterms:identifier ?n }",
    "ASK { ?c greffe:outsideQuebec true }",
    "SELECT (COUNT(*) AS ?n) { ?f a greffe:PersonalInformationFile }",
    "DESCRIBE <https://w3id.org/greffe/org/ramq>",
)
QUESTIONS: Final = (
    "communications-to-recipient?recipient=RAMQ",
    "legal-basis-of-entry?entry=C5",
    "outside-quebec",
    "count-by-category",
    "files-in-system?system=INTIMM",
)
ANY: Final = "*/*"


@dataclass(frozen=True, slots=True)
class Behind:
    """What the engine behind a front took: MiB at most, restarts, processors when all is over."""

    memory: float
    restarts: int
    still: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What wrk told of one run, with the most memory (MiB) that the server had meanwhile."""

    requests: int
    seconds: float
    p50: float
    p99: float
    worst: float
    refused: int
    wrong: int
    failed: int
    memory: float
    others: str = ""
    engine: Behind | None = None

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def addresses() -> Iterator[str]:
    """Yield every address that is asked."""
    for query in QUERIES:
        yield f"/sparql?{urlencode({'query': query})}"
    for question in QUESTIONS:
        joint = "&" if "?" in question else "?"
        yield from (f"/api/questions/{question}{joint}format={each}" for each in ("json", "csv"))


def expected(root: str, asked: Iterable[str] | None = None, accept: str = ANY) -> Iterator[str]:
    """Yield each address after the size of its answer; raise ``ValueError`` when it has none."""
    parts = urlsplit(root)
    for address in addresses() if asked is None else asked:
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        connection.request("GET", address, headers={"Accept": accept})
        answer = connection.getresponse()
        size = len(answer.read())
        connection.close()
        if answer.status != 200:  # noqa: PLR2004 - HTTP's OK
            raise ValueError(f"{answer.status} {address}")
        yield f"{size} {address}"


@contextmanager
def watching(pid: Callable[[], int]) -> Iterator[list[int]]:
    """Yield a list whose one number grows to the most memory (KiB) of a process and its own."""
    most, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(0.2):
            most[0] = max(most[0], tree(pid())[0])

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        ended.set()
        watcher.join()


@contextmanager
def attacking(root: str) -> Iterator[dict[str, str]]:
    """Let one hostile client do what it can; its own account is there in the end."""
    parts, told = urlsplit(root), {"others": ""}
    script = [sys.executable, str(HERE / "hostile.py"), str(parts.hostname), str(parts.port)]
    with subprocess.Popen(
        ["nice", "-n", "19", *script], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield told
        finally:
            process.send_signal(signal.SIGTERM)
            told["others"] = (process.stdout.read() if process.stdout else "").strip()


def load(
    root: str, pid: int, lines: Path, options: argparse.Namespace, accept: str = ANY
) -> dict[str, Any]:
    """Let wrk ask for some time, and return what it tells."""
    wrk = ["wrk", "-t", "2", "-c", str(options.connections), "-d", f"{options.seconds}s"]
    wrk += ["-H", f"Accept: {accept}"]
    with watching(lambda: pid) as most:
        outcome = subprocess.run(
            [*wrk, "--timeout", "30s", "-s", str(HERE / "mixed.lua"), root, "--", str(lines)],
            check=True,
            capture_output=True,
            text=True,
        )
    told: dict[str, Any] = json.loads(outcome.stdout.rstrip().splitlines()[-1])
    return told | {"memory": most[0] / MEBI}


def measured(options: argparse.Namespace) -> dict[str, Outcome]:
    """Return the outcomes in peace and under attack."""
    if options.before:
        with tempfile.TemporaryDirectory() as made:
            return behind_front(options, (options.folder or Path(made)).resolve())
    with serving(options.workspace) as (root, pid):
        quiet, attacked = both(root, pid, options)
        return {"in peace": quiet, "under attack": attacked}


def both(root: str, pid: int, options: argparse.Namespace) -> tuple[Outcome, Outcome]:
    """Let a server be asked in peace, then under attack."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "addresses")
        lines.write_text("\n".join(expected(root)) + "\n", encoding="utf-8")
        quiet = Outcome(**load(root, pid, lines, options))
        with attacking(root) as told:
            attacked = load(root, pid, lines, options)
        return quiet, Outcome(**(attacked | told))


def behind_front(options: argparse.Namespace, folder: Path) -> dict[str, Outcome]:
    """Return the outcomes of a front, that under attack with what the engine took."""
    server = ENGINES[options.before]
    loaded(folder, server, place_of(folder, server, 1))
    with kept(server, folder) as engine, watching(lambda: engine.pid) as most:
        address = f"http://127.0.0.1:{engine.port}{server.path}"
        bounds = ("--restart-engine", engine.restart)
        with before(folder, address, *bounds) as (root, pid):
            quiet, attacked = both(root, pid, options)
            time.sleep(SETTLED)
            used = tree(engine.pid)[1]
            time.sleep(GLANCE)
            still = (tree(engine.pid)[1] - used) / GLANCE
            list(expected(root))
        told = Behind(most[0] / MEBI, engine.restarts, still)
        return {"in peace": quiet, "under attack": replace(attacked, engine=told)}


def report(outcomes: Mapping[str, Outcome], options: argparse.Namespace) -> str:
    """Return the outcomes as Markdown."""
    rows = "\n".join(
        f"| {name} | {each.rate:.0f} | {each.p50:.1f} | {each.p99:.1f} | {each.worst:.0f} "
        f"| {each.refused} | {each.wrong} | {each.failed} | {each.memory:.0f} |"
        for name, each in outcomes.items()
    )
    quiet, attacked = outcomes["in peace"], outcomes["under attack"]
    asked = f"{options.connections} connections, {options.seconds} s"
    name, command = "`greffe serve`", "python benchmarks/endpoint.py"
    title, packages = "Endpoint", list[str]()
    if options.before:
        title = f"Endpoint before {options.before.capitalize()}"
        name = f"`greffe serve --endpoint`, before {options.before.capitalize()} with one body,"
        command += f" --before {options.before}"
        packages = ["oxigraph"] if options.before == "oxigraph" else []
    return f"""\
## {title}

{name} with its own limits, {len(list(addresses()))} mixed questions,
{asked} by wrk; then the same beside one hostile client (`benchmarks/hostile.py`).
Made by `{command} --write`.

{machine(*packages)}

| | requests/s | p50 (ms) | p99 (ms) | worst (ms) | refused | wrong | failed | peak (MiB) |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
{rows}

p99 under attack / in peace: {attacked.p99 / quiet.p99:.1f} (limit {MOST:g}).
What the hostile client was answered: `{attacked.others}`.
{engine_told(attacked.engine)}"""


def engine_told(engine: Behind | None) -> str:
    """Return what the engine behind a front took, as a sentence; nothing where there is none."""
    if engine is None:
        return ""
    return (
        f"The engine held {engine.memory:.0f} MiB at most and was started again "
        f"{engine.restarts} times; {SETTLED} s after the attack it used {engine.still:.2f} "
        "processors.\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; 1 when the attack was felt more than it may be, or an answer was wrong."""
    parser = argparse.ArgumentParser(description="Measure the endpoint.")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--before", choices=ENGINES)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    if shutil.which("wrk") is None:
        sys.stderr.write("wrk is not installed: apt-get install wrk\n")
        return 2
    if options.before and (missing := ENGINES[options.before].missing()):
        sys.stderr.write(f"{missing}\n")
        return 2
    outcomes = measured(options)
    text = report(outcomes, options)
    print(text)
    if options.write:
        keep(f"endpoint-{options.before}" if options.before else "endpoint", text)
    quiet, attacked = outcomes["in peace"], outcomes["under attack"]
    fair = attacked.p99 <= MOST * quiet.p99
    ended = attacked.engine is None or attacked.engine.still <= IDLE
    return 0 if fair and ended and not quiet.wrong + attacked.wrong + attacked.failed else 1


if __name__ == "__main__":
    sys.exit(main())
