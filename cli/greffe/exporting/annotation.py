"""A copy of an officer's workbook in which each fault is seen: colours, comments, a list."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from greffe import files
from greffe.errors import InputError, UsageError
from greffe.exporting.copying import put_words, workbook_of
from greffe.exporting.limits import legible
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from greffe.language import Language

_MACROS: Final = ".xlsm"
WORKBOOKS: Final = frozenset({".xlsx", _MACROS})
"""The files that are copied as they are; what others hold is laid out in a new workbook."""

LONGEST_COMMENT: Final = 2_000
SHEET: Final = Text("Constats", "Findings")
_AUTHOR: Final = "Greffe"
_SIZE: Final = (260, 420)  # points: height, width
_SEVERITIES: Final = {
    "violation": (Text("Violation", "Violation"), "FFC7CE"),
    "warning": (Text("Avertissement", "Warning"), "FFEB9C"),
    "info": (Text("Conseil", "Advice"), "DDEBF7"),
}
"""What people call each severity, and its colour; the gravest first."""

_HEADINGS: Final = (
    Text("Gravité", "Severity"),
    Text("Règle", "Rule"),
    Text("Feuille", "Sheet"),
    Text("Cellule", "Cell"),
    Text("Constat", "Finding"),
    Text("Que faire", "What to do"),
)
_WIDTHS: Final = (16, 12, 18, 10, 80, 60)


@dataclass(frozen=True, slots=True)
class Note:
    """One fault: how grave, by which rule, what and what to do, and the cell where it stands.

    ``sheet`` is None for the first sheet; without ``cell`` the fault is the whole document's.
    """

    severity: str
    rule: str
    text: str
    remedy: str = ""
    sheet: str | None = None
    cell: str | None = None


def annotate(path: Path, notes: Sequence[Note], to: Path, language: Language) -> None:
    """Write a copy of a workbook, or of the tables of another file, with the notes in its cells.

    What stands in the cells is untouched, formulas too; only their colour and comments change, and
    a last sheet lists every note.  Raises ``InputError`` where the file cannot be read as such or
    the copy cannot be written, and as ``check_copy`` does.
    """
    check_copy(path, to)
    files.write(to, annotated(path, notes, language, macros=to.suffix.lower() == _MACROS))


def check_copy(path: Path, to: Path) -> None:
    """Raise ``UsageError`` where a copy would be no workbook, or replace what it is a copy of."""
    kind = to.suffix.lower()
    if kind != ".xlsx" and not kind == path.suffix.lower() == _MACROS:
        raise _no_workbook(to)
    if to.exists() and path.exists() and to.samefile(path):
        raise _same(to)


def annotated(
    path: Path, notes: Sequence[Note], language: Language, *, macros: bool = False
) -> bytes:
    """Return the copy that ``annotate`` writes; ``macros`` are kept, and never run."""
    from io import BytesIO

    book = _opened(path, macros=macros) if path.suffix.lower() in WORKBOOKS else workbook_of(path)
    order = list(_SEVERITIES)
    graded = sorted(notes, key=lambda note: order.index(note.severity))
    places = [_place(book, note) for note in graded]
    marked: dict[tuple[str, str], list[Note]] = {}
    for place, note in zip(places, graded, strict=True):
        if place is not None:
            marked.setdefault(place, []).append(note)
    for (sheet, cell), told in marked.items():
        _mark(book[sheet][cell], told, language)
    _list(book, zip(graded, places, strict=True), language)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _opened(path: Path, *, macros: bool) -> Any:  # noqa: ANN401 - the types of openpyxl are loose
    from io import BytesIO
    from warnings import catch_warnings, simplefilter
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    content = files.read(path)
    try:
        with catch_warnings():
            simplefilter("ignore")  # openpyxl tells what of a workbook it does not keep
            return load_workbook(BytesIO(content), keep_vba=macros, rich_text=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise InputError(
            Text(f"{path} : ce n’est pas un classeur Excel.", f"{path}: not an Excel workbook."),
            Text("Enregistrez-le de nouveau en .xlsx.", "Save it again as .xlsx."),
        ) from error


def _place(book: Any, note: Note) -> tuple[str, str] | None:  # noqa: ANN401
    """Return the sheet and the cell where people see a note, if the workbook has them.

    That is the first cell of a merge, and in place of a hidden column the next one shown.
    """
    titles = [sheet.title for sheet in book.worksheets]
    title = titles[0] if note.sheet is None else note.sheet
    if note.cell is None or title not in titles:
        return None
    sheet = book[title]
    cell = sheet[note.cell]
    for merge in sheet.merged_cells.ranges:
        if note.cell in merge:
            cell = sheet.cell(merge.min_row, merge.min_col)
    hidden = _hidden(sheet)
    column = next(each for each in count(cell.column) if each not in hidden)
    return title, sheet.cell(cell.row, column).coordinate


def _hidden(sheet: Any) -> set[int]:  # noqa: ANN401
    """Return the columns, from 1, that are not shown."""
    return {
        column
        for each in sheet.column_dimensions.values()
        if each.hidden
        for column in range(each.min, each.max + 1)
    }


def _mark(cell: Any, notes: Sequence[Note], language: Language) -> None:  # noqa: ANN401
    """Colour a cell by its gravest note; add what they say to its comment."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", fgColor=_SEVERITIES[notes[0].severity][1])
    before = [cell.comment.text] if cell.comment is not None else []
    told = legible("\n\n".join([*before, *(_sentence(note, language) for note in notes)]))
    short = told if len(told) <= LONGEST_COMMENT else f"{told[: LONGEST_COMMENT - 1]}…"
    cell.comment = Comment(short, _AUTHOR, *_SIZE)


def _sentence(note: Note, language: Language) -> str:
    colon = Text(" : ", ": ")[language]
    name = _SEVERITIES[note.severity][0][language]
    lines = [f"{name} {note.rule}{colon}{note.text}"]
    if note.remedy:
        lines.append(f"{_HEADINGS[5][language]}{colon}{note.remedy}")
    return "\n".join(lines)


def _list(
    book: Any,  # noqa: ANN401
    notes: Iterable[tuple[Note, tuple[str, str] | None]],
    language: Language,
) -> None:
    """Add the sheet that lists every note, each with a link to its cell."""
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    sheet = book.create_sheet(SHEET[language])
    for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True), start=1):
        sheet.cell(1, column, heading[language]).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width
    sheet.freeze_panes = "A2"
    for row, (note, place) in enumerate(notes, start=2):
        name, colour = _SEVERITIES[note.severity]
        where, at = place or (note.sheet or "", note.cell or "")
        words = (name[language], note.rule, where, at, note.text, note.remedy)
        for column, text in enumerate(words, start=1):
            put_words(sheet.cell(row, column), text)
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=colour)
        if place is not None:
            quoted = where.replace("'", "''")
            link = sheet.cell(row, 4)
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{at}")
            link.font = Font(underline="single", color="0563C1")


def _no_workbook(to: Path) -> UsageError:
    return UsageError(
        Text(f"{to} : une copie annotée est un .xlsx.", f"{to}: an annotated copy is an .xlsx."),
        Text("Donnez un nom en .xlsx.", "Give a name that ends in .xlsx."),
    )


def _same(to: Path) -> UsageError:
    return UsageError(
        Text(
            f"{to} : la copie remplacerait le document lui-même.",
            f"{to}: the copy would replace the document itself.",
        ),
        Text("Donnez un autre nom à la copie.", "Give the copy another name."),
    )
