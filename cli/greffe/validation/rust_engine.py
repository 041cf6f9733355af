"""The door to ``shacl``, the fast engine, written in Rust.

It reads N-Triples, the form in which files are kept (``shelf``), and its report is read back as
RDF, because only there do messages have a language and constraints their name.  Everything that
the shapes target in the data is checked; what is not under test is left out of the results.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.namespaces import SH
from greffe.validation.engine import Result
from greffe.validation.shelf import ntriples_of
from greffe.validation.soundness import broken
from greffe.validation.turtle import values_as_written
from greffe.validation.unrolling import unrolled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.engine import Targets

_BLANK: Final = re.compile(rb"^(?:(_:[\w.-]+)|<[^>]*>) <[^>]*> (_:[\w.-]+)? ?", re.MULTILINE)


def check(data: Graph, shapes: Graph, targets: Targets) -> list[Result]:
    """Return what the shapes find wrong with their targets in the data.

    Raises ``InputError`` when the shapes are broken.  When the engine breaks down, pySHACL does
    the check.
    """
    pieces, text = ntriples_of(data), ntriples_of(shapes)
    try:
        report = _run(pieces, unrolled(b"".join(text).decode(), data))
    except ValueError as error:
        raise broken(_in_short(error)) from error
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        from greffe.validation import pyshacl_engine

        return pyshacl_engine.check(data, shapes, targets)
    wanted = _wanted(shapes, targets)
    results = _results(report, _blank_nodes(text, pieces))
    return [result for result in results if result.focus in wanted.get(result.shape, ())]


def _in_short(error: ValueError) -> str:
    """Return the one line of the engine's reason that says what is wrong."""
    lines = [line for line in str(error).split("\n") if line.strip()]
    return lines[0].removeprefix("invalid shapes graph: ").rstrip(".")


def _run(pieces: Iterable[bytes], shapes: str) -> str:
    """Return the report on the data as N-Triples; they pass through a file, not through memory."""
    from shacl import Shapes

    compiled = Shapes.from_text(shapes, "ntriples")
    with tempfile.TemporaryDirectory(prefix="greffe-") as folder:
        path = Path(folder) / "data.nt"
        with path.open("wb") as stream:
            stream.writelines(pieces)
        return compiled.validate_file(str(path)).serialize("ntriples")


def _wanted(shapes: Graph, targets: Targets) -> Mapping[Node, set[Node]]:
    """Return for each shape that results can come from the things that it is to look at."""
    from rdflib import URIRef

    has = URIRef(f"{SH}property")
    wanted: dict[Node, set[Node]] = {}
    for shape, nodes in targets.items():
        for each in (shape, *shapes.objects(shape, has)):
            wanted.setdefault(each, set()).update(nodes)
    return wanted


def _blank_nodes(shapes: Sequence[bytes], data: Sequence[bytes]) -> Mapping[str, str]:
    """Return our names of the data's blank nodes by the engine's.

    It counts blank nodes as it meets them, first those of the shapes.
    """
    first = len(_labels(shapes))
    return {
        f"0_b{count}": label[2:].decode() for count, label in enumerate(_labels(data), start=first)
    }


def _labels(pieces: Iterable[bytes]) -> list[bytes]:
    found: dict[bytes, None] = {}
    for piece in pieces:
        if b"_:" in piece:
            for labels in _BLANK.findall(piece):
                found.update(dict.fromkeys(filter(None, labels)))
    return list(found)


def _results(report: str, blank_nodes: Mapping[str, str]) -> Iterator[Result]:
    from rdflib import BNode, URIRef

    from greffe.store.statements import Reader

    said: dict[Node, dict[str, list[Node]]] = {}
    with values_as_written():
        for subject, predicate, value in Reader().ntriples(report):
            name = str(predicate).removeprefix(SH)
            said.setdefault(subject, {}).setdefault(name, []).append(value)

    def ours(node: Node | None) -> Node | None:
        return BNode(blank_nodes[str(node)]) if isinstance(node, BNode) else node

    for result in said.values():
        if "focusNode" in result:
            one = {name: values[0] for name, values in result.items()}
            component = str(one["sourceConstraintComponent"]).removeprefix(SH)
            path = one.get("resultPath")
            yield Result(
                shape=one["sourceShape"],
                component=component.removesuffix("ConstraintComponent"),
                focus=ours(one["focusNode"]) or one["focusNode"],
                path=path if isinstance(path, URIRef) else None,
                value=ours(one.get("value")),
                constraint=one.get("sourceConstraint"),
                said=tuple(sorted(map(str, result.get("resultMessage", ())))),
            )
