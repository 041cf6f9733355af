"""What an import makes keeps every word, and remarks what it cannot read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Literal, URIRef

from greffe.bodies import Body
from greffe.documents.tables import Cell, Row, Transcription
from greffe.errors import GreffeError, InputError, SyntaxFault, UnmatchedText
from greffe.importing.draft import Draft, Entry, Remark, empty
from greffe.language import Text
from greffe.namespaces import DCTERMS, GREFFE, PROV, RDFS

if TYPE_CHECKING:
    from rdflib.term import Node

BODY: Final = Body("exemple", "x:org/exemple", "x:id/exemple")
DOCUMENT: Final = "x:id/exemple/source/registre"
IRI: Final = "x:id/exemple/communication/1"
DOUBTFUL: Final = Text("douteux", "doubtful")


def entry(**cells: str) -> Entry:
    """Return an entry whose cells stand one a line from the first."""
    placed = {name: Cell(words, str(n)) for n, (name, words) in enumerate(cells.items(), 1)}
    return Entry(IRI, "C1", Row(1, placed))


def values(draft: Draft, subject: str, term: str) -> list[Node]:
    """Return what a draft says of a thing."""
    return list(draft.graph.objects(URIRef(subject), URIRef(term)))


def test_a_dash_is_no_word() -> None:
    """A cell that holds only a dash is empty; a dash among words is one of them."""
    read = entry(reasonText="-", remarkText="deux - trois")
    assert read.text("reasonText") == ""
    assert read.texts() == {"remarkText": "deux - trois"}


def test_a_cell_is_kept_with_its_lines() -> None:
    """The words of a cell are a French literal, and their passage names document and lines."""
    draft = empty()
    draft.quote_entry(entry(recipientText="La RAMQ"), DOCUMENT)
    span = f"{IRI}/span/recipientText"
    assert [Literal("La RAMQ", lang="fr")] == values(draft, IRI, f"{GREFFE}recipientText")
    assert [URIRef(span)] == values(draft, IRI, f"{PROV}wasQuotedFrom")
    assert [URIRef(DOCUMENT)] == values(draft, span, f"{GREFFE}document")
    assert [Literal("1")] == values(draft, span, f"{GREFFE}lines")


def test_an_empty_cell_leaves_no_trace() -> None:
    """Neither the dash nor its place stands in the graph."""
    draft = empty()
    draft.quote_entry(entry(remarkText="-"), DOCUMENT)
    assert len(draft.graph) == 0


def test_a_title_stands_twice() -> None:
    """A title is a cell of the document and, word for word, the title of the file."""
    draft = empty()
    draft.quote_entry(entry(titleText="Dossiers"), DOCUMENT)
    both = [values(draft, IRI, term) for term in (f"{DCTERMS}title", f"{GREFFE}titleText")]
    assert [[Literal("Dossiers", lang="fr")]] * 2 == both


@pytest.mark.parametrize(
    ("words", "remarked"),
    [
        ("de la personne", True),
        ("et, le", False),
        ("1234 5678", False),
        ("n° d'un", False),
        ("(fille)", True),
        ("", False),
    ],
)
def test_only_telling_words_are_remarked(words: str, remarked: bool) -> None:
    """Four letters in a row are worth a remark; articles, figures and punctuation are not."""
    draft = empty()
    draft.unread(entry(dataTypeText=words), "dataTypeText", words)
    assert remarked == bool(draft.remarks)


def test_a_remark_quotes_on_one_line() -> None:
    """What was not read is quoted with its line breaks made spaces."""
    draft = empty()
    words = " selon\n\nle cas "
    draft.unread(entry(dataTypeText=words), "dataTypeText", words)
    expected = Text("sans interprétation : « selon le cas »", "not interpreted: “selon le cas”")
    assert [Remark("C1", "dataTypeText", "unread", expected, words)] == draft.remarks


def test_a_doubt_is_a_remark_of_its_own_weight() -> None:
    """What was read with a doubt is told apart from what was not read."""
    draft = empty()
    draft.doubt(entry(legalBasisText="Art. 9"), "legalBasisText", DOUBTFUL)
    assert [Remark("C1", "legalBasisText", "doubt", DOUBTFUL, "Art. 9")] == draft.remarks


@pytest.mark.parametrize(
    "fault",
    [
        UnmatchedText(Text("inconnu", "unknown"), Text("ajoutez", "add")),
        SyntaxFault(Text("inconnu", "unknown"), Text("ajoutez", "add"), line=1, column=2),
    ],
)
def test_what_cannot_be_read_is_told_with_its_cell(fault: GreffeError) -> None:
    """The error of a cell names entry and field, in both languages, and keeps its remedy."""
    with pytest.raises(UnmatchedText) as caught, entry(recipientText="X").reading("recipientText"):
        raise fault
    expected = Text(
        "C1, Personne ou organisme receveur : inconnu", "C1, Person or body that receives: unknown"
    )
    assert expected == caught.value.message
    assert Text("ajoutez", "add") == caught.value.remedy


def test_reading_a_cell_gives_its_words() -> None:
    """The words are those of the cell; a dash is none."""
    with entry(recipientText="X", remarkText="-").reading("recipientText") as words:
        assert words == "X"
    with entry(recipientText="X", remarkText="-").reading("remarkText") as words:
        assert words == ""


def test_other_errors_pass_as_they_are() -> None:
    """A file that cannot be read is no matter of a cell."""
    with (
        pytest.raises(InputError, match=r"^gone$"),
        entry(recipientText="X").reading("recipientText"),
    ):
        raise InputError(Text("parti", "gone"))


def test_words_outside_the_entries_are_kept() -> None:
    """Titles, links and letterheads stand under the register, each with its passage."""
    loose = (
        ("dcterms:title", Cell("Registre", "1")),
        ("rdfs:seeAlso", Cell("https://example.org/", "9")),
        ("prov:value", Cell("Québec", "2")),
    )
    draft = empty()
    draft.describe_dataset(BODY.register, Transcription(Path("registre.txt"), (), loose), BODY)
    register = BODY.register
    assert [URIRef(BODY.iri)] == values(draft, register, f"{DCTERMS}publisher")
    assert [URIRef(DOCUMENT)] == values(draft, register, f"{PROV}wasDerivedFrom")
    assert [Literal("Registre", lang="fr")] == values(draft, register, f"{DCTERMS}title")
    assert [URIRef("https://example.org/")] == values(draft, register, f"{RDFS}seeAlso")
    assert [Literal("Québec", lang="fr")] == values(draft, f"{register}/span/3", f"{PROV}value")
    assert [] == values(draft, register, f"{PROV}value")
    assert 3 == len(values(draft, register, f"{PROV}wasQuotedFrom"))
