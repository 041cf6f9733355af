"""Values of the wrong kind, paths and queries that are none: an engine may pass them in silence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.errors import SyntaxFault
from greffe.language import Text
from greffe.namespaces import shorten
from greffe.validation.checks import CHECKS
from greffe.validation.forms import EXPECTED, ONE_OF, fits, is_path, variables_of
from greffe.validation.linting.draft import CHECK, name_of
from greffe.validation.linting.rules import MISPLACED, PATH, QUERY, VALUE, Fault
from greffe.validation.linting.vocabulary import CONSTRAINTS, ON_PROPERTIES_ONLY, OTHERS
from greffe.validation.rulebook import prefixes_of
from greffe.validation.soundness import term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from greffe.validation.linting.draft import Draft
    from greffe.validation.linting.vocabulary import Takes

_PLACEHOLDER: Final = re.compile(r"\{[?$](\w+)\}")
_ALWAYS_KNOWN: Final = {"this", "path", "value", "PATH"}


def ill_formed(draft: Draft) -> Iterator[Fault]:
    """Yield each value, path, constraint and query of the shapes under test that SHACL forbids."""
    for shape in draft.under_test:
        for name, takes in (CONSTRAINTS | OTHERS).items():
            for value in draft.values(shape, name):
                yield from _value(draft, (shape, name, value), takes)
        yield from _path(draft, shape)
        if not draft.is_property(shape):
            for name in sorted(ON_PROPERTIES_ONLY & set(draft.constraints(shape))):
                yield Fault(MISPLACED, shape, term(name), None, Text(f"sh:{name}.", f"sh:{name}."))
        for constraint in draft.values(shape, "sparql"):
            yield from _query(draft, shape, constraint)
        yield from _check(draft, shape)


def _check(draft: Draft, shape: Node) -> Iterator[Fault]:
    """Yield a check of our own that does not exist, or that stands where nothing asks for it."""
    from rdflib import URIRef

    for value in draft.shapes.objects(shape, URIRef(CHECK)):
        if str(value) not in CHECKS:
            known = ", ".join(CHECKS)
            detail = Text(
                f"La vérification « {value} » n’existe pas. Vérifications connues : {known}.",
                f"There is no check “{value}”. Known checks: {known}.",
            )
            yield Fault(VALUE, shape, URIRef(CHECK), value, detail)
        if not draft.is_property(shape):
            detail = Text("greffe:check.", "greffe:check.")
            yield Fault(MISPLACED, shape, URIRef(CHECK), value, detail)


def _value(draft: Draft, at: tuple[Node, str, Node], takes: Takes) -> Iterator[Fault]:
    shape, name, value = at
    if not fits(draft.shapes, value, takes):
        expected = EXPECTED[takes]
        said = shorten(str(value))
        detail = Text(
            f"sh:{name} attend {expected.fr}, pas « {said} ».",
            f"sh:{name} takes {expected.en}, not “{said}”.",
        )
        yield Fault(VALUE, shape, term(name), value, detail)
    elif name in ONE_OF and name_of(value) not in ONE_OF[name]:
        allowed = ", ".join(f"sh:{each}" for each in sorted(ONE_OF[name]))
        detail = Text(f"Valeurs permises : {allowed}.", f"Allowed values: {allowed}.")
        yield Fault(VALUE, shape, term(name), value, detail)


def _path(draft: Draft, shape: Node) -> Iterator[Fault]:
    paths = draft.values(shape, "path")
    if draft.has_type(shape, "PropertyShape") and not paths:
        yield Fault(PATH, shape, None, None, Text("Il n’y a pas de chemin.", "There is no path."))
    if len(paths) > 1:
        yield Fault(PATH, shape, term("path"), None, Text("Il y en a deux.", "There are two."))
    for path in paths:
        if not is_path(draft.shapes, path):
            detail = Text("Ce n’est pas un chemin.", "This is not a path.")
            yield Fault(PATH, shape, term("path"), path, detail)


def _query(draft: Draft, shape: Node, constraint: Node) -> Iterator[Fault]:
    queries = draft.values(constraint, "select")
    if len(queries) > 1:
        detail = Text("Il y a deux requêtes.", "There are two queries.")
        yield Fault(QUERY, constraint, term("select"), None, detail)
    for query in queries[:1]:
        try:
            found = variables_of(str(query), _declared(draft, constraint)) or frozenset()
        except SyntaxFault as error:
            why = error.message
            detail = Text(f"Elle ne se lit pas : {why.fr}", f"It cannot be read: {why.en}")
            yield Fault(QUERY, constraint, term("select"), query, detail)
            continue
        if "this" not in found:
            detail = Text("Elle ne rend pas $this.", "It does not give back $this.")
            yield Fault(QUERY, constraint, term("select"), query, detail)
        yield from _placeholders(draft, shape, constraint, found)


def _declared(draft: Draft, constraint: Node) -> dict[str, str]:
    """Return the prefixes that a constraint refers to (SHACL, section 5.2.1)."""
    lists = draft.values(constraint, "prefixes")
    return prefixes_of(
        draft.shapes, [each for one in lists for each in draft.values(one, "declare")]
    )


def _placeholders(
    draft: Draft, shape: Node, constraint: Node, found: frozenset[str]
) -> Iterator[Fault]:
    speaker = constraint if draft.values(constraint, "message") else shape
    for message in draft.values(speaker, "message"):
        for name in _PLACEHOLDER.findall(str(message)):
            if name not in found | _ALWAYS_KNOWN:
                detail = Text(
                    f"Le message nomme ?{name}, que la requête ne rend pas.",
                    f"The message names ?{name}, which the query does not give back.",
                )
                yield Fault(QUERY, speaker, term("message"), message, detail)
