"""Measure a store of many bodies: made, made again after a change, and asked, as Markdown.

    python benchmarks/national.py FOLDER [--bodies N …] [--questions NAME …] [--rdflib] [--write]

In FOLDER, synthetic workspaces and their stores are kept from one run to the next.  For each number
of bodies: the store from the files, again with nothing changed, and with one register changed; then
every question of the library, in a process of its own: as the first question, and once more.  What
belongs to a body is asked of one body.  ``--rdflib`` asks rdflib the same, for one body.  Times are
those of the processor.  ``--write`` keeps the tables in ``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import keep, machine, processor
from benchmarks.synthetic import generate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greffe.questions import Question
    from greffe.store import Store

HERE: Final = Path(__file__).resolve().parent
NAMED: Final = 0.2
AGGREGATE: Final = 10.0
"""Seconds that a question may take: one that names a thing of one body, and any other."""

_OF_ONE_BODY: Final = ("entry", "communication", "file", "unit", "system", "agreement")
_MEBI: Final = 1 << 20
_KIBI: Final = 1 << 10


@dataclass(frozen=True, slots=True)
class Made:
    """What it took to make a store: seconds of the clock and of the processor, MiB at most."""

    bodies: int
    statements: int
    first: tuple[float, float]
    again: tuple[float, float]
    changed: tuple[float, float]
    memory: float
    size: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question took, in seconds of the processor: at first, then warm; and its rows."""

    name: str
    named: bool
    cold: float
    warm: float
    rows: int


def workspace(folder: Path, bodies: int) -> Path:
    """Return a workspace of so many bodies, written now unless it is there already."""
    path = folder / f"bodies-{bodies}"
    if not path.is_dir():
        unfinished = path.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        generate(unfinished, bodies)
        unfinished.rename(path)
    return path


def made(folder: Path, bodies: int, jobs: int) -> tuple[Made, Path]:
    """Make the store of a workspace in every way; return what it took, and the store."""
    from greffe.store import compile_store
    from greffe.store.embedded import open_compiled
    from greffe.workspace import Workspace

    path = workspace(folder, bodies)
    cache = folder / f"cache-{bodies}"
    shutil.rmtree(cache, ignore_errors=True)
    times, store = [], Path()
    register = path / f"synthetique-{bodies:04}" / "register.ttl"
    content = register.read_text(encoding="utf-8")
    for turn in range(3):
        if turn == 2:  # noqa: PLR2004 - the third time, one register has changed
            register.write_text(content.replace('"Non"', '"Nenni"', 1), encoding="utf-8")
        begin, used = time.perf_counter(), processor()
        store = compile_store(Workspace.at(path), cache, jobs)
        times.append((time.perf_counter() - begin, processor() - used))
    register.write_text(content, encoding="utf-8")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIBI
    size = sum(each.stat().st_size for each in store.iterdir()) / _MEBI
    statements = len(open_compiled(store))
    return Made(bodies, statements, times[0], times[1], times[2], memory, size), store


def arguments(question: Question, store: Store) -> dict[str, str]:
    """Return what to ask with: the examples; of what belongs to a body, the first of one body."""
    from greffe.questions.naming import candidates

    found = {each.name: each.example or "" for each in question.parameters if each.required}
    for each in question.parameters:
        if each.required and each.kind in _OF_ONE_BODY:
            found[each.name] = next(
                (iri for iri in candidates(each, store) if "/synthetique-0001/" in iri), ""
            )
    return found


def asked(store: Path, names: Sequence[str], limit: float) -> Iterable[Asked]:
    """Yield what each question took, each asked in a process of its own."""
    from greffe.questions import catalogue

    for question in catalogue():
        if names and question.name not in names:
            continue
        command = [sys.executable, __file__, str(store), "--ask", question.name]
        environment = os.environ | {"PYTHONPATH": str(HERE.parent / "cli")}
        try:
            outcome = subprocess.run(
                command, check=True, capture_output=True, env=environment, timeout=limit
            )
        except subprocess.TimeoutExpired:
            yield Asked(question.name, _names_one(question), limit, limit, -1)
            continue
        cold, warm, rows = json.loads(outcome.stdout)
        yield Asked(question.name, _names_one(question), cold, warm, rows)


def ask(path: Path, name: str) -> tuple[float, float, int]:
    """Ask a store one question twice; return the time of each, and how many rows it has."""
    from greffe.questions import answer, find
    from greffe.store.embedded import Store, open_compiled

    store = Store(open_compiled(path), path.name, path)
    question = find(name)
    given = arguments(question, store)
    times, rows = [], 0
    store = Store(open_compiled(path), path.name, path)
    for _ in range(2):
        begin = time.process_time()
        rows = len(answer(question, given, store).table)
        times.append(time.process_time() - begin)
    return times[0], times[1], rows


def by_rdflib(folder: Path, names: Sequence[str]) -> dict[str, float]:
    """Return how long rdflib takes for each question about one body, once all is loaded."""
    from rdflib import Graph

    from greffe.questions import catalogue
    from greffe.questions.answering import bound
    from greffe.questions.binding import bind
    from greffe.store import compile_store
    from greffe.store.embedded import Store, open_compiled
    from greffe.workspace import Workspace

    found, graph = Workspace.at(workspace(folder, 1)), Graph()
    path = compile_store(found, folder / "cache-1")
    store = Store(open_compiled(path), path.name, path)
    for file in found.files():
        graph.parse(file.path)
    times = {}
    for question in catalogue():
        if not names or question.name in names:
            values = bind(question, arguments(question, store), store)
            begin = time.process_time()
            list(graph.query(bound(question, values)))
            times[question.name] = time.process_time() - begin
    return times


def report(made: Sequence[Made], asked: dict[int, list[Asked]], rdflib: dict[str, float]) -> str:
    """Return the tables as Markdown."""
    counts = list(asked)
    lines = [
        "## Many bodies",
        "",
        "Synthetic bodies, each of the size of the MIFI.",
        "Made by `python benchmarks/national.py FOLDER --write`.",
        "",
        machine("pyoxigraph"),
        "Seconds of the processor (of the clock).",
        "",
        (
            "| bodies | statements | store | again, unchanged | one register changed "
            "| peak (MiB) | on disk (MiB) |"
        ),
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(
            f"| {each.bodies} | {each.statements} | {_both(each.first)} | {_both(each.again)} "
            f"| {_both(each.changed)} | {each.memory:.0f} | {each.size:.0f} |"
            for each in made
        ),
        "",
        (
            "Questions, in milliseconds of the processor: the first of a process, then warm.  "
            f"One that names a thing may take {NAMED * 1000:.0f} ms, any other "
            f"{AGGREGATE * 1000:.0f} ms."
        ),
        "",
        "| question | names a thing | rdflib, 1 | "
        + " | ".join(f"{count}: first | warm | rows" for count in counts)
        + " |",
        "| --- | --- | ---: |" + " ---: | ---: | ---: |" * len(counts),
    ]
    for rows in zip(*asked.values(), strict=True):
        slow = f"{rdflib[rows[0].name] * 1000:.0f}" if rows[0].name in rdflib else "–"
        cells = " | ".join(map(_cells, rows))
        lines.append(f"| {rows[0].name} | {'yes' if rows[0].named else ''} | {slow} | {cells} |")
    return "\n".join((*lines, ""))


def _cells(each: Asked) -> str:
    if each.rows < 0:
        return f"> {each.cold * 1000:.0f} | – | –"
    return f"{each.cold * 1000:.0f} | {each.warm * 1000:.0f} | {each.rows}"


def _both(times: tuple[float, float]) -> str:
    return f"{times[1]:.1f} ({times[0]:.1f})"


def _names_one(question: Question) -> bool:
    return any(each.required and each.kind in _OF_ONE_BODY for each in question.parameters)


def main(given: Sequence[str] | None = None) -> int:
    """Measure and print; with ``--ask``, answer one question of a store and tell the times."""
    parser = argparse.ArgumentParser(description="Measure a store of many bodies.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bodies", type=int, nargs="+", default=[1, 30, 300])
    parser.add_argument("--questions", nargs="*", default=[])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--limit", type=float, default=300.0)
    parser.add_argument("--rdflib", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--ask", help=argparse.SUPPRESS)
    options = parser.parse_args(given)
    if options.ask:
        print(json.dumps(ask(options.folder, options.ask)))
        return 0
    costs, answers = [], {}
    for bodies in options.bodies:
        cost, store = made(options.folder, bodies, options.jobs)
        costs.append(cost)
        answers[bodies] = list(asked(store, options.questions, options.limit))
    rdflib = by_rdflib(options.folder, options.questions) if options.rdflib else {}
    text = report(costs, answers, rdflib)
    print(text)
    if options.write:
        keep("national", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
