"""What an import is to write, and what it says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greffe.errors import InputError
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from greffe.importing.comparison import Change
    from greffe.importing.draft import Remark


@dataclass(frozen=True, slots=True)
class Result:
    """One file that an import makes: where, its Turtle, and what a person should know of it.

    ``changed`` tells whether the file on disk is different (or absent), and ``change`` in how
    many statements.
    """

    path: Path
    turtle: str
    entries: int
    statements: int
    remarks: tuple[Remark, ...]
    changed: bool
    change: Change


def several(paths: Sequence[Path]) -> InputError:
    """Return the error for two documents of the same kind: neither may silently win."""
    names = ", ".join(map(str, paths))
    return InputError(
        Text(
            f"plusieurs documents de la même sorte : {names}.",
            f"several documents of the same kind: {names}.",
        ),
        Text(
            "Un organisme n’a qu’un registre et qu’un inventaire : donnez-en un.",
            "A body has one register and one inventory: give one.",
        ),
    )
