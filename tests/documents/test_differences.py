"""What the check of fidelity calls a difference, on a document of a few lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

from greffe.documents.fidelity import Difference, check
from greffe.documents.received import Exclusion, Source
from greffe.documents.tables import Cell, Row, Transcription
from greffe.namespaces import PREFIXES

BASE = "https://example.org/b/"
DOCUMENT = f"{BASE}source/register"
LINES = (
    "Register",
    "Ministry of A",
    "name, age",
    "Section 67 of the Act",
    "Agreement (2012)",
    "Ministry of B",
    "name",
    "page 1",
)
RECORD = Transcription(
    Path("register.txt"),
    (
        Row(
            1,
            {
                "recipientText": Cell("Ministry of A", "2"),
                "dataTypeText": Cell("name, age", "3"),
                "legalBasisText": Cell("Section 67 of the Act Agreement (2012)", "4-5"),
            },
        ),
        Row(
            2,
            {
                "recipientText": Cell("Ministry of B", "6"),
                "dataTypeText": Cell("name", "7"),
                "remarkText": Cell("-", "7"),
            },
        ),
    ),
    (("dcterms:title", Cell("Register", "1")),),
)
SOUND = Source(LINES, (Exclusion("8", "page 1", "page number"),), (RECORD,))

CELLS = (
    ("<register>", "dcterms:title", "1", "Register"),
    ("<c/1>", "greffe:recipientText", "2", "Ministry of A"),
    ("<c/1>", "greffe:dataTypeText", "3", "name, age"),
    ("<c/1>", "greffe:legalBasisText", "4-5", "Section 67 of the Act Agreement (2012)"),
    ("<c/2>", "greffe:recipientText", "6", "Ministry of B"),
    ("<c/2>", "greffe:dataTypeText", "7", "name"),
)
NAMES = ("recipient", "dataType", "legalBasis")
ENTRIES = """
<register> a greffe:CommunicationRegister ; dcterms:title "A register in English"@en .
<c/1> a greffe:Communication ; dcterms:identifier "C1" ; greffe:citation <c/1/citation/1> .
<c/2> a greffe:Communication ; dcterms:identifier "C2" .
<c/1/citation/1> a greffe:LegalCitation ; greffe:citationText "Section 67 of the Act"@fr .
<agreement> a greffe:Agreement ; dcterms:title "Agreement (2012)"@fr ;
    prov:wasQuotedFrom <c/1/span/legalBasisText> .
"""


def turtle() -> str:
    """Return a graph that agrees with the document, one statement a line."""
    lines = [f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items()]
    lines += [f"BASE <{BASE}>", ENTRIES]
    for owner, field, place, text in CELLS:
        span = f"{owner[:-1]}/span/{field.partition(':')[2]}>"
        lines.append(f"{owner} prov:wasQuotedFrom {span} .")
        lines.append(f'{owner} {field} "{text}"@fr .')
        lines.append(f"{span} a greffe:SourceSpan .")
        lines.append(f"{span} greffe:document <source/register> .")
        lines.append(f"{span} greffe:field {field} .")
        lines.append(f'{span} greffe:lines "{place}" .')
    return "\n".join(lines)


def excerpt(name: str, lines: str, words: str) -> str:
    """Return the statements of an excerpt that holds its own words."""
    span = f"<{name}> a greffe:SourceSpan ; greffe:document <source/register>"
    return f'{span} ; greffe:lines "{lines}" ; prov:value "{words}"@fr .'


def differences(text: str, source: Source = SOUND) -> list[tuple[str, str]]:
    """Return the kind and the subject of each difference, the subject without its base."""
    graph = Graph().parse(data=text, format="turtle")
    return [
        (each.kind, each.subject.removeprefix(BASE)) for each in check(graph, {DOCUMENT: source})
    ]


def test_a_faithful_graph_has_no_difference() -> None:
    """Dashes have no cell, English titles are ours, citations and agreements are parts."""
    assert [] == differences(turtle())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            '"name, age"@fr',
            '"name, sex"@fr',
            {("misquoted", "c/1/span/dataTypeText"), ("unsourced", "c/1")},
        ),
        ('"name, age"@fr', '"name, age"@fr, "name"@fr', {("unsourced", "c/1")}),
        (
            'dcterms:title "Register"@fr',
            'dcterms:title "Registers"@fr',
            {("misquoted", "register/span/title"), ("unsourced", "register")},
        ),
        ('"Section 67 of the Act"@fr', '"Section 68"@fr', {("unsourced", "c/1/citation/1")}),
        ('"Agreement (2012)"@fr', '"Agreement (2013)"@fr', {("unsourced", "agreement")}),
        ('"Agreement (2012)"@fr', '""@fr', {("unsourced", "agreement")}),
        (
            'greffe:lines "3"',
            'greffe:lines "3:1"',
            {
                ("misquoted", "c/1/span/dataTypeText"),
                ("unsourced", "c/1"),
                ("missing", "source/register"),
                ("misplaced", "1 greffe:dataTypeText"),
            },
        ),
        (
            'greffe:lines "6"',
            'greffe:lines "5:2,6"',
            {
                ("misquoted", "c/2/span/recipientText"),
                ("unsourced", "c/2"),
                ("repeated", "source/register"),
                ("misplaced", "2 greffe:recipientText"),
            },
        ),
        (
            'greffe:lines "4-5"',
            'greffe:lines "5,4"',
            {
                ("misquoted", "c/1/span/legalBasisText"),
                ("unsourced", "c/1"),
                ("disorder", "c/1/span/legalBasisText"),
                ("misplaced", "1 greffe:legalBasisText"),
            },
        ),
        ('greffe:lines "4-5"', 'greffe:lines "4,5"', {("misplaced", "1 greffe:legalBasisText")}),
        (
            'dcterms:identifier "C1"',
            'dcterms:identifier "C3"',
            {
                ("disorder", "c/1/span/recipientText"),
                *(("misplaced", f"1 greffe:{name}Text") for name in NAMES),
                *(("misplaced", f"3 greffe:{name}Text") for name in NAMES),
            },
        ),
    ],
)
def test_a_damaged_graph_is_told_by_its_damage(
    old: str, new: str, expected: set[tuple[str, str]]
) -> None:
    """One damaged statement gives the differences that describe it, and no others."""
    assert turtle() != turtle().replace(old, new, 1)
    assert expected == set(differences(turtle().replace(old, new, 1)))


def test_a_cell_that_the_record_does_not_have_is_misplaced() -> None:
    """A cell of the graph where the table has only a dash is told, though its words are printed."""
    fewer = replace(RECORD, rows=RECORD.rows[:1])
    expected = [("misplaced", f"2 greffe:{name}Text") for name in ("dataType", "recipient")]
    assert expected == differences(turtle(), replace(SOUND, records=(fewer,)))


def test_words_of_a_page_must_be_excluded_or_quoted() -> None:
    """Without the exclusion, the page number is missing."""
    assert [("missing", "source/register")] == differences(turtle(), replace(SOUND, exclusions=()))


def test_an_exclusion_says_its_text() -> None:
    """An exclusion that does not quote the document is told."""
    wrong = replace(SOUND, exclusions=(Exclusion("8", "page 2", "page number"),))
    assert [("misquoted", "source/register")] == differences(turtle(), wrong)


@pytest.mark.parametrize(
    ("lines", "words", "expected"),
    [
        ("5", "Agreement (2012)", []),
        ("4:1-2", "Section 67", []),
        ("5", "Agreement (2013)", [("misquoted", "x"), ("unsourced", "x")]),
        ("5,6:1", "Agreement (2012) Ministry", [("repeated", "source/register")] * 2),
        ("8", "page 1", [("repeated", "source/register")]),
    ],
)
def test_an_excerpt_stands_within_one_cell(
    lines: str, words: str, expected: list[tuple[str, str]]
) -> None:
    """Words quoted again from inside a cell are no repeat; those that run over its edge are."""
    assert expected == differences(turtle() + excerpt("x", lines, words))


def test_an_excerpt_outside_the_cells_covers_its_words() -> None:
    """A page number may be quoted instead of excluded."""
    source = replace(SOUND, exclusions=())
    assert [] == differences(turtle() + excerpt("x", "8", "page 1"), source)


def test_a_member_is_held_against_its_record() -> None:
    """A word that goes from one member of a list to the next is told, lines and all."""
    members = tuple(
        Row(number, {"memberText": Cell(text, lines)})
        for number, text, lines in ((1, "page", "8:1"), (2, "1", "8:2"))
    )
    listed = Transcription(Path("register.txt"), members, ())
    source = Source(LINES, (), (RECORD, listed))
    apart = excerpt("x", "8:1", "page") + excerpt("y", "8:2", "1")
    assert [] == differences(turtle() + apart, source)
    expected = [("misplaced", "1 memberText"), ("misplaced", "2 memberText")]
    assert expected == differences(turtle() + excerpt("x", "8", "page 1"), source)


def test_a_cell_printed_once_for_two_files_is_covered_once() -> None:
    """The unit carried down to the next file is no repeat; a title carried down is one."""
    for field, expected in (("unitText", []), ("titleText", [("repeated", "source/register")])):
        cells = "".join(
            f'<f/{n}> a greffe:PersonalInformationFile ; greffe:{field} "Unit"@fr ;'
            f' dcterms:identifier "F{n}" ; prov:wasQuotedFrom <f/{n}/s> .'
            f"<f/{n}/s> a greffe:SourceSpan ; greffe:document <source/register> ;"
            f' greffe:field greffe:{field} ; greffe:lines "1" ; greffe:column 1 .'
            for n in (1, 2)
        )
        start = turtle().split("<register> a ")[0]
        found = differences(
            start + cells, Source(("Unit\tTitle",), (Exclusion("1:2", "Title", ""),))
        )
        assert expected == [each for each in found if each[0] in {"missing", "repeated"}]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('greffe:lines "3"', 'greffe:lines "33"'),
        ('greffe:lines "3"', 'greffe:lines "three"'),
        ('greffe:lines "3"', 'greffe:lines "3" ; greffe:column 2'),
    ],
)
def test_a_span_that_leads_to_no_words_is_a_difference(old: str, new: str) -> None:
    """A line or column that does not exist, a span that is none: its cell is borne out by none."""
    found = differences(turtle().replace(old, new, 1))
    assert ("unplaced", "c/1/span/dataTypeText") in found
    assert ("unsourced", "c/1") in found


def test_what_other_documents_say_is_left_alone() -> None:
    """Of a document that is not at hand nothing can be said, neither for nor against."""
    other = turtle().replace("<c/", "<d/").replace("<source/register>", "<source/other>")
    other = other.replace("<register>", "<other>").replace("<agreement>", "<another>")
    assert [] == differences(turtle() + other[other.index("<other> a") :])


def test_a_difference_speaks_both_languages() -> None:
    """The message says where, what, and both versions."""
    difference = Difference("misquoted", f"{BASE}c/1", "12", "name", "nom")
    expected_fr = (
        f"{BASE}c/1 (12) : les mots diffèrent du document ; attendu « name », trouvé « nom »."
    )
    expected_en = (
        f"{BASE}c/1 (12): the words differ from the document; expected “name”, found “nom”."
    )
    assert expected_fr == difference.message.fr
    assert expected_en == difference.message.en


REVISED = """
<register> prov:wasDerivedFrom <source/register>, <source/workbook> .
<c/2/span/dataTypeText> a greffe:SourceSpan ; greffe:document <source/workbook> ;
    greffe:field greffe:dataTypeText ; greffe:row 3 ; greffe:cell "C3" .
"""
"""A workbook in which the cell of data types of the second communication was rewritten."""


def revised(*, derived: bool = True) -> str:
    """Return the graph after an import from the workbook."""
    own = "c/2/span/dataTypeText> "
    kept = [line for line in turtle().split("\n") if not line.startswith(f"<{own}")]
    text = "\n".join(kept).replace(
        '<c/2> greffe:dataTypeText "name"', '<c/2> greffe:dataTypeText "sex"'
    )
    added = REVISED if derived else REVISED.replace(", <source/workbook> .", " .")
    return text + added


def test_words_that_a_later_file_replaced_are_not_lost() -> None:
    """A register derived from the document and from a workbook may say other words since."""
    source = replace(SOUND, records=())
    assert [] == differences(revised(), source)


def test_words_are_lost_where_nothing_says_that_they_were_replaced() -> None:
    """A register that is derived from the document alone holds all its words."""
    source = replace(SOUND, records=())
    assert [("missing", "source/register")] == differences(revised(derived=False), source)


def test_what_is_still_quoted_is_still_compared() -> None:
    """A revised document is quoted to the letter as before."""
    text = revised().replace('"Ministry of A"@fr', '"Ministry of Z"@fr')
    kinds = {kind for kind, _ in differences(text, replace(SOUND, records=()))}
    assert {"misquoted", "unsourced"} == kinds
