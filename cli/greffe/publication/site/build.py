"""Writing a site: every page in both languages, its data beside it, nothing that is not needed."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from greffe.language import LANGUAGES
from greffe.publication.search import index as search
from greffe.publication.site.fingerprints import fingerprints
from greffe.publication.site.memory import Made, Memory, program_print
from greffe.publication.site.plan import artefacts, pages
from greffe.publication.site.rendering import fill, mark_of, render
from greffe.publication.site.writing import remove, write_changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from greffe.publication.site.memory import Standing
    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site

_FORMATS: Final = ("ttl", "jsonld", "nt")
_FEW: Final = 2_000
"""Pages below which other processes would cost more than they bring."""
_SLICES: Final = 16
_COLLECTING: Final = (100_000, 20, 100)
"""After how many new objects garbage is looked for, and how seldom among older ones."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: how many pages and files the site has, how many were written."""

    pages: int
    files: int
    written: int
    removed: int


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
        return replace(self, made={}, known={}, written=0)

    def keeps(self, *paths: str) -> bool:
        """Return whether files can stay as they are, all of them; they count as made."""
        right = self.standing.right
        if not all(path in right for path in paths):
            return False
        self.made.update((path, right[path]) for path in paths)
        return True

    def keeps_filled(self, path: str, mark: str, depends: frozenset[str]) -> bool:
        """Return whether a page that is filled as this mark tells can stay; it counts as made.

        It may tell the version of the data, which is brought up to date.
        """
        last = self.standing.likely.get(path)
        if last is None or not mark or last.mark != mark:
            return False
        used = tuple(sorted({*last.used, *self.numbered(depends)}))
        made = replace(last, used=used)
        if last.whole and self.version:
            content = (self.folder / path).read_bytes()
            content = content.replace(self.version.encode(), self.site.version.encode())
            self.put(path, content, made)
        self.made[path] = made
        return True

    def put(self, path: str, content: bytes, made: Made) -> None:
        """Write a file, if it differs, and note what it was made from."""
        self.written += write_changed(self.folder / path, content)
        self.made[path] = made

    def numbered(self, things: frozenset[str]) -> tuple[int, ...]:
        """Return the numbers of the things on whose pages the named ones stand, sorted."""
        found = {number for thing in things if (number := self._number(thing)) is not None}
        return tuple(sorted(found))

    def _number(self, thing: str) -> int | None:
        if thing not in self.known:
            self.known[thing] = self.numbers.get(self.site.addresses.owner(thing))
        return self.known[thing]


def build_site(
    site: Site,
    folder: Path,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    jobs: int = 1,
    check: Callable[[list[Page]], None] = lambda _pages: None,
) -> Built:
    """Write a site into a folder, or bring it up to date.

    A page is filled again when the graph around a thing that it names has changed, or what was
    found about it, and written again when it is filled with anything else than before; what no
    page needs any more is removed.  The same data give the same bytes.
    ``progress`` is told how many of how many pages are done; a large site is written by ``jobs``
    processes.  ``check`` sees the pages before anything is written, and may refuse them.  Raises
    ``InputError`` when the folder cannot be written.
    """
    before, now = Memory.read(folder), _now(site)
    numbers = {name: rank for rank, name in enumerate(now.things)}
    work = Work(site, folder, before.standing(now, folder), numbers, before.version)
    plan = list(pages(site))
    check(plan)
    # Files first: the page that offers them tells their sizes, which are then known.
    for each in artefacts(site):
        if not work.keeps(each.path):
            work.put(each.path, each.content(site), Made(whole=not each.fixed))
    for done in _write_pages(work, plan, jobs):
        progress(done, len(plan))
    removed = remove(folder, before.files.keys() - work.made.keys())
    search.bring_up_to_date(site, folder, work.made)
    replace(now, files=work.made).write(folder)
    return Built(len(plan), len(work.made), work.written, removed)


def _now(site: Site) -> Memory:
    """Return the state of the program and of the data, before any file is made."""
    options = (site.base_url, site.official, site.masked, site.has_search)
    shared = (site.rules, site.name, site.menu)
    return Memory(program_print((*options, *shared)), site.version, fingerprints(site))


def _write_pages(work: Work, plan: list[Page], jobs: int) -> Iterator[int]:
    """Write every page; yield how many are done."""
    if jobs == 1 or len(plan) < _FEW:
        with _seldom_collecting():
            for done, page in enumerate(plan, start=1):
                write_page(work, page)
                yield done
        return
    from joblib import Parallel, delayed

    gc.collect()  # answers of the store may only be let go by the thread that asked
    token = uuid4().hex
    bare = work.bare()
    slices = (delayed(_write_slice)(bare, token, part) for part in range(_SLICES))
    done = 0
    for made, written in Parallel(n_jobs=jobs, return_as="generator_unordered")(slices):
        work.made.update(made)
        work.written += written
        done += len(plan) // _SLICES
        yield done


_held: list[tuple[str, Site, list[Page]]] = []
"""The site that this process writes parts of, and its pages: read once, whatever the parts."""


def _write_slice(work: Work, token: str, part: int) -> tuple[dict[str, Made], int]:
    """Write every sixteenth page, from ``part`` on, in a process of its own."""
    if not _held or _held[0][0] != token:
        _held[:] = [(token, work.site, list(pages(work.site)))]
    _, site, plan = _held[0]
    own = replace(work.bare(), site=site)
    with _seldom_collecting():
        for page in islice(plan, part, None, _SLICES):
            write_page(own, page)
    return own.made, own.written


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for garbage seldom: what a site holds is much, and stays until the end."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_COLLECTING)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def write_page(work: Work, page: Page) -> None:
    """Write one page in both languages, and the data of its subject."""
    for language in LANGUAGES:
        path = page.file(language)
        if work.keeps(path):
            continue
        filled, depends = fill(work.site, page, language)
        mark = mark_of(page, filled)
        if not work.keeps_filled(path, mark, depends):
            content, named = render(work.site, page, language, filled)
            made = Made(work.numbered(named | depends), page.whole, mark)
            work.put(path, content.encode(), made)
    if page.subject is not None:
        _write_data(work, page.address.fr, page.subject)


def _write_data(work: Work, address: str, subject: str) -> None:
    paths = {name: f"{address}data.{name}" for name in _FORMATS}
    if work.keeps(*paths.values()):
        return
    contents = work.site.store.documents(subject)
    made = Made(work.numbered(frozenset({subject})))
    for name, path in paths.items():
        work.put(path, contents[name], made)
