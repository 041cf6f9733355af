"""A rule told in full: what it checks, why, how surely, what to do, and examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from greffe.language import Text
from greffe.namespaces import GREFFE, LAW, RDFS, SKOS
from greffe.validation.provisions import Reason, provision
from greffe.validation.reports.words import COUNTS
from greffe.validation.rulebook import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph

    from greffe.validation.catalogue import Catalogue
    from greffe.validation.examples import Example, Examples
    from greffe.validation.stating import Sheet

CHECKED: Final = Text("Ce qui est vérifié", "What is checked")
WHERE: Final = Text("Où", "Where")
WHY: Final = Text("Pourquoi", "Why")
SEVERITY: Final = Text("Gravité", "Severity")
CONFIDENCE: Final = Text("Confiance", "Confidence")
SINCE: Final = Text("S’applique depuis", "Applies since")
TIGHTENS: Final = Text("Devient une violation", "Becomes a violation")
REMEDY: Final = Text("Que faire", "What to do")
SOURCES: Final = Text("Sources", "Sources")
VALID: Final = Text("Exemple accepté", "Accepted example")
INVALID: Final = Text("Exemple refusé", "Refused example")
LACKING: Final = Text("# sans {field}", "# no {field}")

CONFIDENCES: Final[dict[str, Text]] = {
    "high": Text("élevée", "high"),
    "medium": Text("moyenne", "medium"),
    "low": Text("faible", "low"),
    "practice": Text("bonne pratique", "good practice"),
}
"""How surely the law asks for what a rule checks (``greffe:confidence``)."""

_EXPLAINED: Final[dict[str, Text]] = {
    "medium": Text(
        "moyenne : à confirmer par un conseiller juridique", "medium: counsel should confirm"
    ),
    "low": Text("faible : à confirmer par un conseiller juridique", "low: counsel should confirm"),
    "practice": Text(
        "bonne pratique, sans prétention en droit", "good practice, with no claim in law"
    ),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One labelled part of what is told about a rule; several ``lines`` make a list."""

    label: Text
    lines: tuple[Text, ...]
    turtle: bool = False


def severity_of(sheet: Sheet) -> Text:
    """Return the severity of a rule in words."""
    return COUNTS[sheet.rule.severity][0]


def confidence_of(sheet: Sheet) -> Text:
    """Return in one or two words how surely the law asks for it; empty where it does not say."""
    return CONFIDENCES.get(sheet.confidence or "", Text("", ""))


def parts_of(catalogue: Catalogue, examples: Examples, sheet: Sheet) -> Iterator[Part]:
    """Yield what there is to tell about a rule, in order; what it does not have is left out."""
    rule = sheet.rule
    yield Part(CHECKED, (rule.message,))
    yield Part(WHERE, (_place(catalogue.ontology, sheet),))
    yield Part(SEVERITY, (severity_of(sheet),))
    if reasons := tuple(map(_told, reasons_of(catalogue.ontology, sheet))):
        yield Part(WHY, reasons)
    if sheet.confidence:
        yield Part(CONFIDENCE, (_EXPLAINED.get(sheet.confidence) or confidence_of(sheet),))
    if sheet.valid_from:
        yield Part(SINCE, (_both(sheet.valid_from),))
    if rule.tightens_on:
        yield Part(TIGHTENS, (_both(rule.tightens_on.isoformat()),))
    if rule.remedy:
        yield Part(REMEDY, (rule.remedy,))
    if sheet.sources:
        yield Part(SOURCES, tuple(map(_both, sheet.sources)))
    for label, example in ((VALID, examples.valid(sheet)), (INVALID, examples.invalid(sheet))):
        if example is not None:
            yield Part(label, (turtle_of(sheet, example),), turtle=True)


def turtle_of(sheet: Sheet, example: Example) -> Text:
    """Return an example, with a comment where the field of the rule is not given."""
    turtle = _both(example.turtle)
    if not example.lacks or sheet.field is None:
        return turtle
    return turtle + Text("\n", "\n") + LACKING.format(field=sheet.field)


def reasons_of(ontology: Graph, sheet: Sheet) -> tuple[Reason, ...]:
    """Return what a rule rests on: its provision, then the terms and addresses it points to."""
    found = [provision(sheet.rule.provision)] if sheet.rule.provision else []
    found += [_reason(ontology, iri) for iri in sheet.reasons if iri != sheet.rule.provision]
    return tuple(found)


def as_json(catalogue: Catalogue, examples: Examples, sheet: Sheet) -> dict[str, Any]:
    """Return a rule as a program reads it; what is said to people is in both languages."""
    rule = sheet.rule
    valid, invalid = examples.valid(sheet), examples.invalid(sheet)
    return {
        "code": rule.code,
        "family": sheet.topic.family,
        "name": rule.name.as_json(),
        "severity": rule.severity,
        "message": rule.message.as_json(),
        "remedy": rule.remedy and rule.remedy.as_json(),
        "about": sheet.about.as_json(),
        "field": sheet.field,
        "provision": rule.provision,
        "reasons": [reason.iri for reason in reasons_of(catalogue.ontology, sheet)],
        "confidence": sheet.confidence,
        "valid_from": sheet.valid_from,
        "tightens_on": rule.tightens_on.isoformat() if rule.tightens_on else None,
        "sources": list(sheet.sources),
        "valid_example": valid.turtle if valid else None,
        "invalid_example": invalid.turtle if invalid else None,
    }


def _place(ontology: Graph, sheet: Sheet) -> Text:
    """Return what a rule looks at, and in which field: by its name where the ontology has one."""
    from rdflib import URIRef

    if sheet.field is None:
        return sheet.about
    field = sheet.field
    term = URIRef(field.replace("greffe:", GREFFE, 1))
    label = text_of(ontology, term, f"{RDFS}label")
    if label is None:
        return sheet.about + Text(f", propriété {field}", f", property {field}")
    return sheet.about + Text(f", « {label.fr} » ({field})", f", “{label.en}” ({field})")


def _reason(ontology: Graph, iri: str) -> Reason:
    from rdflib import URIRef

    if iri.startswith(LAW):
        return provision(iri)
    about = text_of(ontology, URIRef(iri), f"{SKOS}definition") if iri.startswith(GREFFE) else None
    name = f"greffe:{iri.removeprefix(GREFFE)}" if about else iri
    return Reason(iri, _both(name), about)


def _told(reason: Reason) -> Text:
    said = reason.label
    if reason.about is not None:
        colon = Text(" : ", ": ")
        said = said + colon + reason.about
    return said if reason.link is None else said + Text(" ", " ") + reason.link


def _both(words: str) -> Text:
    return Text(words, words)
