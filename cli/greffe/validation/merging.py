"""Puts the reports of the parts of a workspace together, as if it had been checked in one go."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from greffe.validation.coverage import natural
from greffe.validation.explain import reading_order
from greffe.validation.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from greffe.validation.baseline import Baseline
    from greffe.validation.report import Checked

T = TypeVar("T")


def merged(
    reports: Sequence[Report],
    order: Sequence[str],
    vocabulary: Collection[str],
    baseline: Baseline | None,
) -> Report:
    """Return one report of all; what several of them tell is told as the first tells it.

    ``order`` is that of the files; of ``vocabulary``, which is no data, a ``baseline`` has nothing
    to say.
    """
    once = {each.fingerprint: each for each in reversed(_all(reports, lambda each: each.findings))}
    findings = sorted(once.values(), key=reading_order)
    waived = sorted(_all(reports, lambda each: each.waived), key=lambda w: reading_order(w.finding))
    everything = chain(findings, (each.finding for each in waived))
    gone = () if baseline is None else baseline.missing(everything)
    new, known = (tuple(findings), ()) if baseline is None else baseline.split(findings)
    place = {path: number for number, path in enumerate(order)}
    return Report(
        findings=new,
        checked=_summed(_all(reports, lambda each: each.checked)),
        files=tuple(sorted(_all(reports, lambda each: each.files), key=place.__getitem__)),
        rules={code: rule for each in reports for code, rule in each.rules.items()},
        waived=tuple(waived),
        known=known,
        resolved=tuple(each for each in gone if each.entity not in vocabulary),
        idle=tuple(sorted(_all(reports, lambda each: each.idle), key=lambda waiver: waiver.iri)),
        baseline=baseline is not None,
        looked_at=_counted(reports),
        documents=tuple(_all(reports, lambda each: each.documents)),
        provisions={iri: what for each in reports for iri, what in each.provisions.items()},
    )


def _all(reports: Iterable[Report], part: Callable[[Report], Iterable[T]]) -> list[T]:
    return [each for report in reports for each in part(report)]


def _summed(checked: Iterable[Checked]) -> tuple[Checked, ...]:
    whole: dict[str, Checked] = {}
    for each in checked:
        so_far = whole.get(each.shape)
        whole[each.shape] = (
            each if so_far is None else replace(each, count=each.count + so_far.count)
        )
    return tuple(whole[shape] for shape in sorted(whole))


def _counted(reports: Iterable[Report]) -> dict[str, int]:
    """Return how many things each rule looked at, in the order that one report has."""
    counts: Counter[str] = Counter()
    for each in reports:
        counts.update(each.looked_at)
    first = next(iter(reports), None)
    order = list(first.looked_at) if first else sorted(counts, key=natural)
    return {code: counts[code] for code in (*order, *(counts.keys() - {*order}))}
