"""What a query of the library may read: the properties that it names, or any at all.

This looks at words, not at the grammar: it may name too many properties, never too few.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.namespaces import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable

_ASIDE: Final = re.compile(
    r"^\s*#.*$|\b(?:SELECT|GROUP\s+BY|ORDER\s+BY)\b[^{}]*|\bVALUES\s*\([^)]*\)",
    re.MULTILINE | re.IGNORECASE,
)
"""Comments, and where variables stand one after the other without being properties."""

_VARIABLE: Final = r"[?$]\w+"
_ANY: Final = re.compile(
    rf"{_VARIABLE}\s+{_VARIABLE}|;\s*{_VARIABLE}"
    rf"|[>\w\]]\s+{_VARIABLE}\s+(?:[<\"'\[(]|\w*:)"
    r"|!\s*(?:[(<^]|a\b|\w*:)|\bDESCRIBE\b",
    re.IGNORECASE,
)
"""A variable where a property stands, all properties but some, all that is said of a thing."""


def asks_anything(query: str) -> bool:
    """Return whether a query may read properties that it does not name."""
    return _ANY.search(_ASIDE.sub("", query)) is not None


def properties_read(query: str, properties: Iterable[str]) -> frozenset[str]:
    """Return those of the properties that a query may name, whatever the prefix."""
    return frozenset(each for each in properties if local_name(each) in query)
