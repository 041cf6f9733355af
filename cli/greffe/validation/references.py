"""What shapes cannot see: terms that the ontology does not have, and references to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.matching import alike
from greffe.namespaces import GREFFE, GRSH, OWL, ROOT, shorten
from greffe.turtle.shelf import statements_of, subjects_of
from greffe.validation.rulebook import Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.store.statements import Statement
    from greffe.validation.findings import Location

UNKNOWN_TERM: Final = Rule(
    code="S-TERM-01",
    severity="violation",
    name=Text("terme", "term"),
    message=Text(
        "Les données n’emploient que des termes que l’ontologie définit.",
        "The data use only terms that the ontology defines.",
    ),
    remedy=Text("Corrigez le nom du terme.", "Correct the name of the term."),
)
DANGLING: Final = Rule(
    code="S-REF-01",
    severity="violation",
    name=Text("référence", "reference"),
    message=Text(
        "Ce à quoi les données renvoient est décrit dans les fichiers lus.",
        "What the data refer to is described in the files read.",
    ),
    remedy=Text(
        "Corrigez l’adresse, ou décrivez la chose.", "Correct the address, or describe the thing."
    ),
)
_SIMILAR: Final = 0.75
_NAMES_ONLY: Final = frozenset({f"{OWL}versionIRI"})


@dataclass(frozen=True, slots=True)
class Stray:
    """A fault that no shape tells: of a statement, or of a thing as a whole.

    ``term`` is what stands at fault when it is not the value (a term that does not exist);
    ``location`` is where, when that is not in the files under test.
    """

    rule: Rule
    subject: Node
    predicate: Node | None
    value: Node | None
    term: Node | None
    detail: Text
    location: Location | None = None


def unknown_terms(tested: Iterable[Graph], known: Collection[str]) -> Iterator[Stray]:
    """Yield each use of a term of our namespace that is not among ``known`` (full IRIs)."""
    for graph in tested:
        terms = {term for _, p, o in _statements(graph) for term in (p, o)}
        strange = {term for term in terms if _is_in(term, GREFFE) and str(term) not in known}
        for subject, predicate, value in graph if strange else ():
            for term in (predicate, value):
                if term in strange:
                    yield _stray(UNKNOWN_TERM, (subject, predicate, value), term, known)


def dangling(tested: Iterable[Graph], data: Graph, bases: Iterable[str]) -> Iterator[Stray]:
    """Yield each reference to a thing of ours, or of a body's ``bases``, that nothing describes."""
    ours = (ROOT, *(f"{base}/" for base in bases))
    described = subjects_of(data)
    for graph in tested:
        values = {value for _, _, value in _statements(graph)} - described
        nowhere = {v for v in values if _is_in(v, *ours) and not _is_in(v, GREFFE, GRSH)}
        for subject, predicate, value in graph if nowhere else ():
            if value in nowhere and str(predicate) not in _NAMES_ONLY:
                things = set(map(str, described))
                yield _stray(DANGLING, (subject, predicate, value), value, things)


def _statements(graph: Graph) -> Iterable[Statement]:
    """Return what a graph states, the quick way if it was read from a file."""
    return statements_of(graph) or graph


def _is_in(term: Node, *namespaces: str) -> bool:
    """Say whether a term is an IRI of one of the namespaces; asked of every term there is."""
    ours = isinstance(term, str) and str.startswith(term, namespaces)
    return ours and type(term).__name__ == "URIRef"


def _stray(
    rule: Rule, triple: tuple[Node, Node, Node], term: Node, known: Collection[str]
) -> Stray:
    from rdflib import URIRef

    iri = str(term)
    near = nearest(iri, known)
    detail = Text(f"« {shorten(iri)} » n’existe pas.", f"“{shorten(iri)}” does not exist.")
    if near is not None:
        detail += Text(
            f" Vouliez-vous dire « {shorten(near)} » ?", f" Did you mean “{shorten(near)}”?"
        )
    return Stray(rule, *triple, URIRef(iri), detail)


def nearest(iri: str, known: Collection[str]) -> str | None:
    """Return the known IRI beside ``iri`` (same namespace or folder) whose name is most alike."""
    folder, name = _split(iri)
    names = {_split(other)[1]: other for other in sorted(known) if _split(other)[0] == folder}
    found = alike(name, names, _SIMILAR, 1)
    return names[found[0]] if found else None


def _split(iri: str) -> tuple[str, str]:
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:cut], iri[cut:]
