"""What an import makes: the graph, and every remark that a person should read before publishing."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from greffe.documents.tables import DASH, heading
from greffe.errors import SyntaxFault, UnmatchedText
from greffe.language import Text
from greffe.turtle.scribe import Scribe
from greffe.turtle.shelf import union

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Graph

    from greffe.bodies import Body
    from greffe.documents.tables import Row, TablePlace, Transcription

Weight = Literal["doubt", "unread", "unmatched", "refused"]

YES_NO: Final = {"oui": True, "non": False}
NOT_INTERPRETED: Final = Text("sans interprétation : « {words} »", "not interpreted: “{words}”")
TELLING: Final = re.compile(r"[^\W\d_]{4}")
ALIASES: Final = {"titleText": "dcterms:title", "descriptionText": "dcterms:description"}
"""Cells whose words also stand under a property of Dublin Core."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the importer could not read, or reads with a doubt: entry, field and why.

    ``words`` are those at fault, as received, ``near`` the labels most like them; ``place`` says
    where the cell stands, if it stands in a table of cells.
    """

    number: str
    field: str
    weight: Weight
    message: Text
    words: str = ""
    near: tuple[str, ...] = ()
    place: TablePlace | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row on its way into the graph: its IRI, its number (``C17``), and its cells."""

    iri: str
    number: str
    row: Row

    def text(self, field_name: str) -> str:
        """Return the words of a cell, none where it holds only a dash."""
        words = self.row.cells[field_name].text
        return "" if words == DASH else words

    def texts(self) -> dict[str, str]:
        """Return the words of every cell that holds some."""
        return {name: self.text(name) for name in self.row.cells if self.text(name)}

    def span(self, field_name: str) -> str:
        """Return the IRI of the passage that a cell quotes."""
        return f"{self.iri}/span/{field_name}"

    @contextmanager
    def reading(self, field_name: str) -> Iterator[str]:
        """Give the words of a cell; raise ``UnmatchedText``, naming it, where they are not read."""
        try:
            yield self.text(field_name)
        except (UnmatchedText, SyntaxFault) as error:
            column = heading(field_name)
            place = Text(f"{self.number}, {column.fr} : ", f"{self.number}, {column.en}: ")
            raise UnmatchedText(place + error.message, error.remedy) from error


@dataclass(slots=True)
class Draft:
    """A graph under construction and the remarks made on the way.

    A ``lenient`` draft remarks what it cannot read, where a strict one refuses it; ``yes_no`` says
    which words, in small letters, are a yes and which a no.
    """

    graph: Graph
    remarks: list[Remark] = field(default_factory=list)
    lenient: bool = False
    yes_no: Mapping[str, bool] = field(default_factory=lambda: YES_NO)

    @property
    def scribe(self) -> Scribe:
        """A writer of statements into the graph."""
        return Scribe(self.graph)

    def doubt(self, entry: Entry, field_name: str, message: Text) -> None:
        """Remark that an interpretation is in doubt."""
        self.remark(entry, field_name, "doubt", message, words=entry.text(field_name))

    def unread(self, entry: Entry, field_name: str, words: str, near: tuple[str, ...] = ()) -> None:
        """Remark that words of a cell mean nothing that the vocabulary knows.

        Articles, punctuation and the like between two known terms are not worth a remark.
        """
        if TELLING.search(words):
            said = NOT_INTERPRETED.format(words=" ".join(words.split()))
            self.remark(entry, field_name, "unread", said, words=words, near=near)

    def remark(  # noqa: PLR0913 - all that a person needs to find the words and mend them
        self,
        entry: Entry,
        field_name: str,
        weight: Weight,
        message: Text,
        *,
        words: str,
        near: tuple[str, ...] = (),
    ) -> None:
        """Remark something about words of a cell."""
        place = entry.row.cells[field_name].place
        remark = Remark(entry.number, field_name, weight, message, words, near, place)
        self.remarks.append(remark)

    def quote_entry(self, entry: Entry, document: str) -> None:
        """Keep the words of every cell of an entry, and the lines where they stand."""
        for name, cell in entry.row.cells.items():
            if not entry.text(name):
                continue
            self.scribe.span(entry.iri, name, cell, document, f"greffe:{name}")
            self.scribe.text(entry.iri, f"greffe:{name}", cell.text)
            if name in ALIASES:
                self.scribe.text(entry.iri, ALIASES[name], cell.text)
        for name, cell in entry.row.extras.items():
            self.scribe.span(entry.iri, name, cell, document, None)

    def describe_dataset(self, iri: str, source: Transcription, body: Body) -> None:
        """Keep the words of a document that stand in no entry, beside its publisher.

        A link target becomes a link; words without a property of their own stay in their passage.
        """
        document = document_of(source, body)
        self.scribe.link(iri, "dcterms:publisher", body.iri)
        self.scribe.link(iri, "prov:wasDerivedFrom", document)
        for position, (name, cell) in enumerate(source.loose, start=1):
            own = None if name == "prov:value" else name
            self.scribe.span(iri, str(position), cell, document, own)
            if name == "rdfs:seeAlso":
                self.scribe.link(iri, name, cell.text)
            elif own is not None:
                self.scribe.text(iri, own, cell.text)


def empty(*, lenient: bool = False) -> Draft:
    """Return a draft with an empty graph, one that takes little memory."""
    return Draft(union(()), lenient=lenient)


def document_of(source: Transcription, body: Body) -> str:
    """Return the IRI of the document that a transcription is of."""
    return source.source or body.source(source.document.stem)
