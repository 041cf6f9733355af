"""The official table as a PDF that prints well and that a screen reader can read (PDF/UA-1)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.errors import Unwritable
from greffe.exporting.proportions import is_short, shares
from greffe.language import Text

if TYPE_CHECKING:
    from greffe.exporting.official import Official

STANDARD: Final = "ua-1"  # ISO 14289-1: tagged, titled, in a stated language
_TEMPLATE: Final = Path(__file__).with_name("official.typ")


def pdf(table: Official) -> bytes:
    """Return the PDF, in French as the document is; the same table gives the same bytes.

    Only the fonts that Typst carries are used, so that it looks the same everywhere.  Raises
    ``Unwritable`` where the words cannot be set.
    """
    import typst

    widths = shares(table)
    told = {
        "title": table.title,
        "publisher": table.publisher,
        "introduction": table.introduction,
        "headings": table.headings,
        "widths": widths,
        "rows": [
            {"cells": (entry.number, *entry.cells), "whole": is_short(entry.cells, widths)}
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


def _not_set(why: str) -> Unwritable:
    return Unwritable(
        Text(f"la mise en pages a échoué ({why}).", f"the pages could not be set ({why})."),
        Text("Exportez dans un autre format.", "Export in another format."),
    )
