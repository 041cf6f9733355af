"""What is wrong with a text that is not Turtle: said once, for every command alike."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.errors import SyntaxFault
from greffe.files import decoded
from greffe.questions import collection
from greffe.resources import data_dir
from greffe.turtle.reading import parse_content

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PREFIX: Final = "@prefix e: <http://e/> .\n"
MISTAKES: Final = {
    "e:a e:b e:c\ne:d e:b e:c .": (3, 1, "Turtle mal formé, près de « e:d e:b e:c . »"),
    "e:a e:b e:c\n  e:d e:f .": (3, 3, "Turtle mal formé, près de « e:d e:f . »"),
    "e:a e:b ;": (2, 9, "Turtle mal formé, près de « ; »"),
    "e:a e:b 1 , , 2 .": (2, 13, "Turtle mal formé, près de « , 2 . »"),
    "e:a nope:b e:c .": (2, 5, "le préfixe « nope: » n’est pas déclaré."),
    "e:a :b e:c .": (2, 5, "le préfixe « : » n’est pas déclaré."),
    'e:a e:b "open .\ne:c e:d e:f .': (2, 9, 'guillemet jamais fermé, près de « "open . »'),
    "e:a e:b 'é𝄞é' nope:c .": (2, 15, "le préfixe « nope: » n’est pas déclaré."),
    "e:a e:b": (2, 8, "le texte s’arrête avant la fin d’un énoncé, près de « e:a e:b »"),
    "<http://a> e:b": (2, 15, "le texte s’arrête avant la fin d’un énoncé, près de « <http://a>"),
    "e:a e:b <http://a b> .": (2, 9, "adresse mal formée, près de « <http://a b> . »"),
    "e:a e:b <b> .": (2, 9, "adresse incomplète, près de « <b> . »"),
    "e:a e:b <http://ab .\n": (2, 9, "adresse jamais fermée, près de « <http://ab . »"),
    'e:a e:b "x"@fr_CA .': (2, 15, "Turtle mal formé, près de « _CA . »"),
    "e:a e:b «x» .": (2, 9, "Turtle mal formé, près de « «x» . »"),
    "e:a\u00a0e:b e:c .": (2, 4, "Turtle mal formé, près de « \ufffde:b e:c . »"),
    "e:a e:b [ e:c e:d .": (2, 19, "Turtle mal formé, près de « . »"),
    "e:a e:b '<<', <<( e:a e:b 1 )>> . # <<": (2, 15, "Turtle 1.2, que Greffe ne lit pas"),
    "e:a e:b 1 {| e:c 2 |} .": (2, 11, "Turtle 1.2, que Greffe ne lit pas"),
    "e:a e:b 1 ~ e:r .": (2, 11, "Turtle 1.2, que Greffe ne lit pas"),
    f"e:a e:b {'x' * 50} .": (2, 9, f"Turtle mal formé, près de « {'x' * 40}… »"),
}
"""Text after ``PREFIX``: line and column where the eye finds the mistake, and what is said."""


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_where_it_is(text: str, tmp_path: Path) -> None:
    """Place and words are those that a person would give."""
    line, column, expected = MISTAKES[text]
    path = tmp_path / "x.ttl"
    with pytest.raises(SyntaxFault) as caught:
        parse_content((PREFIX + text).encode(), path)
    assert (line, column) == (caught.value.line, caught.value.column)
    assert caught.value.message.fr.startswith(f"{path}:{line}:{column} : {expected}")
    assert caught.value.message.en.startswith(f"{path}:{line}:{column}: ")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_count_them(end: str, tmp_path: Path) -> None:
    """However they end, also after a mark of order."""
    text = end.join([PREFIX.strip(), "e:a e:b 1 .", "e:a no:b 1 ."])
    with pytest.raises(SyntaxFault) as caught:
        parse_content(text.encode("utf-8-sig"), tmp_path / "x.ttl")
    assert (3, 5) == (caught.value.line, caught.value.column)


def test_what_only_looks_like_turtle_1_2_is_read(tmp_path: Path) -> None:
    """Its marks may stand in strings, addresses, comments and escaped in names."""
    text = PREFIX + "e:a\\~b e:b '<< {| ~', '@fr--ltr', <http://e/~a> . # << e:a ~"
    assert 3 == len(parse_content(text.encode(), tmp_path / "x.ttl"))


@given(st.text(max_size=20), st.sampled_from([b"\xff", b"\xe9 ", b"\xc3", b"\xed\xa0\x80"]))
def test_the_place_of_another_encoding_is_where_utf_8_ends(before: str, junk: bytes) -> None:
    """What stands before the place is UTF-8, and what stands there is not."""
    with pytest.raises(SyntaxFault) as caught:
        decoded(before.encode() + junk, Path("x.ttl"))
    kept = before.removeprefix("\ufeff")
    lines = kept.split("\n")
    assert (len(lines), len(lines[-1]) + 1) == (caught.value.line, caught.value.column)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Copy the MIFI's data with an open string in the directory that every command reads."""
    shutil.copytree(data_dir() / "mifi", tmp_path / "mifi")
    shutil.copytree(data_dir() / "law", tmp_path / "law")
    path = tmp_path / "organizations.ttl"
    text = (data_dir() / "organizations.ttl").read_text(encoding="utf-8")
    path.write_text(text + "\n<https://w3id.org/greffe/org/x> a 'open .\n", encoding="utf-8")
    return path


def test_every_command_says_the_same(broken: Path, greffe: Callable[..., Outcome]) -> None:
    """One mistake has one wording, whoever runs into it first."""
    folder = broken.parent
    line = broken.read_text(encoding="utf-8").count("\n")
    expected = (
        f"Erreur : {broken}:{line}:35 : guillemet jamais fermé, près de « 'open . ».\n"
        '  Fermez le texte ; s’il a plusieurs lignes, mettez-le entre """ et """.\n'
    )
    table = folder / "mifi" / "sources" / "registre.csv"
    for command in (
        ("validate",),
        ("validate", folder / "mifi" / "register.ttl"),
        ("build",),
        ("query", "communications-by-frequency"),
        ("sparql", "ASK {}"),
        ("show", "C5"),
        ("import", table, "--body", "mifi", "--dry-run"),
    ):
        outcome = greffe("--workspace", folder, *command)
        told = outcome.err[outcome.err.index("Erreur : ") :]
        assert (2, "", expected) == (outcome.code, outcome.out, told), command


def test_import_reads_what_it_replaces_with_the_same_words(
    broken: Path, greffe: Callable[..., Outcome]
) -> None:
    """A register on disk that is broken is not silently overwritten."""
    shutil.copy(data_dir() / "organizations.ttl", broken)
    register = broken.parent / "mifi" / "register.ttl"
    register.write_bytes("<a:b> 'é".encode("latin-1"))
    table = broken.parent / "mifi" / "sources" / "registre.csv"
    outcome = greffe("--workspace", broken.parent, "import", table, "--body", "mifi")
    assert (2, "") == (outcome.code, outcome.out)
    assert f"Erreur : {register}:1:8 : ce fichier n’est pas en UTF-8." in outcome.err
    assert "<a:b> 'é".encode("latin-1") == register.read_bytes()


def test_a_question_in_another_encoding_is_told_by_its_place(
    greffe: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files of questions are read like any other."""
    (tmp_path / "questions").mkdir()
    path = tmp_path / "questions" / "one.rq"
    path.write_bytes("#+ summary: one\n#+ title: é\n".encode("latin-1"))
    monkeypatch.setattr(collection, "queries_dir", lambda: tmp_path)
    outcome = greffe("query")
    assert (2, "") == (outcome.code, outcome.out)
    assert f"Erreur : {path}:2:11 : ce fichier n’est pas en UTF-8." in outcome.err
