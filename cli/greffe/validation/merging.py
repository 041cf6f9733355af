"""Puts the reports of the parts of a workspace together, as if it had been checked in one go."""

from __future__ import annotations

import pickle
from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from greffe.matching import natural
from greffe.validation.findings import reading_order
from greffe.validation.pile import KEPT, Findings, chunks
from greffe.validation.report import Report

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from greffe.validation.baseline import Baseline
    from greffe.validation.findings import Finding
    from greffe.validation.pile import Chunk, Pile, Place
    from greffe.validation.report import Checked


@dataclass(frozen=True, slots=True)
class Part:
    """What there is to say of some bodies: the report without its findings, and these in chunks.

    ``things`` is what the bodies describe outside their addresses; ``names`` are the fingerprints
    of the findings, eight bytes each.
    """

    bodies: tuple[str, ...]
    things: frozenset[str]
    report: bytes | Place
    chunks: tuple[Chunk, ...]
    names: bytes

    @classmethod
    def of(cls, bodies: tuple[str, ...], report: Report, things: Iterable[str]) -> Part:
        """Return the part that some bodies are."""
        return cls(
            bodies,
            frozenset(things),
            pickle.dumps(replace(report, findings=()), pickle.HIGHEST_PROTOCOL),
            tuple(chunks(report.findings)),
            b"".join(bytes.fromhex(each.fingerprint) for each in report.findings),
        )

    def kept(self, pile: Pile) -> Part:
        """Return the part with all that is large in a pile."""
        report = self.report if isinstance(self.report, tuple) else pile.put(self.report)
        return replace(self, report=report, chunks=tuple(map(pile.keep, self.chunks)))


def merged(  # noqa: PLR0913 - what parts are made to one with
    parts: Sequence[Part],
    pile: Pile,
    order: Sequence[str],
    vocabulary: Collection[str],
    *,
    baseline: Baseline | None = None,
    most: int = KEPT,
) -> Report:
    """Return one report of all; what several of them tell is told as the first tells it.

    ``order`` is that of the files; of ``vocabulary``, which is no data, a ``baseline`` has nothing
    to say.  More than so many findings stay in the ``pile``, whose parts they are.  Raises
    ``InputError`` when there is no room for them.
    """
    whole = _Whole(pile)
    for part in parts:
        whole.add(part)
    report = whole.report(order)
    found = Findings(pile, _once(parts, pile))
    new, known = (found, ()) if baseline is None else found.parted(baseline.knows)
    everything = chain(found, (each.finding for each in report.waived))
    gone = () if baseline is None else baseline.missing(everything)
    return replace(
        report,
        findings=_held(new, most),
        known=_held(known, most),
        resolved=tuple(each for each in gone if each.entity not in vocabulary),
        baseline=baseline is not None,
    )


class _Whole:
    """What the reports of parts add up to, findings aside."""

    def __init__(self, pile: Pile) -> None:
        self._pile = pile
        self._sum = Report((), (), (), {})
        self._checked: dict[str, Checked] = {}
        self._counts: Counter[str] = Counter()
        self._files: list[str] = []
        self._documents: list[str] = []

    def add(self, part: Part) -> None:
        """Count a part in."""
        content = part.report if isinstance(part.report, bytes) else self._pile.take(part.report)
        report: Report = pickle.loads(content)  # noqa: S301 - our own process wrote it
        for each in report.checked:
            before = self._checked.get(each.shape)
            count = each.count + (before.count if before else 0)
            self._checked[each.shape] = replace(before or each, count=count)
        self._counts.update(report.looked_at)
        self._files += report.files
        self._documents += report.documents
        self._sum = replace(
            self._sum,
            rules=self._sum.rules | report.rules,
            waived=self._sum.waived + report.waived,
            idle=self._sum.idle + report.idle,
            looked_at=self._sum.looked_at or report.looked_at,
            provisions=self._sum.provisions | report.provisions,
        )

    def report(self, order: Sequence[str]) -> Report:
        """Return the report of all parts."""
        place = {path: number for number, path in enumerate(order)}
        first = self._sum.looked_at or sorted(self._counts, key=natural)
        codes = (*first, *(self._counts.keys() - {*first}))
        return replace(
            self._sum,
            checked=tuple(self._checked[shape] for shape in sorted(self._checked)),
            files=tuple(sorted(self._files, key=place.__getitem__)),
            waived=tuple(sorted(self._sum.waived, key=lambda w: reading_order(w.finding))),
            idle=tuple(sorted(self._sum.idle, key=lambda waiver: waiver.iri)),
            looked_at={code: self._counts[code] for code in codes},
            documents=tuple(self._documents),
        )


def _once(parts: Sequence[Part], pile: Pile) -> Iterator[Chunk]:
    """Yield the chunks of all parts, without the findings that an earlier part has."""
    several = _told_again(parts)
    told: set[str] = set()
    for part in parts:
        repeating = several and not several.isdisjoint(_names(part))
        for chunk in part.chunks:
            yield from _without(told, several, chunk, pile) if repeating else (chunk,)


def _without(told: set[str], several: set[str], chunk: Chunk, pile: Pile) -> Iterator[Chunk]:
    """Yield a chunk, or what is left of it without what was told before."""
    found = pile.findings(chunk)
    left = [each for each in found if each.fingerprint not in told]
    told |= {each.fingerprint for each in found} & several
    if len(left) == len(found):
        yield chunk
    else:
        yield from map(pile.keep, chunks(left))


def _told_again(parts: Iterable[Part]) -> set[str]:
    """Return the fingerprints that come more than once."""
    names = sorted(name for part in parts for name in _names(part))
    return {one for one, other in pairwise(names) if one == other}


def _names(part: Part) -> Iterator[str]:
    return (part.names[at : at + 8].hex() for at in range(0, len(part.names), 8))


def _held(findings: Sequence[Finding], most: int) -> Sequence[Finding]:
    """Return findings as a tuple, unless there are many."""
    return findings if len(findings) > most else tuple(findings)
