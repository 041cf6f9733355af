"""Answers to SPARQL queries and the formats in which they are written.

Machine formats follow the W3C documents to the letter and keep IRIs; formats for people show
labels.  Every format is byte-stable: the same answer always gives the same bytes.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from greffe.errors import UsageError
from greffe.language import Text
from greffe.results.model import (
    Answer,
    Graph,
    Row,
    Source,
    Stream,
    StreamingSource,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from enum import Enum
    from pathlib import Path

    from greffe.results.grid import Wording

__all__ = [
    "FORMATS",
    "GRAPH_FORMATS",
    "STREAMED",
    "SUFFIXES",
    "Answer",
    "Graph",
    "Row",
    "Source",
    "Stream",
    "StreamingSource",
    "Table",
    "format_for",
    "needs_labels",
    "pieces",
    "write",
]

_PIECES: Final = {
    "csv": ("delimited", "csv_pieces"),
    "tsv": ("delimited", "tsv_pieces"),
    "json": ("sparql_json", "pieces"),
    "xml": ("sparql_xml", "pieces"),
}
_PEOPLE: Final = {
    "table": ("text", "plain"),
    "markdown": ("markdown", "markdown"),
    "html": ("html", "page"),
    "csv-excel": ("delimited", "excel_csv"),
    "xlsx": ("workbook", "xlsx"),
}
GRAPH_FORMATS: Final = ("turtle",)
STREAMED: Final = ("csv", "tsv", "json")
FORMATS: Final = (*_PEOPLE, *STREAMED, *GRAPH_FORMATS)
SUFFIXES: Final = {
    ".csv": "csv",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".md": "markdown",
    ".tsv": "tsv",
    ".ttl": "turtle",
    ".xlsx": "xlsx",
}
"""The suffixes of files, and the format of an answer that each calls for."""

_PLAIN: Final = ("", ".txt")


def needs_labels(name: str) -> bool:
    """Return whether a format shows things by their labels."""
    return name in _PEOPLE


def format_for(
    output: Path | None,
    asked: str,
    origin: Enum | None = None,
    suffixes: Mapping[str, str] = SUFFIXES,
) -> str:
    """Return the format that was asked for, or where it is only the default, that of the suffix.

    ``origin`` is where the command line has the format from (Click's ``ParameterSource``), and
    ``suffixes`` gives the format of each.  Raises ``UsageError`` where the suffix has none: a text
    that is called ``.pdf`` opens nowhere.
    """
    if output is None or origin is None or origin.name != "DEFAULT":
        return asked
    suffix = output.suffix.lower()
    if suffix not in suffixes and suffix not in _PLAIN:
        raise _unknown_suffix(output, suffixes)
    return suffixes.get(suffix, asked)


def write(answer: Answer, name: str, wording: Wording) -> str | bytes:
    """Return an answer in a format of ``FORMATS``; only ``xlsx`` is bytes.

    A graph is always Turtle when ``table``, the default for people, is asked for.  Raises
    ``UsageError`` when the answer has no such form.
    """
    if isinstance(answer, Graph):
        return _graph(answer, name)
    if isinstance(answer, bool):
        return _verdict(answer, name, wording)
    if name in STREAMED:
        return "".join(pieces(Stream(answer.variables, iter(answer.rows)), name))
    if name in _PEOPLE:
        from greffe.results.grid import arrange

        shown: str | bytes = _writer(*_PEOPLE[name])(arrange(answer, wording))
        return shown
    raise _impossible(Text("un tableau", "a table"), name, (*_PEOPLE, *STREAMED))


def pieces(stream: Stream, name: str) -> Iterator[str]:
    """Yield a table piece by piece, as ``write`` has it, in a format of ``STREAMED`` or ``xml``."""
    made: Iterator[str] = _writer(*_PIECES[name])(stream.variables, stream.rows)
    return made


def _graph(answer: Graph, name: str) -> str:
    if name not in ("table", *GRAPH_FORMATS):
        raise _impossible(Text("un graphe", "a graph"), name, GRAPH_FORMATS)
    from greffe.results.turtle import turtle

    return turtle(answer)


def _verdict(answer: bool, name: str, wording: Wording) -> str:
    if name == "json":
        from greffe.results.sparql_json import dumps

        return dumps(answer)
    if name not in ("table", "markdown"):
        raise _impossible(Text("un oui ou non", "a yes or no"), name, ("table", "markdown", "json"))
    from greffe.results.grid import NO, YES

    return (YES if answer else NO)[wording.language] + "\n"


def _writer(module: str, function: str) -> Callable[..., Any]:
    writer: Callable[..., Any] = getattr(import_module(f"greffe.results.{module}"), function)
    return writer


def _unknown_suffix(output: Path, suffixes: Mapping[str, str]) -> UsageError:
    known = ", ".join((*suffixes, ".txt"))
    return UsageError(
        Text(
            f"{output} : rien ne s’écrit ici sous la forme « {output.suffix} ».",
            f"{output}: nothing is written here in the form '{output.suffix}'.",
        ),
        Text(
            f"Choisissez parmi : {known}. Pour un PDF, écrivez un .html et imprimez-le ; pour un "
            "nom de fichier à votre gré, ajoutez --format.",
            f"Choose one of: {known}. For a PDF, write .html and print it; to name the file as you "
            "like, add --format.",
        ),
    )


def _impossible(what: Text, name: str, possible: tuple[str, ...]) -> UsageError:
    return UsageError(
        Text(
            f"la réponse est {what.fr} : le format « {name} » ne peut pas l’écrire.",
            f"the answer is {what.en}: the format '{name}' cannot write it.",
        ),
        Text(
            f"Choisissez un de ces formats : {', '.join(possible)}.",
            f"Choose one of these formats: {', '.join(possible)}.",
        ),
    )
