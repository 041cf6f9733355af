"""The fact sheet of one thing: what the graph says of it, and what refers to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.matching import natural
from greffe.namespaces import DCTERMS, ELI, GREFFE, RDF, SKOS, local_name
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.results.model import Source
    from greffe.terms import Term

    Rows = Iterable[tuple[Term | None, ...]]

_ASIDE: Final = frozenset(
    {"wasQuotedFrom", "isDefinedBy", "inScheme", "topConceptOf", "position", "is_part_of"}
)
_ORDER: Final = (
    *(
        "type",
        "prefLabel",
        "name",
        "label",
        "title",
        "identifier",
        "acronym",
        "altLabel",
        "hiddenLabel",
    ),
    *("definition", "unit", "responsibleUnit", "description", "recipient", "dataType"),
    *("personCategory", "dataCategory", "dataSource", "purpose", "reason", "legalBasis"),
    *("citation", "cites", "citationStatus", "agreement", "party", "signed", "amended"),
    *("outsideQuebec", "frequency", "channel", "since", "remark", "accessRole", "accessUnit"),
    *("medium", "securityMeasure", "system"),
)
"""Properties in the order in which a reader of a register expects them (local names)."""

_REPEATED: Final = {
    f"{DCTERMS}title": f"{GREFFE}titleText",
    f"{DCTERMS}description": f"{GREFFE}descriptionText",
    f"{ELI}id_local": f"{DCTERMS}identifier",
    f"{SKOS}altLabel": f"{GREFFE}acronym",
}
"""Properties that other tools know, whose words another property of the sheet says already."""

_CONVERSES: Final = {
    f"{DCTERMS}replaces": f"{DCTERMS}isReplacedBy",
    f"{DCTERMS}isReplacedBy": f"{DCTERMS}replaces",
    f"{DCTERMS}hasPart": f"{DCTERMS}isPartOf",
    f"{SKOS}broader": f"{SKOS}narrower",
    f"{SKOS}narrower": f"{SKOS}broader",
    f"{SKOS}related": f"{SKOS}related",
}


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


def fact_sheet(source: Source, iri: str) -> FactSheet:
    """Return what the graph says of ``iri``, verbatim text beside its interpretation.

    What is there twice for the sake of other tools (a second type, a title, a converse) is said
    once.
    """
    name = Iri(iri)
    said = source.select(f"SELECT ?p ?o WHERE {{ {name} ?p ?o }}").rows
    about = source.select(f"SELECT ?p ?s WHERE {{ ?s ?p {name} FILTER(ISIRI(?s)) }}").rows
    return sheet_of(iri, said, about)


def sheet_of(iri: str, saying: Rows, naming: Rows) -> FactSheet:
    """Return the fact sheet of ``iri``, given each property and value, and who refers to it how."""
    said, about = _grouped(saying), _grouped(naming)
    about.pop(f"{SKOS}hasTopConcept", None)
    return FactSheet(iri, _arranged(_said_once(said)), _arranged(_not_said(about, said)))


def _grouped(rows: Rows) -> dict[str, set[Term]]:
    groups: dict[str, set[Term]] = {}
    for predicate, value in rows:
        if (
            isinstance(predicate, Iri)
            and value is not None
            and local_name(predicate.value) not in _ASIDE
        ):
            groups.setdefault(predicate.value, set()).add(value)
    return groups


def _said_once(said: dict[str, set[Term]]) -> dict[str, set[Term]]:
    """Leave out what another property says in the same words, and types that ours include."""
    told = {
        name: {value for value in values if _words(value) not in _all_words(said, name)}
        for name, values in said.items()
    }
    types = told.get(f"{RDF}type", set())
    told[f"{RDF}type"] = {each for each in types if str(each).startswith(f"<{GREFFE}")} or types
    return told


def _all_words(said: dict[str, set[Term]], name: str) -> set[str | None]:
    return {_words(value) for value in said.get(_REPEATED.get(name, ""), ())}


def _words(value: Term) -> str:
    return value.value if isinstance(value, Literal) else str(value)


def _not_said(about: dict[str, set[Term]], said: dict[str, set[Term]]) -> dict[str, set[Term]]:
    """Leave out the references that the sheet's own statements say from the other side."""
    return {
        name: values - said.get(_CONVERSES.get(name, ""), set()) for name, values in about.items()
    }


def _arranged(groups: dict[str, set[Term]]) -> tuple[Statement, ...]:
    return tuple(
        Statement(name, tuple(sorted(groups[name], key=_natural)))
        for name in sorted(groups, key=_reading_order)
        if groups[name]
    )


def _reading_order(predicate: str) -> tuple[int, str, bool]:
    """Order as ``_ORDER`` has it, each verbatim cell before its reading, the rest by name."""
    name = local_name(predicate)
    stem = name.removesuffix("Text")
    rank = _ORDER.index(stem) if stem in _ORDER else len(_ORDER)
    return (rank, stem, not name.endswith("Text"))


def _natural(term: Term) -> tuple[object, ...]:
    return natural(getattr(term, "value", str(term))), str(term)
