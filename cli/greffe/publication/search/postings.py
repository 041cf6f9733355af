"""The words of one language and where they stand: what an index of Pagefind 1.5 holds, as data.

Pagefind cannot change an index.  Its format is that of its own source: pages in order, each known
by its rank; words in order, each with its pages; ranks told by their distance from the one before.
Here pages are in the order of their paths, and a piece of the index begins at words that their own
spelling designates: what one page says changes few pieces, and equal pages give equal bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

Places = list[int]
Posting = tuple[Places, Places]
"""Where a word stands on a page: in its text, and in what is told about it."""
Row = list[Any]
"""A posting as Pagefind writes it: the distance of its page from the one before, then places."""
Postings = dict[int, Posting]
"""The postings of a word, by the rank of the page."""

_GRAIN: Final = 120
"""One word in so many begins a piece."""
_distance: Final = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as the index knows it: its identifier, how many words, what is told about it.

    ``fields`` are the names of what is told (title, kind …) and ``kind`` the kind of page.
    """

    name: str
    words: int
    fields: tuple[str, ...]
    kind: str


@dataclass(slots=True)
class Index:
    """The index of one language: its pages by path, in order, and its words.

    Each word has the rows of its plain spelling and those of each spelling with accents.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    words: dict[str, dict[str, list[Row]]] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of all that is told about pages, sorted: their ranks stand in postings."""
        return tuple(sorted({name for entry in self.entries.values() for name in entry.fields}))


@dataclass(frozen=True)
class _Move:
    """How the rows of an index change when it enters another."""

    ranks: Sequence[int | None]
    fields: Sequence[int]

    @cached_property
    def keeps_fields(self) -> bool:
        """Whether every field keeps its rank."""
        return list(self.fields) == list(range(len(self.fields)))

    @property
    def is_none(self) -> bool:
        """Whether every page that stays keeps its rank, and every field its own."""
        same = all(rank is None or rank == was for was, rank in enumerate(self.ranks))
        return same and self.keeps_fields

    def postings(self, rows: Collection[Row]) -> Postings:
        """Return the postings that stay, under the new ranks of their pages."""
        ranks = self.ranks
        found = {
            rank: (text, told)
            for number, (_, text, told) in zip(_numbers(rows), rows, strict=True)
            if (rank := ranks[number]) is not None
        }
        if self.keeps_fields:
            return found
        return {rank: (text, self._told(told)) for rank, (text, told) in found.items()}

    def _told(self, places: Places) -> Places:
        return [place if place >= 0 else -self.fields[-place - 1] - 1 for place in places]


def joined(old: Index, fresh: Index, gone: Collection[str] = ()) -> tuple[Index, frozenset[str]]:
    """Return an index without some pages and with others, and the words that this changes.

    What ``fresh`` says of a page counts; both may give their pages in any order.
    """
    replaced = {*gone, *fresh.entries}
    staying = {path: entry for path, entry in old.entries.items() if path not in replaced}
    made = Index(dict(sorted({**staying, **fresh.entries}.items())))
    rank = {path: number for number, path in enumerate(made.entries)}
    before = _Move([rank[p] if p in staying else None for p in old.entries], _moved(old, made))
    now = _Move([rank[path] for path in fresh.entries], _moved(fresh, made))
    suspect = _suspect(old, fresh, before)
    touched: set[str] = set()
    for word in sorted({*old.words, *fresh.words}):
        forms = was = old.words.get(word, {})
        if word in suspect:
            forms = _met(was, before, fresh.words.get(word, {}), now)
        if forms:
            made.words[word] = forms
        if forms != was:
            touched.add(word)
    return made, frozenset(touched)


def _moved(index: Index, made: Index) -> list[int]:
    """Return the new rank of each field; one that is told of no page any more has none."""
    ranks = {name: rank for rank, name in enumerate(made.fields)}
    return [ranks.get(name, -1) for name in index.fields]


def _suspect(old: Index, fresh: Index, move: _Move) -> frozenset[str]:
    """Return the words whose rows may change: all of them where pages or fields change ranks."""
    if not move.is_none:
        return frozenset({*old.words, *fresh.words})
    leaving = frozenset(number for number, rank in enumerate(move.ranks) if rank is None)
    gone = (
        word
        for word, forms in old.words.items()
        if any(not leaving.isdisjoint(_numbers(rows)) for rows in forms.values())
    )
    return frozenset({*gone, *fresh.words})


def _numbers(rows: Iterable[Row]) -> Iterator[int]:
    return accumulate(map(_distance, rows))


def _met(
    old: Mapping[str, list[Row]], before: _Move, fresh: Mapping[str, list[Row]], now: _Move
) -> dict[str, list[Row]]:
    """Return the rows of one word, by spelling, from both indexes; none where no page has it."""
    found: dict[str, list[Row]] = {}
    for form in sorted({*old, *fresh}):
        postings = before.postings(old.get(form, ())) | now.postings(fresh.get(form, ()))
        if postings:
            found[form] = _rows(postings)
    return found


def _rows(postings: Postings) -> list[Row]:
    last, rows = 0, []
    for number in sorted(postings):
        rows.append([number - last, *postings[number]])
        last = number
    return rows


def pieces(words: Iterable[str]) -> Iterator[list[str]]:
    """Yield sorted words in pieces: words begin one by their own spelling, whatever is beside."""
    piece: list[str] = []
    for word in words:
        if piece and crc32(word.encode()) % _GRAIN == 0:
            yield piece
            piece = []
        piece.append(word)
    if piece:
        yield piece
