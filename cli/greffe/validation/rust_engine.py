"""The door to ``shacl``, the fast engine, written in Rust.

It reads N-Triples, the form in which files are kept (``shelf``), and its report is read back as
RDF, because only there do messages have a language and constraints their name.  Everything that
the shapes target in the data is checked; what is not under test is left out of the results.
"""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from greffe.namespaces import SH
from greffe.store.memory import Memory
from greffe.turtle.shelf import ntriples_of
from greffe.validation.asking import ask, questions
from greffe.validation.rust_report import blank_nodes, results_of, with_paths_told
from greffe.validation.soundness import broken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.asking import Question
    from greffe.validation.engine import Result, Targets

_QUERY: Final = f"<{SH}sparql>"


def check(data: Graph, shapes: Graph, targets: Targets) -> list[Result]:
    """Return what the shapes find wrong with their targets in the data.

    Raises ``InputError`` when the shapes are broken.  When the engine breaks down, pySHACL does
    the check.
    """
    pieces = ntriples_of(data)
    asked = questions(data, shapes)
    found, failed = ask(Memory(pieces), shapes, targets, asked) if asked else ([], [])
    done = frozenset(map(_line, {*asked} - {*failed}))
    text = _remaining(ntriples_of(shapes), done)
    try:
        report = _run(pieces, text)
    except ValueError as error:
        raise broken(_in_short(error)) from error
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        from greffe.validation import pyshacl_engine

        return pyshacl_engine.check(data, shapes, targets)
    wanted, names = _wanted(shapes, targets), blank_nodes(text, pieces)
    results = results_of(report, names)
    return found + [each for each in results if each.focus in wanted.get(each.shape, ())]


def _line(asked: Question) -> bytes:
    """Return the line of N-Triples that gives a shape its constraint."""
    return f"{asked.shape.n3()} {_QUERY} {asked.constraint.n3()} .".encode()


def _in_short(error: ValueError) -> str:
    """Return the one line of the engine's reason that says what is wrong."""
    lines = [line for line in str(error).split("\n") if line.strip()]
    return lines[0].removeprefix("invalid shapes graph: ").rstrip(".")


def _run(pieces: Iterable[bytes], shapes: tuple[bytes, ...]) -> str:
    """Return the report as N-Triples; the data pass through a file, not through memory."""
    compiled = _compiled(shapes)
    with tempfile.TemporaryDirectory(prefix="greffe-") as folder:
        path = Path(folder) / "data.nt"
        with path.open("wb") as stream:
            stream.writelines(pieces)
        return str(compiled.validate_file(str(path)).serialize("ntriples"))


@lru_cache(maxsize=1)
def _compiled(shapes: tuple[bytes, ...]) -> Any:  # noqa: ANN401 - the engine has no public types
    """Return shapes as the engine has them: the same for every body."""
    from shacl import Shapes

    return Shapes.from_text(with_paths_told(b"".join(shapes).decode()), "ntriples")


@lru_cache(maxsize=1)
def _remaining(shapes: tuple[bytes, ...], done: frozenset[bytes]) -> tuple[bytes, ...]:
    """Return shapes (N-Triples) without the lines that are done."""
    return tuple(
        b"".join(line for line in piece.splitlines(keepends=True) if line.rstrip() not in done)
        for piece in shapes
    )


def _wanted(shapes: Graph, targets: Targets) -> Mapping[Node, set[Node]]:
    """Return for each shape that results can come from the things that it is to look at."""
    from rdflib import URIRef

    has = URIRef(f"{SH}property")
    wanted: dict[Node, set[Node]] = {}
    for shape, nodes in targets.items():
        for each in (shape, *shapes.objects(shape, has)):
            wanted.setdefault(each, set()).update(nodes)
    return wanted
