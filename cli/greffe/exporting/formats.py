"""The formats of the official table: what each is called, and what makes it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from greffe.errors import UsageError
from greffe.exporting.graphs import GRAPH_FORMATS
from greffe.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.exporting.official import Official
    from greffe.language import Language

_GUIDED: Final = {"xlsx": "workbook", "ods": "spreadsheet"}
"""The formats that have a legend, which is in the language of the person."""

_PLAIN: Final = {"docx": "word", "odt": "writer", "pdf": "paper", "html": "web", "csv": "delimited"}

TABLE_FORMATS: Final = (*_GUIDED, *_PLAIN)
FORMATS: Final = (*TABLE_FORMATS, *GRAPH_FORMATS)
DEFAULT: Final = "xlsx"


def format_of(asked: str | None, output: Path | None) -> str:
    """Return the format that is asked for, else that of the output's suffix, else a workbook.

    Raises ``UsageError`` for a format, or a suffix, that is none of ``FORMATS``, and for an output
    whose suffix is that of another format than the one asked for.
    """
    suffix = "" if output is None else output.suffix.lower().removeprefix(".")
    found = asked or suffix or DEFAULT
    if asked in FORMATS and suffix in FORMATS and suffix != asked:
        raise _another_suffix(asked, suffix, output)
    if found in FORMATS:
        return found
    known = ", ".join(FORMATS)
    raise UsageError(
        Text(f"le format « {found} » n’existe pas.", f"there is no format '{found}'."),
        Text(f"Choisissez parmi : {known}.", f"Choose one of: {known}."),
    )


def files_of(
    table: Official, form: str, name: str, language: Language, *, excel: bool = False
) -> dict[str, bytes]:
    """Return the files of an official table, by name: one, and for CSV its description too.

    ``excel`` gives the CSV that French Excel opens by itself.  Raises ``Unwritable`` where the
    format cannot hold a cell.
    """
    if form == "csv":
        from greffe.exporting.delimited import csv, excel_csv, metadata

        content = excel_csv(table) if excel else csv(table)
        return {name: content, f"{name}-metadata.json": metadata(table, name, excel=excel)}
    if form in _GUIDED:
        return {name: _maker(_GUIDED[form], form)(table, language)}
    return {name: _maker(_PLAIN[form], form)(table)}


def _another_suffix(asked: str, suffix: str, output: Path | None) -> UsageError:
    return UsageError(
        Text(
            f"{output} : ce nom dit {suffix}, et --format demande {asked}.",
            f"{output}: this name says {suffix}, and --format asks for {asked}.",
        ),
        Text(
            f"Donnez un nom en .{asked}, ou retirez --format.",
            f"Give a name that ends in .{asked}, or leave --format out.",
        ),
    )


def _maker(module: str, function: str) -> Any:  # noqa: ANN401
    return getattr(import_module(f"greffe.exporting.{module}"), function)
