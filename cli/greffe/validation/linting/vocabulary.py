"""What the terms of SHACL take: SHACL, sections 2 to 5, core, SPARQL and advanced features."""

from __future__ import annotations

from typing import Final, Literal

Takes = Literal["integer", "boolean", "iri", "literal", "list", "shape", "shapes", "node", "query"]


NODE_KINDS: Final = frozenset(
    {"BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRI", "IRIOrLiteral", "Literal"}
)
SEVERITIES: Final = frozenset({"Info", "Violation", "Warning"})

TARGETS: Final = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf", "target")
PATH_STEPS: Final = ("inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")

CONSTRAINTS: Final[dict[str, Takes]] = {
    "and": "shapes",
    "class": "iri",
    "closed": "boolean",
    "datatype": "iri",
    "disjoint": "iri",
    "equals": "iri",
    "expression": "node",
    "hasValue": "node",
    "in": "list",
    "js": "node",
    "languageIn": "list",
    "lessThan": "iri",
    "lessThanOrEquals": "iri",
    "maxCount": "integer",
    "maxExclusive": "literal",
    "maxInclusive": "literal",
    "maxLength": "integer",
    "minCount": "integer",
    "minExclusive": "literal",
    "minInclusive": "literal",
    "minLength": "integer",
    "node": "shape",
    "nodeKind": "iri",
    "not": "shape",
    "or": "shapes",
    "pattern": "literal",
    "property": "shape",
    "qualifiedMaxCount": "integer",
    "qualifiedMinCount": "integer",
    "rule": "node",
    "sparql": "query",
    "uniqueLang": "boolean",
    "xone": "shapes",
}
"""What makes a shape check something, and what each takes."""

OTHERS: Final[dict[str, Takes]] = {
    "deactivated": "boolean",
    "flags": "literal",
    "ignoredProperties": "list",
    "qualifiedValueShape": "shape",
    "qualifiedValueShapesDisjoint": "boolean",
    "severity": "iri",
    "targetClass": "iri",
    "targetObjectsOf": "iri",
    "targetSubjectsOf": "iri",
}
"""What else has a value of one kind."""

ON_PROPERTIES_ONLY: Final = frozenset(
    {
        "lessThan",
        "lessThanOrEquals",
        "maxCount",
        "minCount",
        "qualifiedMaxCount",
        "qualifiedMinCount",
        "uniqueLang",
    }
)
"""Constraints that mean nothing on a node shape: they count or compare the values of a path."""
