"""What a cell of a workbook shows: numbers, dates and truth values as a French Excel prints them.

A workbook stores ``0.5`` and a number format (ECMA-376-1, 18.8.30); the language is that of the
program that opens it.  These are documents in French: the decimal sign is the comma, groups are
parted by a no-break space.  Dates are ISO 8601, to the precision that their format shows.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from greffe.sheets.shaping import lines_of

# A character that XML cannot hold, as SpreadsheetML writes it (ECMA-376-1, 22.9.2.19).
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]'
    r"|(?P<digits>[#0?](?:[#0?,.]|\\?[ \u00a0](?=[#0?]))*)|(?P<plain>[^\"\\_*\[#0?])"
)
_UNUSUAL: Final = re.compile(r"[eE][+-]|/")
_SCALED: Final = re.compile(r",$|,\.|\..*\.")
_NOT_TIME: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_DIGITS: Final = 15
"""The significant digits of a number in a workbook."""


def shown(value: object, number_format: str = "General") -> str:
    """Return the text that a cell shows for its stored value."""
    match value:
        case bool():
            return "VRAI" if value else "FAUX"
        case int() | float():
            return _number(value, number_format)
        case datetime():
            return _date(value, number_format)
        case date() | time():
            return value.isoformat()
        case timedelta():
            return _duration(value)
    return lines_of(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value)))


def _date(value: datetime, number_format: str) -> str:
    """Return a date to the precision of its format: year, month, day, or the time too."""
    codes = set(_NOT_TIME.sub("", number_format.partition(";")[0]).lower())
    if value.time() != time.min or codes & {"h", "s"}:
        return value.replace(microsecond=0).isoformat()
    if "y" in codes and "d" not in codes:
        return value.strftime("%Y-%m" if "m" in codes else "%Y")
    return value.date().isoformat()


def _duration(value: timedelta) -> str:
    minutes, seconds = divmod(round(abs(value.total_seconds())), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{'-' if value < timedelta() else ''}{hours}:{minutes:02}:{seconds:02}"


def _number(value: float, number_format: str) -> str:
    section = _section(value, number_format)
    tokens = list(_TOKEN.finditer(section))
    patterns = [token["digits"] for token in tokens if token["digits"]]
    if not patterns and any(token["quoted"] for token in tokens):
        return "".join(token["quoted"] or "" for token in tokens)
    if len(patterns) != 1 or _UNUSUAL.search(section) or _SCALED.search(patterns[0]):
        return _general(value)
    hundredfold = 100 if any(token["plain"] == "%" for token in tokens) else 1
    digits = _digits(abs(_exact(value)) * hundredfold, patterns[0])
    text = "".join(
        digits
        if token["digits"]
        else token["quoted"] or token["escaped"] or token["currency"] or token["plain"] or ""
        for token in tokens
    )
    negative = value < 0 and section == number_format.partition(";")[0]
    return ("-" if negative else "") + text.strip()


def _section(value: float, number_format: str) -> str:
    """Return the part of a format that applies: positive; negative; zero."""
    sections = number_format.split(";")
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]  # noqa: PLR2004


def _digits(value: Decimal, pattern: str) -> str:
    whole, _, decimals = re.sub(r"\\", "", pattern).partition(".")
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    least = decimals.count("0")
    after = after[:least] + after[least:].rstrip("0")
    before = before.lstrip("0").rjust(whole.count("0"), "0")
    if re.search(r"[, \u00a0]", whole):
        before = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", "\u00a0", before)
    return f"{before},{after}" if after else before


def _general(value: float) -> str:
    exact = _exact(value)
    text = f"{exact:f}" if -_DIGITS <= exact.adjusted() <= 2 * _DIGITS else str(exact)
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _exact(value: float) -> Decimal:
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_DIGITS}g}")
