"""Every error on purpose says what and what to do, in both languages, from one tree."""

from __future__ import annotations

import inspect
import pickle
import re

import pytest

from greffe import errors
from greffe.errors import GreffeError, SyntaxFault, place
from greffe.language import Text

MESSAGE = Text("le fichier manque.", "the file is missing.")
REMEDY = Text("Vérifiez le chemin.", "Check the path.")
TREE = [
    each
    for _, each in inspect.getmembers(errors, inspect.isclass)
    if issubclass(each, GreffeError) and each is not SyntaxFault
]


@pytest.mark.parametrize("kind", TREE)
def test_every_error_is_caught_as_ours(kind: type[GreffeError]) -> None:
    """Whoever catches ``GreffeError`` catches them all, with message and remedy."""
    with pytest.raises(GreffeError) as caught:
        raise kind(MESSAGE, REMEDY)
    assert (caught.value.message, caught.value.remedy) == (MESSAGE, REMEDY)


def test_the_docstring_draws_the_tree() -> None:
    """The module's drawing has every class once, under its parent."""
    parents: list[str] = []
    drawn = {}
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"    ([│ ├└─]*)(\w+)(  |$)", line):
            depth = len(found[1]) // 4
            parents[depth:] = [found[2]]
            drawn[found[2]] = parents[depth - 1] if depth else "Exception"
    real = {each.__name__: each.__base__ for each in (*TREE, SyntaxFault)}
    assert drawn == {name: base.__name__ for name, base in real.items() if base is not None}


def test_an_error_keeps_what_to_do_apart() -> None:
    """The message comes first, what to do is told below; where nothing can be done, nothing is."""
    error = GreffeError(MESSAGE, REMEDY)
    assert (MESSAGE, REMEDY) == (error.message, error.remedy)
    assert GreffeError(MESSAGE).remedy is None


def test_logs_are_in_english() -> None:
    """``str()`` of an error is its English message."""
    assert str(GreffeError(MESSAGE, REMEDY)) == MESSAGE.en


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(0, (1, 1)), (1, (1, 2)), (2, (1, 3)), (3, (2, 1)), (4, (3, 1)), (5, (3, 2)), (6, (3, 3))],
)
def test_places_are_counted_from_one(offset: int, expected: tuple[int, int]) -> None:
    """A line feed is the last of its line; after it the next begins, at its column 1."""
    assert expected == place("ab\n\ncd", offset)


def test_a_syntax_fault_has_a_place() -> None:
    """Line and column stand beside the message, and may be unknown."""
    placed = SyntaxFault(MESSAGE, REMEDY, line=3, column=7)
    assert (placed.line, placed.column) == (3, 7)
    lost = SyntaxFault(MESSAGE, line=None, column=None)
    assert (lost.line, lost.column, lost.remedy) == (None, None, None)


def test_errors_travel_between_processes() -> None:
    """Pickled, an error keeps its kind, both languages, its remedy and its place."""
    error = SyntaxFault(Text("quoi", "what"), Text("faites", "do"), line=3, column=None)
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (type(arrived), str(arrived)) == (SyntaxFault, "what")
    assert vars(error) == vars(arrived)
