"""What the last build of a site made, so that the next one does only what changed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe import __version__, files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAME: Final = ".greffe-site.json"
_PUBLICATION: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Memory:
    """The state of the data and of the program at a build, and what each file depended on.

    ``things`` are the fingerprints of the graph around each thing; ``files`` maps each path to the
    things that it depends on, ``None`` for a file that depends on everything.
    """

    program: str = ""
    things: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Memory:
        """Return what the last build left in a folder; nothing when it left nothing readable."""
        try:
            told = json.loads((folder / NAME).read_text(encoding="utf-8"))
            names = list(told["things"])
            made = {
                path: None if used is None else tuple(names[number] for number in used)
                for path, used in told["files"].items()
            }
            return cls(told["program"], told["things"], made)
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return cls()

    def write(self, folder: Path) -> None:
        """Leave this for the next build."""
        number = {name: rank for rank, name in enumerate(self.things)}
        told = {
            "program": self.program,
            "things": dict(self.things),
            "files": {
                path: None if used is None else [number[name] for name in used if name in number]
                for path, used in self.files.items()
            },
        }
        files.write(folder / NAME, json.dumps(told, separators=(",", ":")))

    def changed(self, things: Mapping[str, int]) -> frozenset[str]:
        """Return the things around which the graph is not what it was."""
        both = self.things.keys() | things.keys()
        return frozenset(name for name in both if self.things.get(name) != things.get(name))


def program_print(parts: Iterable[object]) -> str:
    """Return a fingerprint of what writes pages: version, templates, code, assets, options."""
    digest = blake2b(__version__.encode(), digest_size=16)
    for path in sorted(_PUBLICATION.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and "vendor" not in path.parts:
            digest.update(path.name.encode() + path.read_bytes())
    for part in parts:
        digest.update(repr(part).encode())
    return digest.hexdigest()
