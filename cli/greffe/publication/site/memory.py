"""What the last build of a site made, so that the next one does only what changed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe import __version__, files
from greffe.resources import queries_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAME: Final = ".greffe-site.json"
_PUBLICATION: Final = Path(__file__).resolve().parents[1]

Used = tuple[int, ...] | None
"""The numbers of the things that a file depends on; ``None`` for a file that needs them all."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The state of the data and of the program at a build, and what each file depended on.

    ``things`` are the fingerprints of the graph around each thing, in order: the number of a thing
    is its rank.
    """

    program: str = ""
    things: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, Used] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Memory:
        """Return what the last build left in a folder; nothing when it left nothing readable."""
        try:
            told = json.loads((folder / NAME).read_text(encoding="utf-8"))
            made = {path: None if used is None else tuple(used) for path, used in told["files"]}
            return cls(told["program"], told["things"], made)
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, folder: Path) -> None:
        """Leave this for the next build; raises ``InputError`` when that cannot be written."""
        made = sorted(self.files.items())
        told = {"program": self.program, "things": dict(self.things), "files": made}
        files.write(folder / NAME, json.dumps(told, separators=(",", ":")))

    def still_right(self, things: Mapping[str, int], folder: Path) -> dict[str, Used]:
        """Return the files that are there and depend on nothing that has changed.

        The numbers are those of ``things``, the fingerprints as they are now.
        """
        now = {name: rank for rank, name in enumerate(things)}
        moved = [
            now[name] if things.get(name) == print_ else None
            for name, print_ in self.things.items()
        ]
        unchanged = self.things == things
        kept: dict[str, Used] = {}
        for path, used in self.files.items():
            numbers = None if used is None else tuple(moved[rank] for rank in used)
            same = unchanged if numbers is None else None not in numbers
            if same and (folder / path).is_file():
                kept[path] = None if numbers is None else tuple(n for n in numbers if n is not None)
        return kept


def program_print(parts: Iterable[object]) -> str:
    """Return a fingerprint of what writes pages: version, code, templates, queries, options."""
    digest = blake2b(__version__.encode(), digest_size=16)
    sources = (*_PUBLICATION.rglob("*"), *(queries_dir() / "pages").glob("*.rq"))
    for path in sorted(sources):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.name.encode() + path.read_bytes())
    for part in parts:
        digest.update(repr(part).encode())
    return digest.hexdigest()
