"""Rules as readers meet them: each with an example of what it accepts and of what it refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from greffe.language import Text
from greffe.validation.keeping import kept_of
from greffe.validation.rulebook import Rule
from greffe.validation.stating import Sheet, Topic, sources

if TYPE_CHECKING:
    from greffe.validation.catalogue import Catalogue


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
    """Return every rule of the catalogue, in its order; what an earlier run read is not read again.

    Raises ``InputError`` for an unreadable file of shapes, and as the catalogue does.
    """
    plain = kept_of(sources(), "rules", lambda: [_plain(each) for each in _catalogue().sheets])
    return tuple(_explained(*each) for each in plain)


def _plain(sheet: Sheet) -> list[Any]:
    """Return a rule as JSON can have it."""
    rule, topic = sheet.rule, sheet.topic
    day = rule.tightens_on
    texts = (rule.name, rule.message, rule.remedy, topic.title, sheet.about)
    return [
        [None if text is None else [text.fr, text.en] for text in texts],
        [rule.code, rule.severity, rule.provision, day and day.isoformat()],
        [topic.family, topic.key],
        [sheet.name, sheet.field, sheet.confidence, sheet.valid_from],
        [sheet.sources, sheet.reasons],
    ]


def _explained(texts: Any, rule: Any, topic: list[str], own: Any, addresses: Any) -> Explained:  # noqa: ANN401 - as JSON has them
    """Return the rule that ``_plain`` told."""
    title, message, remedy, of_topic, about = (each and Text(*each) for each in texts)
    code, severity, provision, day = rule
    name, field, confidence, valid_from = own
    return Explained(
        Rule(code, severity, title, message, remedy, provision, day and date.fromisoformat(day)),
        Topic(topic[0], topic[1], of_topic),
        name,
        about,
        field,
        confidence,
        valid_from,
        *map(tuple, addresses),
    )


@cache
def _accepted(rule: Explained) -> Text | None:
    from greffe.validation.examples import Examples
    from greffe.validation.sheets import turtle_of

    example = Examples(_catalogue()).valid(rule)
    return None if example is None else turtle_of(rule, example)


@cache
def _refused(rule: Explained) -> Text | None:
    from greffe.validation.examples import Examples
    from greffe.validation.sheets import turtle_of

    example = Examples(_catalogue()).invalid(rule)
    return None if example is None else turtle_of(rule, example)


@cache
def _catalogue() -> Catalogue:
    from greffe.validation.catalogue import catalogue

    return catalogue()
