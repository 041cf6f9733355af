"""Cells of CSV that a spreadsheet would compute, made harmless in a way that can be undone.

A spreadsheet reads a cell that begins with ``= + - @``, a tab or a carriage return as a formula
(OWASP, "CSV Injection").  Such a cell gets an apostrophe before it.  So does one that begins with
apostrophes and then such a character: taking one apostrophe off is then always right.  A lone dash,
which stands for an empty cell, computes nothing and is left as it is.
"""

from __future__ import annotations

import re
from typing import Final

from greffe.documents.tables import DASH

MARK: Final = "'"
_COMPUTED: Final = re.compile(r"'*[=+\-@\t\r＝＋－＠]")


def guarded(text: str) -> str:
    """Return the text so that no spreadsheet computes it; most texts are returned as they are."""
    return f"{MARK}{text}" if text != DASH and _COMPUTED.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that ``guarded`` was given."""
    rest = text.removeprefix(MARK)
    return rest if rest not in (text, DASH) and _COMPUTED.match(rest) else text
