"""Findings as a site shows them: without what only a report tells, equal words held once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from greffe.language import Text
    from greffe.publication.site.site import Finding


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as the site shows it."""

    rule: str
    severity: str
    entity: str
    message: Text
    remedy: Text | None


def told(
    findings: Iterable[Finding], word: Callable[[Text], Text] = lambda text: text
) -> Iterator[Told]:
    """Yield findings as the site shows them, their words as ``word`` has them.

    Few of the words of many findings differ.
    """
    said = cache(word)
    for each in findings:
        remedy = None if each.remedy is None else said(each.remedy)
        yield Told(each.rule, each.severity, each.entity, said(each.message), remedy)
