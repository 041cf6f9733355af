"""What a page needs of a rule, as the catalogue of the check gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from greffe.language import Text


class Stated(Protocol):
    """What a rule says."""

    @property
    def severity(self) -> str: ...  # noqa: D102 - violation, warning or info
    @property
    def name(self) -> Text: ...  # noqa: D102 - what it looks at
    @property
    def message(self) -> Text: ...  # noqa: D102 - the rule as a sentence
    @property
    def remedy(self) -> Text | None: ...  # noqa: D102 - what to do
    @property
    def provision(self) -> str | None: ...  # noqa: D102 - the provision that asks for it
    @property
    def tightens_on(self) -> date | None: ...  # noqa: D102 - from when it is a violation


class Topic(Protocol):
    """The file of shapes that a rule stands in."""

    @property
    def family(self) -> str: ...  # noqa: D102 - one of FAMILIES
    @property
    def title(self) -> Text: ...  # noqa: D102 - what its rules are about


class Rule(Protocol):
    """One rule in full, as the catalogue of the check gives it."""

    @property
    def code(self) -> str: ...  # noqa: D102 - R15
    @property
    def rule(self) -> Stated: ...  # noqa: D102 - what it says
    @property
    def topic(self) -> Topic: ...  # noqa: D102 - where it stands
    @property
    def name(self) -> str: ...  # noqa: D102 - its shape, or its code when no shape states it
    @property
    def about(self) -> Text: ...  # noqa: D102 - what it looks at
    @property
    def field(self) -> str | None: ...  # noqa: D102 - in which field, as a prefixed name
    @property
    def confidence(self) -> str | None: ...  # noqa: D102 - one of CONFIDENCES
    @property
    def valid_from(self) -> str | None: ...  # noqa: D102 - since when the law asks for it
    @property
    def sources(self) -> tuple[str, ...]: ...  # noqa: D102 - addresses
    @property
    def reasons(self) -> tuple[str, ...]: ...  # noqa: D102 - terms and provisions
