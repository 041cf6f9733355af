"""What a format cannot hold is told before anything is written."""

from __future__ import annotations

import pytest
from tests.exporting.tables import table

from greffe.errors import Unwritable
from greffe.exporting.formats import files_of
from greffe.exporting.limits import legible, require_length, require_xml

XML_FORMATS = ("xlsx", "ods", "docx", "odt", "html")


@pytest.mark.parametrize("form", XML_FORMATS)
@pytest.mark.parametrize("character", ["\x00", "\x0b", "\r", "\ufffe"])
def test_what_xml_cannot_hold_is_refused(form: str, character: str) -> None:
    """The error names the entry, the column and the character."""
    with pytest.raises(Unwritable) as caught:
        files_of(table("register", [["a", f"b{character}", *["-"] * 5]]), form, "a", "fr")
    assert caught.value.message.en.startswith("1, Nature or type of personal information")
    assert f"U+{ord(character):04X}" in caught.value.message.fr


def test_csv_holds_everything() -> None:
    """The remedy that errors give works."""
    words = "\x0bb\r\x00"
    content = files_of(table("register", [[words, *["-"] * 6]]), "csv", "a.csv", "fr")["a.csv"]
    assert words.encode() in content


@pytest.mark.parametrize("words", ["", "é\n\tà", "\U0001f600", "\ud7ff\ue000"])
def test_what_xml_holds_passes(words: str) -> None:
    """Tabs, line feeds and every printed character are fine."""
    require_xml(table("register", [[words] * 7]))
    assert words == legible(words)


def test_what_is_not_legible_is_shown_as_such() -> None:
    """A replacement character stands for what cannot be written."""
    assert legible("a\x0bb\rc") == "a\ufffdb\ufffdc"


def test_a_length_is_reached_or_passed() -> None:
    """A cell of the longest length passes, one more character does not."""
    require_length(table("inventory", [["abc"] * 10]), 3)
    with pytest.raises(Unwritable):
        require_length(table("inventory", [["abc"] * 9 + ["abcd"]]), 3)
