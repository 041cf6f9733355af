"""Measure Greffe beside what one would take instead: rdflib, Oxigraph, Virtuoso, rdflib-endpoint.

    python benchmarks/engines.py FOLDER [--bodies N …] [--engines NAME …] [--questions NAME …]
                                 [--limit S] [--load-only] [--again] [--write]

In FOLDER everything is kept from one run to the next: the bodies, the same as N-Quads, the stores,
what was measured.  A store is made, and measured, unless it is there already.  Then the engine is
started and asked every question of the library that it was not asked yet as it is written now, or
``--again`` all of them, each for ``--limit`` seconds of the processor.  Servers
are asked over HTTP; rdflib-endpoint is no part of Greffe's environment.  What holds everything in
memory is asked about at most 30 bodies: rdflib takes some 1.1 KiB a statement, 26 GiB for 3,000.
``--load-only`` asks nothing; ``--bodies`` without a number measures nothing more.  ``--write``
keeps the tables of all that is in FOLDER in ``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import keep, machine
from benchmarks.national import arguments, workspace
from benchmarks.rivals.course import Course, filled
from benchmarks.rivals.engine import Place
from benchmarks.rivals.figures import Figures, Load, read
from benchmarks.rivals.libraries import GREFFE, RDFLIB
from benchmarks.rivals.servers import ENDPOINT, OXIGRAPH, VIRTUOSO
from benchmarks.rivals.tables import tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.rivals.engine import Engine

    from greffe.questions import Question
    from greffe.terms import Term

ENGINES: Final = {each.name: each for each in (GREFFE, OXIGRAPH, VIRTUOSO, RDFLIB, ENDPOINT)}
IN_MEMORY: Final = 30
"""The most bodies that are given to an engine that keeps nothing on disk."""
PART: Final = 150
"""Files of a workspace in one file of N-Quads: some 400,000 statements."""
COLD: Final = "facts-about-entry"


def dumped(place: Place) -> Place:
    """Write a workspace as N-Quads unless that is done."""
    from pyoxigraph import RdfFormat
    from pyoxigraph import Store as Oxigraph

    from greffe.store.compiling import load
    from greffe.workspace import Workspace

    if not place.dump.is_dir():
        files = Workspace.at(place.workspace).files()
        unfinished = place.dump.with_suffix(".unfinished")
        unfinished.mkdir(parents=True, exist_ok=True)
        for begin in range(0, len(files), PART):
            store = Oxigraph()
            load(store, files[begin : begin + PART])
            store.dump(unfinished / f"{begin:06}.nq", format=RdfFormat.N_QUADS)
        unfinished.rename(place.dump)
    return place


def questions(place: Place, names: Sequence[str]) -> list[tuple[Question, Mapping[str, Term]]]:
    """Return the questions with what they are asked about, the one for cold starts first."""
    from greffe.questions import catalogue
    from greffe.questions.binding import bind
    from greffe.store.cache import compiled
    from greffe.store.embedded import Store, open_compiled

    path = compiled(place.store)[0]
    store = Store(open_compiled(path), path.name, path)
    chosen = [each for each in catalogue() if each.name in names or not names]
    chosen.sort(key=lambda each: each.name != COLD)
    return [(each, bind(each, arguments(each, store), store)) for each in chosen]


def queries(asked: Sequence[tuple[Question, Mapping[str, Term]]], engine: Engine) -> dict[str, str]:
    """Return questions as they are written for an engine; Greffe's own store is an Oxigraph."""
    from greffe.questions.answering import bound

    name = OXIGRAPH.name if engine is GREFFE else engine.name
    return {question.name: bound(question, values, name) for question, values in asked}


def statements(place: Place) -> int:
    """Return how many quads a dump has."""
    return sum(path.read_bytes().count(b"\n") for path in place.parts)


def place_of(folder: Path, engine: Engine, bodies: int) -> Place:
    """Return where an engine has its data, made ready."""
    dump, store = folder / f"dump-{bodies}", folder / f"{engine.name}-{bodies}"
    return dumped(Place(bodies, workspace(folder, bodies), dump, store))


def loaded(folder: Path, engine: Engine, place: Place) -> Figures:
    """Return the figures of an engine that has its data; its store is made if it is not there."""
    known = read(folder, engine.name, place.bodies)
    if known and (place.store.is_dir() or not engine.keeps):
        return known
    if engine.keeps:
        load = filled(engine, place, statements(place))
    else:
        load = Load(statements(place), Course(engine, place, 0.0).start(), None)
    figures = Figures(engine.name, place.bodies, load)
    figures.write(folder)
    return figures


def measured(folder: Path, bodies: int, options: argparse.Namespace) -> None:
    """Measure every engine with so many bodies, and keep what each took."""
    ours = place_of(folder, GREFFE, bodies)
    loaded(folder, GREFFE, ours)
    asked = [] if options.load_only else questions(ours, options.questions)
    for engine in (ENGINES[name] for name in options.engines):
        if bodies > IN_MEMORY and not engine.keeps:
            continue
        place = place_of(folder, engine, bodies)
        figures = loaded(folder, engine, place)
        if asked:
            course = Course(engine, place, options.limit)
            figures = renewed(figures, course, queries(asked, engine), options)
            figures.write(folder)
        print(tables([figures]), flush=True)


def renewed(
    figures: Figures, course: Course, queries: Mapping[str, str], options: argparse.Namespace
) -> Figures:
    """Return the figures of an engine once it has been asked what it was not asked yet.

    All is asked again, that of a cold start too, if so it is wished, or if nothing is known.
    """
    known = figures.asked
    if known is None or (options.again and not options.questions):
        return replace(figures, asked=course.run(queries))
    stale = queries if options.again else known.stale(queries)
    if not stale:
        return figures
    found = course.run(stale, known.cold)
    library = {*known.texts, *queries} if options.questions else queries
    return replace(figures, asked=known.renewed(found, library))


def report(folder: Path, limit: float) -> str:
    """Return all that is known in a folder as Markdown."""
    sizes = sorted({int(path.stem.rpartition("-")[2]) for path in folder.glob("*-*.json")})
    known = (read(folder, name, bodies) for bodies in sizes for name in ENGINES)
    return f"""\
## Beside other engines

The same bodies and the whole library of questions, asked of Greffe's embedded store and of what
one would take instead. Made by `python benchmarks/engines.py FOLDER --write`.

{machine("pyoxigraph", "rdflib", "oxigraph")}

{tables([each for each in known if each])}
Greffe and rdflib are asked in a process, the others over HTTP, which counts the client that reads
the rows. Greffe, rdflib and rdflib-endpoint read the Turtle files; Oxigraph and Virtuoso load
N-Quads in bulk. The first answer is that to `{COLD}`, by a process or a server that
starts, in processor time. Each question is asked once to warm up, then up to three times more, of
which the quickest counts; one that takes two seconds is asked once. `× greffe` is the processor's
time for what both answered; the clock also tells of other work that the machine had to do. A
question is given up after {limit:g} s of the processor. What holds everything in memory (rdflib,
rdflib-endpoint) is asked about at most {IN_MEMORY} bodies: it takes some 1.1 KiB a statement,
26 GiB for 3,000 bodies.
"""


def main(given: Sequence[str] | None = None) -> int:
    """Measure and print; return 2 when an engine is not installed."""
    parser = argparse.ArgumentParser(description="Measure Greffe beside other engines.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bodies", type=int, nargs="*", default=[1, 30])
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--questions", nargs="*", default=[])
    parser.add_argument("--limit", type=float, default=60.0)
    parser.add_argument("--load-only", action="store_true")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(given)
    missing = [fault for name in options.engines if (fault := ENGINES[name].missing())]
    if missing and options.bodies:
        sys.stderr.write("\n".join((*missing, "")))
        return 2
    folder = options.folder.resolve()
    for bodies in options.bodies:
        measured(folder, bodies, options)
    text = report(folder, options.limit)
    print(text)
    if options.write:
        keep("engines", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
