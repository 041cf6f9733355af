"""A grid as a GitHub Flavored Markdown table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.results.grid import Cell, Grid, Note

# CommonMark 0.31, section 2.4: every ASCII punctuation character may be escaped.
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|#&~])")


def markdown(grid: Grid) -> str:
    """Return the table; a named thing is a link with its short name in code type."""
    lines = [
        _line(map(_escaped, grid.headings)),
        _line("---" for _ in grid.headings),
        *(_line(map(_cell, row)) for row in grid.rows),
    ]
    title = [f"# {_escaped(grid.title)}", ""] if grid.title else []
    notes = [line for note in grid.notes for line in _note(note)]
    return "".join(f"{line}\n" for line in (*title, *lines, *notes))


def _note(note: Note) -> list[str]:
    """Return a note as a paragraph, code in a fence that its own lines cannot close."""
    if not note.is_code:
        return ["", f"**{_escaped(note.heading)}** {_escaped(note.words)}"]
    return ["", f"**{_escaped(note.heading)}**", "", "~~~~sparql", note.words.rstrip(), "~~~~"]


def _line(cells: Iterable[str]) -> str:
    return "| {} |".format(" | ".join(cells))


def _cell(cell: Cell) -> str:
    words = _escaped(cell.words)
    if cell.iri is None:
        return words
    link = f"[{words}](<{_target(cell.iri)}>)"
    return f"{link} `{cell.name.replace('|', '')}`" if cell.name else link


def _escaped(words: str) -> str:
    return "<br>".join(_MARKUP.sub(r"\\\1", words).splitlines())


def _target(iri: str) -> str:
    return iri.replace("<", "%3C").replace(">", "%3E").replace("|", "%7C").replace("\n", "")
