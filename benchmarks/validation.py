"""Measure ``greffe validate`` against the bare parse and pySHACL's own command, as Markdown.

    python benchmarks/validation.py [--bodies N …] [--pyshacl N] [--runs N] [--limit S] [--write]

For each number of synthetic bodies: the parse alone, the check of everything, that of one changed
entry (``--since``), and pySHACL on the very same shapes and data, merged into two files, for at
most ``--pyshacl`` bodies and ``--limit`` seconds of work.  Processor time and peak memory are those
of all processes of a command.  pySHACL's results are compared with the fast engine's.  ``--write``
keeps the tables in ``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import REPORT, keep, machine
from benchmarks.processes import Cost, measure
from benchmarks.synthetic import generate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE: Final = Path(__file__).resolve().parent
PACKAGES: Final = ("shacl", "pyoxigraph", "pyshacl", "rdflib")
TITLES: Final = {
    "parse": "the parse alone",
    "greffe": "`greffe validate`",
    "since": "`greffe validate --since`, one entry changed",
    "pyshacl": "`pyshacl`",
}
# The change: the first entry of the register of a body loses its answer about Québec.
ANSWER: Final = re.compile(r"greffe:outsideQuebec \S+ ;")

Identity = tuple[str, str, str]
"""What a result is about: focus node, path or shape, severity."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured with so many bodies."""

    bodies: int
    statements: int
    findings: int
    costs: Mapping[str, Cost]
    same: bool | None = None


def commit(folder: Path) -> None:
    """Put a workspace under git, and change one entry of its last body."""
    named = ("-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.org")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "Begin")):
        subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)
    register = max(folder.glob("*/register.ttl"))
    register.write_text(ANSWER.sub("", register.read_text(encoding="utf-8"), count=1), "utf-8")


def merge(folder: Path, to: Path) -> tuple[Path, Path]:
    """Write everything that a check reads into two files, data and shapes, and return them."""
    from greffe.turtle.shelf import ntriples_of
    from greffe.validation.ground import lay
    from greffe.validation.run import all_shapes
    from greffe.workspace import Workspace

    data, shapes = to / "data.nt", to / "shapes.nt"
    data.write_bytes(b"".join(ntriples_of(lay(Workspace.at(folder), ()).data)))
    shapes.write_bytes(b"".join(ntriples_of(all_shapes())))
    return data, shapes


def of_report(path: Path) -> Counter[Identity]:
    """Return the results that a validation report in Turtle tells."""
    from pyoxigraph import RdfFormat, parse

    from greffe.namespaces import SH

    told: dict[str, dict[str, str]] = {}
    for quad in parse(path=path, format=RdfFormat.TURTLE):
        name = quad.predicate.value.removeprefix(SH)
        told.setdefault(str(quad.subject), {})[name] = str(quad.object)
    return Counter(
        (each["focusNode"], each["sourceShape"], each["resultSeverity"])
        for each in told.values()
        if "focusNode" in each
    )


def of_engine(folder: Path) -> Counter[Identity]:
    """Return the results of the fast engine on everything in a workspace."""
    from rdflib import URIRef

    from greffe.namespaces import SH
    from greffe.validation.engine import check, targeted
    from greffe.validation.ground import lay
    from greffe.validation.run import all_shapes
    from greffe.workspace import Workspace

    data, shapes = lay(Workspace.at(folder), ()).data, all_shapes()
    default, severity = URIRef(f"{SH}Violation"), URIRef(f"{SH}severity")
    return Counter(
        (
            each.focus.n3(),
            each.shape.n3(),
            (shapes.value(each.shape, severity) or default).n3(),
        )
        for each in check(data, shapes, targeted(data, shapes, set(data.subjects())), "shacl")
    )


def row(bodies: int, *, pyshacl: bool, runs: int, limit: float, scratch: Path) -> Row:
    """Generate so many bodies, measure all commands, and remove the bodies again."""
    folder, output = scratch / "workspace", scratch / "output"
    generate(folder, bodies)
    greffe = [str(Path(sys.executable).with_name("greffe")), "--workspace", str(folder), "validate"]
    parse = [sys.executable, str(HERE / "bare_parse.py"), str(folder)]
    costs = {"parse": best(parse, output, runs)}
    statements = int(output.read_text(encoding="ascii"))
    costs["greffe"] = best([*greffe, "--format", "json"], output, runs)
    findings = output.read_bytes().count(b'"fingerprint"')
    same = None
    if pyshacl:
        data, shapes = merge(folder, scratch)
        command = [str(Path(sys.executable).with_name("pyshacl")), "-f", "turtle", "-s"]
        costs["pyshacl"] = measure([*command, str(shapes), str(data)], scratch / "r.ttl", limit)
        if costs["pyshacl"].done:
            same = of_report(scratch / "r.ttl") == of_engine(folder)
    commit(folder)
    costs["since"] = best([*greffe, "--since", "HEAD", "--format", "json"], output, runs)
    shutil.rmtree(folder)
    return Row(bodies, statements, findings, costs, same)


def best(command: Sequence[str], output: Path, runs: int) -> Cost:
    """Return the run that took the least processor time."""
    return min((measure(command, output) for _ in range(runs)), key=lambda cost: cost.processor)


def tables(rows: Sequence[Row]) -> str:
    """Return what was measured as Markdown: a table of costs and one of ratios."""
    lines = [
        "## Validation",
        "",
        "Synthetic bodies, each of the size of the MIFI.",
        "Made by `python benchmarks/validation.py --write`.",
        "",
        machine(*PACKAGES),
        "",
        "| bodies | statements | findings | command | processor (s) | wall (s) | peak (MiB) |",
        "| ---: | ---: | ---: | --- | ---: | ---: | ---: |",
        *(_cost(row, name) for row in rows for name in TITLES if name in row.costs),
        "",
        "| bodies | greffe / parse, processor | pyshacl / greffe, processor | same results |",
        "| ---: | ---: | ---: | --- |",
        *map(_ratio, rows),
    ]
    return "\n".join(lines) + "\n"


def _cost(row: Row, name: str) -> str:
    cost = row.costs[name]
    more = "" if cost.done else "> "
    return (
        f"| {row.bodies} | {row.statements} | {row.findings} | {TITLES[name]} "
        f"| {more}{cost.processor:.2f} | {more}{cost.wall:.2f} | {cost.memory:.0f} |"
    )


def _ratio(row: Row) -> str:
    greffe, parse, other = row.costs["greffe"], row.costs["parse"], row.costs.get("pyshacl")
    faster = "–"
    if other is not None:
        faster = f"{'' if other.done else '> '}{other.processor / greffe.processor:.0f}"
    same = {None: "–", True: "yes", False: "no"}[row.same]
    return f"| {row.bodies} | {greffe.processor / parse.processor:.0f} | {faster} | {same} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and return 1 when results differ."""
    parser = argparse.ArgumentParser(description="Measure validation at several sizes.")
    parser.add_argument("--bodies", type=int, nargs="+", default=[1, 30, 300])
    parser.add_argument("--pyshacl", type=int, default=30, help="at most so many bodies")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--limit", type=float, default=900, help="seconds of work for pySHACL")
    parser.add_argument("--write", action="store_true", help=f"keep the tables in {REPORT.name}")
    options = parser.parse_args(arguments)
    rows: list[Row] = []
    for bodies in sorted(options.bodies):
        with tempfile.TemporaryDirectory() as scratch:
            rows.append(
                row(
                    bodies,
                    pyshacl=bodies <= options.pyshacl,
                    runs=options.runs,
                    limit=options.limit,
                    scratch=Path(scratch),
                )
            )
        print(tables(rows[-1:]), flush=True)
    if options.write:
        keep("validation", tables(rows))
    return 1 if any(row.same is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
