"""Where in the shapes files the shape stands that a check cannot go by."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from greffe.validation.positions import places
from greffe.validation.soundness import BrokenShapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from greffe.validation.soundness import About


@contextmanager
def placing(folders: Callable[[], Iterable[Path]]) -> Iterator[None]:
    """Give the ``BrokenShapes`` that is raised within its file, line and column."""
    try:
        yield
    except BrokenShapes as error:
        place = None if error.about is None else _place(folders(), error.about)
        if place is None:
            raise
        raise error.at(place) from error


def _place(folders: Iterable[Path], about: About) -> str | None:
    """Return ``file:line:column`` of what is wrong, in the first file that states it."""
    shape, predicate, _ = about
    for path in (path for folder in folders for path in sorted(folder.glob("*.ttl"))):
        found = places(path)
        known = (shape, predicate) in found.predicates if predicate else shape in found.subjects
        place = found.find(*about) if known else None
        if place is not None:
            return f"{path}:{place[0]}:{place[1]}"
    return None
