"""What is known of one thing: finds it by the names people use, and gathers its fact sheet."""

from __future__ import annotations

from greffe.facts.finding import find
from greffe.facts.naming import names_of
from greffe.facts.sheet import FactSheet, Statement, fact_sheet, sheet_of
from greffe.facts.wording import heading, inverse_heading, thing_name

__all__ = [
    "FactSheet",
    "Statement",
    "fact_sheet",
    "find",
    "heading",
    "inverse_heading",
    "names_of",
    "sheet_of",
    "thing_name",
]
