"""Reads Turtle as written: values are kept as they are, and errors have their place.

Oxigraph reads; a text that it refuses goes to rdflib's parser, which says best what is wrong
where.  rdflib repairs or drops ill-typed values unless told not to: it is told.
"""

from __future__ import annotations

import logging
import re
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NoReturn

from greffe.errors import GreffeError, InputError, SyntaxFault
from greffe.language import Text
from greffe.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib import Graph

    from greffe.store.statements import Reader

Offset = int

# RDF 1.1 Turtle, section 6.5: white space and comments may stand between any two tokens.
_BETWEEN: Final = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_UNBOUND: Final = re.compile(r'Prefix "(.*?):?" not bound')
_EXCERPT: Final = 40
_LONG: Final = 4_000_000
"""Characters beyond which a text is not read again only to word its mistake better."""


def line_and_column(text: str, offset: Offset) -> tuple[int, int]:
    """Return the line and column of an offset, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def read(path: Path) -> str:
    """Return the text of a file.

    Raises ``InputError`` when it cannot be opened, ``SyntaxFault`` when it is not UTF-8.
    """
    return _decoded(_bytes(path), path)


def parse(path: Path, reader: Reader | None = None) -> Graph:
    """Return the graph of a Turtle file, its values exactly as written.

    Files that are read by the same ``reader`` share their terms, and no blank node.  Raises
    ``InputError`` when the file cannot be read, ``SyntaxFault`` when it is not Turtle.
    """
    return parse_content(_bytes(path), path, reader)


def parse_content(content: bytes, path: Path, reader: Reader | None = None) -> Graph:
    """Return the graph of what is, or once was, the content of a file; raises ``SyntaxFault``."""
    from greffe.store.statements import Reader
    from greffe.turtle.shelf import shelved

    name = f"{path.absolute().parent.name}-{path.stem}"
    try:
        with values_as_written():
            return shelved((reader or Reader()).turtle(content, _base(path), name))
    except SyntaxError as error:
        raise _explained(path, content, error) from error


def _explained(path: Path, content: bytes, error: SyntaxError) -> GreffeError:
    """Return what is wrong with a text that Oxigraph refuses."""
    from rdflib import Graph

    text = _decoded(content, path)
    if len(text) <= _LONG:
        try:
            load(text, Graph(bind_namespaces="none"), path)
        except SyntaxFault as fault:
            return fault
    lines = text.split("\n", error.lineno or 1)[: (error.lineno or 1) - 1]
    offset = sum(len(line) + 1 for line in lines) + (error.offset or 1) - 1
    return _fault(path, text, offset, error.msg)


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


def load(text: str, graph: Graph, path: Path) -> None:
    """Parse ``text``, the content of ``path``, into ``graph``; raise ``SyntaxFault``."""
    from rdflib.plugins.parsers.notation3 import RDFSink

    reader = _parser()(RDFSink(graph), baseURI=_base(path), turtle=True)
    reader.file = path
    with values_as_written():
        try:
            reader.loadBuf(text)
        except GreffeError:
            raise
        except Exception as error:
            # Some mistakes do not go through BadSyntax(): rdflib raises whatever it runs into, and
            # keeps the offset to itself, if it knows it.
            offset = getattr(error, "_i", _skip(text, reader.reached))
            raise _fault(path, text, offset, str(error)) from error


def _parser() -> Any:  # noqa: ANN401 - a class of rdflib's, which has no public type
    """Return rdflib's Turtle parser, made to tell where a text breaks the grammar."""
    from rdflib.plugins.parsers.notation3 import SinkParser

    class Parser(SinkParser):
        """Raises ``SyntaxFault``; ``reached`` is where the last statement began."""

        file: Path
        reached: Offset = 0

        def directiveOrStatement(self, argstr: str, h: int) -> int:  # noqa: N802 - rdflib's name
            """Remember where the statement begins."""
            self.reached = h
            return super().directiveOrStatement(argstr, h)

        def BadSyntax(self, argstr: str, i: int, msg: str) -> NoReturn:  # noqa: N802
            """Tell our error with its place instead of rdflib's."""
            raise _fault(self.file, argstr, _skip(argstr, i), msg)

    return Parser


def _skip(text: str, offset: Offset) -> Offset:
    """Return the offset of the next token: past white space and comments."""
    between = _BETWEEN.match(text, offset)
    return between.end() if between else offset


def _fault(path: Path, text: str, offset: Offset, reason: str) -> SyntaxFault:
    offset = min(offset, len(text))
    line, column = line_and_column(text, offset)
    at = f"{path}:{line}:{column}"
    if unbound := _UNBOUND.search(reason):
        prefix = f"{unbound[1]}:"
        message = Text(
            f"{at} : le préfixe « {prefix} » n’est pas déclaré.",
            f"{at}: the prefix '{prefix}' is not declared.",
        )
        remedy = Text(
            "Ajoutez sa ligne @prefix, ou corrigez-le.", "Add its @prefix line, or correct it."
        )
        return SyntaxFault(message, remedy, line=line, column=column)
    after = text[offset : offset + _EXCERPT].split("\n", maxsplit=1)[0]
    near = after.strip() or text[:offset].rsplit("\n", 1)[-1][-_EXCERPT:].strip()
    near = "".join(letter if letter.isprintable() else "\ufffd" for letter in near)
    return SyntaxFault(
        Text(
            f"{at} : Turtle mal formé, près de « {near} ».",
            f"{at}: malformed Turtle, near '{near}'.",
        ),
        Text(
            "Regardez aussi juste avant : il manque souvent un point ou un guillemet.",
            "Look just before it too: often a full stop or a quotation mark is missing.",
        ),
        line=line,
        column=column,
    )


def _base(path: Path) -> str:
    return path.absolute().as_uri()


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SyntaxFault(
            Text(f"{path}:{line} : ce fichier n’est pas en UTF-8.", f"{path}:{line}: not UTF-8."),
            Text("Enregistrez-le en UTF-8.", "Save it as UTF-8."),
            line=line,
            column=None,
        ) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    why = reason(error)
    return InputError(
        Text(f"{path} : lecture impossible ({why.fr}).", f"{path}: cannot be read ({why.en})."),
        Text("Vérifiez le chemin et les droits.", "Check the path and the permissions."),
    )
