"""Measure ``greffe serve`` with wrk, in peace and beside one hostile client, as Markdown.

    python benchmarks/endpoint.py [--seconds S] [--connections N] [--workspace DIR] [--write]

Many connections ask mixed questions: SPARQL and the library's, as JSON and CSV.  The same is done
again while one other client sends what it can think of (``benchmarks/hostile.py``).  An answer
counts as wrong when its size is none that a question has.  Everything runs on one machine; the
hostile client has the lowest priority, so that its own work is not counted as the server's.
``--write`` keeps the table in ``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import keep, machine
from benchmarks.processes import MEBI, tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

HERE: Final = Path(__file__).resolve().parent
MOST: Final = 3.0
"""How many times its value in peace the p99 may be under attack."""

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

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


@contextmanager
def serving(workspace: Path | None, *options: str) -> Iterator[tuple[str, int]]:
    """Run the server with further options; yield its address and its process."""
    where = ["--workspace", str(workspace)] if workspace else []
    command = [sys.executable, "-m", "greffe.app", "--lang", "en", *where, "serve"]
    environment = os.environ | {"PYTHONPATH": str(HERE.parent / "cli")}
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
def watching(pid: int) -> Iterator[list[int]]:
    """Yield a list whose one number grows to the most memory (KiB) of a process and its own."""
    most, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(0.2):
            most[0] = max(most[0], tree(pid)[0])

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
    with watching(pid) as most:
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
    with serving(options.workspace) as (root, pid), tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "addresses")
        lines.write_text("\n".join(expected(root)) + "\n", encoding="utf-8")
        quiet = Outcome(**load(root, pid, lines, options))
        with attacking(root) as told:
            attacked = load(root, pid, lines, options)
        return {"in peace": quiet, "under attack": Outcome(**(attacked | told))}


def report(outcomes: Mapping[str, Outcome], options: argparse.Namespace) -> str:
    """Return the outcomes as Markdown."""
    rows = "\n".join(
        f"| {name} | {each.rate:.0f} | {each.p50:.1f} | {each.p99:.1f} | {each.worst:.0f} "
        f"| {each.refused} | {each.wrong} | {each.failed} | {each.memory:.0f} |"
        for name, each in outcomes.items()
    )
    quiet, attacked = outcomes["in peace"], outcomes["under attack"]
    asked = f"{options.connections} connections, {options.seconds} s"
    return f"""\
## Endpoint

`greffe serve` with its own limits, {len(list(addresses()))} mixed questions,
{asked} by wrk; then the same beside one hostile client (`benchmarks/hostile.py`).
Made by `python benchmarks/endpoint.py --write`.

{machine()}

| | requests/s | p50 (ms) | p99 (ms) | worst (ms) | refused | wrong | failed | peak (MiB) |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
{rows}

p99 under attack / in peace: {attacked.p99 / quiet.p99:.1f} (limit {MOST:g}).
What the hostile client was answered: `{attacked.others}`.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; 1 when the attack was felt more than it may be, or an answer was wrong."""
    parser = argparse.ArgumentParser(description="Measure the endpoint.")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    if shutil.which("wrk") is None:
        sys.stderr.write("wrk is not installed: apt-get install wrk\n")
        return 2
    outcomes = measured(options)
    text = report(outcomes, options)
    print(text)
    if options.write:
        keep("endpoint", text)
    quiet, attacked = outcomes["in peace"], outcomes["under attack"]
    fair = attacked.p99 <= MOST * quiet.p99
    return 0 if fair and not quiet.wrong + attacked.wrong + attacked.failed else 1


if __name__ == "__main__":
    sys.exit(main())
