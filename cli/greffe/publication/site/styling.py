"""A body's own look: one style sheet, read after ours, that asks nothing of other hosts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe import files
from greffe.errors import InputError
from greffe.language import Text

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS: Final = "assets/own.css"
"""Where the style sheet of the body stands, from the root of the site."""

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_ELSEWHERE: Final = re.compile(
    r"""@import\b | url\(\s*+["']?+(?!data:image/|\#)[^)]* | (?:src|image-set)\(\s*["'][^)]*""",
    re.VERBOSE | re.IGNORECASE,
)
"""What would have a browser ask for another file (CSS Values 4, section 4.5)."""


def own_style(path: Path) -> str:
    """Return the style sheet of a body.

    Raises ``InputError`` when it cannot be read, is not UTF-8, or would have browsers ask for other
    files: images stand in it as ``data:`` addresses.
    """
    try:
        style = files.read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            Text(
                f"{path} : la feuille de style n’est pas en UTF-8.",
                f"{path}: the style sheet is not UTF-8.",
            ),
            Text("Enregistrez-la en UTF-8.", "Save it as UTF-8."),
        ) from error
    bare = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), style)
    if found := _ELSEWHERE.search(bare):
        raise _asks(path, bare.count("\n", 0, found.start()) + 1, found[0])
    return style


def _asks(path: Path, line: int, words: str) -> InputError:
    return InputError(
        Text(
            f"{path}, ligne {line} : la feuille de style demande un autre fichier ({words}).",
            f"{path}, line {line}: the style sheet asks for another file ({words}).",
        ),
        Text(
            "Mettez les règles dans la feuille même, et les images en adresses « data:image/… » : "
            "les pages ne demandent rien à d’autres serveurs.",
            "Put the rules into the sheet itself, and images as “data:image/…” addresses: pages "
            "ask nothing of other servers.",
        ),
    )
