"""Stores that live as long as a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Store as Oxigraph

from greffe.store import Store
from greffe.store.compiling import load

if TYPE_CHECKING:
    from greffe.workspace import SourceFile


def in_memory(files: tuple[SourceFile, ...]) -> Store:
    """Load Turtle files into a store as the compiler does, without a folder."""
    engine = Oxigraph()
    load(engine, files)
    return Store(engine)
