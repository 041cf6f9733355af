"""Findings of many bodies, piled up on disk and read again in any order: memory is bounded.

A pile keeps chunks: findings of one severity, one file and one rule, in reading order.  From their
first findings follows the order of all, and what is found of one rule is there without looking at
that of others.
"""

from __future__ import annotations

import tempfile
import weakref
from collections import Counter
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, islice
from threading import Lock
from typing import TYPE_CHECKING, Final, overload

from greffe.errors import InputError
from greffe.language import Text
from greffe.reasons import reason
from greffe.validation.findings import Finding, reading_order
from greffe.validation.packing import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from greffe.validation.findings import Order, Severity

KEPT: Final = 10_000
"""How many findings may be in memory at once; of more, only one file's are."""

_IN_MEMORY: Final = 1 << 25
"""How many bytes a pile keeps before it goes to disk."""

Place = tuple[int, int]
"""Where bytes are in a pile: offset and length."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Findings of one severity, file and rule; ``content`` is their place once they are piled."""

    first: Order
    severity: Severity
    rule: str
    count: int
    content: bytes | Place

    @property
    def group(self) -> tuple[int, str]:
        """Severity and file: findings of other chunks of the same come between these."""
        return self.first[0], self.first[1]


def chunks(findings: Iterable[Finding]) -> Iterator[Chunk]:
    """Cut findings into chunks that are not piled yet."""
    in_order = sorted(findings, key=lambda each: (each.rule, reading_order(each)))
    for _, members in groupby(in_order, key=lambda each: (each.rule, reading_order(each)[:2])):
        alike = list(members)
        one = alike[0]
        yield Chunk(reading_order(one), one.severity, one.rule, len(alike), packed(alike))


class Pile:
    """Bytes that several threads put down, and one takes up again."""

    def __init__(self) -> None:
        """Begin empty."""
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - goes with the pile
        weakref.finalize(self, self._file.close)
        self._lock = Lock()
        self._size = 0

    def put(self, content: bytes) -> Place:
        """Keep bytes and return where; raise ``InputError`` when there is no room."""
        with self._lock, _telling():
            place = self._size, len(content)
            self._file.seek(self._size)
            self._file.write(content)
            self._size += len(content)
            return place

    def take(self, place: Place) -> bytes:
        """Return the bytes of a place."""
        with self._lock, _telling():
            self._file.seek(place[0])
            return self._file.read(place[1])

    def keep(self, chunk: Chunk) -> Chunk:
        """Return a chunk whose findings are in the pile."""
        content = chunk.content
        return replace(chunk, content=self.put(content)) if isinstance(content, bytes) else chunk

    def findings(self, chunk: Chunk) -> list[Finding]:
        """Return the findings of a chunk."""
        content = chunk.content
        return unpacked(content if isinstance(content, bytes) else self.take(content))


class Findings(Sequence[Finding]):
    """Findings in a pile, in reading order; each look reads them again."""

    def __init__(self, pile: Pile, kept: Iterable[Chunk]) -> None:
        """Look at some chunks of a pile."""
        self._pile = pile
        self._chunks = sorted(kept, key=lambda each: each.first)

    @cached_property
    def tally(self) -> Counter[tuple[str, Severity]]:
        """How many findings each rule has, by severity."""
        found: Counter[tuple[str, Severity]] = Counter()
        for each in self._chunks:
            found[each.rule, each.severity] += each.count
        return found

    @cached_property
    def _count(self) -> int:
        return sum(each.count for each in self._chunks)

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    def __iter__(self) -> Iterator[Finding]:
        """Yield all, file by file."""
        for _, alike in groupby(self._chunks, key=lambda each: each.group):
            yield from self._sorted(alike)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        """Return one, or some; what comes late takes long."""
        wanted = range(len(self))[index]
        if isinstance(wanted, int):
            return next(islice(self, wanted, None))
        if wanted.step < 0:
            return tuple(self)[index]
        return tuple(islice(self, wanted.start, wanted.stop, wanted.step))

    def by_rule(self) -> dict[str, Findings]:
        """Return the findings of each rule, in the order in which rules first occur."""
        grouped: dict[str, list[Chunk]] = {}
        for each in self._chunks:
            grouped.setdefault(each.rule, []).append(each)
        return {rule: Findings(self._pile, alike) for rule, alike in grouped.items()}

    def parted(self, chosen: Callable[[Finding], bool]) -> tuple[Findings, Findings]:
        """Return those that are not chosen, and those that are."""
        left: list[Chunk] = []
        taken: list[Chunk] = []
        for chunk in self._chunks:
            found = self._pile.findings(chunk)
            for kept, wanted in ((left, False), (taken, True)):
                part = [each for each in found if chosen(each) == wanted]
                whole = len(part) == len(found)
                kept.extend([chunk] if whole else map(self._pile.keep, chunks(part)))
        return Findings(self._pile, left), Findings(self._pile, taken)

    def _sorted(self, alike: Iterable[Chunk]) -> list[Finding]:
        found = [each for chunk in alike for each in self._pile.findings(chunk)]
        return sorted(found, key=reading_order)


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        folder, why = tempfile.gettempdir(), reason(error)
        raise InputError(
            Text(
                f"{folder} : impossible d’y mettre les constats de côté ({why.fr}).",
                f"{folder}: findings cannot be put aside there ({why.en}).",
            ),
            Text(
                "Faites de la place, ou nommez un autre dossier dans la variable TMPDIR.",
                "Make room, or name another folder in the variable TMPDIR.",
            ),
        ) from error
