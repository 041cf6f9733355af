"""What is wrong with a text that is not Turtle: what, where, and what to do, in plain words.

Oxigraph tells place and reason in the words of its grammar; people are told the mistake that most
often lies behind them.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from greffe.errors import SyntaxFault
from greffe.files import decoded
from greffe.language import Text
from greffe.store.turtle import NEWER, TOO_LONG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_EXCERPT: Final = 40
_BLANK: Final = " \t"
_LINE_END: Final = re.compile(r"\r\n|[\r\n]")
_UNBOUND: Final = re.compile(r"The prefix (\S*:) has not been declared")
_END: Final = "Unexpected end"

_MALFORMED: Final = (
    Text("Turtle mal formé", "malformed Turtle"),
    Text(
        "Regardez aussi juste avant : il manque souvent un point ou un guillemet.",
        "Look just before it too: often a full stop or a quotation mark is missing.",
    ),
)
_OPEN_STRING: Final = (
    Text("guillemet jamais fermé", "a quotation mark that is never closed"),
    Text(
        'Fermez le texte ; s’il a plusieurs lignes, mettez-le entre """ et """.',
        'Close the text; if it has several lines, put it between """ and """.',
    ),
)
_OPEN_ADDRESS: Final = (
    Text("adresse jamais fermée", "an address that is never closed"),
    Text("Ajoutez le « > » qui la ferme.", "Add the '>' that closes it."),
)
_CUT: Final = (
    Text("le texte s’arrête avant la fin d’un énoncé", "the text stops before a statement ends"),
    Text(
        "Achevez l’énoncé et son point, ou retrouvez la fin du fichier.",
        "Complete the statement and its full stop, or find the rest of the file.",
    ),
)
_REASONS: Final = (
    (
        re.compile(f"^{TOO_LONG}"),
        Text("un nom ou un texte de plus de 16 Mio", "a name or string of more than 16 MiB"),
        Text(
            "C’est souvent un guillemet jamais fermé ; sinon, partagez ce texte.",
            "Often a quotation mark is never closed; else split this text.",
        ),
    ),
    (
        re.compile(f"^{NEWER}"),
        Text("Turtle 1.2, que Greffe ne lit pas", "Turtle 1.2, which Greffe does not read"),
        Text(
            "Écrivez en Turtle 1.1, sans énoncé sur un énoncé ni direction du texte.",
            "Write Turtle 1.1, without statements about statements or text direction.",
        ),
    ),
    (
        re.compile("No scheme found"),
        Text("adresse incomplète", "an incomplete address"),
        Text(
            "Écrivez l’adresse en entier (https://…), ou ajoutez une ligne @base.",
            "Write the whole address (https://…), or add a @base line.",
        ),
    ),
    (
        re.compile("Invalid IRI"),
        Text("adresse mal formée", "a malformed address"),
        Text(
            "Une adresse entre < et > n’a ni espace, ni guillemet, ni accolade ; codez-les (%20).",
            "An address between < and > has no space, quotation mark or brace; encode it (%20).",
        ),
    ),
)


@contextmanager
def telling_place(content: bytes, path: Path) -> Iterator[None]:
    """Turn the ``SyntaxError`` of a parser of Turtle into a ``SyntaxFault``."""
    try:
        yield
    except SyntaxError as error:
        raise _fault(path, decoded(content, path), error) from error


def _fault(path: Path, text: str, error: SyntaxError) -> SyntaxFault:
    line, column = error.lineno or 1, error.offset or 1
    at = f"{path}:{line}:{column}"
    if unbound := _UNBOUND.search(error.msg):
        return SyntaxFault(
            Text(
                f"{at} : le préfixe « {unbound[1]} » n’est pas déclaré.",
                f"{at}: the prefix '{unbound[1]}' is not declared.",
            ),
            Text(
                "Ajoutez sa ligne @prefix, ou corrigez-le.", "Add its @prefix line, or correct it."
            ),
            line=line,
            column=column,
        )
    before, after = _around(text, line, column)
    what, remedy = _explained(error.msg, after)
    near = _shown(after[:_EXCERPT] or before[-_EXCERPT:])
    near += "…" if len(after) > _EXCERPT else ""
    return SyntaxFault(
        Text(f"{at} : {what.fr}, près de « {near} ».", f"{at}: {what.en}, near '{near}'."),
        remedy,
        line=line,
        column=column,
    )


def _explained(reason: str, after: str) -> tuple[Text, Text]:
    """Return what is wrong and what to do; ``after`` is what stands at the place."""
    if _END in reason:
        return {'"': _OPEN_STRING, "'": _OPEN_STRING, "<": _OPEN_ADDRESS}.get(after[:1], _CUT)
    found = ((what, remedy) for sign, what, remedy in _REASONS if sign.search(reason))
    return next(found, _MALFORMED)


def _around(text: str, line: int, column: int) -> tuple[str, str]:
    """Return what stands before a place in its line, and what from there on."""
    start = 0
    for number, end in enumerate(_LINE_END.finditer(text), start=1):
        if number == line:
            break
        start = end.end()
    stop = _LINE_END.search(text, start)
    whole = text[start : stop.start() if stop else None]
    return whole[: column - 1].strip(_BLANK), whole[column - 1 :].strip(_BLANK)


def _shown(words: str) -> str:
    """Return words that may stand in a message, whatever bytes they were."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in words)
