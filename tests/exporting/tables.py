"""Official tables made up for tests, and the words that a file gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from greffe.documents.columns import COLUMNS, IDENTITY
from greffe.documents.guarding import unguarded
from greffe.exporting.official import Entry, Official
from greffe.sheets import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.documents.kinds import Kind

BASE = "https://example.org/id/essai"
NAMES = {"register": "communication", "inventory": "file"}

# What cells hold: printed characters, and line breaks inside them.
WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")) | st.just("\n"), max_size=30
).map(lambda words: "\n".join(map(str.strip, words.split("\n"))).strip())
CELLS = WORDS.filter(bool) | st.sampled_from(
    ("-", "=1+1", "+33", "-5", "@SOMME(A1)", "'=1", "a\n\nb", "Oui", "1e5", "007", "<b>&amp;</b>")
)


@st.composite
def tables(draw: st.DrawFn, cells: st.SearchStrategy[str] = CELLS) -> Official:
    """Make up a register or an inventory of a few entries."""
    kind: Kind = draw(st.sampled_from(("register", "inventory")))
    count = draw(st.integers(0, 3))
    return table(kind, [[draw(cells) for _ in COLUMNS[kind]] for _ in range(count)])


def table(kind: Kind, rows: list[list[str]]) -> Official:
    """Return a document whose entries are numbered from 1 and hold these cells."""
    entries = tuple(
        Entry(f"{BASE}/{NAMES[kind]}/{number}", str(number), tuple(row))
        for number, row in enumerate(rows, start=1)
    )
    return Official(kind, "Titre", "essai", f"{BASE}/{kind}", "Organisme", "Début.", entries)


def rows_of(table: Official) -> list[list[str]]:
    """Return the number and the cells of every entry."""
    return [[entry.number, *entry.cells] for entry in table.entries]


def read_back(path: Path) -> tuple[list[str], list[list[str]], list[str]]:
    """Return the headings, the rows and the identifiers (none in some formats) of a file."""
    document = read_document(path)
    head, *rows = [[box.text for box in row] for row in document.grids[0].rows]
    if path.suffix == ".csv":
        rows = [[unguarded(words) for words in row] for row in rows]
    if IDENTITY not in head:
        return head, rows, []
    place = head.index(IDENTITY)
    identifiers = [row.pop(place) for row in rows]
    head.pop(place)
    return head, rows, identifiers
