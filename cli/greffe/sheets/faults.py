"""The refusals of the readers: each names the file, says what is wrong and what to do."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from greffe.errors import InputError, SyntaxFault
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_BREAKDOWNS: Final[tuple[type[Exception], ...]] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What a library raises in the middle of a file that is not as its format says."""

_MAKE_TABLE: Final = Text(
    "Mettez le registre dans un tableau, une entrée par ligne.",
    "Put the register in a table, one entry a row.",
)


@contextmanager
def breaking(path: Path, *more: type[Exception]) -> Iterator[None]:
    """Turn what a library raises over a broken file into an ``InputError``; keep our own errors."""
    from zipfile import BadZipFile
    from zlib import error as zlib_error

    breakdowns: tuple[type[Exception], ...] = (*_BREAKDOWNS, BadZipFile, zlib_error, *more)
    try:
        yield
    except breakdowns as error:
        raise corrupt(path, f"{type(error).__name__}: {error}".strip(": ")) from error


def corrupt(path: Path, why: str) -> InputError:
    """Return the refusal of a file that is not whole or not as its format says."""
    return _refusal(
        path,
        f"ce fichier est abîmé ou n’est pas complet ({why}).",
        f"this file is damaged or not complete ({why}).",
        "Ouvrez-le dans son logiciel et enregistrez-le de nouveau, ou demandez une copie.",
        "Open it in its program and save it again, or ask for a copy.",
    )


def empty(path: Path) -> InputError:
    """Return the refusal of a file of no bytes."""
    return _refusal(
        path,
        "ce fichier est vide (0 octet).",
        "this file is empty (0 bytes).",
        "Enregistrez-le de nouveau dans son logiciel, ou demandez une copie.",
        "Save it again in its program, or ask for a copy.",
    )


def locked(path: Path) -> InputError:
    """Return the refusal of a file that a password protects."""
    return _refusal(
        path,
        "ce fichier est protégé par un mot de passe.",
        "this file is protected by a password.",
        "Enregistrez-en une copie sans mot de passe, puis donnez cette copie.",
        "Save a copy of it without a password, then give that copy.",
    )


def unknown_suffix(path: Path, readable: Sequence[str]) -> InputError:
    """Return the refusal of a kind of file that no reader reads."""
    return _refusal(
        path,
        f"un fichier « {path.suffix} » ne se lit pas comme un tableau.",
        f"a “{path.suffix}” file is not read as a table.",
        f"Enregistrez-le sous l’une de ces formes : {', '.join(readable)}.",
        f"Save it in one of these forms: {', '.join(readable)}.",
    )


def suffixless(path: Path, found: Text, readable: Sequence[str]) -> InputError:
    """Return the refusal of a file whose name does not say what it is; ``found`` says it."""
    listed = ", ".join(readable)
    return _refusal(
        path,
        f"le nom de ce fichier n’a pas d’extension ; son contenu est {found.fr}.",
        f"the name of this file has no suffix; its content is {found.en}.",
        f"Ajoutez à son nom celle de son contenu, si elle est de celles-ci : {listed}.",
        f"Add to its name that of its content, if it is one of these: {listed}.",
    )


def wrong_content(path: Path, found: Text) -> InputError:
    """Return the refusal of a file whose content is not what its suffix says."""
    return _refusal(
        path,
        f"le contenu n’est pas celui d’un fichier {path.suffix} ; c’est {found.fr}.",
        f"the content is not that of a {path.suffix} file; it is {found.en}.",
        "Donnez au fichier l’extension de son contenu, ou enregistrez-le sous cette forme.",
        "Give the file the suffix of its content, or save it in that form.",
    )


def too_large(path: Path, what: Text) -> InputError:
    """Return the refusal of a file that holds more than any register does (a bomb, or a slip)."""
    return _refusal(
        path,
        f"ce fichier n’est pas lu, il est démesuré : {what.fr}.",
        f"this file is not read, it is out of all proportion: {what.en}.",
        "Ne gardez que le tableau, sans images ni lignes vides, dans un nouveau fichier.",
        "Keep only the table, without pictures or empty rows, in a new file.",
    )


def dangerous(path: Path, part: str) -> InputError:
    """Return the refusal of XML that declares entities: it could fetch or blow up (XXE)."""
    return _refusal(
        path,
        f"« {part} » déclare un type de document (DTD), ce qu’aucun logiciel de bureau ne fait.",
        f"“{part}” declares a document type (DTD), which no office program does.",
        "N’ouvrez pas ce fichier ; demandez à qui l’a envoyé comment il a été fait.",
        "Do not open this file; ask who sent it how it was made.",
    )


def undecodable(path: Path, place: Text) -> InputError:
    """Return the refusal of a text that no encoding explains."""
    return _refusal(
        path,
        f"le codage de ce texte n’est ni UTF-8, ni UTF-16, ni Windows-1252 ({place.fr}).",
        f"the encoding of this text is neither UTF-8 nor UTF-16 nor Windows-1252 ({place.en}).",
        "Enregistrez-le en UTF-8 (dans Excel : « CSV UTF-8 »).",
        "Save it in UTF-8 (in Excel: “CSV UTF-8”).",
    )


def malformed(path: Path, line: int, what: Text) -> SyntaxFault:
    """Return the refusal of a text whose rows cannot be told apart from ``line`` on."""
    return SyntaxFault(
        Text(f"{path}:{line} : {what.fr}.", f"{path}:{line}: {what.en}."),
        Text(
            "Corrigez cette ligne, ou enregistrez de nouveau le tableau en CSV.",
            "Mend this line, or save the table as CSV again.",
        ),
        line=line,
        column=None,
    )


def tableless(path: Path, remedy: Text = _MAKE_TABLE) -> InputError:
    """Return the refusal of a file in which nothing stands in rows and columns."""
    message = Text(f"{path} : ce fichier n’a pas de tableau.", f"{path}: this file has no table.")
    return InputError(message, remedy)


def _refusal(path: Path, fr: str, en: str, faire: str, do: str) -> InputError:
    return InputError(Text(f"{path} : {fr}", f"{path}: {en}"), Text(faire, do))
