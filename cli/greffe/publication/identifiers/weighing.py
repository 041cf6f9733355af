"""How much a client wants each format and language, as patterns that any server can apply.

A header is weighed by patterns tried in order; the first that matches tells the weight.  It is
written ``0.5-9``: the quality value without needless zeros, then the rank of the format.  Written
so, weights compare as plain strings: that is all that Apache and nginx need to know of numbers.

RFC 9110, section 12.5.1: the most specific range counts, and weighs 1 where it does not say.  A
range whose weight is malformed counts for nothing.  RFC 4647, section 3.4, for languages: a
regional variety stands for its language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.publication.identifiers.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.publication.identifiers.formats import Format

WEIGHT: Final = "w"
"""The group of a pattern, or the variable of a value, that holds the quality value."""

COMMON: Final = "greffe_common"
"""The group that holds what two weights begin with."""

NOTHING: Final = "0-0"
_START: Final = r"(?:^|,)\s*"
_PARAMETERS: Final = r"(?:;(?!\s*q\s*=)(?:[^\x22,;]|\x22[^\x22]*\x22)*)*"
_FULL: Final = rf"\s*{_PARAMETERS}(?:,|$)"
_PART: Final = (
    rf"\s*{_PARAMETERS};\s*q\s*=\s*(?P<{WEIGHT}>1|0(?:\.[0-9]{{0,2}}[1-9])?)(?:\.?0*)\s*(?:[,;]|$)"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One pattern and, where it matches, the weight: ``1`` or what the pattern caught; the rank."""

    pattern: str
    whole: bool
    rank: int


@dataclass(frozen=True, slots=True)
class Scale:
    """How one format or language is weighed: its name and its steps, the most specific first."""

    name: str
    steps: tuple[Step, ...]
    absent: int
    """The rank when there is no such header; the weight is then 1."""


def format_scale(each: Format) -> Scale:
    """Return how an ``Accept`` header is weighed for a format."""
    main = re.escape(each.media_type.partition("/")[0])
    hint = "|".join(map(re.escape, each.hints))
    hinted = rf"^(?=(?:.*,)?\s*(?:{hint})\s*(?:[,;]|$))(?:.*,)?\s*\*/\*"
    steps = (
        *_steps(_named((each.media_type,)), each.named),
        *(_steps(_named(each.synonyms), each.named) if each.synonyms else ()),
        *_steps(rf"{_START}{main}/\*", each.covered),
        *(_steps(hinted, each.hinted) if hint else ()),
        *_steps(rf"{_START}\*/\*", each.covered),
    )
    return Scale(each.name, steps, each.covered)


def language_scale(language: str, rank: int) -> Scale:
    """Return how an ``Accept-Language`` header is weighed for a language."""
    named = rf"{_START}{language}(?:-[a-z0-9]+)*"
    return Scale(language, (*_steps(named, rank), *_steps(rf"{_START}\*", rank)), rank)


def weigh(scale: Scale, header: str) -> str:
    """Return the weight that a header gives to a format or language, as servers would."""
    if not header.strip():
        return f"1-{scale.absent}"
    for step in scale.steps:
        if found := re.search(step.pattern, header, re.IGNORECASE):
            return f"{'1' if step.whole else found[WEIGHT]}-{step.rank}"
    return NOTHING


def lesser() -> str:
    """Return a pattern that matches ``a|b`` when the weight ``a`` is less than the weight ``b``.

    They have a beginning in common, then each its own character; no weight begins another.
    """
    order = "-.0123456789"
    cases = (
        rf"{re.escape(low)}.*\|(?P={COMMON})[{re.escape(order[rank + 1 :])}]"
        for rank, low in enumerate(order[:-1])
    )
    return rf"^(?P<{COMMON}>[-.0-9]*)(?:{'|'.join(cases)})"


def _steps(ranges: str, rank: int) -> Iterator[Step]:
    yield Step(f"{ranges}{_FULL}", whole=True, rank=rank)
    yield Step(f"{ranges}{_PART}", whole=False, rank=rank)


def _named(media_types: tuple[str, ...]) -> str:
    return rf"{_START}(?:{'|'.join(map(re.escape, media_types))})"


FORMAT_SCALES: Final = tuple(map(format_scale, FORMATS))
LANGUAGE_SCALES: Final = (language_scale("fr", 2), language_scale("en", 1))
