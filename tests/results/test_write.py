"""One function writes any answer in any format that suits it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

import pytest

from greffe.errors import UsageError
from greffe.results import FORMATS, Graph, Table, format_for, needs_labels, write
from greffe.results.grid import Wording
from greffe.terms import Iri, Literal, Triple

WORDS = Wording("fr", {"x:1": "Un"}, {})
TABLE = Table(("x",), ((Iri("x:1"),),))
GRAPH = Graph((Triple(Iri("x:s"), Iri("x:p"), Literal("o")),))
Origin = Enum("Origin", ["DEFAULT", "COMMANDLINE"])
BEGINNINGS = {
    "table": "x\n─",
    "markdown": "| x |",
    "html": "<!DOCTYPE html>",
    "xlsx": b"PK",
    "csv": "x\r\n",
    "csv-excel": "\ufeffx;x (IRI)\r\nUn;x:1\r\n",
    "tsv": "?x\n",
    "json": '{"head"',
}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_table_has_every_format_but_turtle(name: str) -> None:
    """Each format begins the way its readers expect; only the workbook is bytes."""
    written, expected = write(TABLE, name, WORDS), BEGINNINGS[name]
    assert written[: len(expected)] == expected


def test_no_format_is_forgotten() -> None:
    """The formats above and Turtle are all there is."""
    assert sorted(FORMATS) == sorted([*BEGINNINGS, "turtle"])


def test_people_see_labels_and_machines_iris() -> None:
    """A machine format never has a label, a format for people always does."""
    for name in set(BEGINNINGS) - {"xlsx"}:
        assert ("Un" in str(write(TABLE, name, WORDS))) == needs_labels(name)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("x.csv", "csv"),
        ("x.tsv", "tsv"),
        ("x.json", "json"),
        ("X.XLSX", "xlsx"),
        ("x.html", "html"),
        ("x.htm", "html"),
        ("x.md", "markdown"),
        ("x.ttl", "turtle"),
        ("x.txt", "table"),
        ("csv", "table"),
        ("x.csv/y", "table"),
    ],
)
def test_the_suffix_of_a_file_gives_the_format(path: str, expected: str) -> None:
    """A default format gives way to the one that the file's suffix calls for."""
    assert format_for(Path(path), "table", Origin.DEFAULT) == expected


@pytest.mark.parametrize("path", ["x.pdf", "x.DOCX", "x.ods", "x.xls", "x.1"])
def test_a_suffix_that_no_format_has_is_refused(path: str) -> None:
    """A table of text in a file that is called ``.pdf`` would open nowhere."""
    with pytest.raises(UsageError) as caught:
        format_for(Path(path), "table", Origin.DEFAULT)
    assert f"{path} : rien ne s’écrit ici sous la forme" in caught.value.message.fr
    assert caught.value.remedy is not None
    assert ".html" in caught.value.remedy.en
    assert format_for(Path(path), "table", Origin.COMMANDLINE) == "table"


def test_a_format_that_is_asked_for_wins_over_the_suffix() -> None:
    """What a person wrote stands, and so does the default where there is no file."""
    assert format_for(Path("x.csv"), "table", Origin.COMMANDLINE) == "table"
    assert format_for(None, "table", Origin.DEFAULT) == "table"


@pytest.mark.parametrize("name", ["table", "turtle"])
def test_a_graph_is_turtle(name: str) -> None:
    """The default format for people shows a graph as Turtle."""
    assert write(GRAPH, name, WORDS) == '<x:s>\n    <x:p> "o" .\n'


@pytest.mark.parametrize(
    ("verdict", "name", "expected"),
    [
        (True, "table", "Oui\n"),
        (False, "table", "Non\n"),
        (True, "json", '{"head": {}, "boolean": true}\n'),
    ],
)
def test_a_verdict_is_a_word(verdict: bool, name: str, expected: str) -> None:
    """ASK is answered in the reader's language, or as SPARQL JSON."""
    assert write(verdict, name, WORDS) == expected


@pytest.mark.parametrize(
    ("answer", "name", "possible"),
    [
        (TABLE, "turtle", "csv"),
        (TABLE, "pdf", "csv"),
        (GRAPH, "csv", "turtle"),
        (True, "xlsx", "json"),
    ],
)
def test_a_form_that_does_not_fit_is_refused(
    answer: Table | Graph | bool, name: str, possible: str
) -> None:
    """The error names the format and those that would do."""
    with pytest.raises(UsageError) as caught:
        write(answer, name, WORDS)
    assert f"« {name} »" in caught.value.message.fr
    assert caught.value.remedy is not None
    assert possible in caught.value.remedy.fr
