"""Reads built pages: their links, anchors, headings, languages and visible words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

_EMPTY: Final = frozenset({"meta", "link", "br", "hr", "img", "input", "col", "path", "rect"})
_LEADING: Final = ("href", "src", "action")
_NAMING: Final = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")


@dataclass
class Reading(HTMLParser):
    """What one page says: fill it with ``feed``.

    ``words`` are its visible words with the language that they are marked as.
    """

    links: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""
    headings: list[str] = field(default_factory=list)
    language: str = ""
    open: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin to read."""
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and what its attributes say."""
        said = {name: value or "" for name, value in attrs}
        within = self.open[-1][1] if self.open else ""
        language = said.get("lang", within)
        self.language = self.language or language
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in said.items()]
        self.links += [said[name] for name in _LEADING if name in said]
        self.names += [each for name in _NAMING for each in said.get(name, "").split()]
        self.ids += [said["id"]] if "id" in said else []
        self.classes |= set(said.get("class", "").split())
        if tag not in _EMPTY:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note words and the language in which they are."""
        inside = [tag for tag, _ in self.open]
        words = " ".join(data.split())
        if not words or {"script", "style"} & set(inside):
            return
        if inside[-1:] == ["title"] and "svg" not in inside:
            self.title += words
        elif "h1" in inside:
            self.headings.append(words)
        self.words.append((self.open[-1][1] if self.open else "", words))


def read_page(path: Path) -> Reading:
    """Return what a page says."""
    reading = Reading()
    reading.feed(path.read_text(encoding="utf-8"))
    return reading


def lost_links(folder: Path, pages: dict[str, Reading]) -> list[tuple[str, str]]:
    """Return each link of each page that leads to no file, or to no anchor of its page."""
    return [
        (name, link)
        for name, page in pages.items()
        for link in dict.fromkeys(page.links)
        if not _leads(folder, pages, name, link)
    ]


def _leads(folder: Path, pages: dict[str, Reading], name: str, link: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    here = folder if parts.path.startswith("/") else (folder / name).parent
    path = unquote(parts.path).lstrip("/")
    target = folder / name if not parts.path else (here / path).resolve()
    target = target / "index.html" if target.is_dir() else target
    target = target.resolve()
    if not target.is_file():
        return False
    page = pages.get(target.relative_to(folder.resolve()).as_posix())
    told = "=" in parts.fragment  # what the page is to show, not a place in it
    return told or not parts.fragment or page is None or unquote(parts.fragment) in page.ids
