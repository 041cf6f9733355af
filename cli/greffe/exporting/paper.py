"""The official table as a PDF that prints well and that a screen reader can read (PDF/UA-1)."""

from __future__ import annotations

import json
from math import ceil, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.errors import Unwritable
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greffe.exporting.official import Official

STANDARD: Final = "ua-1"  # ISO 14289-1: tagged, titled, in a stated language
_TEMPLATE: Final = Path(__file__).with_name("official.typ")
_WIDEST: Final = 20.0
_ACROSS: Final = 230
"""The letters of a line over the whole width of the page, counted low."""
_SHORT: Final = 52
"""The lines of a row that is kept whole; a page holds some fifty-five."""


def pdf(table: Official) -> bytes:
    """Return the PDF, in French as the document is; the same table gives the same bytes.

    Only the fonts that Typst carries are used, so that it looks the same everywhere.  Raises
    ``Unwritable`` where the words cannot be set.
    """
    import typst

    widths = [_width(table, position) for position in range(len(table.columns))]
    told = {
        "title": table.title,
        "publisher": table.publisher,
        "introduction": table.introduction,
        "headings": table.headings,
        "widths": widths,
        "rows": [
            {"cells": (entry.number, *entry.cells), "whole": _is_short(entry.cells, widths)}
            for entry in table.entries
        ],
    }
    try:
        made = typst.compile(
            _TEMPLATE.read_bytes(),
            format="pdf",
            sys_inputs={"table": json.dumps(told, ensure_ascii=False)},
            pdf_standards=STANDARD,
            ignore_system_fonts=True,
            timestamp=0,
        )
    except typst.TypstError as error:
        raise _not_set(error.message) from error
    return bytes(made) if isinstance(made, bytes) else b"".join(made or ())


def _width(table: Official, position: int) -> float:
    """Return the share of the page that a column gets: it grows with the root of its words."""
    words = sum(len(entry.cells[position]) for entry in table.entries)
    each = words / max(1, len(table.entries))
    return round(max(7.5, min(_WIDEST, sqrt(each))), 2)


def _is_short(cells: Sequence[str], widths: Sequence[float]) -> bool:
    """Tell whether a row is surely no longer than a page: then no page break may cut it."""
    lines = (
        sum(ceil((len(line) + 1) * sum(widths) / (width * _ACROSS)) for line in words.split("\n"))
        for words, width in zip(cells, widths, strict=True)
    )
    return max(lines, default=0) <= _SHORT


def _not_set(why: str) -> Unwritable:
    return Unwritable(
        Text(f"la mise en pages a échoué ({why}).", f"the pages could not be set ({why})."),
        Text("Exportez dans un autre format.", "Export in another format."),
    )
