"""Writes statements into a graph, so that what makes graphs reads like what it describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greffe.namespaces import GREFFE, PREFIXES, PROV, RDF, XSD

if TYPE_CHECKING:
    from rdflib import Graph

    from greffe.documents.tables import Cell
    from greffe.language import Text


class Scribe:
    """Adds statements about things named by IRI; properties are written ``prefix:name``."""

    def __init__(self, graph: Graph | None = None) -> None:
        """Write into a graph, an empty one if none is given."""
        from rdflib import Graph

        self.graph = Graph(bind_namespaces="none") if graph is None else graph

    def link(self, subject: str, predicate: str, *objects: str) -> None:
        """State that ``subject`` is related to each of ``objects`` (IRIs)."""
        from rdflib import URIRef

        for each in objects:
            self.graph.add((URIRef(subject), URIRef(expand(predicate)), URIRef(each)))

    def kind(self, subject: str, class_: str) -> None:
        """State the class of ``subject`` (``greffe:Communication``)."""
        self.link(subject, f"{RDF}type", expand(class_))

    def text(self, subject: str, predicate: str, words: str, language: str = "fr") -> None:
        """State a text with its language."""
        from rdflib import Literal, URIRef

        triple = (URIRef(subject), URIRef(expand(predicate)), Literal(words, lang=language))
        self.graph.add(triple)

    def both(self, subject: str, predicate: str, words: Text) -> None:
        """State a text of ours in French and in English."""
        self.text(subject, predicate, words.fr, "fr")
        self.text(subject, predicate, words.en, "en")

    def value(self, subject: str, predicate: str, lexical: str, datatype: str = "string") -> None:
        """State a typed value; ``datatype`` is the local name of an XSD type."""
        from rdflib import Literal, URIRef

        type_ = None if datatype == "string" else URIRef(f"{XSD}{datatype}")
        literal = Literal(lexical, datatype=type_)
        self.graph.add((URIRef(subject), URIRef(expand(predicate)), literal))

    def source(self, iri: str, name: str, title: str, publisher: str, digest: str) -> None:
        """Describe a document that words are quoted from: its file's name and SHA-256."""
        self.kind(iri, "prov:Entity")
        self.kind(iri, "foaf:Document")
        self.value(iri, "dcterms:identifier", name)
        self.value(iri, "dcterms:language", "fr")
        self.link(iri, "dcterms:publisher", publisher)
        self.text(iri, "dcterms:title", title)
        self.value(iri, "schema:sha256", digest)

    def span(self, owner: str, name: str, cell: Cell, document: str, field: str | None) -> str:
        """State where the words of ``cell`` stand in ``document``; return the span's IRI.

        ``field`` is the property that holds them; without one the words stand in the span itself
        (``prov:value``).
        """
        span = f"{owner}/span/{name}"
        self.link(owner, f"{PROV}wasQuotedFrom", span)
        self.kind(span, "greffe:SourceSpan")
        self.link(span, f"{GREFFE}document", document)
        self._place(span, cell)
        if cell.doubt:
            self.text(span, f"{GREFFE}doubt", cell.doubt)
        if field is None:
            self.text(span, f"{PROV}value", cell.text)
        else:
            self.link(span, f"{GREFFE}field", expand(field))
        return span

    def _place(self, span: str, cell: Cell) -> None:
        if cell.place is None:
            self.value(span, f"{GREFFE}lines", cell.lines)
            if cell.column is not None:
                self.value(span, f"{GREFFE}column", str(cell.column), "integer")
            return
        if cell.place.sheet is not None:
            self.value(span, f"{GREFFE}sheet", cell.place.sheet)
        self.value(span, f"{GREFFE}row", str(cell.place.row), "integer")
        self.value(span, f"{GREFFE}cell", cell.place.cell)


def expand(name: str) -> str:
    """Return the IRI of ``prefix:name``; a full IRI is returned as it is."""
    prefix, colon, local = name.partition(":")
    return f"{PREFIXES[prefix]}{local}" if colon and prefix in PREFIXES else name
