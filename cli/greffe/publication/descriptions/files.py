"""The files in which data are offered: dumps of the whole, and each holding in its syntaxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import QUESTION
from greffe.publication.descriptions import csvw, tables
from greffe.publication.descriptions.holdings import DATA, REGISTERS, holdings
from greffe.publication.descriptions.keeping import kept
from greffe.publication.descriptions.shelf import SYNTAXES, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greffe.publication.descriptions.holdings import Holding
    from greffe.publication.descriptions.shelf import Syntax
    from greffe.publication.site.site import Site
    from greffe.results.model import Table


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its media type (IANA), the EU's name for it, and what people call it."""

    name: str
    media_type: str
    authority: str


TURTLE: Final = Format("Turtle", "text/turtle", "RDF_TURTLE")
JSON_LD: Final = Format("JSON-LD", "application/ld+json", "JSON_LD")
N_QUADS: Final = Format("N-Quads", "application/n-quads", "RDF_N_QUADS")
TRIG: Final = Format("TriG", "application/trig", "RDF_TRIG")
CSV: Final = Format("CSV", "text/csv", "CSV")
CSVW: Final = Format("CSVW", "application/csvm+json", "JSON_LD")
XLSX: Final = Format(
    "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"
)
LARGEST: Final = 1_000_000
"""Over how many statements nobody wants the whole graph but compressed: some 200 MB of N-Quads."""

CSVW_TERMS: Final = "http://www.w3.org/ns/csvw"
_WHOLE: Final[dict[Syntax, tuple[str, Format]]] = {
    "n-quads": ("greffe.nq", N_QUADS),
    "trig": ("greffe.trig", TRIG),
    "json-ld": ("greffe.jsonld", JSON_LD),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """How many bytes a file has, and their SHA-256 digest in hexadecimal (FIPS 180-4)."""

    size: int
    digest: str


@dataclass(slots=True)
class File:
    """One file on offer.  Its measure is taken when its content is first made, and kept.

    A content that was made to be measured is held until it is asked for.
    """

    path: str
    format: Format
    title: Text
    make: Callable[[], bytes]
    compressed: bool = False
    conforms_to: str | None = None
    _measure: Measure | None = field(default=None, repr=False)
    _held: bytes | None = field(default=None, repr=False)

    def content(self) -> bytes:
        """Return the content."""
        made, self._held = self._held, None
        made = self.make() if made is None else made
        if self._measure is None:
            self._measure = Measure(len(made), sha256(made).hexdigest())
        return made

    def measure(self) -> Measure:
        """Return the size and the digest."""
        if self._measure is None:
            self._held = self.content()
        assert self._measure is not None  # noqa: S101 - content() took it
        return self._measure


@dataclass(frozen=True, slots=True)
class Offer:
    """Everything that a site offers as data: the dumps of the whole, and each holding's files."""

    whole: tuple[File, ...]
    parts: tuple[tuple[Holding, tuple[File, ...]], ...]

    def files(self) -> Iterator[File]:
        """Yield every file once."""
        yield from self.whole
        for _, files in self.parts:
            yield from files


@lru_cache(maxsize=1)
def offer(site: Site, largest: int = LARGEST) -> Offer:
    """Return what a site offers; nothing is written before a content is asked for.

    The whole of a graph of over ``largest`` statements is offered compressed only.
    """
    shelf = Shelf(site.store, site.data_prints.graphs)
    parts = tuple((each, tuple(_files(site, shelf, each))) for each in holdings(site))
    return Offer(tuple(_dumps(shelf, plain=len(site.store) <= largest)), parts)


def _dumps(shelf: Shelf, *, plain: bool) -> Iterator[File]:
    for syntax in SYNTAXES:
        name, format_ = _WHOLE[syntax]
        title = Text(f"Tout le graphe, {format_.name}", f"The whole graph, {format_.name}")
        if plain:
            yield File(f"{DATA}{name}", format_, title, partial(shelf.whole, syntax))
        title += Text(" compressé", " compressed")
        path = f"{DATA}{name}.gz"
        yield File(path, format_, title, partial(shelf.compressed, syntax), compressed=True)


def _files(site: Site, shelf: Shelf, holding: Holding) -> Iterator[File]:
    if holding.kind == "questions":
        yield File(f"{holding.stem}.ttl", TURTLE, _named(holding, TURTLE), _questions)
        return
    graph, stem = holding.iri, holding.stem
    yield File(f"{stem}.ttl", TURTLE, _named(holding, TURTLE), partial(shelf.turtle, graph))
    yield File(f"{stem}.jsonld", JSON_LD, _named(holding, JSON_LD), partial(shelf.json_ld, graph))
    if holding.kind in REGISTERS:
        yield from _tables(site, holding)


def _tables(site: Site, holding: Holding) -> Iterator[File]:
    def table() -> Table:
        return tables.read(site.store, holding.kind, holding.iri)

    stem, title = holding.stem, holding.title
    excel = _named(holding, CSV) + Text(" pour Excel en français", " for Excel in French")
    described = partial(csvw.metadata, holding, site.base_url)
    yield File(f"{stem}.csv", CSV, _named(holding, CSV), lambda: tables.as_csv(table()))
    yield File(
        f"{stem}.csv-metadata.json", CSVW, _named(holding, CSVW), described, conforms_to=CSVW_TERMS
    )
    yield File(f"{stem}-excel.csv", CSV, excel, lambda: tables.as_excel_csv(table(), title.fr))
    yield File(
        f"{stem}.xlsx", XLSX, _named(holding, XLSX), lambda: tables.as_xlsx(table(), title.fr)
    )


def _questions() -> bytes:
    from greffe.questions import catalogue, published

    questions = catalogue()

    def made() -> bytes:
        from greffe.turtle.writing import serialize

        return serialize(published(questions)).encode()

    return kept(QUESTION, questions, made)


def _named(holding: Holding, format_: Format) -> Text:
    return holding.title + Text(f", {format_.name}", f", {format_.name}")
