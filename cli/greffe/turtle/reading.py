"""Reads Turtle as written: values are kept as they are, and errors have their place.

rdflib repairs or drops ill-typed values unless told not to: it is told.
"""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from greffe import files
from greffe.turtle.faults import telling_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib import Graph

    from greffe.store.statements import Reader


def parse(path: Path, reader: Reader | None = None) -> Graph:
    """Return the graph of a Turtle file, its values exactly as written.

    Files that are read by the same ``reader`` share their terms, and no blank node.  Raises
    ``InputError`` when the file cannot be read, ``SyntaxFault`` when it is not Turtle.
    """
    return parse_content(files.read(path), path, reader)


def parse_content(content: bytes, path: Path, reader: Reader | None = None) -> Graph:
    """Return the graph of what is, or once was, the content of a file; raises ``SyntaxFault``."""
    from greffe.store.statements import Reader
    from greffe.turtle.shelf import shelved

    name = f"{path.absolute().parent.name}-{path.stem}"
    with values_as_written(), telling_place(content, path):
        return shelved((reader or Reader()).turtle(content, name))


@contextmanager
def values_as_written() -> Iterator[None]:
    """Keep literals as they are written, and rdflib quiet about those that are ill-typed."""
    import rdflib

    log = logging.getLogger("rdflib.term")
    normalize, level = rdflib.NORMALIZE_LITERALS, log.level
    rdflib.NORMALIZE_LITERALS = False
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Parsing weird boolean")
            yield
    finally:
        rdflib.NORMALIZE_LITERALS = normalize
        log.setLevel(level)
