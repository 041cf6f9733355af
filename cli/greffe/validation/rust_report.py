"""What ``shacl`` reports, put back into our terms: names of blank nodes, and paths of queries."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from greffe.namespaces import SH
from greffe.turtle.reading import values_as_written
from greffe.validation.engine import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rdflib.term import Node

_BLANK: Final = re.compile(rb"^(?:(_:[\w.-]+)|<[^>]*>) <[^>]*> (_:[\w.-]+)? ?", re.MULTILINE)
_PATHS: Final = re.compile(rf"^(\S+) <{SH}select> \"[^{{]*[?$]path\b", re.MULTILINE)
_PATH: Final = "Path: "


def with_paths_told(shapes: str) -> str:
    """Return shapes (N-Triples) with one more message where a query says what path it is about.

    In a property shape the engine tells the path of the shape instead (against SHACL, 5.3.2).
    """
    constraints = dict.fromkeys(_PATHS.findall(shapes))
    told = (f'{each} <{SH}message> "{_PATH}{{?path}}" .\n' for each in constraints)
    return shapes + "".join(told)


def blank_nodes(shapes: Sequence[bytes], data: Sequence[bytes]) -> Mapping[str, str]:
    """Return our names of the data's blank nodes by the engine's.

    It counts blank nodes as it meets them, first those of the shapes.
    """
    first = len(_labels(shapes))
    return {
        f"0_b{count}": label[2:].decode() for count, label in enumerate(_labels(data), start=first)
    }


def results_of(report: str, names: Mapping[str, str]) -> Iterator[Result]:
    """Yield the results of a report (N-Triples), its blank nodes under our names."""
    from rdflib import BNode

    from greffe.store.statements import Reader

    said: dict[Node, dict[str, list[Node]]] = {}
    with values_as_written():
        for subject, predicate, value in Reader().ntriples(report):
            ours = BNode(names.get(str(value), value)) if isinstance(value, BNode) else value
            name = str(predicate).removeprefix(SH)
            said.setdefault(subject, {}).setdefault(name, []).append(ours)
    yield from (_result(values) for values in said.values() if "focusNode" in values)


def _result(values: Mapping[str, Sequence[Node]]) -> Result:
    from rdflib import URIRef

    one = {name: each[0] for name, each in values.items()}
    texts = sorted(map(str, values.get("resultMessage", ())))
    paths = [text.removeprefix(_PATH) for text in texts if text.startswith(_PATH)]
    path = URIRef(paths[0]) if paths else one.get("resultPath")
    component = str(one["sourceConstraintComponent"]).removeprefix(SH)
    return Result(
        shape=one["sourceShape"],
        component=component.removesuffix("ConstraintComponent"),
        focus=one["focusNode"],
        path=path if isinstance(path, URIRef) else None,
        value=one.get("value"),
        constraint=one.get("sourceConstraint"),
        said=tuple(text for text in texts if not text.startswith(_PATH)),
    )


def _labels(pieces: Iterable[bytes]) -> list[bytes]:
    with_blanks = (piece for piece in pieces if b"_:" in piece)
    return list(dict.fromkeys(label for piece in with_blanks for label in _labels_in(piece)))


@lru_cache(maxsize=64)
def _labels_in(piece: bytes) -> tuple[bytes, ...]:
    """Return the blank nodes of N-Triples as they come; what bodies share is read once."""
    found = _BLANK.findall(piece)
    return tuple(dict.fromkeys(label for both in found for label in both if label))
