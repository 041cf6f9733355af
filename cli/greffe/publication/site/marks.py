"""What pages depend on besides things: words, properties, rules, all facts; each under a name."""

from __future__ import annotations

from typing import Final

FACTS: Final = "facts:"
"""All that the graph says, but for the words of cells."""

PROPERTIES: Final = "properties:"
"""Which properties the graph has."""


def own_mark(thing: str) -> str:
    """Return the name under which pages depend on what few pages but a thing's own show.

    That is the words of its cells, and those of what was found about it.
    """
    return f"own:{thing}"


def property_mark(name: str) -> str:
    """Return the name under which pages depend on all that is said by a property."""
    return f"property:{name}"


def rule_mark(code: str) -> str:
    """Return the name under which pages depend on what a rule found."""
    return f"rule:{code}"
