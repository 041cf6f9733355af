"""The length of an answer is told in the grammar of each language."""

from __future__ import annotations

import pytest

from greffe.namespaces import ROOT
from greffe.results import Table
from greffe.results.counting import ROW, counted, entry_variable, size
from greffe.terms import Iri, Literal

C4 = Iri(f"{ROOT}id/mifi/communication/4")
C7 = Iri(f"{ROOT}id/mifi/communication/7")
F2 = Iri(f"{ROOT}id/mifi/file/2")


def answer(variable: str, *things: Iri) -> Table:
    """Return a table of one column of things and one that tells its rows apart."""
    rows = tuple((thing, Literal(str(place))) for place, thing in enumerate(things))
    return Table((variable, "rank"), rows)


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [(0, "0 ligne", "0 rows"), (1, "1 ligne", "1 row"), (2, "2 lignes", "2 rows")],
)
def test_the_plural_begins_at_two_in_french(count: int, french: str, english: str) -> None:
    """French says nothing and one alike; English keeps the singular for one."""
    said = counted(count, ROW)
    assert (said.fr, said.en) == (french, english)


@pytest.mark.parametrize(
    ("table", "french", "english"),
    [
        (answer("entry", C4, C4, C7), "2 communications, 3 lignes", "2 communications, 3 rows"),
        (answer("entry", C4, C4), "1 communication, 2 lignes", "1 communication, 2 rows"),
        (answer("file", F2, F2), "1 fichier, 2 lignes", "1 file, 2 rows"),
        (
            answer("entry", C4, C4, F2),
            "1 communication, 1 fichier, 3 lignes",
            "1 communication, 1 file, 3 rows",
        ),
        (
            answer("entry", Iri("http://x.example/a"), Iri("http://x.example/a")),
            "1 inscription, 2 lignes",
            "1 entry, 2 rows",
        ),
        (answer("entry", C4, C7), "2 lignes", "2 rows"),
        (answer("recipient", C4, C4), "2 lignes", "2 rows"),
        (answer("entry"), "0 ligne", "0 rows"),
    ],
)
def test_rows_that_repeat_an_entry_do_not_multiply_it(
    table: Table, french: str, english: str
) -> None:
    """Entries are counted apart only where there are fewer of them than rows."""
    said = size(table)
    assert (said.fr, said.en) == (french, english)


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        (("number", "entry"), "entry"),
        (("file", "communication"), "file"),
        (("communication",), "communication"),
        (("jurisdiction", "communications"), None),
    ],
)
def test_the_entry_of_a_row_stands_in_a_known_column(
    variables: tuple[str, ...], expected: str | None
) -> None:
    """A row is about its entry or its file, before the communication that it is compared with."""
    assert entry_variable(Table(variables, ())) == expected
