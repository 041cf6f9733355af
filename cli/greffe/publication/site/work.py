"""A part of a build: which files of the last one may stay, and what the others are made from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES
from greffe.publication.site.marks import FACTS, own_mark
from greffe.publication.site.memory import Made, numbers
from greffe.publication.site.writing import write_changed

if TYPE_CHECKING:
    from array import array
    from pathlib import Path

    from greffe.publication.site.memory import Standing
    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site

_MOST: Final = 2_000
"""How many things a page may depend on before it is taken to depend on the whole graph."""


@dataclass(slots=True)
class Work:
    """A part of a build: where it writes, what it may leave, and what it has made.

    ``standing`` are the files of the last build that may stay; ``numbers`` those of the things.
    ``version`` is that of the data at the last build.
    """

    site: Site
    folder: Path
    standing: Standing
    numbers: dict[str, int]
    version: str = ""
    made: dict[str, Made] = field(default_factory=dict)
    known: dict[str, int | None] = field(default_factory=dict)
    written: int = 0

    def bare(self) -> Work:
        """Return the same work with nothing made yet."""
        return replace(self, made={}, written=0)

    def keeps_whole(self, page: Page) -> bool:
        """Return whether a page and its data can stay, to the letter; if so, they count as made."""
        tells = page.tells_version and self.version != self.site.version
        return not tells and self.keeps(*map(page.file, LANGUAGES), *page.data_files().values())

    def keeps_page(self, path: str, page: Page) -> bool:
        """Return whether a page can stay as it is; it counts as made, and tells the version."""
        return self.keeps(path) and (not page.tells_version or self._tells_version(path))

    def _tells_version(self, path: str) -> bool:
        """Let a page tell the version of the data; return whether it told the last one."""
        before, now = self.version.encode(), self.site.version.encode()
        content = (self.folder / path).read_bytes()
        if not before or before not in content:
            return False
        self.put(path, content.replace(before, now), self.made[path])
        return True

    def keeps(self, *paths: str) -> bool:
        """Return whether files can stay as they are, all of them; they count as made."""
        right = self.standing.right
        if not all(path in right for path in paths):
            return False
        self.made.update((path, right[path]) for path in paths)
        return True

    def keeps_filled(self, path: str, page: Page, mark: str, depends: frozenset[str]) -> bool:
        """Return whether a page that is filled as this mark tells can stay; it counts as made."""
        last = self.standing.likely.get(path)
        if last is None or not mark or last.mark != mark:
            return False
        whole = last.whole or len(depends) > _MOST
        used = last.used if whole else numbers(sorted({*last.used, *self.used(page, depends)}))
        self.made[path] = replace(last, used=used, whole=whole)
        return not page.tells_version or self._tells_version(path)

    def put(self, path: str, content: bytes, made: Made) -> None:
        """Write a file, if it differs, and note what it was made from."""
        self.written += write_changed(self.folder / path, content)
        self.made[path] = made

    def made_from(
        self, page: Page, mark: str, named: frozenset[str], depends: frozenset[str]
    ) -> Made:
        """Return what a page with this mark was made from."""
        if (page.whole and page.quotes) or len(depends) > _MOST:
            return Made(self.numbered(named), True, mark)
        facts = {FACTS} if page.whole else ()
        return Made(self.used(page, named.union(depends, facts)), False, mark)

    def used(self, page: Page, things: frozenset[str]) -> array[int]:
        """Return the numbers of what a page depends on that names these things."""
        subject = frozenset([page.subject] if page.subject is not None else [])
        return self.numbered(things, things if page.quotes else subject)

    def numbered(self, things: frozenset[str], quoted: frozenset[str] = frozenset()) -> array[int]:
        """Return the numbers of the things on whose pages the named ones stand, sorted.

        Of those that are ``quoted``, the words of cells count as well.
        """
        words = (own_mark(self.site.addresses.owner(each)) for each in quoted)
        found = {number for name in (*things, *words) if (number := self._number(name)) is not None}
        return numbers(sorted(found))

    def _number(self, thing: str) -> int | None:
        if thing not in self.known:
            own = self.numbers.get(thing)
            owner = self.site.addresses.owner(thing) if own is None else thing
            self.known[thing] = self.numbers.get(owner)
        return self.known[thing]
