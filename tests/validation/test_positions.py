"""Reading Turtle as written: values untouched, errors and statements with their place."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef
from tests.validation.lines import line_and_column

from greffe.errors import InputError, SyntaxFault
from greffe.resources import data_dir
from greffe.turtle.reading import parse, parse_content
from greffe.validation.positions import Places, places

EX = "https://example.org/"
SAMPLE = f"""\
@prefix ex: <{EX}> .
# a comment that begins a line

ex:a a ex:Thing ;
    ex:p "one" , "two" ;   # a comment, with, commas ; and semicolons
    ex:q
        ex:b,
        ex:c ;
    ex:text \"\"\"several
lines\"\"\"@fr .

ex:d ex:nested [ ex:inner ex:e ; ex:other 3 ] , true .
"""


def ex(name: str) -> URIRef:
    """Return a term of the sample's namespace."""
    return URIRef(EX + name)


def places_in(text: str) -> Places:
    """Return the places of a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.ttl"
        path.write_text(text, encoding="utf-8")
        return places(path)


@pytest.fixture
def sample() -> Places:
    """Return the places of the sample."""
    return places_in(SAMPLE)


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        (("a", None, None), (4, 1)),
        (("a", ex("p"), None), (5, 5)),
        (("a", ex("p"), Literal("one")), (5, 10)),
        (("a", ex("p"), Literal("two")), (5, 18)),
        (("a", ex("q"), None), (6, 5)),
        (("a", ex("q"), ex("b")), (7, 9)),
        (("a", ex("q"), ex("c")), (8, 9)),
        (("a", ex("text"), Literal("several\nlines", lang="fr")), (9, 13)),
        (("d", ex("nested"), Literal(True)), (12, 49)),
    ],
)
def test_each_value_has_the_place_where_it_begins(
    sample: Places, statement: tuple[str, URIRef | None, Literal | None], place: tuple[int, int]
) -> None:
    """Subject, verb and object are found at the line and column of their first character."""
    subject, predicate, value = statement
    assert place == sample.find(ex(subject), predicate, value)


def test_what_stands_inside_brackets_has_its_own_place(sample: Places) -> None:
    """The statements about an unnamed thing are found inside its brackets."""
    [(inner, start)] = [(s, at) for s, at in sample.subjects.items() if not isinstance(s, URIRef)]
    assert (12, 16) == line_and_column(sample.text, start)
    assert (12, 27) == sample.find(inner, ex("inner"), ex("e"))
    assert (12, 43) == sample.find(inner, ex("other"), Literal(3))


def test_a_missing_value_is_placed_at_its_property_and_that_at_its_subject(sample: Places) -> None:
    """What is not there is shown where it should stand."""
    assert (6, 5) == sample.find(ex("a"), ex("q"), ex("absent"))
    assert (4, 1) == sample.find(ex("a"), ex("absent"), ex("b"))
    assert sample.find(ex("absent")) is None


@pytest.mark.parametrize("name", ["register.ttl", "inventory.ttl", "body.ttl"])
def test_every_published_statement_has_a_place(name: str) -> None:
    """No statement of the published data is without its line, and the line holds its value."""
    path = data_dir() / "mifi" / name
    found, graph = places(path), parse(path)
    lines = found.text.split("\n")
    assert set(found.objects) == set(graph)
    for (_, _, value), offset in found.objects.items():
        line, column = line_and_column(found.text, offset)
        written = lines[line - 1][column - 1 :]
        first = str(value).split("\n", 1)[0].rsplit("#", 1)[-1].replace('"', '\\"')
        assert first[:10] in written or str(value).rsplit("/", 1)[-1] in written


@given(st.lists(st.sampled_from(["", " ", "# x ; . ,", "\t"]), max_size=6), st.integers(1, 5))
def test_white_space_and_comments_move_a_statement_by_their_lines_only(
    before: list[str], count: int
) -> None:
    """Whatever stands before a statement, its place is that of its own first character."""
    objects = ", ".join(f"<{EX}{n}>" for n in range(count))
    text = "\n".join([*before, f"<{EX}s> <{EX}p> {objects} ."])
    found = places_in(text)
    column = len(f"<{EX}s> <{EX}p> ") + (count - 1) * len(f"<{EX}0>, ") + 1
    assert (len(before) + 1, column) == found.find(ex("s"), ex("p"), ex(str(count - 1)))


@pytest.mark.parametrize("lexical", ["peut-être", "TRUE", " true"])
def test_ill_typed_values_stay_as_written(lexical: str, tmp_path: Path) -> None:
    """A wrong boolean is not repaired on the way in: it must be reported."""
    path = tmp_path / "x.ttl"
    path.write_text(f'<{EX}s> <{EX}p> "{lexical}"^^<{rdflib.XSD.boolean}> .', encoding="utf-8")
    [value] = parse(path).objects()
    assert lexical == str(value)


def test_reading_leaves_the_settings_of_rdflib_alone(tmp_path: Path) -> None:
    """Other users of rdflib in the same process notice nothing."""
    path = tmp_path / "x.ttl"
    path.write_text(f"<{EX}s> <{EX}p> 1 .", encoding="utf-8")
    before = rdflib.NORMALIZE_LITERALS
    parse(path)
    assert before == rdflib.NORMALIZE_LITERALS


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a b", 1, 1),
        (f"<{EX}s> <{EX}p> 1 .\n<{EX}s> <{EX}p> ;", 2, 49),
        (f'<{EX}s> <{EX}p> "open .\n', 1, 49),
        (f"\n\n<{EX}s> no:prefix 1 .", 3, 25),
        (f"<{EX}s> <{EX}p> 1 , , 2 .", 1, 53),
    ],
)
def test_a_broken_text_is_reported_where_it_breaks(
    text: str, line: int, column: int, tmp_path: Path
) -> None:
    """The error names file, line and column, in both languages, and what to look for."""
    path = tmp_path / "broken.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SyntaxFault) as caught:
        parse(path)
    assert (line, column) == (caught.value.line, caught.value.column)
    for words in (caught.value.message.fr, caught.value.message.en):
        assert f"{path}:{line}:{column}" in words
    assert caught.value.remedy is not None


@given(st.integers(0, len(SAMPLE)), st.integers(0, 12), st.text(max_size=3))
def test_a_damaged_text_is_read_or_reported_and_never_crashes(
    at: int, length: int, instead: str
) -> None:
    """Whatever is cut out or put in, the outcome is a graph or a SyntaxFault with a place."""
    damaged = SAMPLE[:at] + instead + SAMPLE[at + length :]
    line = line_of_fault(damaged)
    assert line is None or 1 <= line <= damaged.count("\n") + 1


def line_of_fault(text: str) -> int | None:
    """Return the line of the mistake in a text, or nothing if it is Turtle."""
    try:
        parse_content(text.encode(), Path("text.ttl"))
    except SyntaxFault as fault:
        return fault.line or 0
    return None


def test_an_undeclared_prefix_is_named(tmp_path: Path) -> None:
    """The commonest mistake has its own message."""
    path = tmp_path / "x.ttl"
    path.write_text(f"<{EX}s> grefe:position 1 .", encoding="utf-8")
    with pytest.raises(SyntaxFault, match="the prefix 'grefe:' is not declared"):
        parse(path)


def test_a_file_that_is_not_utf8_is_reported_by_its_line(tmp_path: Path) -> None:
    """An accent in another encoding is an error of input, not a crash."""
    path = tmp_path / "latin.ttl"
    path.write_bytes(f'<{EX}s> <{EX}p> 1 .\n<{EX}s> <{EX}p> "\xe9" .'.encode("latin-1"))
    with pytest.raises(SyntaxFault) as caught:
        parse(path)
    assert caught.value.line == 2


def test_a_missing_file_is_an_error_of_input(tmp_path: Path) -> None:
    """A path that leads nowhere is named."""
    with pytest.raises(InputError, match=r"absent\.ttl"):
        parse(tmp_path / "absent.ttl")


def test_a_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    """A file saved by a Windows editor reads like any other."""
    path = tmp_path / "bom.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + f"<{EX}s> <{EX}p> 1 .".encode())
    assert 1 == len(parse(path))


def test_only_what_is_wanted_has_places() -> None:
    """Who asks for the places of some things gets those, as in the whole, and no others."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.ttl"
        path.write_text(f"<{EX}a> <{EX}p> 1 .\n<{EX}b> <{EX}p> 2 .\n", encoding="utf-8")
        one, two = URIRef(f"{EX}a"), URIRef(f"{EX}b")
        whole, some = places(path), places(path, wanted={two})
    assert [(1, 1), (2, 1)] == [whole.find(one), whole.find(two)]
    assert [None, (2, 1)] == [some.find(one), some.find(two)]


@given(st.text(alphabet="ab\n", max_size=12), st.integers(min_value=0, max_value=12))
def test_places_count_lines_as_readers_do(text: str, offset: int) -> None:
    """Lines and columns are those of the text, wherever a line ends."""
    thing = URIRef(f"{EX}a")
    assert line_and_column(text, offset) == Places(text, {thing: offset}).find(thing)
