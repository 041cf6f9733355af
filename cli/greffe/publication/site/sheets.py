"""What the page of a thing shows: each cell's words beside its reading, and who refers to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from greffe.facts import Statement, heading, inverse_heading, sheet_of, thing_name
from greffe.namespaces import DCTERMS, GREFFE, RDF, RDFS, SKOS, local_name, shorten
from greffe.publication.site.reading import said
from greffe.publication.site.wording import natural_key
from greffe.results.grid import NO, YES
from greffe.terms import XSD_BOOLEAN, Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.facts import FactSheet
    from greffe.language import Language
    from greffe.publication.site.site import Site
    from greffe.store import Store
    from greffe.terms import Term

MOST: Final = 200
"""How many references of one kind a page lists; the number of the rest is said."""
_MANY: Final = 2_000
"""Of so many, the first by number, those are listed that come first by name."""

_NOT_SHOWN: Final = frozenset({f"{GREFFE}citation", f"{SKOS}prefLabel", f"{RDFS}label"})
_TITLES: Final = frozenset({f"{DCTERMS}title", f"{DCTERMS}identifier"})
_INNER: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
DPV_TERMS: Final = "https://w3id.org/dpv"
"""What the names of the Data Privacy Vocabulary and its extensions begin with (W3C, 2024)."""

_EDITION: Final = re.compile(
    r"https?://(?:(?:www[.])?legisquebec[.]gouv[.]qc|laws(?:-lois)?[.]justice[.]gc)[.]ca/(\w+)/"
)
_EDITIONS: Final = {
    True: {"fr": "texte officiel en français", "en": "official text in French"},
    False: {"fr": "texte officiel en anglais", "en": "official text in English"},
}
"""What the pages of the official publishers of Québec and of Canada are called, if in French."""

_DATES: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|--\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its words, and the thing that it is; ``language`` where the words have another."""

    words: str
    iri: str | None = None
    language: str | None = None
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One field: its name, the words of the cell, and what they were read as."""

    heading: str
    field: str
    verbatim: tuple[str, ...]
    values: tuple[Value, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is said of a thing, what refers to it, and every thing that this names."""

    rows: tuple[Row, ...]
    references: tuple[Row, ...]
    depends: frozenset[str]


def sheet(site: Site, iri: str, language: Language) -> Sheet:
    """Return what the page of a thing shows, in the order in which registers are read."""
    facts = _facts(site.store, iri)
    rows = rows_from(site, facts.statements, language)
    references = tuple(_reference(site, each, language) for each in facts.references)
    return Sheet(rows, tuple(each for each in references if each.values), facts.mentioned)


def rows_from(site: Site, statements: Iterable[Statement], language: Language) -> tuple[Row, ...]:
    """Return statements as rows, the words of a field beside what they were read as."""
    stems: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.property not in _NOT_SHOWN:
            stems.setdefault(_stem(statement.property), []).append(statement)
    rows = (_row(site, each, language) for each in stems.values())
    return tuple(row for row in rows if row is not None)


def _row(site: Site, statements: list[Statement], language: Language) -> Row | None:
    labels = site.labels[language]
    words = tuple(
        value.value
        for each in statements
        if each.property.endswith("Text")
        for value in each.values
        if isinstance(value, Literal)
    )
    read = [each for each in statements if not each.property.endswith("Text")]
    values = tuple(value for each in read for value in _values(site, each, language))
    if read and read[0].property == f"{RDF}type":
        values = tuple(each for each in values if _is_here(site, each))
    if not words and not values:
        return None
    named = (read or statements)[0].property
    return Row(plain_heading(heading(named, labels, language)), _stem(named), words, values[:MOST])


def plain_heading(words: str) -> str:
    """Return what a field is called, without saying that it is a text, as a line begins."""
    plain = words.removesuffix(" (texte)").removesuffix(" (text)")
    return plain[:1].upper() + plain[1:]


def _reference(site: Site, statement: Statement, language: Language) -> Row:
    first = Statement(statement.property, statement.values[:_MANY])
    values = [
        value
        for value in _values(site, first, language)
        if value.iri is None or site.address(value.iri, language) is not None
    ]
    title = plain_heading(inverse_heading(statement.property, site.labels[language], language))
    rest = max(0, len(values) + len(statement.values[_MANY:]) - MOST)
    return Row(title, _stem(statement.property), (), tuple(values[:MOST]), rest)


def _values(site: Site, statement: Statement, language: Language) -> list[Value]:
    if statement.property in _TITLES and language == "fr":
        return []
    tongues = {value.language for value in statement.values if isinstance(value, Literal)}
    apt = language if language in tongues else "fr"
    found = (_value(site, value, language, apt) for value in statement.values)
    return sorted((value for value in found if value is not None), key=_alphabetical)


def _is_here(site: Site, value: Value) -> bool:
    return value.iri is not None and site.address(value.iri, "fr") is not None


def _alphabetical(value: Value) -> tuple[bool, tuple[tuple[int, str], ...]]:
    """Sort things by their names; leave other values as they are."""
    return (False, ()) if value.iri is None else (True, natural_key(value.words))


def _value(site: Site, term: Term, language: Language, apt: str) -> Value | None:
    match term:
        case Iri(iri):
            return Value(_name(site, iri, language), iri)
        case Literal(words, _, str(tongue)):
            other = tongue if tongue != language else None
            return Value(words, language=other) if tongue == apt else None
        case Literal(words, datatype) if datatype == XSD_BOOLEAN:
            return Value((YES if words == "true" else NO)[language])
        case Literal(words):
            return Value(words, is_date=bool(_DATES.fullmatch(words)))
        case _:
            return None


def _name(site: Site, iri: str, language: Language) -> str:
    """Return what a thing is called; for a page elsewhere without a name, its address."""
    if iri in site.labels[language] or site.address(iri, language) is not None:
        return site.label(iri, language)
    return thing_name(iri, language) or term_name(iri) or _official(iri, language) or _short(iri)


def _official(iri: str, language: Language) -> str | None:
    """Return what the official edition of a text of law is called."""
    found = _EDITION.match(iri)
    return _EDITIONS[found[1] in ("fr", "fra")][language] if found else None


def _short(iri: str) -> str:
    short = shorten(iri)
    return iri.partition("://")[2] if short == iri else short


def term_name(iri: str) -> str | None:
    """Return what a term of the Data Privacy Vocabulary is called, in English as it is written."""
    local = iri.removeprefix(DPV_TERMS).rpartition("/")[2].rpartition("#")[2]
    return f"{_INNER.sub(' ', local)} (DPV)" if iri.startswith(DPV_TERMS) and local else None


def _stem(property_: str) -> str:
    return local_name(property_).removesuffix("Text")


@lru_cache(maxsize=2)
def _facts(store: Store, iri: str) -> FactSheet:
    saying = ((Iri(name), value) for name, value in said(store, iri).get(iri, ()))
    naming = ((Iri(name), Iri(other)) for name, other in store.references(iri))
    return sheet_of(iri, saying, naming)
