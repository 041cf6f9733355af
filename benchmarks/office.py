"""Measure ``greffe validate`` on a workbook of many communications, as Markdown.

    python benchmarks/office.py [--entries N] [--runs N] [--write]

The workbook is the register of the MIFI as Greffe exports it, its rows taken again and again, with
numbers of their own and no identifiers.  In the same run, openpyxl alone reads the file.  Exits 1
when the limits for 1,000 communications are exceeded.  ``--write`` keeps the table in
``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import REPORT, keep, machine
from benchmarks.validation import best

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.processes import Cost

ENTRIES: Final = 1_000
SECONDS: Final = 20
MEBIBYTES: Final = 300_000_000 / 1024**2
GREFFE: Final = "`greffe validate`"
ALONE: Final = "openpyxl alone reads the file"
READ: Final = """\
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(sum(cell.value is not None for sheet in book for row in sheet.iter_rows() for cell in row))
"""
_ID, _NUMBER = 0, 1


def commands(book: Path) -> dict[str, list[str]]:
    """Return what is measured, by the name that the table gives it."""
    return {
        ALONE: [sys.executable, "-c", READ, str(book)],
        GREFFE: [sys.executable, "-m", "greffe.app", "validate", str(book), "--format", "json"],
    }


def multiply(book: Path, entries: int) -> None:
    """Give an exported register so many entries; they are its own, over and over."""
    from openpyxl import load_workbook

    workbook = load_workbook(book)
    sheet = workbook.worksheets[0]
    own = list(sheet.iter_rows(min_row=2, values_only=True))
    sheet.delete_rows(2, len(own))
    for number, row in enumerate(islice(cycle(own), entries), start=1):
        cells = list(row)
        cells[_ID], cells[_NUMBER] = None, number
        sheet.append(cells)
    workbook.save(book)


def make(book: Path, entries: int) -> None:
    """Export the register of the MIFI as a workbook and give it so many entries."""
    from greffe.exporting.formats import files_of
    from greffe.exporting.reading import find_body, read_official
    from greffe.store import open_store
    from greffe.workspace import Workspace

    workspace = Workspace.at()
    official = read_official(open_store(workspace), find_body(workspace, "mifi"), "register")
    for name, content in files_of(official, "xlsx", book.name, "fr").items():
        book.with_name(name).write_bytes(content)
    multiply(book, entries)


def holds(cost: Cost) -> bool:
    """Say whether a check keeps within the limits: 20 s of work and 300 MB."""
    return cost.processor < SECONDS and cost.memory < MEBIBYTES


def table(entries: int, size: int, costs: Mapping[str, Cost]) -> str:
    """Return what was measured as Markdown."""
    ratio = costs[GREFFE].processor / costs[ALONE].processor
    lines = [
        "## A file of an office",
        "",
        f"{entries} communications in a workbook of {size // 1024} KiB are read and checked.",
        "Made by `python benchmarks/office.py --write`.",
        "",
        machine("openpyxl", "pyoxigraph", "shacl"),
        "",
        "| command | processor (s) | wall (s) | peak (MiB) |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {name} | {cost.processor:.2f} | {cost.wall:.2f} | {cost.memory:.0f} |"
            for name, cost in costs.items()
        ),
        "",
        f"Limits: {SECONDS} s and 300 MB ({MEBIBYTES:.0f} MiB); the check takes {ratio:.0f} times",
        "what openpyxl takes alone.",
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return 1 when a limit is exceeded."""
    parser = argparse.ArgumentParser(description="Measure the check of a workbook.")
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--write", action="store_true", help=f"keep the table in {REPORT.name}")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        book = Path(scratch) / "registre.xlsx"
        make(book, options.entries)
        costs = {
            name: best(command, Path(scratch) / "output", options.runs)
            for name, command in commands(book).items()
        }
        part = table(options.entries, book.stat().st_size, costs)
    print(part)
    if options.write:
        keep("office", part)
    return 0 if holds(costs[GREFFE]) else 1


if __name__ == "__main__":
    sys.exit(main())
