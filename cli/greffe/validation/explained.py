"""Rules as readers meet them: each with an example of what it accepts and of what it refuses."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING

from greffe.validation.catalogue import Catalogue, Sheet, catalogue
from greffe.validation.examples import Examples
from greffe.validation.sheets import turtle_of

if TYPE_CHECKING:
    from greffe.language import Text


@dataclass(frozen=True, slots=True)
class Explained(Sheet):
    """One rule in full, with its examples, which are only cut out when they are asked for."""

    @property
    def accepted(self) -> Text | None:
        """Return what the rule accepts, as Turtle; ``None`` where no case shows it."""
        return _accepted(self)

    @property
    def refused(self) -> Text | None:
        """Return what the rule refuses, as Turtle; ``None`` where no case shows it."""
        return _refused(self)


def explained_rules() -> tuple[Explained, ...]:
    """Return every rule of the catalogue, in its order."""
    names = [each.name for each in fields(Sheet)]
    sheets = _catalogue().sheets
    return tuple(Explained(**{name: getattr(sheet, name) for name in names}) for sheet in sheets)


@cache
def _accepted(rule: Explained) -> Text | None:
    example = Examples(_catalogue()).valid(rule)
    return None if example is None else turtle_of(rule, example)


@cache
def _refused(rule: Explained) -> Text | None:
    example = Examples(_catalogue()).invalid(rule)
    return None if example is None else turtle_of(rule, example)


@cache
def _catalogue() -> Catalogue:
    return catalogue()
