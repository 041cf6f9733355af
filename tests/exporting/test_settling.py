"""An archive depends on its content only, and its content is untouched."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from hypothesis import given
from hypothesis import strategies as st

from greffe.exporting.settling import MADE, settled

PARTS = st.dictionaries(st.text("abc/", min_size=1), st.binary(max_size=50), max_size=4)
MOMENTS = st.tuples(*(st.integers(*pair) for pair in ((1980, 2100), (1, 12), (1, 28))))


def archive(parts: dict[str, bytes], day: tuple[int, int, int] = (2026, 11, 22)) -> bytes:
    """Make an archive on a day."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(ZipInfo(name, (*day, 12, 0, 0)), content)
    return stream.getvalue()


def contents(made: bytes) -> dict[str, bytes]:
    """Return the parts of an archive."""
    with ZipFile(BytesIO(made)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


@given(PARTS)
def test_the_content_is_untouched(parts: dict[str, bytes]) -> None:
    """Every part comes back to the letter, in its order."""
    assert list(parts.items()) == list(contents(settled(archive(parts))).items())


@given(PARTS, MOMENTS, MOMENTS)
def test_the_day_leaves_no_trace(
    parts: dict[str, bytes], one: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    """Two archives of the same parts are the same, whenever they were made."""
    assert settled(archive(parts, one)) == settled(archive(parts, other))


@given(PARTS)
def test_settling_twice_is_settling_once(parts: dict[str, bytes]) -> None:
    """What depends on its content only is left as it is."""
    once = settled(archive(parts))
    assert once == settled(once)


@given(PARTS, PARTS)
def test_parts_are_added_or_replaced(parts: dict[str, bytes], others: dict[str, bytes]) -> None:
    """What is given stands in the archive; what was there and is not given stays."""
    assert contents(settled(archive(parts), others)) == parts | others


def test_the_type_of_an_opendocument_is_not_compressed() -> None:
    """OpenDocument 1.3, part 2, 3.3: programs read the type at a fixed place."""
    made = settled(archive({"mimetype": b"a" * 99, "content.xml": b"a" * 99}))
    with ZipFile(BytesIO(made)) as opened:
        kinds = [(info.filename, info.compress_type) for info in opened.infolist()]
    assert kinds == [("mimetype", ZIP_STORED), ("content.xml", ZIP_DEFLATED)]
    assert made[30:38] == b"mimetype"


def test_the_moment_is_one_that_every_archive_can_tell() -> None:
    """The calendar of zip begins in 1980."""
    assert MADE.timetuple()[:6] == (1980, 1, 1, 0, 0, 0)
