"""The files of a search index: Pagefind's, which are read, and ours, which the search page loads.

Both have the same format (Pagefind 1.5): gzip (RFC 1952) over a mark and CBOR (RFC 8949) or JSON.
"""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from greffe.publication.search.postings import Entry, Index, pieces

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

ENTRY: Final = "pagefind-entry.json"
PROGRAMS: Final = ("pagefind.js", "pagefind-worker.js")
_MARK: Final = b"pagefind_dcd"
"""What every compressed file of Pagefind begins with."""
_DIGITS: Final = 10
_LEVEL: Final = 6

Piece = tuple[str, str, str]
"""The first and the last word of a piece of an index, and its name."""


class Damaged(Exception):
    """A file of an index is missing, or is not what its name says."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files of the index of one language, by their path, but for those of its pages."""

    language: str
    meta: str
    pages: int
    files: Mapping[str, bytes | None]
    """What is in each file; ``None`` for one that stays as it is."""


@dataclass(frozen=True, slots=True)
class Before:
    """The index of a language as it stands: its version of the format, and its pieces."""

    version: str = ""
    pieces: tuple[Piece, ...] = ()
    named: Mapping[tuple[str, str], str] = field(default_factory=dict)


def languages(folder: Path) -> dict[str, dict[str, str]]:
    """Return what is told first of an index, by language."""
    told: dict[str, dict[str, str]] = json.loads((folder / ENTRY).read_bytes())["languages"]
    return told


def made_by_pagefind(folder: Path) -> dict[str, tuple[str, Index]]:
    """Return, by language, the version of the format and the index that Pagefind wrote."""
    found = {}
    for language, told in languages(folder).items():
        version, pages, chunks, *_ = _read_cbor(folder / f"pagefind.{told['hash']}.pf_meta")
        index = Index(dict(_entry(folder, page[0], page[1]) for page in pages))
        for _, _, name in chunks:
            index.words.update(_words(_read_cbor(place(folder, name))))
        found[language] = (version, index)
    return found


def standing(folder: Path, meta: str, entries: Mapping[str, Entry]) -> tuple[Before, Index]:
    """Return the index of a language that stands in a folder; its pages are known already.

    Raises ``Damaged`` where a file is missing or is not what it was.
    """
    try:
        version, _, chunks, *_ = _read_cbor(folder / f"pagefind.{meta}.pf_meta")
        index = Index(dict(entries))
        for _, _, name in chunks:
            content = _unpacked(place(folder, name))
            if _name(name.partition("_")[0], content) != name:
                raise Damaged(name)
            index.words.update(_words(_decoded(content)))
    except (OSError, EOFError, ValueError) as error:
        raise Damaged(meta) from error
    known = tuple((first, last, name) for first, last, name in chunks)
    return Before(version, known, {(a, b): name for a, b, name in known}), index


def written(language: str, index: Index, before: Before, touched: Collection[str]) -> Written:
    """Return the files of an index; a piece in which no word is ``touched`` stays as it is."""
    files: dict[str, bytes | None] = {}
    chunks = []
    changed = sorted(touched)
    for words in pieces(index.words):
        first, last = words[0], words[-1]
        name = before.named.get((first, last))
        if name is None or _between(changed, first, last):
            content = _encoded([[_told(word, index.words[word]) for word in words]])
            name = _name(language, content)
            files[f"index/{name}.pf_index"] = _packed(content)
        else:
            files[f"index/{name}.pf_index"] = None
        chunks.append([first, last, name])
    pages = [[entry.name, entry.words] for entry in index.entries.values()]
    content = _encoded([before.version, pages, chunks, [], [], list(index.fields)])
    meta = _name(language, content)
    files[f"pagefind.{meta}.pf_meta"] = _packed(content)
    files[f"kinds.{language}.json"] = json_bytes(_kinds(index.entries.values()))
    return Written(language, meta, len(pages), files)


def place(folder: Path, name: str) -> Path:
    """Return where a piece of an index stands."""
    return folder / "index" / f"{name}.pf_index"


def page_file(entry: Entry) -> str:
    """Return the path of the file in which a page is shown, from the folder of the index."""
    return f"fragment/{entry.name}.pf_fragment"


def json_bytes(told: object) -> bytes:
    """Return JSON without needless space, its keys sorted."""
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _entry(folder: Path, name: str, words: int) -> tuple[str, Entry]:
    page = json.loads(_unpacked(folder / "fragment" / f"{name}.pf_fragment"))
    path = page["url"].removeprefix("/")
    path += "index.html" if not path or path.endswith("/") else ""
    told = page["meta"]
    return path, Entry(name, words, tuple(sorted(told)), told.get("kind", ""))


def _kinds(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """Return the identifiers of pages by kind of page."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        found.setdefault(entry.kind, []).append(entry.name)
    return {kind: sorted(names) for kind, names in found.items()}


def _words(decoded: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - what CBOR says
    (words,) = decoded
    return {
        word: ({"": rows} if rows else {}) | dict(sorted(variants))
        for word, rows, variants in words
    }


def _told(word: str, forms: Mapping[str, Any]) -> list[Any]:
    accented = [[form, rows] for form, rows in forms.items() if form]
    return [word, forms.get("", []), accented]


def _between(words: list[str], first: str, last: str) -> bool:
    at = bisect_left(words, first)
    return at < len(words) and words[at] <= last


def _name(language: str, content: bytes) -> str:
    return f"{language}_{sha256(content).hexdigest()[:_DIGITS]}"


def _packed(content: bytes) -> bytes:
    return gzip.compress(_MARK + content, _LEVEL, mtime=0)


def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(_MARK)


def _read_cbor(path: Path) -> Any:  # noqa: ANN401 - what CBOR says
    return _decoded(_unpacked(path))


def _decoded(content: bytes) -> Any:  # noqa: ANN401 - what CBOR says
    import cbor2

    return cbor2.loads(content)


def _encoded(told: object) -> bytes:
    import cbor2

    return bytes(cbor2.dumps(told))
