"""What cannot be checked: the program says what, where and what to do, and ends with 2.

Each case is a real file read by a process of its own, with little memory and time to live.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.language import Language

ENTRY: Final = b"""\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .

<https://w3id.org/greffe/id/new/agreement/one> a greffe:Agreement ;
    dcterms:title "Entente"@fr .
"""
MEMORY: Final = 1 << 31
SECONDS: Final = 60
LARGE: Final = 100_000_000
TOO_LONG: Final = 17_000_000
"""A little more than the sixteen mebibytes that Oxigraph keeps of one name or string."""
DEEP: Final = 100_000
FLOOD: Final = 100_000

BAD_ADDRESS: Final = "adresse mal formée, près de "
NO_TURTLE: Final = "Turtle mal formé, près de "
OPEN: Final = "guillemet jamais fermé, près de "
TOO_MUCH: Final = "un nom ou un texte de plus de 16 Mio, près de "

JUNK: Final[dict[str, tuple[bytes, str | None, str]]] = {
    "an empty file": (b"", None, "rien à vérifier"),
    "a mark of order and nothing else": (b"\xef\xbb\xbf", None, "rien à vérifier"),
    "comments only": (b"# nothing here\n" * 1000, None, "rien à vérifier"),
    "white space only": (b" \n\t" * 100_000, None, "rien à vérifier"),
    "bytes": (b"\xff" + bytes(range(256)), "1:1", "ce fichier n’est pas en UTF-8."),
    "Latin-1": ("<a:b> 'a' .\n<a:b> <a:c> 'é' .".encode("latin-1"), "2:14", "pas en UTF-8."),
    "UTF-16": ("<a:b> <a:c> 'é' .".encode("utf-16"), "1:1", "pas en UTF-8."),
    "UTF-32": ("<a:b> <a:c> 'é' .".encode("utf-32"), "1:1", "pas en UTF-8."),
    "half a letter": (b"<a:b> <a:c> '\xc3", "1:14", "pas en UTF-8."),
    "a surrogate": (b"<a:b> <a:c> '\xed\xa0\x80' .", "1:14", "pas en UTF-8."),
    "zeros": (b"\0" * 1000, "1:1", NO_TURTLE + "« \ufffd"),
    "a zero in a name": (b"<a:b> <a:\0c> 1 .", "1:7", BAD_ADDRESS),
    "a spreadsheet": (b"PK\x03\x04" + b"\0" * 100, "1:1", NO_TURTLE + "« PK\ufffd\ufffd"),
    "a page of the web": (b"<!DOCTYPE html>\n<body>Perdu", "1:1", BAD_ADDRESS),
    "a letter": (b"Bonjour,\nvoici le registre.", "1:1", NO_TURTLE + "« Bonjour, »"),
    "a sheet of commas": (b"entry,field\nC1,5\n", "1:1", NO_TURTLE + "« entry,field »"),
    "half a statement": (ENTRY + b"<a:b> <a:c>", "6:12", "s’arrête avant la fin d’un énoncé"),
    "no full stop": (b"<a:b> <a:c> 1\n<a:b> <a:c> 2 .", "2:1", NO_TURTLE + "« <a:b> <a:c> 2 . »"),
    "a space in an address": (b"<a:b> <a:c> <https://a b> .", "1:13", BAD_ADDRESS),
    "a relative address": (b"<a:b> <a:c> 1 .\n<c> <a:c> 1 .", "2:1", "adresse incomplète"),
    "an open address": (b"<a:b> <a:c> <https://a .\n", "1:13", "adresse jamais fermée"),
    "an open string": (b"<a:b> <a:c> 'one .\n<a:b> <a:c> 2 .", "1:13", OPEN + "« 'one . »"),
    "an open long string": (ENTRY + b"<a:b> <a:c> '''one\ntwo", "6:13", OPEN + "« '''one »"),
    "an unknown prefix": (ENTRY + b"grefe:a a grefe:B .", "6:1", "le préfixe « grefe: » n’est pas"),
    "a statement about one": (b"<< <a:b> <a:c> 1 >> <a:d> 2 .", "1:1", "Turtle 1.2"),
    "a direction": (b"<a:b> <a:c> 1 ; <a:d> 'x'@fr--ltr .", "1:29", "Turtle 1.2"),
    "one endless name": (b"a" * TOO_LONG, "1:1", TOO_MUCH + "« aaaa"),
    "an endless string": (b"<a:b> <a:c> '''" + b"x\n" * TOO_LONG, "1:13", TOO_MUCH + "« '''x »"),
    "a text of 50 MB": (
        b"<a:b> <a:c> 1 .\n<a:b> <a:c> '" + b"x" * 50_000_000 + b"' .",
        "2:13",
        TOO_MUCH + "« 'xxxx",
    ),
    "brackets and nothing else": (b"<a:b> <a:c> " + b"[" * 1_000_000, "1:14", NO_TURTLE),
    "brackets without end": (b"<a:b> <a:c> " + b"[<a:d> " * DEEP, f"1:{13 + 7 * DEEP}", "s’arrête"),
    "100 MB of bytes": (b"\xff" + os.urandom(999_999) * 100, "1:1", "pas en UTF-8."),
    "100 MB of words": (b"lorem ipsum\n" * (LARGE // 12), "1:1", NO_TURTLE + "« lorem ipsum »"),
    "100 MB of comments": (b"# rien\n" * (LARGE // 7), None, "rien à vérifier"),
    "a mistake at the end of all": (b"<a:b> <a:c> 1 .\n" * 300_000 + b"ah", "300001:1", NO_TURTLE),
    "deep brackets": (
        b"<a:b> <a:c> " + b"[<a:d> " * DEEP + b"1" + b"]" * DEEP + b" .",
        None,
        "rien à vérifier",
    ),
    "deep lists": (b"<a:b> <a:c> " + b"( " * DEEP + b")" * DEEP + b" .", None, "rien à vérifier"),
    "a flood of blank nodes": (b"[] <a:c> [ <a:d> [] ] .\n" * FLOOD, None, "rien à vérifier"),
}
"""What a file holds; line and column where reading stops, where it does; what is said."""


def said(*arguments: object, language: Language = "fr") -> str:
    """Run the program, which must end with 2 and say one error and one remedy; return them."""
    done = subprocess.run(
        [sys.executable, "-m", "greffe.app", "--lang", language, *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=SECONDS,
        preexec_fn=_bounded,
    )
    message = done.stderr.decode()
    assert (2, b"") == (done.returncode, done.stdout), message
    assert re.fullmatch(r"(Erreur : |Error: )[^\n]+\n  [^\n]+\n", message)
    assert "Greffe, pas de vos" not in message
    return message


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.parametrize("what", JUNK)
def test_junk_is_told_with_its_place(what: str, tmp_path: Path) -> None:
    """Whatever a file holds instead of data, the message says what it is and where."""
    content, place, expected = JUNK[what]
    path = tmp_path / "junk.ttl"
    path.write_bytes(content)
    message = said("validate", path)
    assert (f"{path}:{place} : " if place else f"{path}.\n") in message
    assert expected in message


ENGLISH: Final = {
    "Latin-1": "Error: {}:2:14: not UTF-8.\n  Save it as UTF-8.\n",
    "an open string": (
        "Error: {}:1:13: a quotation mark that is never closed, near ''one .'.\n"
        '  Close the text; if it has several lines, put it between """ and """.\n'
    ),
    "an unknown prefix": (
        "Error: {}:6:1: the prefix 'grefe:' is not declared.\n"
        "  Add its @prefix line, or correct it.\n"
    ),
    "a relative address": (
        "Error: {}:2:1: an incomplete address, near '<c> <a:c> 1 .'.\n"
        "  Write the whole address (https://…), or add a @base line.\n"
    ),
    "an empty file": (
        "Error: nothing to check in {}.\n"
        "  Give a Turtle file that describes a register, an inventory or a body.\n"
    ),
}


@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
@pytest.mark.parametrize("what", ENGLISH)
def test_the_message_is_the_same_in_english_and_by_any_engine(
    what: str, engine: str, tmp_path: Path
) -> None:
    """What, where and what to do, word for word."""
    path = tmp_path / "junk.ttl"
    path.write_bytes(JUNK[what][0])
    assert ENGLISH[what].format(path) == said("validate", path, "--engine", engine, language="en")


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    """A pipe would keep the program waiting, a device would never end."""
    pipe, device = tmp_path / "pipe.ttl", tmp_path / "device.ttl"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    for path in (pipe, device):
        message = said("validate", path)
        assert f"{path} : ce n’est pas un fichier ordinaire" in message


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    """A link to itself, and one to a file that has vanished, stop the check of their folder."""
    for name, target, why in (
        ("loop.ttl", "loop.ttl", "trop de liens symboliques"),
        ("gone.ttl", "vanished.ttl", "ce fichier ou ce dossier n’existe pas"),
    ):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "good.ttl").write_bytes(ENTRY)
        (folder / name).symlink_to(target)
        message = said("validate", folder)
        assert f"{folder / name} : lecture impossible ({why})." in message


def test_a_link_to_itself_that_is_asked_for_is_told(tmp_path: Path) -> None:
    """It is there, and yet there is no file."""
    (tmp_path / "loop.ttl").symlink_to("loop.ttl")
    assert "lecture impossible (trop de liens" in said("validate", tmp_path / "loop.ttl")


def test_folders_that_go_round_in_a_circle_are_walked_once(tmp_path: Path) -> None:
    """A link to the folder above it does not keep the program busy."""
    (tmp_path / "again").symlink_to(tmp_path)
    assert f"rien à vérifier dans {tmp_path}." in said("validate", tmp_path)


def test_a_folder_under_the_name_of_a_file_is_told(tmp_path: Path) -> None:
    """It cannot be read, and the system says why."""
    (tmp_path / "a" / "b.ttl").mkdir(parents=True)
    message = said("validate", tmp_path / "a")
    assert "b.ttl : lecture impossible (c’est un dossier)." in message


def test_a_file_larger_than_any_register_is_refused_unread(tmp_path: Path) -> None:
    """Its size is told, not what it holds."""
    path = tmp_path / "huge.ttl"
    with path.open("wb") as stream:
        stream.truncate(1 << 40)
    message = said("validate", path)
    assert f"{path} : 1048576 Mio, c’est trop ; un fichier en a au plus 512." in message


@pytest.mark.parametrize("name", ["absent.ttl", "nul\u2028.ttl", "x" * 300 + ".ttl", "no/a.ttl"])
def test_a_path_that_leads_nowhere_is_told(name: str, tmp_path: Path) -> None:
    """No file, a strange name, a name that no system takes."""
    assert "Vérifiez" in said("validate", tmp_path / name)


def test_a_folder_without_turtle_has_nothing_to_check(tmp_path: Path) -> None:
    """Silence would look like success."""
    (tmp_path / "notes.txt").write_text("bonjour", encoding="utf-8")
    assert f"Erreur : rien à vérifier dans {tmp_path}." in said("validate", tmp_path)


def test_another_kind_of_file_is_refused_by_its_name(tmp_path: Path) -> None:
    """A picture of a register is no register."""
    path = tmp_path / "registre.png"
    path.write_bytes(b"\x89PNG")
    assert f"{path} : ce n’est pas un fichier Turtle (.ttl)." in said("validate", path)


def test_a_table_that_is_no_register_is_refused(tmp_path: Path) -> None:
    """Columns that no layout has are told, with what to do."""
    path = tmp_path / "registre.csv"
    path.write_text("a,b\n", encoding="utf-8")
    assert f"{path} : aucun profil ne convient" in said("validate", path)


def test_a_folder_that_holds_one_bad_file_is_not_half_checked(tmp_path: Path) -> None:
    """One file that cannot be read stops the check of all."""
    (tmp_path / "good.ttl").write_bytes(ENTRY)
    (tmp_path / "bad.ttl").write_bytes(b"<a:b> <a:c>")
    assert "bad.ttl:1:12 : " in said("validate", tmp_path)


def test_an_engine_that_does_not_exist_is_refused_with_the_choices() -> None:
    """Nobody is left to guess what ``--engine`` takes."""
    assert "auto, shacl, pyshacl" in said("validate", "--engine", "jena")
