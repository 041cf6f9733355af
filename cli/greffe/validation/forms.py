"""The form of shapes: what SHACL asks of each value.

Engines tell ill-formed shapes each in its own words, or pass over them: one drops a constraint
whose query does not parse, another takes the first of two counts.  What is refused here means the
same to all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.errors import SyntaxFault
from greffe.language import Text
from greffe.namespaces import RDF, SH, XSD, shorten
from greffe.validation.linting.vocabulary import (
    CONSTRAINTS,
    NODE_KINDS,
    OTHERS,
    PATH_STEPS,
    SEVERITIES,
)
from greffe.validation.rulebook import prefixes_of
from greffe.validation.soundness import broken, term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.linting.vocabulary import Takes
    from greffe.validation.soundness import BrokenShapes

EXPECTED: Final[dict[Takes, Text]] = {
    "integer": Text("un nombre entier, zéro ou plus", "an integer, zero or more"),
    "boolean": Text("true ou false", "true or false"),
    "iri": Text("une adresse", "an IRI"),
    "literal": Text("un texte ou un nombre", "a text or a number"),
    "list": Text("une liste", "a list"),
    "shapes": Text("une liste de formes", "a list of shapes"),
    "shape": Text("une forme", "a shape"),
    "query": Text("une contrainte SPARQL", "a SPARQL constraint"),
}
"""What each kind of value is called."""

ONE_OF: Final = {"nodeKind": NODE_KINDS, "severity": SEVERITIES}
_AT_MOST_ONE: Final = (
    *("closed", "datatype", "deactivated", "flags", "ignoredProperties", "in", "languageIn"),
    *("maxCount", "maxExclusive", "maxInclusive", "maxLength"),
    *("minCount", "minExclusive", "minInclusive", "minLength"),
    *("nodeKind", "pattern", "qualifiedMaxCount", "qualifiedMinCount", "qualifiedValueShape"),
    *("severity", "uniqueLang"),
)
"""Parameters that a shape gives once (SHACL, section 4)."""

_FLAGS: Final = re.compile("[smixq]*")
# Engines know no common way to look around, to refer back, or to set flags inside a pattern.
_NOT_COMMON: Final = re.compile(
    r"(?:[^\\\[(]|\\[^1-9]|\[(?:\\.|[^\]\\])*\]|\((?!\?(?!:)))*+.", re.DOTALL
)
_DEEPEST: Final = 30
"""Steps of a path within one another; engines stop there or never."""


def refuse_ill_formed(shapes: Graph) -> None:
    """Raise ``BrokenShapes`` for the first value, path, pattern or query that SHACL forbids."""
    _refuse_values(shapes)
    for name in _AT_MOST_ONE:
        for shape in shapes.subjects(term(name)):
            if len(set(shapes.objects(shape, term(name)))) > 1:
                raise _at_fault(shape, name, None, "a plusieurs valeurs", "has several values")
    for shape, path in shapes.subject_objects(term("path")):
        if not is_path(shapes, path):
            raise _at_fault(shape, "path", path, "n’est pas un chemin", "is not a path")
    _refuse_patterns(shapes)
    prefixes = prefixes_of(shapes, shapes.objects(None, term("declare")))
    for shape, constraint in shapes.subject_objects(term("sparql")):
        _refuse_query(shapes, shape, constraint, prefixes)


def _refuse_values(shapes: Graph) -> None:
    for name, takes in (CONSTRAINTS | OTHERS).items():
        for shape, value in shapes.subject_objects(term(name)):
            if not fits(shapes, value, takes):
                raise _unfit(shape, name, value, EXPECTED[takes])
            if name in ONE_OF and str(value).removeprefix(SH) not in ONE_OF[name]:
                allowed = ", ".join(f"sh:{each}" for each in sorted(ONE_OF[name]))
                raise _unfit(shape, name, value, Text(allowed, allowed))


def fits(shapes: Graph, value: Node, takes: Takes) -> bool:
    """Say whether a value is of the kind that a constraint takes."""
    from rdflib import Literal, URIRef

    if takes == "integer":
        is_integer = isinstance(value, Literal) and value.datatype == URIRef(f"{XSD}integer")
        return is_integer and str(value).removeprefix("+").isdecimal()
    if takes == "boolean":
        return isinstance(value, Literal) and value.datatype == URIRef(f"{XSD}boolean")
    if takes == "iri":
        return isinstance(value, URIRef)
    if takes == "literal":
        return isinstance(value, Literal)
    if takes in ("list", "shapes"):
        return value == URIRef(f"{RDF}nil") or bool(members(shapes, value))
    return takes == "node" or not isinstance(value, Literal)


def members(shapes: Graph, head: Node) -> list[Node]:
    """Return the members of a list; none when it is not a list, or goes round in a circle."""
    try:
        return list(shapes.items(head))
    except ValueError:
        return []


def is_path(shapes: Graph, path: Node) -> bool:
    """Say whether a node is a well-formed path (SHACL, section 2.3.1) of bearable depth."""
    from rdflib import BNode, URIRef

    pending = [(path, 0)]
    while pending:
        node, depth = pending.pop()
        if not isinstance(node, BNode):
            if not isinstance(node, URIRef) or node == URIRef(f"{RDF}nil"):
                return False
            continue
        steps = [v for name in PATH_STEPS for v in shapes.objects(node, term(name))]
        inner = steps or _alternatives(shapes, node)
        if depth > _DEEPEST or len(inner) < (1 if steps else 2) or len(steps) > 1:
            return False
        pending += [(each, depth + 1) for each in inner]
    return True


def _alternatives(shapes: Graph, node: Node) -> list[Node]:
    either = shapes.value(node, term("alternativePath"))
    return members(shapes, node if either is None else either)


def _refuse_patterns(shapes: Graph) -> None:
    for shape, pattern in shapes.subject_objects(term("pattern")):
        if not _is_pattern(str(pattern)):
            raise _at_fault(
                shape,
                "pattern",
                pattern,
                f"« {pattern} » n’est pas une expression régulière de tout moteur",
                f"“{pattern}” is not a regular expression of every engine",
            )
    for shape, flags in shapes.subject_objects(term("flags")):
        if not _FLAGS.fullmatch(str(flags)):
            raise _unfit(shape, "flags", flags, Text("s, m, i, x ou q", "s, m, i, x or q"))


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return False
    return _NOT_COMMON.match(text) is None


def _refuse_query(
    shapes: Graph, shape: Node, constraint: Node, prefixes: Mapping[str, str]
) -> None:
    """Refuse a constraint that has not one SELECT query, or one that does not tell of ``$this``."""
    queries = list(shapes.objects(constraint, term("select")))
    if len(queries) != 1:
        fr, en = "n’a pas un seul sh:select", "does not have one sh:select"
        raise _at_fault(shape, "sparql", constraint, fr, en)
    try:
        found = variables_of(str(queries[0]), prefixes)
    except SyntaxFault as error:
        why = error.message
        fr, en = f"ne se lit pas ({why.fr[:-1]})", f"cannot be read ({why.en[:-1]})"
        raise _at_fault(constraint, "select", queries[0], fr, en) from error
    if found is None or "this" not in found:
        fr, en = "n’est pas un SELECT qui rend $this", "is no SELECT that gives back $this"
        raise _at_fault(constraint, "select", queries[0], fr, en)


def variables_of(query: str, prefixes: Mapping[str, str]) -> frozenset[str] | None:
    """Return the variables that the query of a constraint gives back; None of what is no SELECT.

    Raises ``SyntaxFault`` when it is no query.
    """
    from greffe.store.syntax import selected

    return selected(query.replace("$PATH", f"<{SH}path>"), prefixes)


def _unfit(shape: Node, name: str, value: Node, expected: Text) -> BrokenShapes:
    said = shorten(str(value))
    fr, en = f"attend {expected.fr}, pas « {said} »", f"takes {expected.en}, not “{said}”"
    return _at_fault(shape, name, value, fr, en)


def _at_fault(shape: Node, name: str, value: Node | None, fr: str, en: str) -> BrokenShapes:
    said = _said(shape)
    head = Text(f"{said.fr}sh:{name} ", f"{said.en}sh:{name} ")
    return broken(head.fr + fr, head.en + en, (shape, term(name), value))


def _said(shape: Node) -> Text:
    from rdflib import URIRef

    known = isinstance(shape, URIRef)
    return Text(f"{shorten(str(shape))} : ", f"{shorten(str(shape))}: ") if known else Text("", "")
