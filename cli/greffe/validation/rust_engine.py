"""The door to ``shacl``, the fast engine, written in Rust.

It reads N-Triples, the form in which files are kept (``shelf``), and its report is read back as
RDF, because only there do messages have a language and constraints their name.  Everything that
the shapes target in the data is checked; what is not under test is left out of the results.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.namespaces import SH
from greffe.turtle.shelf import ntriples_of
from greffe.validation.rust_report import blank_nodes, results_of, with_paths_told
from greffe.validation.soundness import broken
from greffe.validation.unrolling import unrolled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.engine import Result, Targets

_LARGE: Final = 64_000_000
"""Bytes of N-Triples beyond which memory counts more than time."""
_WIDEST: Final = 4
_PROPERTY: Final = f"<{SH}property>"
_QUERY: Final = f"<{SH}sparql>"


def check(data: Graph, shapes: Graph, targets: Targets) -> list[Result]:
    """Return what the shapes find wrong with their targets in the data.

    Raises ``InputError`` when the shapes are broken.  When the engine breaks down, pySHACL does
    the check.
    """
    pieces, text = ntriples_of(data), ntriples_of(shapes)
    whole = unrolled(with_paths_told(b"".join(text).decode()), data)
    try:
        reports = _run(pieces, _parts(whole, targets, _width(pieces)))
    except ValueError as error:
        raise broken(_in_short(error)) from error
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        from greffe.validation import pyshacl_engine

        return pyshacl_engine.check(data, shapes, targets)
    wanted, names = _wanted(shapes, targets), blank_nodes(text, pieces)
    results = (result for report in reports for result in results_of(report, names))
    return [result for result in results if result.focus in wanted.get(result.shape, ())]


def _in_short(error: ValueError) -> str:
    """Return the one line of the engine's reason that says what is wrong."""
    lines = [line for line in str(error).split("\n") if line.strip()]
    return lines[0].removeprefix("invalid shapes graph: ").rstrip(".")


def _width(pieces: Sequence[bytes]) -> int:
    """Return how many runs to make side by side: each holds all the data in memory."""
    return 1 if sum(map(len, pieces)) > _LARGE else min(os.cpu_count() or 1, _WIDEST)


def _parts(shapes: str, targets: Targets, width: int) -> list[str]:
    """Return the shapes as many times as there are runs, each with its share of the properties.

    Properties are dealt out one by one, those with queries first, which take most of the time.
    A shape that others refer to keeps all of its own in each part.
    """
    if width == 1:
        return [shapes]
    lines = [line.split(" ", 2) for line in shapes.splitlines(keepends=True)]
    referred = {value for _, predicate, value in lines if predicate != _PROPERTY}
    alone = {f"<{shape}>" for shape in targets if f"<{shape}> .\n" not in referred}
    queries = Counter(f"{subject} .\n" for subject, predicate, _ in lines if predicate == _QUERY)
    dealt = {
        value for shape, predicate, value in lines if predicate == _PROPERTY and shape in alone
    }
    ranked = sorted(dealt, key=lambda each: (-queries[each], each))
    turns = {each: turn % width for turn, each in enumerate(ranked)}
    return [
        "".join(
            " ".join(line)
            for line in lines
            if line[1] != _PROPERTY or line[0] not in alone or turns[line[2]] == part
        )
        for part in range(width)
    ]


def _run(pieces: Iterable[bytes], parts: Sequence[str]) -> list[str]:
    """Return the reports as N-Triples; the data pass through a file, not through memory."""
    from shacl import Shapes

    with tempfile.TemporaryDirectory(prefix="greffe-") as folder:
        path = Path(folder) / "data.nt"
        with path.open("wb") as stream:
            stream.writelines(pieces)

        def run(part: str) -> str:
            return Shapes.from_text(part, "ntriples").validate_file(str(path)).serialize("ntriples")

        with ThreadPoolExecutor(len(parts)) as pool:
            return list(pool.map(run, parts))


def _wanted(shapes: Graph, targets: Targets) -> Mapping[Node, set[Node]]:
    """Return for each shape that results can come from the things that it is to look at."""
    from rdflib import URIRef

    has = URIRef(f"{SH}property")
    wanted: dict[Node, set[Node]] = {}
    for shape, nodes in targets.items():
        for each in (shape, *shapes.objects(shape, has)):
            wanted.setdefault(each, set()).update(nodes)
    return wanted
