"""Under which name each kind of page is found, and which pages are not searched."""

from __future__ import annotations

from typing import Final

from greffe.language import Text
from greffe.publication.site.wording import KIND_NAMES

_OTHERS: Final = {
    "situation": Text("Votre situation", "Your situation"),
    "question": Text("Question", "Question"),
    "rule": Text("Règle", "Rule"),
    "body": Text("Organisme", "Organisation"),
}
_GENERAL: Final = Text("Page générale", "General page")
_LEFT_OUT: Final = frozenset({"search", "source", "missing", "retired"})
"""Pages that would only repeat others, or lead nowhere."""


def found_as(kind: str) -> Text | None:
    """Return under which name a kind of page is found; ``None`` for one that is not searched."""
    if kind in _LEFT_OUT:
        return None
    return KIND_NAMES.get(kind) or _OTHERS.get(kind) or _GENERAL
