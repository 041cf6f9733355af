"""The labels that a graph gives to concepts, organisations, units and systems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from greffe.errors import InputError
from greffe.language import Text
from greffe.namespaces import GREFFE, SKOS
from greffe.vocabulary.folding import key_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rdflib import Graph

    from greffe.language import Language

_PLAIN: Final = (f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{GREFFE}acronym")
_HIDDEN: Final = f"{SKOS}hiddenLabel"


class Term(NamedTuple):
    """One label of one concept (the concept's IRI)."""

    label: str
    concept: str


def read_terms(
    graph: Graph, scheme: str | None, language: Language, concepts: Collection[str] | None
) -> tuple[Term, ...]:
    """Return the labels in ``language`` or in none, sorted, preferred and alternative ones first.

    Raises ``InputError`` where a preferred or alternative label belongs to another concept too:
    only a hidden label may mean several concepts at once.
    """
    wanted = _members(graph, scheme) if scheme else concepts
    plain = sorted({t for name in _PLAIN for t in _labels(graph, name, language, wanted)})
    hidden = sorted(_labels(graph, _HIDDEN, language, wanted))
    _require_distinct(plain, hidden)
    return (*plain, *hidden)


def read_ignored(graph: Graph, scheme: str | None, language: Language) -> tuple[str, ...]:
    """Return the phrases that the scheme asks to pass over, sorted; none without a scheme."""
    terms = _labels(graph, f"{GREFFE}ignoredText", language, {scheme} if scheme else ())
    return tuple(sorted(term.label for term in terms))


def _members(graph: Graph, scheme: str) -> frozenset[str]:
    from rdflib import URIRef

    return frozenset(map(str, graph.subjects(URIRef(f"{SKOS}inScheme"), URIRef(scheme))))


def _labels(
    graph: Graph, name: str, language: Language, wanted: Collection[str] | None
) -> Iterator[Term]:
    from rdflib import Literal, URIRef

    for subject, value in graph.subject_objects(URIRef(name)):
        spoken = isinstance(value, Literal) and value.language in {language, None}
        if spoken and (wanted is None or str(subject) in wanted):
            yield Term(str(value), str(subject))


def _require_distinct(plain: list[Term], hidden: list[Term]) -> None:
    owners: dict[tuple[str, bool], str] = {}
    for label, concept in plain:
        _require_owner(label, owners.setdefault(_identity(label), concept), concept)
    for label, concept in hidden:
        _require_owner(label, owners.get(_identity(label), concept), concept)


def _identity(label: str) -> tuple[str, bool]:
    """Tell labels apart as texts do: folded, but an acronym is not the word it looks like."""
    return key_of(label), label.isupper()


def _require_owner(label: str, owner: str, concept: str) -> None:
    if owner == concept:
        return
    raise InputError(
        Text(
            "Le libellé « {label} » appartient à {owner} et à {other}.",
            "The label “{label}” belongs to both {owner} and {other}.",
        ).format(label=label, owner=owner, other=concept),
        Text(
            "Ne le gardez que sur l’un, ou faites-en un skos:hiddenLabel des deux s’il veut dire "
            "les deux.",
            "Keep it on one only, or make it a skos:hiddenLabel of both if it means both.",
        ),
    )
