"""The terms of SHACL and what each of them takes.

Names: the W3C vocabulary of 2017-07-20 (https://www.w3.org/ns/shacl), core, SPARQL and advanced
features.  Kinds of values: SHACL, sections 2 to 5.
"""

from __future__ import annotations

from typing import Final, Literal

Takes = Literal["integer", "boolean", "iri", "literal", "list", "shape", "shapes", "node", "query"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PROPERTIES: Final = _words(
    """
    alternativePath and annotationProperty annotationValue annotationVarName ask class closed
    condition conforms construct datatype deactivated declare defaultValue description detail
    disjoint entailment equals expression filterShape flags focusNode group hasValue
    ignoredProperties in intersection inversePath js jsFunctionName jsLibrary jsLibraryURL
    labelTemplate languageIn lessThan lessThanOrEquals maxCount maxExclusive maxInclusive maxLength
    message minCount minExclusive minInclusive minLength name namespace node nodeKind nodeValidator
    nodes not object oneOrMorePath optional or order parameter path pattern predicate prefix
    prefixes property propertyValidator qualifiedMaxCount qualifiedMinCount qualifiedValueShape
    qualifiedValueShapesDisjoint result resultAnnotation resultMessage resultPath resultSeverity
    returnType rule select severity shapesGraph shapesGraphWellFormed sourceConstraint
    sourceConstraintComponent sourceShape sparql subject suggestedShapesGraph target targetClass
    targetNode targetObjectsOf targetSubjectsOf union uniqueLang update validator value xone
    zeroOrMorePath zeroOrOnePath
    """
)
CLASSES: Final = _words(
    """
    AbstractResult ConstraintComponent Function JSConstraint JSExecutable JSFunction JSLibrary
    JSRule JSTarget JSTargetType JSValidator NodeKind NodeShape Parameter Parameterizable
    PrefixDeclaration PropertyGroup PropertyShape ResultAnnotation Rule SPARQLAskExecutable
    SPARQLAskValidator SPARQLConstraint SPARQLConstructExecutable SPARQLExecutable SPARQLFunction
    SPARQLRule SPARQLSelectExecutable SPARQLSelectValidator SPARQLTarget SPARQLTargetType
    SPARQLUpdateExecutable Severity Shape Target TargetType TripleRule ValidationReport
    ValidationResult Validator
    """
)
NODE_KINDS: Final = frozenset(
    {"BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRI", "IRIOrLiteral", "Literal"}
)
SEVERITIES: Final = frozenset({"Info", "Violation", "Warning"})
COMPONENTS: Final = frozenset(
    f"{name}ConstraintComponent"
    for name in _words(
        """
        And Class Closed Datatype Disjoint Equals Expression HasValue In JS LanguageIn LessThan
        LessThanOrEquals MaxCount MaxExclusive MaxInclusive MaxLength MinCount MinExclusive
        MinInclusive MinLength Node NodeKind Not Or Pattern Property QualifiedMaxCount
        QualifiedMinCount SPARQL UniqueLang Xone
        """
    )
)
INDIVIDUALS: Final = NODE_KINDS | SEVERITIES | COMPONENTS | {"this"}

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
