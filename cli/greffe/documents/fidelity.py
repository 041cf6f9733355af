"""Fidelity: every word of the documents is in the graph, in its place, and nothing else is.

``check`` compares a graph with the documents it was made from, and reports each difference:

=============  ===================================================================
``unplaced``   a span that cannot be read, or leaves the document
``misquoted``  a literal is not, to the letter, what its span quotes
``unsourced``  a literal claims to be words of a document, and no span bears it out
``missing``    words of the document that stand in no cell, excerpt or exclusion
``repeated``   words that stand in more than one
``disorder``   a cell that stands before the one it follows in its row, or in another row
``misplaced``  a cell that is not where the record of the transcription says it is
=============  ===================================================================
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final, Literal

from greffe.documents.quotations import place, read_quotations, read_verbatims, whole_fields
from greffe.documents.spans import parse_span, quote, words
from greffe.documents.tables import DASH, INVENTORY_FIELDS, MEMBER_FIELDS, REGISTER_FIELDS
from greffe.errors import InputError
from greffe.language import Text
from greffe.namespaces import GREFFE, PROV, shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from rdflib import Graph

    from greffe.documents.quotations import Quotation, Verbatim
    from greffe.documents.received import Source
    from greffe.documents.spans import Word
    from greffe.documents.tables import Transcription

Kind = Literal["unplaced", "misquoted", "unsourced", "missing", "repeated", "disorder", "misplaced"]

_SAID: Final[dict[Kind, Text]] = {
    "unplaced": Text("le passage n’est pas dans le document", "the span is not in the document"),
    "misquoted": Text("les mots diffèrent du document", "the words differ from the document"),
    "unsourced": Text("aucun passage ne porte ces mots", "no span bears these words out"),
    "missing": Text("ces mots ne sont dans aucune cellule", "these words stand in no cell"),
    "repeated": Text("ces mots sont dans plusieurs cellules", "these words stand in several cells"),
    "disorder": Text("la cellule n’est pas à son rang", "the cell is out of order"),
    "misplaced": Text("la cellule n’est pas où dit le relevé", "the cell is not where recorded"),
}
_SHARED: Final = INVENTORY_FIELDS.index("purposeText")
_RANK: Final = {
    f"{GREFFE}{name}": rank
    for rank, name in enumerate(
        (*INVENTORY_FIELDS[:_SHARED], *REGISTER_FIELDS, *INVENTORY_FIELDS[_SHARED + 1 :])
    )
}
"""One order of fields that is the printed order of both tables (they share ``purposeText``)."""
_CARRIED: Final = f"{GREFFE}{INVENTORY_FIELDS[0]}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which graph and document part: where, what was expected, what was found."""

    kind: Kind
    subject: str
    place: str
    expected: str = ""
    found: str = ""

    @property
    def message(self) -> Text:
        """Say it in a sentence."""
        where = f"{shorten(self.subject)} ({self.place})" if self.place else shorten(self.subject)
        said = _SAID[self.kind]
        return Text(
            f"{where} : {said.fr} ; attendu « {self.expected} », trouvé « {self.found} ».",
            f"{where}: {said.en}; expected “{self.expected}”, found “{self.found}”.",
        )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A quotation with the words that the document has at its place."""

    quotation: Quotation
    text: str
    words: tuple[Word, ...]


def check(graph: Graph, sources: Mapping[str, Source]) -> list[Difference]:
    """Return every difference between a graph and its documents (``sources``, by IRI).

    What the graph quotes from other documents is left alone.  A document that another has revised
    since (a register is derived from both, and quotes both) may hold words that are no longer said.
    """
    quotations = read_quotations(graph)
    own = [quotation for quotation in quotations if quotation.document in sources]
    others = [quotation for quotation in quotations if quotation.document not in sources]
    readings, found = _readings(own, sources)
    found += [*_misquoted(readings), *_unsourced(_claims(graph, others), readings)]
    revised = _revised(graph, {each.document for each in others})
    for document, source in sources.items():
        of_document = [each for each in readings if each.quotation.document == document]
        found += _exclusions_misquoted(document, source)
        coverage = _coverage(document, source, of_document)
        found += [each for each in coverage if each.kind != "missing" or document not in revised]
        found += _disorder(of_document)
        found += _misplaced(source, of_document)
    return found


def _revised(graph: Graph, others: Collection[str]) -> set[str]:
    """Return the documents beside which a register or inventory was derived from ``others``."""
    from rdflib import URIRef

    derived = URIRef(f"{PROV}wasDerivedFrom")
    later = {dataset for other in others for dataset in graph.subjects(derived, URIRef(other))}
    return {str(each) for dataset in later for each in graph.objects(dataset, derived)}


def _readings(
    quotations: Iterable[Quotation], sources: Mapping[str, Source]
) -> tuple[list[_Reading], list[Difference]]:
    read: list[_Reading] = []
    unplaced: list[Difference] = []
    for quotation in quotations:
        lines = sources[quotation.document].lines
        try:
            span = quotation.span
            read.append(_Reading(quotation, quote(lines, span), words(lines, span)))
        except InputError:
            found = " | ".join(sorted(quotation.texts))
            unplaced.append(Difference("unplaced", quotation.iri, quotation.place, found=found))
    return read, unplaced


def _claims(graph: Graph, others: Sequence[Quotation]) -> Iterator[Verbatim]:
    """Yield what claims to be words of the documents, not of ``others`` that were not read."""
    from rdflib import URIRef

    elsewhere = {owner for each in others for owner in (*each.owners, each.iri)}
    quoted = {str(owner) for owner in graph.subjects(URIRef(f"{PROV}wasQuotedFrom"))}
    for verbatim in read_verbatims(graph):
        if verbatim.owners.isdisjoint(elsewhere) and (not others or verbatim.owners & quoted):
            yield verbatim


def _misquoted(readings: Iterable[_Reading]) -> Iterator[Difference]:
    for reading in readings:
        quotation = reading.quotation
        is_part = quotation.field is None and not quotation.texts and quotation.owners
        if reading.text in quotation.texts or is_part:
            continue
        found = " | ".join(sorted(quotation.texts))
        yield Difference("misquoted", quotation.iri, quotation.place, reading.text, found)


def _exclusions_misquoted(document: str, source: Source) -> Iterator[Difference]:
    for exclusion in source.exclusions:
        text = quote(source.lines, parse_span(exclusion.lines))
        if text != exclusion.text:
            yield Difference("misquoted", document, exclusion.lines, text, exclusion.text)


def _unsourced(verbatims: Iterable[Verbatim], readings: Iterable[_Reading]) -> Iterator[Difference]:
    quoted: dict[str, list[_Reading]] = {}
    for reading in readings:
        for owner in reading.quotation.owners | {reading.quotation.iri}:
            quoted.setdefault(owner, []).append(reading)
    for verbatim in verbatims:
        offered = (each for owner in verbatim.owners for each in quoted.get(owner, ()))
        if not any(_bears_out(reading, verbatim) for reading in offered):
            yield Difference(
                "unsourced", verbatim.subject, shorten(verbatim.field), found=verbatim.text
            )


def _bears_out(reading: _Reading, verbatim: Verbatim) -> bool:
    if not verbatim.whole:
        return bool(verbatim.text) and verbatim.text in reading.text
    if reading.quotation.iri == verbatim.subject:
        return verbatim.text == reading.text
    return verbatim.text == reading.text and reading.quotation.field in whole_fields(verbatim.field)


def _coverage(document: str, source: Source, readings: list[_Reading]) -> Iterator[Difference]:
    count = Counter(
        word
        for exclusion in source.exclusions
        for word in words(source.lines, parse_span(exclusion.lines))
    )
    cells = list(_once(reading for reading in readings if reading.quotation.field))
    excerpts = [reading for reading in readings if not reading.quotation.field]
    cell_words = [frozenset(cell.words) for cell in cells]
    for reading in cells:
        count.update(reading.words)
    for reading in excerpts:
        if not any(cell.issuperset(reading.words) for cell in cell_words):
            count.update(reading.words)
    places = [
        (number, rank)
        for number, line in enumerate(source.lines, start=1)
        for rank in range(1, len(line.split()) + 1)
    ]
    yield from _by_line("missing", document, source, [at for at in places if count[at] == 0])
    yield from _by_line("repeated", document, source, [at for at in places if count[at] > 1])


def _once(cells: Iterable[_Reading]) -> Iterator[_Reading]:
    """Leave out the repeats of a cell that a table prints once for several rows."""
    seen: set[str] = set()
    for cell in cells:
        place = cell.quotation.place
        if cell.quotation.field != _CARRIED or place not in seen:
            yield cell
        seen.add(place)


def _by_line(
    kind: Kind, document: str, source: Source, places: Iterable[Word]
) -> Iterator[Difference]:
    for number, group in groupby(places, key=itemgetter(0)):
        ranks = [rank for _, rank in group]
        line = source.lines[number - 1].split()
        lines = ",".join(f"{number}:{rank}" for rank in ranks)
        yield Difference(kind, document, lines, " ".join(line[rank - 1] for rank in ranks))


def _disorder(readings: Iterable[_Reading]) -> Iterator[Difference]:
    numbered = [each for each in readings if each.quotation.number and each.quotation.field]
    numbered.sort(key=lambda each: (each.quotation.number or 0, _RANK.get(_field(each), -1)))
    for reading in numbered:
        if any(second <= first for first, second in pairwise(reading.words)):
            yield Difference("disorder", reading.quotation.iri, reading.quotation.place)
    for before, after in pairwise(_once(numbered)):
        if after.words[:1] <= before.words[:1]:
            yield Difference("disorder", after.quotation.iri, after.quotation.place)


def _field(reading: _Reading) -> str:
    return reading.quotation.field or ""


def _misplaced(source: Source, readings: Iterable[_Reading]) -> Iterator[Difference]:
    cells: dict[tuple[int, str], str] = {}
    anywhere: set[str] = set()
    for each in readings:
        place = each.quotation.place
        anywhere.add(place)
        if each.quotation.number and each.quotation.field:
            cells[each.quotation.number, each.quotation.field] = place
    for record in source.records:
        for key, expected in _recorded(record):
            found = expected if expected in anywhere else ""
            if isinstance(key, tuple):
                found = cells.pop(key, "")
            if found != expected:
                yield Difference("misplaced", _name(key), expected, expected, found)
    if source.records:
        for key, found in cells.items():
            yield Difference("misplaced", _name(key), found, found=found)


def _recorded(record: Transcription) -> Iterator[tuple[tuple[int, str] | str, str]]:
    for row in record.rows:
        for name, cell in row.cells.items():
            at = place(cell.lines, cell.column)
            if name in MEMBER_FIELDS:
                yield f"{row.number} {name}", at
            elif cell.text != DASH:
                yield (row.number, f"{GREFFE}{name}"), at
    for name, cell in record.loose:
        yield name, place(cell.lines, cell.column)


def _name(key: tuple[int, str] | str) -> str:
    return key if isinstance(key, str) else f"{key[0]} {shorten(key[1])}"
