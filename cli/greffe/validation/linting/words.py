"""What shapes say to people: a code, a name, a message and a remedy in both languages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES, Text
from greffe.namespaces import GREFFE, SH, shorten
from greffe.validation.linting.rules import CODE, MESSAGE, NAME, REMEDY, Fault
from greffe.validation.rulebook import IDENTIFIER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from greffe.validation.linting.draft import Draft
    from greffe.validation.rulebook import Rule

_LACKING: Final = {
    "fr": Text("Il manque le français.", "The French is missing."),
    "en": Text("Il manque l’anglais.", "The English is missing."),
}
_NEITHER: Final = Text(
    "Il n’y en a dans aucune des deux langues.", "There is none in either language."
)
_TWICE: Final = Text("Il y en a deux dans la même langue.", "There are two in the same language.")
_NO_CODE: Final = Text("Il n’y a pas de code.", "There is no code.")


def wordless(draft: Draft) -> Iterator[Fault]:
    """Yield what the shapes under test, and their constraints with a code, do not say."""
    for shape in draft.reporting:
        speaks = set(draft.constraints(shape)) - {"property"}
        yield from _lacking(draft, NAME, shape, f"{SH}name")
        if speaks and not _has_codes_of_its_own(draft, shape, speaks):
            if not _values(draft, shape, IDENTIFIER):
                yield Fault(CODE, shape, None, None, _NO_CODE)
            yield from _sentences(draft, shape)
        for constraint in draft.values(shape, "sparql"):
            if _values(draft, constraint, IDENTIFIER):
                yield from _sentences(draft, constraint)
    yield from _shared_codes(draft)


def _has_codes_of_its_own(draft: Draft, shape: Node, speaks: set[str]) -> bool:
    """Return whether every constraint of a shape is a query that is a rule by itself."""
    queries = draft.values(shape, "sparql")
    return speaks == {"sparql"} and all(_values(draft, each, IDENTIFIER) for each in queries)


def _sentences(draft: Draft, rule: Node) -> Iterator[Fault]:
    yield from _lacking(draft, MESSAGE, rule, f"{SH}message")
    yield from _lacking(draft, REMEDY, rule, f"{GREFFE}remedy")


def _lacking(draft: Draft, rule: Rule, subject: Node, predicate: str) -> Iterator[Fault]:
    from rdflib import Literal, URIRef

    values = _values(draft, subject, predicate)
    said = [value.language for value in values if isinstance(value, Literal)]
    missing = [language for language in LANGUAGES if language not in said]
    detail = None
    if len(missing) == len(LANGUAGES):
        detail = _NEITHER
    elif missing:
        detail = _LACKING[missing[0]]
    elif len(said) > len(set(said)):
        detail = _TWICE
    if detail is not None:
        yield Fault(rule, subject, URIRef(predicate) if values else None, None, detail)


def _shared_codes(draft: Draft) -> Iterator[Fault]:
    from rdflib import URIRef

    identifier = URIRef(IDENTIFIER)
    owners: defaultdict[str, set[Node]] = defaultdict(set)
    for owner, written in draft.shapes.subject_objects(identifier):
        if any(draft.values(owner, name) for name in ("path", "message")):
            owners[str(written)].add(owner)
    tested = {subject for graph in draft.tested.values() for subject in graph.subjects()}
    for code, sharing in sorted(owners.items()):
        for own in sorted(sharing & tested, key=str) if len(sharing) > 1 else ():
            other = shorten(min(str(each) for each in sharing - {own}))
            detail = Text(
                f"« {code} » est aussi le code de {other}.",
                f"“{code}” is also the code of {other}.",
            )
            yield Fault(CODE, own, identifier, None, detail)


def _values(draft: Draft, subject: Node, predicate: str) -> list[Node]:
    from rdflib import URIRef

    return list(draft.shapes.objects(subject, URIRef(predicate)))
