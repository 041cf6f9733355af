"""Files that are not what they seem: each is refused with what is wrong and what to do."""

from __future__ import annotations

import shutil
import struct
import zlib
from typing import TYPE_CHECKING, Final

import pytest
from tests.sheets.expected import FILES
from tests.sheets.making import Drawing, boxed, copy_package, write_package, write_pdf
from tests.told import told

from greffe.errors import GreffeError, InputError
from greffe.sheets import READABLE, pdf, read_document
from greffe.sheets.containers import MOST_BYTES, describe, package

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES: Final = ["classeur.xlsx", "classeur.ods", "registre.docx", "registre.odt"]
CONTENT: Final = {
    "classeur.xlsx": "xl/worksheets/sheet1.xml",
    "classeur.ods": "content.xml",
    "registre.docx": "word/document.xml",
    "registre.odt": "content.xml",
}


def refusal(path: Path) -> str:
    """Return what a person reads, in English, when a file is refused."""
    with pytest.raises(InputError) as refused:
        read_document(path)
    assert told(refused.value, "fr").startswith(str(path))
    assert refused.value.remedy is not None
    return refused.value.message.en.removeprefix(str(path))


@pytest.mark.parametrize("name", ["protege.xlsx", "protege.pdf"])
def test_a_locked_file_is_refused(name: str) -> None:
    """A file with a password is told from a broken one."""
    assert refusal(FILES / name) == ": this file is protected by a password."


def test_a_locked_part_is_refused(tmp_path: Path) -> None:
    """A zip package whose parts are encrypted one by one is locked, too."""
    path = tmp_path / "r.docx"
    content = bytearray((FILES / "registre.docx").read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<H", content, at + 8, 1)
        at = content.find(b"PK\x01\x02", at + 4)
    path.write_bytes(content)
    assert refusal(path) == ": this file is protected by a password."


@pytest.mark.parametrize("name", [*PACKAGES, "registre.pdf"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_half_a_file_is_refused(tmp_path: Path, name: str, share: float) -> None:
    """A file cut short, as by a download that stopped, is refused and never half read."""
    path = tmp_path / name
    content = (FILES / name).read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert "this file is damaged or not complete" in refusal(path)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_part_that_was_tampered_with_is_refused(tmp_path: Path, name: str) -> None:
    """A byte changed inside a package breaks its checksum or its packing: it is refused."""
    path = tmp_path / name
    content = bytearray((FILES / name).read_bytes())
    start = content.find(CONTENT[name].encode()) + len(CONTENT[name]) + 200
    content[start : start + 8] = b"\0" * 8
    path.write_bytes(content)
    assert "this file is damaged or not complete" in refusal(path)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_without_its_main_part_is_refused(tmp_path: Path, name: str) -> None:
    """A package whose content is no XML at all is refused."""
    path = copy_package(FILES / name, tmp_path / name, {CONTENT[name]: "bonjour"})
    assert "this file is damaged or not complete" in refusal(path)


@pytest.mark.parametrize("name", [*PACKAGES, "registre.pdf"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    """A file of no bytes is said to be empty, and nothing else."""
    path = tmp_path / name
    path.write_bytes(b"")
    assert "this file is empty (0 bytes)" in refusal(path)


@pytest.mark.parametrize(
    ("source", "name", "what"),
    [
        ("registre.docx", "r.xlsx", "a Word document (.docx)"),
        ("classeur.xlsx", "r.docx", "an Excel workbook (.xlsx)"),
        ("classeur.ods", "r.xlsx", "an .ods workbook"),
        ("registre.odt", "r.ods", "an .odt document"),
        ("registre.pdf", "r.xlsx", "a PDF"),
        ("classeur.csv", "r.xlsx", "text"),
        ("page.html", "r.xlsx", "an HTML page"),
        ("registre.docx", "r.pdf", "a zip archive"),
        ("page.html", "r.pdf", "an HTML page"),
        ("classeur.xlsx", "r.html", "a zip archive"),
        ("classeur.xlsx", "r.txt", "a zip archive"),
    ],
)
def test_a_wrong_suffix_is_told(tmp_path: Path, source: str, name: str, what: str) -> None:
    """A file whose content is not what its suffix says is refused, and named for what it is."""
    path = tmp_path / name
    shutil.copy(FILES / source, path)
    assert refusal(path) == f": the content is not that of a {path.suffix} file; it is {what}."


def test_an_old_workbook_is_told(tmp_path: Path) -> None:
    """A workbook of before 2007 under the new suffix is told from one with a password."""
    path = tmp_path / "r.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16")
    )
    assert refusal(path).endswith("it is an old Office document (.xls, .doc).")


@pytest.mark.parametrize("name", ["r.xls", "r.doc", "r.md"])
def test_an_unknown_suffix_is_told(tmp_path: Path, name: str) -> None:
    """A kind of file that nothing reads is refused with the list of those that are read."""
    path = tmp_path / name
    path.write_bytes(b"x")
    with pytest.raises(InputError) as refused:
        read_document(path)
    said = told(refused.value, "en")
    assert f"a “{path.suffix}” file is not read as a table" in said
    assert said.endswith(f"Save it in one of these forms: {', '.join(READABLE)}.")


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("classeur.xlsx", "an Excel workbook (.xlsx)"),
        ("classeur.ods", "an .ods workbook"),
        ("registre.docx", "a Word document (.docx)"),
        ("registre.odt", "an .odt document"),
        ("registre.pdf", "a PDF"),
        ("page.html", "an HTML page"),
        ("classeur.csv", "text"),
    ],
)
def test_a_name_without_suffix_is_told(tmp_path: Path, source: str, what: str) -> None:
    """A file whose name has no suffix is told what it holds, how to name it and what is read."""
    path = tmp_path / "registre"
    shutil.copy(FILES / source, path)
    assert refusal(path) == f": the name of this file has no suffix; its content is {what}."
    with pytest.raises(InputError) as refused:
        read_document(path)
    assert refused.value.remedy is not None
    assert refused.value.remedy.fr.endswith(f" de celles-ci : {', '.join(READABLE)}.")


def test_an_empty_file_without_suffix_is_refused(tmp_path: Path) -> None:
    """Of a file of no bytes no name could tell more than that it is empty."""
    path = tmp_path / "registre"
    path.write_bytes(b"")
    assert "this file is empty (0 bytes)" in refusal(path)


def test_a_bomb_without_suffix_is_never_unpacked(tmp_path: Path) -> None:
    """The part that tells what a package is may itself be the bomb."""
    path = write_package(tmp_path / "registre", {"mimetype": b"\0" * (8 << 20)})
    assert "out of all proportion: “mimetype” grows more than 200 times" in refusal(path)


@pytest.mark.parametrize("suffix", [*READABLE, ".xls", ".xslx", ""])
def test_a_missing_file_is_told(tmp_path: Path, suffix: str) -> None:
    """Every reader says that a file is not there, and where it looked."""
    path = tmp_path / f"absent{suffix}"
    with pytest.raises(GreffeError) as refused:
        read_document(path)
    assert f"{path}: cannot be read (No such file or directory)" in told(refused.value, "en")


@pytest.mark.parametrize("suffix", READABLE)
def test_capitals_in_a_suffix_are_no_matter(tmp_path: Path, suffix: str) -> None:
    """A suffix in capitals, as old programs write it, chooses the same reader."""
    path = tmp_path / f"ABSENT{suffix.upper()}"
    with pytest.raises(GreffeError, match="cannot be read"):
        read_document(path)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_part_that_grows_a_thousand_times_is_refused(tmp_path: Path, name: str) -> None:
    """A part that unpacks to a thousand times its size is a bomb: it is never unpacked."""
    bomb = {"media/image.xml": b"\0" * (8 << 20)}
    said = refusal(copy_package(FILES / name, tmp_path / name, bomb))
    assert "out of all proportion: “media/image.xml” grows more than 200 times" in said


def test_a_package_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """Many parts, none remarkable, are counted together; what they declare is believed."""
    path = copy_package(FILES / "classeur.xlsx", tmp_path / "r.xlsx", {})
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, MOST_BYTES + 1)
    path.write_bytes(content)
    assert "out of all proportion" in refusal(path)


def test_a_package_of_too_many_parts_is_refused(tmp_path: Path) -> None:
    """A package of ten thousand empty parts is no office file."""
    parts = {f"part{number}": b"" for number in range(10_001)}
    assert "10001 parts and 0 MiB" in refusal(write_package(tmp_path / "r.xlsx", parts))


def test_a_part_that_lies_about_its_size_is_cut_off(tmp_path: Path) -> None:
    """A part that unpacks to more than it declares is read to the declared size, and refused."""
    path = copy_package(FILES / "classeur.ods", tmp_path / "r.ods", {})
    content = bytearray(path.read_bytes())
    for signature, name_at, size_at in ((b"PK\x01\x02", 46, 24), (b"PK\x03\x04", 30, 22)):
        at = content.find(signature)
        while at >= 0:
            if content[at + name_at :].startswith(b"content.xml"):
                struct.pack_into("<I", content, at + size_at, 100)
            at = content.find(signature, at + 4)
    path.write_bytes(content)
    assert "this file is damaged or not complete" in refusal(path)


@pytest.mark.parametrize("name", PACKAGES)
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>',
        '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
    ],
    ids=["external entity", "billion laughs", "external DTD"],
)
def test_a_document_type_is_refused(tmp_path: Path, name: str, doctype: str) -> None:
    """XML that declares entities, to fetch a file or to blow up, is refused before it is read."""
    from zipfile import ZipFile

    with ZipFile(FILES / name) as archive:
        declaration, _, rest = archive.read(CONTENT[name]).decode().partition("?>")
    parts = {CONTENT[name]: f"{declaration}?>{doctype}{rest}"}
    said = refusal(copy_package(FILES / name, tmp_path / name, parts))
    assert said == (
        f": “{CONTENT[name]}” declares a document type (DTD), which no office program does."
    )


def test_a_document_type_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """A DTD written in UTF-16 is found all the same: a parser looks, not a search for letters."""
    hidden = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><x/>'.encode("utf-16")
    path = copy_package(FILES / "classeur.xlsx", tmp_path / "r.xlsx", {"docProps/app.xml": hidden})
    assert "“docProps/app.xml” declares a document type" in refusal(path)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_pdf_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stream that unpacks to too much, packed once or several times, is never handed on."""
    monkeypatch.setattr(pdf, "MOST_BYTES", 1 << 20)
    bomb = b"\0" * (2 << 20)
    for _ in range(times):
        bomb = zlib.compress(bomb, 9)
    path = write_pdf(tmp_path / "r.pdf", [boxed([["a", "b", "c"]])])
    stream = b"9 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(bomb)
    content = path.read_bytes()
    path.write_bytes(content + stream + bomb + b"\nendstream\nendobj\n")
    assert "more than 1 MiB once unpacked" in refusal(path)


def test_pictures_of_pages_are_told(tmp_path: Path) -> None:
    """A PDF without a letter was scanned: the remedy says what can be done."""
    path = write_pdf(tmp_path / "r.pdf", [Drawing(lines=[(10, 10, 90, 10)])])
    with pytest.raises(InputError) as refused:
        read_document(path)
    assert "Its pages are pictures" in told(refused.value, "en")


def test_a_letter_in_pdf_has_no_table(tmp_path: Path) -> None:
    """A PDF of lines of text is refused, and a workbook is asked for."""
    path = write_pdf(tmp_path / "r.pdf", [Drawing(words=[(20, 20, "Bonjour"), (20, 40, "Fin")])])
    with pytest.raises(InputError) as refused:
        read_document(path)
    assert "this file has no table" in told(refused.value, "en")
    assert "the workbook it comes from" in told(refused.value, "en")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder called .xlsx is refused as such."""
    path = tmp_path / "r.xlsx"
    path.mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        read_document(path)


def test_a_failure_while_a_package_is_used_is_a_refusal(tmp_path: Path) -> None:
    """Whatever a library raises over a package becomes an error that names the file."""
    path = copy_package(FILES / "classeur.xlsx", tmp_path / "r.xlsx", {})
    with (
        pytest.raises(InputError, match=r"damaged or not complete \(KeyError: 'absent'\)"),
        package(path, "xl/workbook.xml"),
    ):
        raise KeyError("absent")


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"PK;a\n", "text"), (b"\0\0", "of a format that is not recognised")],
)
def test_what_bytes_are_is_told(content: bytes, what: str) -> None:
    """A text that happens to begin with the letters of a zip archive is a text."""
    assert what == describe(content).en
