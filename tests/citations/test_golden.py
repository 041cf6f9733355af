"""Every legal-basis cell of the register, against what a reader wrote down before any run."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from greffe.namespaces import LAW
from greffe.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Callable

    from greffe.citations import Citation

    Reader = Callable[[str], tuple[Citation, ...]]

GOLDEN = Path(__file__).parents[1] / "golden" / "citations.csv"
SEPARATORS = re.compile(r"(?:[\s.;,]|\bet\b|\best\s+en\s+accord\s+avec\b)*")


def short(citation: Citation) -> str:
    """Return the targets of a citation without their base, separated by spaces."""
    return " ".join(target.removeprefix(LAW) for target in citation.targets)


def golden() -> dict[int, list[tuple[str, str, str, str]]]:
    """Return what was read by eye: entry -> (text, kind, targets, status) in printed order."""
    entries: dict[int, list[tuple[str, str, str, str]]] = defaultdict(list)
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert int(row["position"]) == len(entries[int(row["entry"])]) + 1
            entries[int(row["entry"])].append(
                (row["text"], row["kind"], row["targets"], row["status"])
            )
    return dict(entries)


def cells() -> dict[int, str]:
    """Return the legal-basis cell of each communication of the transcription."""
    path = data_dir() / "mifi" / "sources" / "registre.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {int(row["No"]): row["Appui légal"] for row in csv.DictReader(file)}


GOLD = golden()
CELLS = cells()


def test_every_communication_has_a_reading() -> None:
    """The reading covers the thirty-seven communications of the register."""
    assert list(range(1, 38)) == sorted(GOLD)
    assert list(range(1, 38)) == sorted(CELLS)


@pytest.mark.parametrize("entry", sorted(GOLD))
def test_a_cell_reads_as_a_lawyer_reads_it(entry: int, cite: Reader) -> None:
    """Each cell gives the citations, kinds, provisions and statuses of the reading, in order."""
    found = [(one.text, one.kind, short(one), one.status) for one in cite(CELLS[entry])]
    assert GOLD[entry] == found


@pytest.mark.parametrize("entry", sorted(GOLD))
def test_citations_cover_their_cell(entry: int, cite: Reader) -> None:
    """What stands between citations is white space, separators or the words of accordance."""
    cell = CELLS[entry]
    assert_covers(cell, cite(cell))


def assert_covers(cell: str, citations: tuple[Citation, ...]) -> None:
    """Hold that each text is its place in the cell and that nothing is left over between them."""
    end = 0
    for citation in citations:
        assert cell[citation.start : citation.end] == citation.text
        assert SEPARATORS.fullmatch(cell[end : citation.start])
        end = citation.end
    assert SEPARATORS.fullmatch(cell[end:])


def test_every_unsure_citation_has_a_note(cite: Reader) -> None:
    """A citation that is not resolved says why, in both languages."""
    citations = [citation for cell in CELLS.values() for citation in cite(cell)]
    unsure = {each.text: each.note for each in citations if each.status != "resolved"}
    assert unsure
    assert [] == [words for words, note in unsure.items() if note is None]
    notes = [each.note for each in citations if each.note is not None]
    assert [] == [note for note in notes if not note.fr or not note.en or note.fr == note.en]


def test_the_register_has_ten_uncertain_citations(cite: Reader) -> None:
    """Counted by eye: two ambiguous, four doubtful and four stale citations."""
    statuses = [one.status for cell in CELLS.values() for one in cite(cell)]
    counts = {status: statuses.count(status) for status in ("ambiguous", "doubtful", "stale")}
    assert {"ambiguous": 2, "doubtful": 4, "stale": 4} == counts


def test_only_an_omitted_level_is_noted_on_a_resolved_citation(cite: Reader) -> None:
    """Article 65 e) of C28 leaves paragraph 1 out: the one note that speaks against nothing."""
    noted = [
        citation.text
        for cell in CELLS.values()
        for citation in cite(cell)
        if citation.status == "resolved" and citation.note is not None
    ]
    assert ["Article 65 e) du Règlement sur l'immigration au Québec"] == noted
