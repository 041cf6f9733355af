"""What a graph claims to quote: its source spans, and the literals that hold their words.

A ``greffe:SourceSpan`` names the document and the lines.  With ``greffe:field`` it is the place
of a *cell*: whoever ``prov:wasQuotedFrom`` it holds the words under that property.  Without it is
an *excerpt*: its words are its own ``prov:value``, or part of what its owner's cell holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.documents.spans import parse_span
from greffe.namespaces import DCTERMS, GREFFE, PROV, RDF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.documents.spans import Span

CITATION_TEXT: Final = f"{GREFFE}citationText"
VALUE: Final = f"{PROV}value"
_ALIASES: Final = {
    f"{DCTERMS}title": f"{GREFFE}titleText",
    f"{DCTERMS}description": f"{GREFFE}descriptionText",
}
_QUOTED_WHOLE: Final = tuple(
    f"{GREFFE}{name}"
    for name in ("CommunicationRegister", "FileInventory", "PersonalInformationFile")
)
_ENTRIES: Final = (f"{GREFFE}Communication", f"{GREFFE}PersonalInformationFile")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One span of the graph; ``texts`` are the French literals that it may stand for."""

    iri: str
    document: str
    lines: str
    column: int | None
    field: str | None
    owners: frozenset[str]
    texts: frozenset[str]
    number: int | None

    @property
    def span(self) -> Span:
        """The place in the document; raises ``InputError`` where ``lines`` is not a span."""
        return parse_span(self.lines, self.column)

    @property
    def place(self) -> str:
        """The place as it is written, with its column."""
        return place(self.lines, self.column)


@dataclass(frozen=True, slots=True)
class Verbatim:
    """One literal that ought to be words of a document.

    It must be the whole of a quotation of ``field``, or (``whole`` false) a part of any
    quotation, that one of ``owners`` is quoted from.
    """

    subject: str
    field: str
    text: str
    owners: frozenset[str]
    whole: bool


def read_quotations(graph: Graph) -> list[Quotation]:
    """Return the source spans of a graph, by IRI."""
    from rdflib import URIRef

    spans = sorted(graph.subjects(URIRef(f"{RDF}type"), URIRef(f"{GREFFE}SourceSpan")), key=str)
    return [_quotation(graph, span) for span in spans]


def read_verbatims(graph: Graph) -> list[Verbatim]:
    """Return the French literals of a graph that claim to be words of a document."""
    return [
        *_cell_literals(graph),
        *_described_literals(graph),
        *_part_literals(graph),
    ]


def place(lines: str, column: int | None) -> str:
    """Return the place of words as people write it: ``12-15``, ``34 [2]`` for a column.

    Without lines there is none.
    """
    return lines if column is None or not lines else f"{lines} [{column}]"


def whole_fields(field: str) -> frozenset[str]:
    """Return the fields whose quotation a property may repeat: ``dcterms:title``, ``titleText``."""
    return frozenset({field, _ALIASES.get(field, field)})


def _quotation(graph: Graph, span: Node) -> Quotation:
    from rdflib import URIRef

    owners = list(graph.subjects(URIRef(f"{PROV}wasQuotedFrom"), span))
    field = graph.value(span, URIRef(f"{GREFFE}field"))
    column = graph.value(span, URIRef(f"{GREFFE}column"))
    texts = {str(value) for value in graph.objects(span, URIRef(VALUE))}
    if field is not None:
        texts |= {text for owner in owners for text in _french(graph, owner, field)}
    return Quotation(
        iri=str(span),
        document=str(graph.value(span, URIRef(f"{GREFFE}document"))),
        lines=str(graph.value(span, URIRef(f"{GREFFE}lines")) or ""),
        column=int(str(column)) if str(column).isdecimal() else None,
        field=str(field) if field else None,
        owners=frozenset(map(str, owners)),
        texts=frozenset(texts),
        number=next((_number(graph, owner) for owner in owners if _is_entry(graph, owner)), None),
    )


def _cell_literals(graph: Graph) -> Iterator[Verbatim]:
    for subject, predicate, value in graph:
        field = str(predicate)
        if field == VALUE or _is_cell_text(field):
            yield Verbatim(str(subject), field, str(value), frozenset({str(subject)}), whole=True)


def _described_literals(graph: Graph) -> Iterator[Verbatim]:
    from rdflib import URIRef

    for class_ in _QUOTED_WHOLE:
        for subject in graph.subjects(URIRef(f"{RDF}type"), URIRef(class_)):
            for field in _ALIASES:
                for text in _french(graph, subject, URIRef(field)):
                    yield Verbatim(str(subject), field, text, frozenset({str(subject)}), whole=True)


def _part_literals(graph: Graph) -> Iterator[Verbatim]:
    from rdflib import URIRef

    for subject, text in graph.subject_objects(URIRef(CITATION_TEXT)):
        citing = frozenset(map(str, graph.subjects(URIRef(f"{GREFFE}citation"), subject)))
        yield Verbatim(str(subject), CITATION_TEXT, str(text), citing, whole=False)
    title = f"{DCTERMS}title"
    for subject in graph.subjects(URIRef(f"{RDF}type"), URIRef(f"{GREFFE}Agreement")):
        for words in _french(graph, subject, URIRef(title)):
            yield Verbatim(str(subject), title, words, frozenset({str(subject)}), whole=False)


def _is_cell_text(field: str) -> bool:
    return field.startswith(GREFFE) and field.endswith("Text") and field != CITATION_TEXT


def _french(graph: Graph, subject: Node, predicate: Node) -> Iterator[str]:
    for value in graph.objects(subject, predicate):
        if getattr(value, "language", None) in {None, "fr"}:
            yield str(value)


def _is_entry(graph: Graph, subject: Node) -> bool:
    from rdflib import URIRef

    return any((subject, URIRef(f"{RDF}type"), URIRef(entry)) in graph for entry in _ENTRIES)


def _number(graph: Graph, subject: Node) -> int | None:
    from rdflib import URIRef

    identifier = str(graph.value(subject, URIRef(f"{DCTERMS}identifier")) or "")
    digits = identifier.lstrip("CF")
    return int(digits) if digits.isdecimal() else None
