"""The rules that the check applies: one page each, and the list by family."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.facts import heading
from greffe.language import Text
from greffe.namespaces import GRSH, PREFIXES
from greffe.publication.site.marks import rule_mark
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import RULES
from greffe.publication.site.pages.listing import Group, Item, by_name, count, some
from greffe.publication.site.wording import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.site.model import Fill
    from greffe.publication.site.pages.stating import Rule
    from greffe.publication.site.site import Finding, Site

LEAD: Final = Text(
    "Ce que la vérification demande aux registres, avec la disposition qui le fonde. Une règle "
    "parle de ce que le registre montre : elle ne dit pas si l’organisme respecte la loi.",
    "What the check asks of the registers, with the provision that it rests on. A rule speaks of "
    "what the register shows: it does not say whether the body keeps the law.",
)
FAMILIES: Final = {
    "law": Text("Règles de droit", "Rules of law"),
    "structure": Text("Structure des données", "Structure of the data"),
    "quality": Text("Cohérence et qualité", "Coherence and quality"),
    "vocabulary": Text("Vocabulaire de Greffe", "Vocabulary of Greffe"),
}
CONFIDENCES: Final = {
    "high": Text("élevée", "high"),
    "medium": Text(
        "moyenne : à confirmer par un conseiller juridique", "medium: counsel should confirm"
    ),
    "low": Text("faible : à confirmer par un conseiller juridique", "low: counsel should confirm"),
    "practice": Text(
        "bonne pratique, sans prétention en droit", "good practice, with no claim in law"
    ),
}
"""How surely the law asks for what a rule checks."""

_FINDINGS: Final = {
    "fr": ("constat", "constats", "aucun constat"),
    "en": ("finding", "findings", "no finding"),
}
_GRAVITY: Final = Text("Gravité\u00a0: {}\u00a0; ", "Severity: {}; ")


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of rules and the page of each."""
    found: dict[str, list[Finding]] = {}
    for each in site.findings:
        found.setdefault(each.rule, []).append(each)
    yield Page(
        address=RULES.address,
        kind="rules",
        template="listing.html.j2",
        title=Text("Règles de la vérification", "Rules of the check"),
        fill=_listing(found),
        description=LEAD,
        quotes=False,
    )
    for rule in site.rules:
        yield Page(
            address=address(rule.code),
            kind="rule",
            template="rule.html.j2",
            title=Text(f"{rule.code} – {rule.rule.name.fr}", f"{rule.code} – {rule.rule.name.en}"),
            fill=_filling(rule, found.get(rule.code, [])),
            crumbs=(RULES,),
            description=rule.rule.message,
            quotes=False,
        )


def address(code: str) -> Text:
    """Return where the page of a rule stands."""
    return RULES.address + Text(f"{code}/", f"{code}/")


def _listing(found: Mapping[str, list[Finding]]) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        families: dict[str, list[Item]] = {}
        for rule in site.rules:
            number = count(len(found.get(rule.code, [])), *_FINDINGS[language])
            severity = _GRAVITY[language].format(SEVERITIES[rule.rule.severity][language].lower())
            note = f"{rule.rule.message[language]} {severity}{number}."
            words = f"{rule.code} – {rule.rule.name[language]}"
            item = Item(words, address(rule.code)[language], note)
            families.setdefault(rule.topic.family, []).append(item)
        groups = [Group(FAMILIES[key][language], key, tuple(families[key])) for key in families]
        depends = frozenset(rule_mark(rule.code) for rule in site.rules)
        return {"lead": LEAD, "groups": groups, "depends": depends}

    return fill


def _filling(rule: Rule, found: list[Finding]) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        owners = {site.addresses.owner(each.entity) for each in found}
        field = _expanded(rule.field) if rule.field else None
        return {
            "rule": rule,
            "field": field,
            "field_name": heading(field, site.labels[language], language) if field else "",
            "confidence": CONFIDENCES.get(rule.confidence or ""),
            "family": FAMILIES.get(rule.topic.family, rule.topic.title),
            "shape": None if rule.name == rule.code else f"{GRSH}{rule.name}",
            "things": some(owners, by_name(site, language)),
            "examples": _examples(rule),
            "depends": frozenset({rule_mark(rule.code)}),
        }

    return fill


def _examples(rule: Rule) -> list[tuple[str, Text]]:
    """Return what the rule accepts and refuses, each under the name of its section."""
    found = {"accepted": rule.accepted, "refused": rule.refused}
    return [(name, turtle) for name, turtle in found.items() if turtle is not None]


def _expanded(name: str) -> str:
    """Return the IRI that a name with one of our prefixes stands for, else the name."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name
