"""What the last build of a site made, so that the next one does only what changed."""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import blake2b
from operator import itemgetter
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe import __version__, files
from greffe.resources import queries_dir, shapes_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NAME: Final = ".greffe-site.json"
_PUBLICATION: Final = Path(__file__).resolve().parents[1]

Print = tuple[int, int]
"""The fingerprints of a thing: of the graph around it, and of what it is called and where."""


def numbers(values: Iterable[int] = ()) -> array[int]:
    """Return numbers of things; those of a large site are millions, not to be held as objects."""
    return array("I", values)


@dataclass(frozen=True, slots=True)
class Made:
    """What a file was made from.

    ``used`` are the numbers of the things that it names or speaks of.  A file that is ``whole``
    may depend on everything else as well.  ``mark`` is a fingerprint of all that a page was filled
    with: with the same mark, and the same names of what it names, the page is the same.
    """

    used: array[int] = field(default_factory=numbers)
    whole: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The files of the last build that are there still.

    Those of ``right`` are as they should be; those of ``likely`` are if their pages, filled again,
    have the same mark.
    """

    right: dict[str, Made] = field(default_factory=dict)
    likely: dict[str, Made] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Memory:
    """The state of the data and of the program at a build, and what each file was made from.

    ``things`` are the fingerprints of each thing, in order: the number of a thing is its rank.
    ``version`` is that of the data.
    """

    program: str = ""
    version: str = ""
    things: Mapping[str, Print] = field(default_factory=dict)
    files: Mapping[str, Made] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Memory:
        """Return what the last build left in a folder; nothing when it left nothing readable."""
        try:
            told = json.loads((folder / NAME).read_text(encoding="utf-8"))
            things = {name: (around, called) for name, (around, called) in told["things"].items()}
            made = {
                path: Made(numbers(used), whole, mark) for path, used, whole, mark in told["files"]
            }
            return cls(told["program"], told["version"], things, made)
        except (AttributeError, OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, folder: Path) -> None:
        """Leave this for the next build; raises ``InputError`` when that cannot be written."""
        files.write(folder / NAME, self._pieces())

    def _pieces(self) -> Iterator[str]:
        told = {"program": self.program, "version": self.version, "things": dict(self.things)}
        yield f'{_json(told).removesuffix("}")},"files":['
        for number, (path, made) in enumerate(sorted(self.files.items(), key=itemgetter(0))):
            row = (path, made.used.tolist(), made.whole, made.mark)
            yield f"{',' if number else ''}{_json(row)}"
        yield "]}"

    def ranks(self) -> dict[str, int]:
        """Return the number of each thing."""
        return {name: rank for rank, name in enumerate(self.things)}

    def standing(self, now: Memory, folder: Path) -> Standing:
        """Return the files that are there and may stay, for the program and the data of ``now``.

        Their numbers are those of the things of ``now``.
        """
        if self.program != now.program:
            return Standing()
        ranks, things = now.ranks(), self.things.items()
        moved = [ranks.get(name) for name in self.things]
        same = [now.things.get(name) == was for name, was in things]
        called = [name in now.things and now.things[name][1] == was[1] for name, was in things]
        unchanged = (self.version, self.things) == (now.version, now.things)
        standing = Standing()
        stay = moved == list(range(len(moved)))
        is_same, is_called = same.__getitem__, called.__getitem__
        for path, made in self.files.items():
            right = unchanged or (not made.whole and all(map(is_same, made.used)))
            likely = right or (bool(made.mark) and all(map(is_called, made.used)))
            if likely and isfile(f"{folder}/{path}"):  # noqa: PTH113 - thousands of them
                kept = standing.right if right else standing.likely
                kept[path] = made if stay else _moved(made, moved)
        return standing


def _moved(made: Made, ranks: list[int | None]) -> Made:
    """Return what a file was made from under new numbers, without what is no more."""
    used = numbers(rank for was in made.used if (rank := ranks[was]) is not None)
    return replace(made, used=used)


_json: Final = json.JSONEncoder(separators=(",", ":")).encode


def program_print(parts: Iterable[object]) -> str:
    """Return a fingerprint of what writes pages: version, code, templates, queries, options."""
    digest = blake2b(sources_print(), digest_size=16)
    for part in parts:
        digest.update(repr(part).encode())
    return digest.hexdigest()


@cache
def sources_print() -> bytes:
    """Return a fingerprint of the version, code, templates, queries and shapes of this process."""
    digest = blake2b(__version__.encode(), digest_size=16)
    sources = (*_PUBLICATION.rglob("*"), *queries_dir().rglob("*.rq"), *shapes_dir().rglob("*.ttl"))
    for path in sorted(sources):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.digest()
