"""What the search index of a site was made from, so that the next build reads what changed."""

from __future__ import annotations

import json
import os
from dataclasses import astuple, dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from greffe import __version__, files
from greffe.publication.search.postings import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAME: Final = ".greffe-search.json"
Stamp = tuple[int, int]
"""When a file was last written, in nanoseconds, and how many bytes it has."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A page that was looked at: its file as it was, and its entry, if it has one."""

    stamp: Stamp
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Memory:
    """What the index that stands was made by, its name for each language, and its pages by path."""

    maker: str = ""
    metas: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, Indexed] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Memory:
        """Return what the last build left in a folder; nothing when it left nothing readable."""
        try:
            told = json.loads((folder / NAME).read_text(encoding="utf-8"))
            pages = {path: _indexed(*each) for path, each in told["pages"].items()}
            return cls(told["maker"], told["metas"], pages)
        except (AttributeError, OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, folder: Path) -> None:
        """Leave this for the next build; raises ``InputError`` when that cannot be written."""
        told = {
            "maker": self.maker,
            "metas": dict(self.metas),
            "pages": {
                path: (each.stamp, each.entry and astuple(each.entry))
                for path, each in self.pages.items()
            },
        }
        files.write(folder / NAME, json.dumps(told, separators=(",", ":"), ensure_ascii=False))

    def stamps(self) -> dict[str, Stamp]:
        """Return how each page stood when it was looked at."""
        return {path: each.stamp for path, each in self.pages.items()}

    def standing_at(self, stamps: Mapping[str, Stamp]) -> Memory:
        """Return the same memory of pages that were written again and say the same."""
        pages = {path: replace(each, stamp=stamps[path]) for path, each in self.pages.items()}
        return replace(self, pages=pages)

    def entries(self, language: str) -> dict[str, Entry]:
        """Return the pages of a language that are in the index, by path, sorted."""
        return {
            path: each.entry
            for path, each in sorted(self.pages.items())
            if each.entry is not None and each.entry.name.startswith(f"{language}_")
        }


def stamps(folder: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """Return how files stand; raise ``FileNotFoundError`` where one is not there."""
    found = ((path, os.stat(f"{folder}/{path}")) for path in paths)  # noqa: PTH116 - thousands
    return {path: (status.st_mtime_ns, status.st_size) for path, status in found}


@lru_cache(maxsize=1)
def maker(engine: Path) -> str:
    """Return a fingerprint of what makes an index: this package, and Pagefind's program."""
    status = engine.stat()
    digest = blake2b(f"{__version__} {status.st_mtime_ns} {status.st_size}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _indexed(stamp: list[int], told: list[Any] | None) -> Indexed:
    mtime, size = stamp
    if told is None:
        return Indexed((mtime, size), None)
    name, words, fields, kind = told
    return Indexed((mtime, size), Entry(name, words, tuple(fields), kind))
