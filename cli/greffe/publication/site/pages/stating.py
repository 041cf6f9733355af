"""What a page needs of a rule, as the catalogue of the check gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from greffe.language import Text


class Stated(Protocol):
    """What a rule says."""

    @property
    def severity(self) -> str:
        """Return violation, warning or info."""
        ...

    @property
    def name(self) -> Text:
        """Return what it looks at."""
        ...

    @property
    def message(self) -> Text:
        """Return the rule as a sentence."""
        ...

    @property
    def remedy(self) -> Text | None:
        """Return what to do."""
        ...

    @property
    def provision(self) -> str | None:
        """Return the provision that asks for it."""
        ...

    @property
    def tightens_on(self) -> date | None:
        """Return from when it is a violation."""
        ...


class Topic(Protocol):
    """The file of shapes that a rule stands in."""

    @property
    def family(self) -> str:
        """Return one of FAMILIES."""
        ...

    @property
    def title(self) -> Text:
        """Return what its rules are about."""
        ...


class Rule(Protocol):
    """One rule in full, as the catalogue of the check gives it."""

    @property
    def code(self) -> str:
        """Return R15."""
        ...

    @property
    def rule(self) -> Stated:
        """Return what it says."""
        ...

    @property
    def topic(self) -> Topic:
        """Return where it stands."""
        ...

    @property
    def name(self) -> str:
        """Return its shape, or its code when no shape states it."""
        ...

    @property
    def about(self) -> Text:
        """Return what it looks at."""
        ...

    @property
    def field(self) -> str | None:
        """Return in which field, as a prefixed name."""
        ...

    @property
    def confidence(self) -> str | None:
        """Return one of CONFIDENCES."""
        ...

    @property
    def valid_from(self) -> str | None:
        """Return since when the law asks for it."""
        ...

    @property
    def sources(self) -> tuple[str, ...]:
        """Return addresses."""
        ...

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return terms and provisions."""
        ...

    @property
    def accepted(self) -> Text | None:
        """Return an example of what it accepts, as Turtle."""
        ...

    @property
    def refused(self) -> Text | None:
        """Return an example of what it refuses, as Turtle."""
        ...
