"""Rules that are broken: told with file, line and column, alike whichever engine is asked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Graph

from greffe.app import run
from greffe.validation import run as checking
from greffe.validation.engine import ENGINES
from greffe.validation.forms import refuse_ill_formed
from greffe.validation.run import all_shapes
from greffe.validation.soundness import BrokenShapes

if TYPE_CHECKING:
    from pathlib import Path

ENTRY: Final = """\
<https://w3id.org/greffe/id/new/agreement/one> a <https://w3id.org/greffe/ontology#Agreement> ;
    <http://purl.org/dc/terms/title> "Entente"@fr .
"""
HEAD: Final = """\
@prefix d: <http://purl.org/dc/terms/> .
@prefix ex: <https://example.org/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:S a sh:NodeShape ; sh:targetClass greffe:Agreement ; d:identifier "X0" ;
sh:message "faux"@fr, "false"@en .
ex:P d:identifier "X1" ; sh:message "faux"@fr, "false"@en .
"""
AT_PROPERTY: Final = "ex:S sh:property ex:P .\nex:P sh:path d:title ;\n"
"""Its last line is the tenth: what follows begins the eleventh."""
QUERY: Final = "ex:S sh:sparql [ sh:select\n"

BROKEN: Final = {
    "not Turtle": ("ex:T a sh:NodeShape", "9:20", "the text stops before a statement ends"),
    "an unknown prefix": ("ex:T a sh:NodeShape ; nope:a 1 .", "9:23", "the prefix 'nope:'"),
    "a circle": ("ex:S sh:node ex:S .", "6:1", "in a circle"),
    "a circle of three": (
        "ex:S sh:node ex:T . ex:T sh:not ex:U . ex:U sh:and ( ex:S ) .",
        "6:1",
        "in a circle",
    ),
    "a circle by way of a property": (AT_PROPERTY + "sh:node ex:S .", "8:1", "in a circle"),
    "a reference to nothing": ("ex:S sh:node ex:Gone .", "6:1", "which does not exist"),
    "a property without path": ("ex:S sh:property ex:P .", "8:1", "does not have one sh:path"),
    "a property with two": (AT_PROPERTY + "sh:path d:date .", "8:1", "does not have one sh:path"),
    "a property that is a word": ("ex:S sh:property\n'x' .", "10:1", "takes a shape, not “x”"),
    "a count that is a word": (AT_PROPERTY + "sh:minCount 'one' .", "11:13", "takes an integer"),
    "a count below zero": (AT_PROPERTY + "sh:minCount -1 .", "11:13", "takes an integer"),
    "two counts": (AT_PROPERTY + "sh:maxCount 1, 2 .", "11:1", "has several values"),
    "a class that is a word": (AT_PROPERTY + "sh:class 'x' .", "11:10", "takes an IRI"),
    "a kind that is none": (AT_PROPERTY + "sh:nodeKind sh:No .", "11:13", "sh:IRI, sh:IRIOrLi"),
    "a severity that is none": (AT_PROPERTY + "sh:severity ex:Bad .", "11:13", "sh:Warning, not"),
    "a boolean that is none": (AT_PROPERTY + "sh:uniqueLang 1 .", "11:15", "takes true or false"),
    "a list that is none": (AT_PROPERTY + "sh:in 'a' .", "11:7", "takes a list"),
    "a list that is a circle": (
        AT_PROPERTY + "sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l .",
        "11:7",
        "takes a list",
    ),
    "choices that are none": ("ex:S sh:or ex:P .", "9:12", "takes a list of shapes"),
    "a target that is a word": ("ex:T a sh:NodeShape ; sh:targetClass 'x' .", "9:38", "an IRI"),
    "a path that is a word": ("ex:P sh:path 'x' . ex:S sh:property ex:P .", "9:14", "not a path"),
    "a path inside itself": (
        "ex:P sh:path _:p . _:p sh:inversePath _:p . ex:S sh:property ex:P .",
        "9:14",
        "not a path",
    ),
    "a path without end": (
        f"ex:S sh:property ex:P . ex:P sh:path {'[ sh:inversePath ' * 9000}d:title {']' * 9000} .",
        "9:38",
        "not a path",
    ),
    "an open bracket in a pattern": (AT_PROPERTY + "sh:pattern '(' .", "11:12", "“(” is not a reg"),
    "a pattern that looks ahead": (AT_PROPERTY + "sh:pattern '(?=a)' .", "11:12", "is not a reg"),
    "a pattern on what no data has": (
        "ex:S sh:property ex:P . ex:P sh:path ex:none ; sh:pattern '[' .",
        "9:59",
        "“[” is not a regular expression",
    ),
    "a pattern that refers back": (
        AT_PROPERTY + r"sh:pattern '(a)\\1' .",
        "11:12",
        "of every engine",
    ),
    "an unknown flag": (
        AT_PROPERTY + "sh:pattern 'a' ; sh:flags 'z' .",
        "11:27",
        "x or q, not “z”",
    ),
    "a query that is none": (
        f"{QUERY}'SELECT nonsense' ] .",
        "10:1",
        "cannot be read (SPARQL, line 1, column 8",
    ),
    "a query with an unknown prefix": (
        f"{QUERY}'SELECT $this {{ $this nope:a ?x }}' ] .",
        "10:1",
        "the prefix 'nope:' is declared nowhere",
    ),
    "a query that only asks": (f"{QUERY}'ASK {{}}' ] .", "10:1", "no SELECT that gives back $this"),
    "a query of something else": (f"{QUERY}'SELECT ?x {{}}' ] .", "10:1", "gives back $this"),
    "a query too deep": (
        f"{QUERY}'SELECT $this {'{' * 9000}{'}' * 9000}' ] .",
        "10:1",
        "more than 500 levels",
    ),
    "two queries": (
        "ex:S sh:sparql\n[ sh:select 'SELECT $this {}', 'SELECT $this { $this ?p 1 }' ] .",
        "10:1",
        "does not have one sh:select",
    ),
    "no query": ("ex:S sh:sparql\n[ sh:message 'x' ] .", "10:1", "does not have one sh:select"),
}
"""What the shapes say after ``HEAD``, where the fault stands, and what is said of it."""


@pytest.fixture
def entry(tmp_path: Path) -> Path:
    """Write one agreement that is sound."""
    path = tmp_path / "entry.ttl"
    path.write_text(ENTRY, encoding="utf-8")
    return path


@pytest.fixture
def shapes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a file in the place of all our shapes; return its path."""
    folder = tmp_path / "shapes"
    folder.mkdir()
    monkeypatch.setattr(checking, "shapes_dir", lambda: folder)
    monkeypatch.setenv("GREFFE_LANG", "en")
    return folder / "broken.ttl"


@pytest.mark.parametrize("engine", ENGINES[1:])
@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_told_with_its_place(
    what: str, engine: str, shapes: Path, entry: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rule that cannot be applied is never passed over, whichever engine is asked."""
    text, place, expected = BROKEN[what]
    shapes.write_text(HEAD + text, encoding="utf-8")
    assert 2 == run(["validate", str(entry), "--engine", engine])
    out, message = capsys.readouterr()
    assert ("", True) == (out, message.startswith(f"Error: {shapes}:{place}: "))
    assert expected in message
    assert re.fullmatch(r"Error: [^\n]+\n  [^\n]+\n", message)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "the SHACL shapes are broken: there are none."),
        (
            HEAD.partition("ex:S")[0]
            + """ex:S a sh:NodeShape ; sh:targetClass greffe:Agreement ; sh:property ex:P .
            ex:P sh:path ex:p ; sh:minCount 1 .""",
            "broken.ttl:7:13: The shape https://example.org/P has no code, or no message",
        ),
    ],
)
def test_rules_that_are_missing_or_nameless_are_no_rules(
    text: str, expected: str, shapes: Path, entry: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without shapes nothing could be found, without a code nothing be told."""
    shapes.write_text(text, encoding="utf-8")
    assert 2 == run(["validate", str(entry)])
    assert expected in capsys.readouterr().err


def test_a_process_of_its_own_says_so_in_french(shapes: Path, entry: Path) -> None:
    """Word for word, with its remedy, and nothing of an engine's own words."""
    text, place, _ = BROKEN["a count that is a word"]
    shapes.write_text(HEAD + text, encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from greffe.validation import run\n"
        f"run.shapes_dir = lambda: Path({str(shapes.parent)!r})\n"
        "from greffe.app import main; main(sys.argv[1:])"
    )
    for engine in ENGINES[1:]:
        done = subprocess.run(
            [sys.executable, "-c", program, "validate", str(entry), "--engine", engine],
            capture_output=True,
            check=False,
            env=os.environ | {"GREFFE_LANG": "fr"},
        )
        assert (2, b"") == (done.returncode, done.stdout)
        assert (
            f"Erreur : {shapes}:{place} : les formes SHACL sont fautives : https://example.org/P : "
            "sh:minCount attend un nombre entier, zéro ou plus, pas « one ».\n"
            "  Corrigez la forme ; « greffe rules --lint » les examine toutes.\n"
        ) == done.stderr.decode()


def test_our_own_shapes_are_well_formed() -> None:
    """Nothing that we publish is refused."""
    refuse_ill_formed(all_shapes())


@pytest.mark.parametrize(
    "text",
    [
        "ex:P sh:path ( ex:a [ sh:inversePath ex:b ] ) .",
        "ex:P sh:path [ sh:alternativePath ( ex:a [ sh:zeroOrMorePath ex:b ] ) ] .",
        "ex:P sh:path ex:a ; sh:pattern '^(?:a|b)[(?=]$' ; sh:flags 'im' .",
        r"ex:P sh:path ex:a ; sh:pattern '\\(?a' .",
        "ex:P sh:path ex:a ; sh:in () ; sh:minCount 0 ; sh:deactivated false .",
        "ex:S sh:sparql [ sh:select 'SELECT * { $this $PATH ?v }' ] .",
        """ex:S sh:sparql [ sh:select 'SELECT $this { $this d:p 1 }' ; sh:prefixes ex:O ] .
        ex:O sh:declare [ sh:prefix 'd' ; sh:namespace 'https://example.org/d#' ] .""",
    ],
)
def test_what_shacl_allows_is_not_refused(text: str) -> None:
    """Paths of every kind, patterns that only look like looking ahead, empty lists."""
    refuse_ill_formed(Graph().parse(data=HEAD + text, format="turtle"))


def test_what_is_at_fault_is_kept_beside_the_message() -> None:
    """Whoever has the files can find the place."""
    graph = Graph().parse(data=HEAD + AT_PROPERTY + "sh:class 'x' .", format="turtle")
    with pytest.raises(BrokenShapes) as caught:
        refuse_ill_formed(graph)
    assert caught.value.about is not None
    assert ["https://example.org/P", "http://www.w3.org/ns/shacl#class", "x"] == [
        str(part) for part in caught.value.about
    ]
