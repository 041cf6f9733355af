"""The small files by which office programs say that a file is open: read by nobody, seen by all.

Excel puts ``~$`` before the name, Word in the place of its first letters where it is long;
LibreOffice writes ``.~lock.registre.xlsx#``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.errors import InputError
from greffe.language import Text

if TYPE_CHECKING:
    from pathlib import Path

_LOCK: Final = re.compile(r"~\$.+|\.~lock\..+#")
_REPLACED: Final = 2
"""The most letters of a name that the mark of Word takes the place of."""

OPEN: Final = Text(
    "Ce fichier semble ouvert ailleurs (« {lock} ») : sa dernière version enregistrée a été lue.",
    "This file seems to be open elsewhere (“{lock}”): its last saved version was read.",
)


def refuse_lock(path: Path) -> None:
    """Raise ``InputError`` for a file that only says that another is open."""
    if _LOCK.fullmatch(path.name):
        raise InputError(
            Text(
                f"{path} : ce n’est pas le fichier, mais la marque qu’il est ouvert ailleurs.",
                f"{path}: this is not the file, but the mark that it is open elsewhere.",
            ),
            Text(
                "Enregistrez le fichier, fermez-le, puis donnez-le lui-même.",
                "Save the file, close it, then give the file itself.",
            ),
        )


def lock_of(path: Path) -> Path | None:
    """Return the file that says that a file is open, if there is one beside it."""
    name = path.name
    marks = [f".~lock.{name}#", *(f"~${name[cut:]}" for cut in range(_REPLACED + 1))]
    return next((mark for mark in map(path.with_name, marks) if mark.is_file()), None)
