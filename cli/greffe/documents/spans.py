"""Where words stand in a document: the spans that every quotation rests on.

A span is written as comma-separated parts, and may be confined to one tab-separated column::

    12        line 12                       12-15     lines 12 to 15
    12:3      the third word of line 12     12:3-5    its words 3 to 5

Lines and words count from 1; words are what white space separates.  What a span quotes: a blank
line inside a part separates two paragraphs; the lines of a paragraph are joined by a space, save
that a line ending in a hyphen is glued to the next; parts are joined like lines, so that a comma
says that the text goes on after a page break.  Nothing else is touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from typing import TYPE_CHECKING, Final

from greffe.errors import InputError
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Word = tuple[int, int]
"""A word's place: its line, and its rank in the line."""

_PART: Final = re.compile(
    r"(?P<first>[1-9]\d*)(?:-(?P<last>[1-9]\d*)|:(?P<start>[1-9]\d*)(?:-(?P<end>[1-9]\d*))?)?"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Whole lines ``first`` to ``last``, or the words ``start`` to ``end`` of one line."""

    first: int
    last: int
    start: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        """Write the part as the grammar has it."""
        if self.start is None:
            return _range(self.first, self.last)
        return f"{self.first}:{_range(self.start, self.end or self.start)}"


@dataclass(frozen=True, slots=True)
class Span:
    """Parts of a document in reading order, within one tab-separated column if one is given."""

    parts: tuple[Part, ...]
    column: int | None = None

    def __str__(self) -> str:
        """Write the parts as the grammar has them; the column is kept apart."""
        return ",".join(map(str, self.parts))


def parse_span(lines: str, column: int | None = None) -> Span:
    """Read a span from its written form.

    Raises ``InputError`` where the text breaks the grammar or a range runs backwards.
    """
    return Span(tuple(_parse_part(part, lines) for part in lines.split(",")), column)


def quote(lines: Sequence[str], span: Span) -> str:
    """Return the words of the document that the span covers, as the module's docstring says.

    Raises ``InputError`` where the span leaves the document, the line or the row.
    """
    return reduce(_join, (_quote_part(lines, part, span) for part in span.parts))


def words(lines: Sequence[str], span: Span) -> tuple[Word, ...]:
    """Return the place of every word that the span covers, in reading order.

    Raises ``InputError`` where the span leaves the document, the line or the row.
    """
    return tuple(
        (number, rank)
        for part in span.parts
        for number in range(part.first, part.last + 1)
        for rank in _ranks(lines, number, part, span)
    )


def read_lines(text: str) -> tuple[str, ...]:
    """Cut a document into its lines; only the line feed ends a line."""
    return tuple(text.split("\n"))


def paragraphs(rows: Iterable[str]) -> str:
    """Join the lines of one cell as a span does, paragraphs parted by a blank line."""
    groups = (list(group) for filled, group in groupby(map(str.strip, rows), key=bool) if filled)
    return "\n\n".join(reduce(_join, lines) for lines in groups)


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _parse_part(part: str, whole: str) -> Part:
    match = _PART.fullmatch(part)
    if match is None:
        raise _unreadable(part, whole)
    first = int(match["first"])
    last = int(match["last"] or first)
    start = int(match["start"]) if match["start"] else None
    end = int(match["end"]) if match["end"] else start
    if last < first or (start and end and end < start):
        raise _unreadable(part, whole)
    return Part(first, last, start, end)


def _join(left: str, right: str) -> str:
    if not (left and right):
        return left + right
    glued = left.endswith("-") and left.rsplit(maxsplit=1)[-1] != "-"
    return f"{left}{right}" if glued else f"{left} {right}"


def _quote_part(lines: Sequence[str], part: Part, span: Span) -> str:
    if part.start is not None:
        found = _cell(lines, part.first, span).split()
        _within(part, span, len(found))
        return " ".join(found[part.start - 1 : part.end])
    return paragraphs(_cell(lines, number, span) for number in range(part.first, part.last + 1))


def _ranks(lines: Sequence[str], number: int, part: Part, span: Span) -> range:
    count = len(_cell(lines, number, span).split())
    before = 0
    if span.column is not None:
        before = len("\t".join(lines[number - 1].split("\t")[: span.column - 1]).split())
    if part.start is None:
        return range(before + 1, before + count + 1)
    _within(part, span, count)
    return range(before + part.start, before + (part.end or part.start) + 1)


def _cell(lines: Sequence[str], number: int, span: Span) -> str:
    if number > len(lines):
        raise _outside(span, f"ligne {number}", f"line {number}")
    line = lines[number - 1]
    if span.column is None:
        return line
    cells = line.split("\t")
    if not 1 <= span.column <= len(cells):
        raise _outside(
            span,
            f"colonne {span.column} de la ligne {number}",
            f"column {span.column} of line {number}",
        )
    return cells[span.column - 1]


def _within(part: Part, span: Span, count: int) -> None:
    last = part.end or part.start or 0
    if last > count:
        raise _outside(
            span, f"mot {last} de la ligne {part.first}", f"word {last} of line {part.first}"
        )


def _unreadable(part: str, whole: str) -> InputError:
    return InputError(
        Text(
            f"« {part} » n’est pas un passage (dans « {whole} »).",
            f"“{part}” is not a span (in “{whole}”).",
        ),
        Text(
            "Écrivez une ligne (12), des lignes (12-15), un mot (12:3) ou des mots (12:3-5), "
            "séparés par des virgules.",
            "Write a line (12), lines (12-15), a word (12:3) or words (12:3-5), "
            "separated by commas.",
        ),
    )


def _outside(span: Span, lieu: str, place: str) -> InputError:
    return InputError(
        Text(
            f"Le passage « {span} » sort du document : {lieu} n’existe pas.",
            f"The span “{span}” leaves the document: {place} does not exist.",
        ),
        Text(
            "Corrigez le passage, ou vérifiez que c’est bien ce document.",
            "Correct the span, or check that this is the right document.",
        ),
    )
