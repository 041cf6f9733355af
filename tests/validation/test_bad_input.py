"""What cannot be checked: a clear message and exit code 2, never a traceback or a report."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from greffe.app import run
from greffe.validation import run as checking
from greffe.validation.engine import ENGINES

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = b"""\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .

<https://w3id.org/greffe/id/new/agreement/one> a greffe:Agreement ;
    dcterms:title "Entente"@fr .
"""
PREFIXES = "@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
TARGET = "sh:targetClass <https://w3id.org/greffe/ontology#Agreement> ;"
LARGE = 100_000_000
TOO_LONG = 17_000_000
"""A little more than the sixteen mebibytes that Oxigraph keeps of one name or string."""

JUNK = {
    "an empty file": (b"", "nothing to check"),
    "comments only": (b"# nothing here\n" * 1000, "nothing to check"),
    "white space only": (b" \n\t" * 100_000, "nothing to check"),
    "random bytes": (b"\xff" + os.urandom(1000), ":1:1: not UTF-8"),
    "another encoding": ("<a:b> 'a' .\n<a:b> <a:c> 'é' .".encode("latin-1"), ":2:14: not UTF-8"),
    "UTF-16": ("<a:b> <a:c> 'é' .".encode("utf-16"), ":1:1: not UTF-8"),
    "zeros": (b"\0" * 1000, ":1:1: malformed Turtle, near '\ufffd"),
    "a spreadsheet under another name": (b"PK\x03\x04" + b"\0" * 100, ":1:1: malformed Turtle"),
    "a page of the web": (
        b"<!DOCTYPE html>\n<html><body>Perdu</body></html>",
        ":1:1: a malformed addr",
    ),
    "half a statement": (ENTRY + b"<a:b> <a:c>", ":6:"),
    "one endless name": (b"a" * TOO_LONG, ":1:1: a name or string of more"),
    "one endless string": (b"<a:b> <a:c> '''" + b"x\n" * (TOO_LONG // 2), ":1:13: a name or"),
    "brackets and nothing else": (b"<a:b> <a:c> " + b"[" * 1_000_000, ":1:14: malformed"),
}
DEEP = 50_000


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Said:
    """Return how a command ends and what it says, in English."""
    monkeypatch.setenv("GREFFE_LANG", "en")
    return Said(capsys)


class Said:
    """Runs a command and keeps what it says."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Listen."""
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str]:
        """Return exit code and message; there must be nothing else."""
        code = run(["validate", *arguments])
        out, err = self._capsys.readouterr()
        assert "" == out
        assert "Traceback" not in err
        assert "fault of Greffe" not in err
        return code, err


@pytest.mark.parametrize("what", JUNK)
def test_junk_is_named_with_its_place(what: str, tmp_path: Path, said: Said) -> None:
    """Whatever a file holds instead of Turtle, the message says where reading stopped."""
    content, expected = JUNK[what]
    path = tmp_path / "junk.ttl"
    path.write_bytes(content)
    code, message = said(str(path))
    assert 2 == code
    assert str(path) in message
    assert expected in message


def test_a_hundred_megabytes_of_junk_are_refused_at_once(tmp_path: Path, said: Said) -> None:
    """A huge file costs no more than reading it."""
    path = tmp_path / "huge.ttl"
    path.write_bytes((b"\xff" + os.urandom(999_999)) * (LARGE // 1_000_000))
    code, message = said(str(path))
    assert (2, True) == (code, ":1:1: not UTF-8" in message)


def test_a_huge_file_with_one_mistake_at_its_end_names_the_line(tmp_path: Path, said: Said) -> None:
    """A text that is too long to be read twice still has the place of its mistake."""
    path = tmp_path / "long.ttl"
    lines = 300_000
    path.write_bytes(b"<a:b> <a:c> 1 .\n" * lines + b"oops")
    code, message = said(str(path))
    assert (2, True) == (code, f":{lines + 1}:" in message)


@pytest.mark.parametrize("pair", [b"[<a:d> ", b"( "], ids=["brackets", "lists"])
def test_nesting_without_end_is_no_crash(pair: bytes, tmp_path: Path, said: Said) -> None:
    """However deep, what is well-formed is read, and what no rule looks at is not checked."""
    closing = b"]" if pair.startswith(b"[") else b")"
    path = tmp_path / "deep.ttl"
    path.write_bytes(b"<a:b> <a:c> " + pair * DEEP + b"1" + closing * DEEP + b" .")
    code, message = said(str(path))
    assert (2, True) == (code, "nothing to check" in message)


def test_a_folder_that_holds_one_bad_file_is_not_half_checked(tmp_path: Path, said: Said) -> None:
    """One file that cannot be read stops the check of all."""
    (tmp_path / "good.ttl").write_bytes(ENTRY)
    (tmp_path / "bad.ttl").write_bytes(b"<a:b> <a:c>")
    code, message = said(str(tmp_path))
    assert (2, True) == (code, "bad.ttl:1:" in message)


SHAPES = {
    "none at all": ("# nothing", "there are none"),
    "not Turtle": ("ex:S a sh:NodeShape", "broken.ttl:2:20: the text stops before"),
    "a circle": (f"ex:S a sh:NodeShape ; {TARGET} sh:node ex:S .", "in a circle"),
    "a circle of three": (
        f"ex:S a sh:NodeShape ; {TARGET} sh:node ex:T . ex:T sh:not ex:U . ex:U sh:and ( ex:S ) .",
        "in a circle",
    ),
    "a reference to nothing": (
        f"ex:S a sh:NodeShape ; {TARGET} sh:node ex:Gone .",
        "which does not exist",
    ),
    "a property without path": (
        f"ex:S a sh:NodeShape ; {TARGET} sh:property [ sh:minCount 1 ] .",
        "does not have one sh:path",
    ),
    "a count that is no number": (
        f"ex:S a sh:NodeShape ; {TARGET} sh:property [ sh:path ex:p ; sh:minCount 'one' ] .",
        "shapes are broken",
    ),
    "a query that is none": (
        f"ex:S a sh:NodeShape ; {TARGET} sh:sparql [ sh:select 'SELECT nonsense' ] .",
        "shapes are broken",
    ),
    "a rule without a code": (
        f"ex:S a sh:NodeShape ; {TARGET} sh:property ex:P . ex:P sh:path ex:p ; sh:minCount 1 .",
        "no code, or no message",
    ),
}


@pytest.mark.parametrize("engine", ENGINES[1:])
@pytest.mark.parametrize("what", SHAPES)
def test_shapes_that_are_broken_are_our_error(
    what: str, engine: str, tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that cannot be applied is never passed over, whichever engine is asked."""
    shapes, expected = SHAPES[what]
    (tmp_path / "shapes").mkdir()
    (tmp_path / "shapes" / "broken.ttl").write_text(PREFIXES + shapes, encoding="utf-8")
    monkeypatch.setattr(checking, "shapes_dir", lambda: tmp_path / "shapes")
    (tmp_path / "entry.ttl").write_bytes(ENTRY)
    code, message = said(str(tmp_path / "entry.ttl"), "--engine", engine)
    assert 2 == code
    assert expected in message


def test_an_engine_that_does_not_exist_is_refused_with_the_choices(said: Said) -> None:
    """Nobody is left to guess what ``--engine`` takes."""
    code, message = said("--engine", "jena")
    assert 2 == code
    assert "auto, shacl, pyshacl" in message
