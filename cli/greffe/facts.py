"""What is known of one thing: finds it by the names people use, and gathers its fact sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.errors import UnknownName
from greffe.language import Text
from greffe.namespaces import (
    CONCEPT,
    DCATAP,
    DCTERMS,
    ELI,
    FOAF,
    GREFFE,
    LAW,
    ORG,
    ORGANIZATION,
    PREFIXES,
    RDF,
    RDFS,
    ROOT,
    SKOS,
)
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.results.model import Source
    from greffe.terms import Term

NUMBER: Final = re.compile(r"[CF]\d+", re.IGNORECASE)
NEAR: Final = 5
_NOT_IN_IRI: Final = re.compile(r'[\s<>"{}|^`\\]')
_BASES: Final = (CONCEPT, LAW, ORGANIZATION, f"{ROOT}id/", f"{LAW}qc/a-2.1/art/")
_NAMES: Final = (
    f"<{SKOS}prefLabel>|<{SKOS}altLabel>|<{SKOS}hiddenLabel>|<{GREFFE}acronym>"
    f"|<{DCTERMS}title>|<{RDFS}label>"
)
_ASIDE: Final = frozenset(
    {"wasQuotedFrom", "isDefinedBy", "inScheme", "topConceptOf", "position", "is_part_of"}
)
_ORDER: Final = (
    *("type", "prefLabel", "title", "identifier", "acronym", "altLabel", "hiddenLabel"),
    *("definition", "unit", "responsibleUnit", "description", "recipient", "dataType"),
    *("personCategory", "dataCategory", "dataSource", "purpose", "reason", "legalBasis"),
    *("citation", "cites", "citationStatus", "agreement", "party", "signed", "amended"),
    *("outsideQuebec", "frequency", "channel", "since", "remark", "accessRole", "accessUnit"),
    *("medium", "securityMeasure", "system"),
)
"""Properties in the order in which a reader of a register expects them (local names)."""

BORROWED: Final = {
    f"{RDF}type": Text("type", "type"),
    f"{DCTERMS}identifier": Text("numéro", "number"),
    f"{DCTERMS}title": Text("titre", "title"),
    f"{DCTERMS}description": Text("description", "description"),
    f"{DCTERMS}isPartOf": Text("fait partie de", "part of"),
    f"{DCTERMS}publisher": Text("publié par", "published by"),
    f"{DCTERMS}source": Text("source", "source"),
    f"{DCTERMS}isReplacedBy": Text("remplacé par", "replaced by"),
    f"{DCATAP}applicableLegislation": Text("droit applicable", "applicable legislation"),
    f"{ELI}number": Text("numéro imprimé", "printed number"),
    f"{ELI}in_force": Text("en vigueur", "in force"),
    f"{ELI}based_on": Text("pris en application de", "made under"),
    f"{ELI}repealed_by": Text("abrogé par", "repealed by"),
    f"{SKOS}prefLabel": Text("nom", "name"),
    f"{SKOS}altLabel": Text("autre nom", "other name"),
    f"{SKOS}hiddenLabel": Text("graphie rencontrée", "spelling met"),
    f"{SKOS}definition": Text("définition", "definition"),
    f"{SKOS}scopeNote": Text("portée", "scope"),
    f"{SKOS}note": Text("note", "note"),
    f"{SKOS}editorialNote": Text("note de rédaction", "editorial note"),
    f"{SKOS}broader": Text("plus large", "broader"),
    f"{SKOS}exactMatch": Text("équivaut à", "same as"),
    f"{SKOS}closeMatch": Text("proche de", "close to"),
    f"{SKOS}broadMatch": Text("compris dans", "within"),
    f"{SKOS}relatedMatch": Text("lié à", "related to"),
    f"{SKOS}related": Text("en rapport avec", "related"),
    f"{SKOS}notation": Text("code", "code"),
    f"{RDFS}label": Text("nom", "name"),
    f"{RDFS}seeAlso": Text("voir aussi", "see also"),
    f"{FOAF}homepage": Text("site", "site"),
    f"{ORG}unitOf": Text("unité de", "unit of"),
    f"{ORG}subOrganizationOf": Text("relève de", "reports to"),
    f"{ORG}classification": Text("sorte d’organisme", "kind of organisation"),
}
"""What the borrowed properties on a sheet are called; those of Greffe have their own labels."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One property of the thing and its values, in reading order."""

    property: str
    values: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class FactSheet:
    """A thing, what is said of it, and what refers to it (property, then who)."""

    iri: str
    statements: tuple[Statement, ...]
    references: tuple[Statement, ...]

    @property
    def mentioned(self) -> frozenset[str]:
        """Every IRI on the sheet, for which a reader will want a label."""
        both = (*self.statements, *self.references)
        things = {value.value for each in both for value in each.values if isinstance(value, Iri)}
        return frozenset(things | {each.property for each in both} | {self.iri})


def find(source: Source, what: str) -> tuple[str, ...]:
    """Return the IRIs of what ``what`` may mean, the surest reading only.

    Tried in order: an entry's number (``C17``), an IRI, a short name (``qc/a-2.1/art/67``,
    ``67``, ``cnesst``, ``greffe:recipient``), a name or acronym in any case, then all its words
    inside a name.  Raises ``UnknownName`` with near names when nothing has it.
    """
    wanted = " ".join(what.split())
    for reading in (_by_number, _by_iri, _by_name, _by_words):
        if found := reading(source, wanted):
            return found
    raise UnknownName(
        Text(f"rien ne s’appelle « {wanted} ».", f"nothing is called '{wanted}'."),
        _suggestion(_near_names(source, wanted)),
    )


def fact_sheet(source: Source, iri: str) -> FactSheet:
    """Return what the graph says of ``iri``, verbatim text beside its interpretation."""
    name = Iri(iri)
    said = source.select(f"SELECT ?p ?o WHERE {{ {name} ?p ?o }} ORDER BY ?p ?o")
    about = source.select(f"SELECT ?p ?s WHERE {{ ?s ?p {name} FILTER(ISIRI(?s)) }} ORDER BY ?p ?s")
    return FactSheet(iri, _grouped(said.rows), _grouped(about.rows))


def _grouped(rows: Iterable[tuple[Term | None, ...]]) -> tuple[Statement, ...]:
    groups: dict[str, list[Term]] = {}
    for predicate, value in rows:
        if isinstance(predicate, Iri) and value is not None:
            groups.setdefault(predicate.value, []).append(value)
    kept = {name: values for name, values in groups.items() if _local(name) not in _ASIDE}
    return tuple(
        Statement(name, tuple(sorted(set(kept[name]), key=_natural)))
        for name in sorted(kept, key=_reading_order)
    )


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]


def _reading_order(predicate: str) -> tuple[int, str, bool]:
    """Order as ``_ORDER`` has it, each verbatim cell before its reading, the rest by name."""
    name = _local(predicate)
    stem = name.removesuffix("Text")
    rank = _ORDER.index(stem) if stem in _ORDER else len(_ORDER)
    return (rank, stem, not name.endswith("Text"))


def _natural(term: Term) -> tuple[object, ...]:
    parts = re.split(r"(\d+)", getattr(term, "value", str(term)))
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)


def _iris(source: Source, pattern: str) -> tuple[str, ...]:
    table = source.select(f"SELECT DISTINCT ?s WHERE {{ {pattern} }} ORDER BY ?s")
    return tuple(term.value for term in table.column("s") if isinstance(term, Iri))


def _by_number(source: Source, wanted: str) -> tuple[str, ...]:
    if not NUMBER.fullmatch(wanted):
        return ()
    return _iris(source, f"?s <{DCTERMS}identifier> {Literal(wanted.upper())}")


def _by_iri(source: Source, wanted: str) -> tuple[str, ...]:
    wanted = wanted.removeprefix("<").removesuffix(">")
    if _NOT_IN_IRI.search(wanted):
        return ()
    prefix, colon, local = wanted.partition(":")
    candidates = [wanted] if colon else [f"{base}{wanted}" for base in _BASES]
    if prefix in PREFIXES and colon:
        candidates.append(PREFIXES[prefix] + local)
    values = " ".join(str(Iri(each)) for each in candidates)
    return _iris(source, f"VALUES ?s {{ {values} }} ?s a ?class")


def _by_name(source: Source, wanted: str) -> tuple[str, ...]:
    said = Literal(_plain(wanted))
    return _iris(
        source, f'?s {_NAMES} ?name FILTER(LCASE(REPLACE(STR(?name), "’", "\'")) = {said})'
    )


def _by_words(source: Source, wanted: str) -> tuple[str, ...]:
    tests = " && ".join(
        f'CONTAINS(LCASE(REPLACE(STR(?name), "’", "\'")), {Literal(word)})'
        for word in _plain(wanted).split()
    )
    return _iris(source, f"?s {_NAMES} ?name FILTER({tests})") if tests else ()


def _plain(words: str) -> str:
    return words.lower().replace("’", "'")


def _near_names(source: Source, wanted: str) -> list[str]:
    from rapidfuzz import fuzz, process

    table = source.select(f"SELECT DISTINCT ?name WHERE {{ ?s {_NAMES} ?name }} ORDER BY ?name")
    names = [term.value for term in table.column("name") if isinstance(term, Literal)]
    found = process.extract(
        wanted, names, scorer=fuzz.WRatio, processor=_plain, limit=NEAR, score_cutoff=70
    )
    return [name for name, _score, _index in found]


def _suggestion(near: list[str]) -> Text:
    if not near:
        return Text(
            "Essayez un numéro (C17, F21), un sigle (CNESST) ou un article (67.2.1).",
            "Try a number (C17, F21), an acronym (CNESST) or a section (67.2.1).",
        )
    return Text(
        "Noms proches : " + " ; ".join(f"« {name} »" for name in near) + ".",
        "Near names: " + "; ".join(f"'{name}'" for name in near) + ".",
    )
