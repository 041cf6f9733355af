"""Measure everything that ``docs/benchmarks.md`` tells, one part after the other.

    python -m benchmarks FOLDER [--parts NAME …] [--bodies N …] [--seconds S] [--quick]
                                [--list] [--write]

In FOLDER bodies, stores and figures are kept from one run to the next.  Each part is a script of
its own, which can be run alone with more options; ``--list`` tells the commands and runs none.
Sizes are those of ``--bodies``: a part takes those that it can.  An engine that is not installed is
left out.  ``--quick`` takes the least of everything, to see that all parts run.  ``--write`` keeps
their tables in the report.  When a part fails the others run none the less.  Exits 1 when one
failed, or missed an aim.

All of it, at 3,000 bodies, wants 24 GiB of memory, 50 GB of disk, and a quiet machine for hours.
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.engines import ENGINES
from benchmarks.fronts import ENGINES as FRONTED
from benchmarks.measuring import ROOT
from benchmarks.rivals.engine import environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BODIES: Final = (1, 30, 300, 3000)
SITE: Final = 300
"""The most bodies of which a site is written."""


def parts(options: argparse.Namespace) -> dict[str, list[str]]:
    """Return the words of each part after ``python -m``, in the order in which they are run."""
    folder, sizes = str(options.folder.resolve()), list(map(str, options.bodies))
    once = ["--runs", "1"] if options.quick else []
    entries = ["--entries", "20"] if options.quick else []
    pyshacl = ["--pyshacl", "0"] if options.quick else []
    engines = [name for name, engine in ENGINES.items() if not engine.missing()]
    seconds = ["--seconds", str(options.seconds)]
    attacked = ["benchmarks.endpoint", *seconds, "--folder", folder]
    largest = max((each for each in options.bodies if each <= SITE), default=SITE)
    return {
        "starts": ["benchmarks.run", *once],
        "validation": ["benchmarks.validation", "--bodies", *sizes, *once, *pyshacl],
        "publication": ["benchmarks.publish", "--bodies", str(largest)],
        "incremental": ["benchmarks.incremental", *once],
        "national": ["benchmarks.national", folder, "--bodies", *sizes],
        "office": ["benchmarks.office", *once, *entries],
        "endpoint": ["benchmarks.endpoint", *seconds],
        "endpoint-oxigraph": [*attacked, "--before", "oxigraph"],
        "endpoint-virtuoso": [*attacked, "--before", "virtuoso"],
        "engines": ["benchmarks.engines", folder, "--bodies", *sizes, "--engines", *engines],
        "throughput": ["benchmarks.throughput", folder, *seconds],
    }


def absent() -> set[str]:
    """Return the parts that measure only an engine which is not installed."""
    return {f"endpoint-{name}" for name, engine in FRONTED.items() if engine.missing()}


def run(chosen: dict[str, list[str]], *, write: bool) -> Iterator[tuple[str, int]]:
    """Run the parts, their output to ours; yield the name of each with its exit code."""
    for name, words in chosen.items():
        command = [*words, *(["--write"] if write else [])]
        print(f"\n$ python -m {shlex.join(command)}", flush=True)
        code = subprocess.run(
            [sys.executable, "-m", *command], check=False, cwd=ROOT, env=environment()
        ).returncode
        yield name, code


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; 1 when a part failed or missed an aim."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure everything.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--parts", nargs="+", metavar="NAME", default=[])
    parser.add_argument("--bodies", type=int, nargs="+", metavar="N", default=BODIES)
    parser.add_argument("--seconds", type=int, default=60, metavar="S")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    if options.quick:
        options.bodies, options.seconds = (1,), 2
    known = parts(options)
    if unknown := set(options.parts) - set(known):
        parser.error(f"no part {', '.join(sorted(unknown))}: there are {', '.join(known)}")
    wanted = options.parts or set(known) - absent()
    chosen = {name: known[name] for name in known if name in wanted}
    if options.list:
        print("\n".join(f"{name}: python -m {shlex.join(chosen[name])}" for name in chosen))
        return 0
    options.folder.mkdir(parents=True, exist_ok=True)
    codes = dict(run(chosen, write=options.write))
    told = (
        f"{name}: {'done' if not code else f'exit code {code}'}" for name, code in codes.items()
    )
    print("\n" + "\n".join(told))
    return int(any(codes.values()))


if __name__ == "__main__":
    sys.exit(main())
