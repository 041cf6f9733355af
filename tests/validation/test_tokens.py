"""Places of statements: in the order of Oxigraph, and where their parts begin."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.plugins.parsers.notation3 import RDFSink, SinkParser
from tests.validation.lines import line_and_column

from greffe.resources import data_dir, ontology_dir, shapes_dir
from greffe.store.statements import Reader
from greffe.turtle.reading import values_as_written
from greffe.validation.tokens import places

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

    from greffe.store.statements import Statement
    from greffe.validation.tokens import Place

EX = "http://e/"
PREFIX = f"@prefix e: <{EX}> .\n"
FILES = sorted(
    path for root in (data_dir(), ontology_dir(), shapes_dir()) for path in root.rglob("*.ttl")
)


def statements(text: str) -> tuple[Statement, ...]:
    """Return what Oxigraph reads in a text."""
    return Reader().turtle(text.encode(), "t").triples


def written(text: str, place: Place) -> list[str]:
    """Return the first word at the place of subject, predicate and object."""
    return [text[offset:].split(maxsplit=1)[0] for offset in place]


def fits(statement: Statement, text: str, place: Place) -> bool:
    """Say whether the object of a statement is written where it is said to be."""
    _, predicate, value = statement
    at = text[place[2] :]
    if str(predicate).endswith("#rest"):
        return True
    if isinstance(value, BNode):
        return at[0] in "[(_"
    if isinstance(value, Literal):
        return at.lstrip("'\"").startswith(str(value))
    name = str(value).replace(EX, "e:")
    return at[0] in "()" if name.endswith("nil") else at.replace(f"<{EX}", "e:").startswith(name)


class Writer:
    """Writes Turtle of every form at random; each value is unlike all others."""

    def __init__(self, seed: int) -> None:
        """Begin a text."""
        self.chance = random.Random(seed)  # noqa: S311 - nothing secret
        self.count = 0

    def text(self) -> str:
        """Return three statements and their prefix."""
        return PREFIX + "".join(f"{self.subject()} {self.properties(1)} .\n" for _ in range(3))

    def subject(self) -> str:
        """Return a name, a nameless thing or a list."""
        kind = self.chance.random()
        if kind < 0.2:
            return f"[ {self.properties(1)} ]"
        return f"( {self.value(1)} {self.value(1)} )" if kind < 0.4 else f"e:s{self.count}"

    def properties(self, depth: int) -> str:
        """Return some properties with their values."""
        return " ; ".join(
            f"e:p{n} " + " , ".join(self.value(depth) for _ in range(self.chance.randint(1, 3)))
            for n in range(self.chance.randint(1, 3))
        )

    def value(self, depth: int) -> str:
        """Return one value, which may hold others."""
        self.count += 1
        kind, n = self.chance.random(), self.count
        if depth < 4 and kind < 0.2:
            return (
                f"( {' '.join(self.value(depth + 1) for _ in range(self.chance.randint(0, 3)))} )"
            )
        if depth < 4 and kind < 0.4:
            return f"[ {self.properties(depth + 1)} ]"
        plain = (f'"v{n}"', f"'''v{n}'''", f'"v{n}"@fr-CA', f'"v{n}"^^e:d', f"{n}", f"{n}.5")
        return self.chance.choice((*plain, f"e:v{n}", f"<{EX}v{n}>", f"_:v{n}", f"e:v{n}.x"))


@settings(deadline=None)
@given(st.integers(0, 2**32))
def test_each_statement_has_its_place_whatever_its_form(seed: int) -> None:
    """Lists and brackets, however nested, give as many places as statements, in the same order."""
    text = Writer(seed).text()
    pairs = list(zip(statements(text), places(text), strict=True))
    assert [] == [(s, text[p[2] :][:20]) for s, p in pairs if not fits(s, text, p)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_our_own_files_have_a_place_for_each_statement(path: Path) -> None:
    """As many places as statements, in each Turtle file of the project."""
    text = path.read_text(encoding="utf-8")
    assert len(statements(text)) == len(list(places(text)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("e:a e:b e:c .", ["e:a", "e:b", "e:c"]),
        ("e:a e:b e:c.", ["e:a", "e:b", "e:c."]),
        ("<http://e/#x> a <http://e/y> .", ["<http://e/#x>", "a", "<http://e/y>"]),
        ('# <a> ; "\ne:a # .\n e:b 1.5 .', ["e:a", "e:b", "1.5"]),
        ('e:a e:b """one "two" ; .\n# no comment""" .', ["e:a", "e:b", '"""one']),
        (r'e:a e:b "a \" quote ." .', ["e:a", "e:b", '"a']),
        (r"e:a e:b e:c\,d .", ["e:a", "e:b", r"e:c\,d"]),
        ("PREFIX f: <http://f/>\ne:a e:b f:c .", ["e:a", "e:b", "f:c"]),
        ("@base <http://g/> . <a> <b> <c> .", ["<a>", "<b>", "<c>"]),
        ("BASE <http://g/> <a> <b> <c> .", ["<a>", "<b>", "<c>"]),
        ("@prefix base: <http://h/> . base:a e:b -1 .", ["base:a", "e:b", "-1"]),
    ],
)
def test_marks_inside_names_strings_and_comments_are_none(text: str, words: list[str]) -> None:
    """Full stops, semicolons, quotes and hashes count only where the grammar says so."""
    [place] = places(PREFIX + text)
    assert words == written(PREFIX + text, place)
    assert 1 == len(statements(PREFIX + text))


def test_a_nameless_subject_begins_at_its_bracket() -> None:
    """A statement inside brackets is about the thing that the bracket opens."""
    text = PREFIX + "e:a e:b [ e:c 1 ] ."
    inner, outer = places(text)
    assert ["[", "e:c", "1"] == written(text, inner)
    assert ["e:a", "e:b", "["] == written(text, outer)


def test_an_empty_text_has_no_statement() -> None:
    """Neither have comments and directives."""
    assert [] == list(places("")) == list(places("# nothing\n" + PREFIX))


def test_blank_nodes_have_the_same_names_every_time() -> None:
    """Names come from the file and the order in it, so that a fingerprint stays what it is."""
    text = PREFIX + "e:a e:b [], _:x . _:x e:b [ e:c 1 ] ."
    assert statements(text) == statements(text)
    names = {str(term) for s in statements(text) for term in s if isinstance(term, BNode)}
    assert {"t-1", "t-2", "t-3"} == names


def test_two_files_share_no_blank_node() -> None:
    """The same label in two files is two things (RDF 1.1, section 3.4)."""
    reader = Reader()
    one, other = (reader.turtle(b"_:x <e:p> 1 .", "same") for _ in range(2))
    assert one.triples[0][0] != other.triples[0][0]


def test_a_term_is_made_once_by_a_reader() -> None:
    """Files that are read together share what they name."""
    reader = Reader()
    one, other = (reader.turtle(b"<e:s> <e:p> <e:o> .", "f") for _ in range(2))
    assert one.triples[0][0] is other.triples[0][0]
    assert URIRef("e:s") == one.triples[0][0]


def test_n_triples_say_the_same_as_the_turtle() -> None:
    """The text for the engine has the values exactly as written, ill-typed ones too."""
    text = PREFIX + 'e:a e:b "01"^^<http://www.w3.org/2001/XMLSchema#integer>, "é\\n"@fr, 1.50 .'
    read = Reader().turtle(text.encode(), "t")
    assert set(read.triples) == set(Reader().ntriples(read.ntriples.decode()))
    assert b'"01"^^' in read.ntriples


STRINGS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ESCAPES = {"\\": r"\\", '"': r"\"", "'": r"\'", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
GAPS = st.sampled_from([" ", "\n", "\t ", " # a . b ; c\n", '\n#<x> "\n\t'])


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, Node]:
    """Draw a literal: as it is written, and as rdflib has it."""
    words = draw(STRINGS)
    escaped = "".join(ESCAPES.get(letter, letter) for letter in words)
    mark = draw(st.sampled_from(['"', "'", '"""', "'''"]))
    tag = draw(st.sampled_from(["", "@fr", "@fr-CA", "^^e:d", "^^ <http://e/d>"]))
    written_so = f"{mark}{escaped}{mark}{tag}"
    if tag.startswith("@"):
        return written_so, Literal(words, lang=tag[1:])
    return written_so, Literal(words, datatype=URIRef(f"{EX}d") if tag else None)


def named(name: str) -> st.SearchStrategy[tuple[str, Node]]:
    """Draw one of the ways to write a name."""
    prefixed = re.sub(r"([-.~,])", r"\\\1", name)
    node = URIRef(EX + name)
    return st.sampled_from([(f"e:{prefixed}", node), (f"<{EX}{name}>", node)])


NAMES = st.from_regex(r"[a-z][a-z0-9~,.-]{0,4}[a-z]", fullmatch=True).flatmap(named)
NUMBERS = st.sampled_from(["0", "-1", "1.5", "+.5", "1e9", "1.E3", "true", "false"]).map(
    lambda text: (text, Literal(text, datatype=XSD[kind_of(text)], normalize=False))
)


def kind_of(number: str) -> str:
    """Return the datatype of what is written without quotes (Turtle, section 2.5.2)."""
    if number in ("true", "false"):
        return "boolean"
    return "double" if "e" in number.lower() else "decimal" if "." in number else "integer"


@settings(deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES, st.one_of(NAMES, quoted(), NUMBERS), GAPS), max_size=6))
def test_each_part_is_found_where_it_was_put(
    rows: list[tuple[tuple[str, Node], tuple[str, Node], tuple[str, Node], str]],
) -> None:
    """Whatever words, escapes, comments and spaces: each part is where the writer put it."""
    text, expected = PREFIX, []
    for *parts, gap in rows:
        offsets = []
        for part, _ in parts:
            text += gap
            offsets.append(len(text))
            text += part
        text += gap + "."
        expected.append((tuple(node for _, node in parts), tuple(offsets)))
    assert expected == list(zip(statements(text), places(text), strict=True))


@settings(deadline=None)
@given(st.integers(0, 2**32))
def test_rdflib_reads_the_same_object_at_each_place(seed: int) -> None:
    """What rdflib makes of the words at the place of an object is the object."""
    text = Writer(seed).text()
    for statement, place in zip(statements(text), places(text), strict=True):
        value = statement[2]
        if not isinstance(value, BNode) and not str(statement[1]).endswith("#rest"):
            assert value == object_at(text, place[2])


def object_at(text: str, offset: int) -> Node:
    """Return the term that rdflib's parser reads at an offset."""
    reader = SinkParser(RDFSink(Graph()), baseURI="http://base/", turtle=True)
    reader.startDoc()
    reader.directive(text, 0)
    end = reader.object(text, offset, [])
    alone = f"{PREFIX}e:s e:p {text[offset:end]} ."
    with values_as_written():
        [value] = Graph().parse(data=alone, format="turtle").objects()
    return value


def test_a_page_of_turtle_is_placed_as_the_eye_sees_it() -> None:
    """Line by line: subject, predicate and object of each statement, in the order of Oxigraph."""
    text = '''@prefix e: <http://e/> .
@prefix : <http://e/#> . # not a statement . ;
e:one a e:Thing ;
    e:says "a . b ; c"@fr ,
        """two
lines""" ;
    :has [ e:x 1 ; e:y true ] .
[] e:list ( e:a 2.5 ) .
e:v1.2 e:p-q <http://e/#.> .'''
    seen = [
        tuple(f"{line}:{column}" for line, column in (line_and_column(text, at) for at in place))
        for place in places(text)
    ]
    assert seen == [
        ("3:1", "3:7", "3:9"),
        ("3:1", "4:5", "4:12"),
        ("3:1", "4:5", "5:9"),
        ("7:10", "7:12", "7:16"),
        ("7:10", "7:20", "7:24"),
        ("3:1", "7:5", "7:10"),
        ("8:13", "8:13", "8:13"),
        ("8:1", "8:4", "8:11"),
        ("8:17", "8:17", "8:17"),
        ("8:17", "8:17", "8:17"),
        ("8:21", "8:21", "8:21"),
        ("9:1", "9:8", "9:14"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        'e:a e:p "x" ; e:q "y"@fr ; e:r 1 .',
        'e:a e:p "x" ;; e:q 1 ; . e:b e:p e:c .',
        'e:a e:p "x", "y" ; e:q "z" . e:b e:p "w" .',
        'e:a e:p [ e:q "x" ; e:r "y" ] ; e:s ( "u" "v" ) ; e:t "w" .',
        '[ e:p "x" ; e:q 1.5 ] e:r 2 .',
        'e:a e:p "x"^^ e:d ; # ; "no"\n e:q <http://e/;.> .',
        "PREFIX f: <http://f/> f:a f:p f:b.c .",
    ],
)
def test_pairs_are_read_as_single_tokens_are(body: str) -> None:
    """There is one place for each statement, and its parts begin there, in any mixture."""
    text = PREFIX + body
    found = list(places(text))
    assert len(statements(text)) == len(found)
    for (_, predicate, _), (_, verb, _) in zip(statements(text), found, strict=True):
        if str(predicate).startswith(EX):
            assert text.startswith(f"e:{str(predicate).removeprefix(EX)}", verb)
