"""A grid as one HTML page that needs nothing else: accessible, printable, without scripts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.results.counting import ROW, counted

if TYPE_CHECKING:
    from greffe.results.grid import Cell, Grid, Note

ANSWER: Final = Text("Réponse", "Answer")
NOTES: Final = Text("D’où vient cette réponse", "Where this answer comes from")
_LINKABLE: Final = ("https://", "http://")
STYLE: Final = """\
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; color: #1b1b1b; background: #fff }
table { border-collapse: collapse }
caption { text-align: left; font-weight: bold; padding: .5rem 0 }
th, td { border: 1px solid #6b778a; padding: .35rem .6rem; text-align: left; vertical-align: top }
thead th { background: #e9edf2 }
td.number { text-align: right; font-variant-numeric: tabular-nums }
pre { overflow: auto; border: 1px solid #6b778a; padding: .5rem }
dt { font-weight: bold }
code { color: #43484e; font-size: .85em }
a { color: #095797 }
"""
"""The style of a page, which stands in it after a line feed."""


def page(grid: Grid) -> str:
    """Return a whole HTML page in the grid's language (WCAG 2.1: 1.3.1, 1.4.3, 2.4.2, 3.1.1)."""
    title = escape(grid.title or ANSWER[grid.language])
    return (
        f'<!DOCTYPE html>\n<html lang="{grid.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{fragment(grid)}{_notes(grid)}</main>\n</body>\n</html>\n"
    )


def fragment(grid: Grid) -> str:
    """Return the table alone, with a caption and column headers."""
    caption = counted(len(grid.rows), ROW)[grid.language]
    heads = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in grid.headings)
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in grid.rows)
    return (
        f"<table>\n<caption>{caption}</caption>\n<thead>\n<tr>{heads}</tr>\n</thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _notes(grid: Grid) -> str:
    if not grid.notes:
        return ""
    items = "".join(
        f"<dt>{escape(note.heading)}</dt>\n<dd>{_note(note)}</dd>\n" for note in grid.notes
    )
    return f"<h2>{NOTES[grid.language]}</h2>\n<dl>\n{items}</dl>\n"


def _note(note: Note) -> str:
    return f"<pre>{escape(note.words)}</pre>" if note.is_code else escape(note.words)


def _cell(cell: Cell) -> str:
    words = "<br>".join(escape(line) for line in cell.words.splitlines())
    if cell.is_number:
        return f'<td class="number">{words}</td>'
    if cell.iri is not None and cell.iri.startswith(_LINKABLE):
        words = f'<a href="{escape(cell.iri)}">{words}</a>'
    return (
        f"<td>{words} <code>{escape(cell.name)}</code></td>" if cell.name else f"<td>{words}</td>"
    )
