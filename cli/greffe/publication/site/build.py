"""Writing a site: every page in both languages, its data beside it, nothing that is not needed."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from greffe.language import LANGUAGES
from greffe.publication.search import index as search
from greffe.publication.site.fingerprints import fingerprints
from greffe.publication.site.memory import Memory, program_print
from greffe.publication.site.plan import artefacts, pages
from greffe.publication.site.rendering import render
from greffe.publication.site.writing import remove, write_changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from greffe.publication.site.memory import Used
    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site

_FORMATS: Final = ("ttl", "jsonld", "nt")
_FEW: Final = 2_000
"""Pages below which other processes would cost more than they bring."""
_SLICES: Final = 16


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

    ``kept`` are the files that are right as they are; ``numbers`` those of the things.
    """

    site: Site
    folder: Path
    kept: dict[str, Used]
    numbers: dict[str, int]
    made: dict[str, Used] = field(default_factory=dict)
    known: dict[str, int | None] = field(default_factory=dict)
    written: int = 0

    def keeps(self, *paths: str) -> bool:
        """Return whether files can stay as they are, all of them; they count as made."""
        if not all(path in self.kept for path in paths):
            return False
        self.made.update((path, self.kept[path]) for path in paths)
        return True

    def put(self, path: str, content: bytes, used: Used) -> None:
        """Write a file, if it differs, and note what it depends on."""
        self.written += write_changed(self.folder / path, content)
        self.made[path] = used

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

    A page is written again when the graph around a thing that it names has changed, or what was
    found about it; what no page needs any more is removed.  The same data give the same bytes.
    ``progress`` is told how many of how many pages are done; a large site is written by ``jobs``
    processes.  ``check`` sees the pages before anything is written, and may refuse them.  Raises
    ``InputError`` when the folder cannot be written.
    """
    before, things = Memory.read(folder), fingerprints(site)
    program = program_print(
        (site.base_url, site.official, site.masked, site.has_search, site.rules)
    )
    kept = before.still_right(things, folder) if before.program == program else {}
    work = Work(site, folder, kept, {name: rank for rank, name in enumerate(things)})
    plan = list(pages(site))
    check(plan)
    # Files first: the page that offers them tells their sizes, which are then known.
    for each in artefacts(site):
        if not work.keeps(each.path):
            work.put(each.path, each.content(site), None)
    for done in _write_pages(work, plan, jobs):
        progress(done, len(plan))
    removed = remove(folder, before.files.keys() - work.made.keys())
    search.bring_up_to_date(site, folder, changed=work.written + removed > 0)
    Memory(program, things, work.made).write(folder)
    return Built(len(plan), len(work.made), work.written, removed)


def _write_pages(work: Work, plan: list[Page], jobs: int) -> Iterator[int]:
    """Write every page; yield how many are done."""
    if jobs == 1 or len(plan) < _FEW:
        for done, page in enumerate(plan, start=1):
            write_page(work, page)
            yield done
        return
    from joblib import Parallel, delayed

    gc.collect()  # answers of the store may only be let go by the thread that asked
    token = uuid4().hex
    slices = (delayed(_write_slice)(work, token, part) for part in range(_SLICES))
    done = 0
    for made, written in Parallel(n_jobs=jobs, return_as="generator_unordered")(slices):
        work.made.update(made)
        work.written += written
        done += len(plan) // _SLICES
        yield done


_held: list[tuple[str, Site, list[Page]]] = []
"""The site that this process writes parts of, and its pages: read once, whatever the parts."""


def _write_slice(work: Work, token: str, part: int) -> tuple[dict[str, Used], int]:
    """Write every sixteenth page, from ``part`` on, in a process of its own."""
    if not _held or _held[0][0] != token:
        _held[:] = [(token, work.site, list(pages(work.site)))]
    _, site, plan = _held[0]
    own = Work(site, work.folder, work.kept, work.numbers)
    for page in islice(plan, part, None, _SLICES):
        write_page(own, page)
    return own.made, own.written


def write_page(work: Work, page: Page) -> None:
    """Write one page in both languages, and the data of its subject."""
    for language in LANGUAGES:
        path = page.file(language)
        if not work.keeps(path):
            content, used = render(work.site, page, language)
            work.put(path, content.encode(), None if page.whole else work.numbered(used))
    if page.subject is not None:
        _write_data(work, page.address.fr, page.subject)


def _write_data(work: Work, address: str, subject: str) -> None:
    paths = {name: f"{address}data.{name}" for name in _FORMATS}
    if work.keeps(*paths.values()):
        return
    contents = work.site.store.documents(subject)
    used = work.numbered(frozenset({subject}))
    for name, path in paths.items():
        work.put(path, contents[name], used)
