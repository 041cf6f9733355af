"""Mutations of what the law and good practice look at: sections, recipients, agreements, files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rdflib import Literal
from tests.validation.mutations import (
    add,
    cite,
    concept,
    describe,
    drop,
    fr,
    law,
    mutation,
    organization,
    own,
    put,
    rest_on,
    retitle,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.validation.mutations import Change, Mutation

STATUTE, ACCORD, MANDATE, RESEARCH, WORK = (f"communication/{number}" for number in range(1, 6))
PAPER, ELECTRONIC, BOTH = "file/8", "file/1", "file/2"

SECTIONS: Final = {
    "59": "R07",
    "59/al/2/par/3": "R07 R20",
    "66": "",
    "67": "R08",
    "67.1": "R09",
    "67.2": "R11 R12",
    "67.2.1": "R13a R13b",
    "67.3": "R07",
    "68": "R15 R16 R17",
    "68/al/1": "R15 R16 R17",
    "68/al/1/par/1": "R15 R16",
}
"""What is said of a release that rests on a section alone, and shows nothing else."""

RESEARCH_ELSEWHERE: Final = {"67", "67.2"}
"""The sections that section 67.2.1 takes the place of, for study, research or statistics."""


def sections() -> Iterator[Mutation]:
    """Let a release rest on each section alone, in each of several circumstances."""
    for section, rules in SECTIONS.items():
        alone = rest_on(STATUTE, section)
        yield mutation(f"{section} alone", rules, alone)
        for key in ("recherche", "statistique-recherche"):
            research = put(STATUTE, "greffe:purpose", concept(f"communication-purpose/{key}"))
            more = "R14" if section in RESEARCH_ELSEWHERE else ""
            yield mutation(f"{section} for {key}", f"{rules} {more}", alone, research)
        yield mutation(f"{section} abroad", f"{rules} R18a R18b", alone, *_to_ottawa(outside=True))
        denied = _to_ottawa(outside=False)
        yield mutation(f"{section} to Ottawa, with Non", f"{rules} R19", alone, *denied)


def supports() -> Iterator[Mutation]:
    """Take out what a section asks to be shown, or show what does not fit."""
    agreement, assessment = "greffe:agreement", "greffe:impactAssessment"
    yield mutation("68 without agreement", "R15 R18a", drop(ACCORD, agreement))
    yield mutation("67.2 without contract", "R11", drop(MANDATE, agreement))
    yield mutation("67.2.1 without agreement", "R13a", drop(RESEARCH, agreement))
    yield mutation("68 without assessment", "R16 R18b", drop(ACCORD, assessment))
    yield mutation("67.2.1 without assessment", "R13b", drop(RESEARCH, assessment))
    yield mutation("67.2 without undertaking", "R12", drop(MANDATE, "greffe:remarkText"))
    other = put(MANDATE, agreement, own("agreement/two"))
    yield mutation("agreement of others", "Q-COM-03", other)
    yield mutation("68 without its case", "R17", rest_on(ACCORD, "68"))
    yield mutation("68 without its paragraph", "R17", rest_on(ACCORD, "68/al/1"))
    no_law = cite(STATUTE, "Article 67 de la Loi sur l’accès")
    yield mutation("67 without a law", "R08", no_law)
    yield mutation("consent", "R07", rest_on(RESEARCH, "59"))
    duty = put(WORK, "greffe:reasonText", fr("L’employeur est tenu de verser les cotisations."))
    yield mutation("duty without section 67", "R10", duty)
    yield mutation("duty and no work rule", "R09 R10", duty, *_only_section_671())
    yield mutation("no work rule", "R09", *_only_section_671())
    accord = law("ca-qc/accord-1991")
    yield mutation(
        "no section of the Act",
        "R06",
        cite(STATUTE, "Accord Canada-Québec"),
        put(f"{STATUTE}/citation/1", "greffe:cites", accord),
        put(STATUTE, "greffe:legalBasis", accord),
    )
    inside = Literal(False)
    yield mutation("inside, with Oui", "S-COM-16 R19", put(ACCORD, "greffe:outsideQuebec", inside))


def recipients() -> Iterator[Mutation]:
    """Let recipients be persons, classes, misprinted, former or abbreviated."""
    text, whom = "greffe:recipientText", "greffe:recipient"
    yield mutation("person", "Q-REC-01", put(STATUTE, whom, own("person/1")))
    yield mutation("class", "Q-REC-02", put(STATUTE, whom, own("group/open")))
    yield mutation("misprint", "Q-NAM-01", put(MANDATE, text, fr("Asureur")))
    yield mutation("former name", "Q-NAM-02", put(STATUTE, text, fr("Commission d’autrefois")))
    yield mutation("acronym alone", "Q-NAM-03", put(STATUTE, text, fr("CNESST")))
    new, old = fr("Pour tenir INTIMM (anciennement GIM)."), fr("Pour tenir GIM.")
    reason = "greffe:reasonText"
    yield mutation("old name", "Q-NAM-04", put(STATUTE, reason, new), put(WORK, reason, old))
    once = fr("Paiement de prestations")
    items = put(STATUTE, "greffe:dataTypeText", fr("Prénom, nom"))
    yield mutation("entered twice", "Q-COM-01", put(STATUTE, "greffe:purposeText", once), items)
    named = fr("Pour appliquer l’Accord Canada-Québec.")
    yield mutation("law named, not cited", "Q-COM-02", put(STATUTE, reason, named))
    twice = fr("Nom, prénom, nom")
    yield mutation("item twice", "Q-COM-04", put(STATUTE, "greffe:dataTypeText", twice))
    vague = put(STATUTE, "greffe:dataType", concept("data-type/personal-info-unspecified"))
    yield mutation("vague information", "Q-COM-05", vague)
    again = put(f"{WORK}/citation/2", "greffe:cites", law("qc/a-2.1/art/67.1"))
    bases = put(WORK, "greffe:legalBasis", law("qc/a-2.1/art/67.1"))
    yield mutation("cited twice", "Q-CIT-04", again, bases)
    former = cite(MANDATE, "Article 67.2 de la Loi sur l’accès (L.R.Q., c. A-2.1)")
    yield mutation("former collection", "Q-CIT-05", former)


def contents() -> Iterator[Mutation]:
    """Let the categories, sources, purposes and titles of a file contradict each other."""
    category, words = "greffe:dataCategory", "greffe:dataCategoryText"
    other = concept("data-category/autre")
    yield mutation("other, not specified", "R27a", put(PAPER, words, fr("Identité Autre(s)")))
    yield mutation("only other", "R27b", put(PAPER, category, other))
    identity = concept("data-category/identite")
    yield mutation("candidates, no immigration", "R29a", put(BOTH, category, identity))
    elsewhere = concept("data-source/organisme-public-autre")
    yield mutation("candidates who give nothing", "R29b", put(BOTH, "greffe:dataSource", elsewhere))
    yield mutation("title of candidates", "R29a", retitle(PAPER, "Certificat de sélection"))
    yield mutation("medical", "Q-FIL-08", describe(PAPER, "Ce fichier contient un avis médical."))
    source, purpose = concept("data-source/autre"), concept("purpose/autre")
    yield mutation("other source", "Q-FIL-05", add(PAPER, "greffe:dataSource", source))
    yield mutation("other purpose", "Q-FIL-06", add(PAPER, "greffe:purpose", purpose))
    yield mutation("title twice", "Q-FIL-04", retitle(ELECTRONIC, "Dossier des absences"))
    yield mutation("title of two units", "Q-FIL-03", retitle(BOTH, "Dossier de santé"))
    yield mutation("value misprinted", "Q-FIL-09", put(PAPER, words, fr("Identitée")))
    yield mutation("value twice", "Q-FIL-10", put(PAPER, words, fr("Identité Identité")))


def keeping() -> Iterator[Mutation]:
    """Let the media, measures and units of a file contradict each other."""
    yield mutation("paper file online", "R28", retitle(PAPER, "Demandes en ligne"))
    yield mutation("data file on paper", "R28", retitle(ELECTRONIC, "Formulaires physiques"))
    locked = concept("security-measure/controle-physique-installations")
    access = concept("security-measure/controle-preventif-acces")
    measure = "greffe:securityMeasure"
    yield mutation("data behind locks", "Q-FIL-01", add(ELECTRONIC, measure, locked))
    yield mutation("paper without locks", "Q-FIL-02", put(PAPER, measure, access))
    yield mutation("health, one measure", "Q-FIL-07", put(ELECTRONIC, measure, access))
    media = put(PAPER, "greffe:medium", concept("medium/electronique"))
    yield mutation("paper said to be data", "Q-FIL-01", media)
    old = own("unit/old")
    yield mutation("held by a former unit", "R31b", put(PAPER, "greffe:responsibleUnit", old))
    yield mutation("open to a former unit", "R31b", put(PAPER, "greffe:accessUnit", old))
    replaced = add("unit/one", "dcterms:isReplacedBy", own("unit/two"))
    yield mutation("unit replaced", "R31b Q-NAM-02", replaced)
    misprint = put(PAPER, "greffe:unitText", fr("Directon une"))
    yield mutation("unit misprinted", "Q-NAM-01 Q-UNI-01", misprint)


def registers() -> Iterator[Mutation]:
    """Leave out of the register a kind of entry that it must hold."""
    for entry in ("use/2", "collection/1"):
        elsewhere = put(entry, "dcterms:isPartOf", own("inventory"))
        yield mutation(f"no {entry} in the register", "R21", elsewhere)


def _to_ottawa(*, outside: bool) -> tuple[Change, ...]:
    return (
        put(STATUTE, "greffe:recipient", organization("ircc")),
        put(STATUTE, "greffe:recipientText", fr("Immigration Canada")),
        put(STATUTE, "greffe:outsideQuebec", Literal(outside)),
        put(STATUTE, "greffe:outsideQuebecText", fr("Oui" if outside else "Non")),
    )


def _only_section_671() -> tuple[Change, ...]:
    """Leave section 67.1 as the whole legal basis of the release on conditions of employment."""
    return (
        put(WORK, "greffe:citation", own(f"{WORK}/citation/1")),
        put(f"{WORK}/citation/2", "rdf:type"),
        rest_on(WORK, "67.1"),
    )


ALL: Final = (
    *sections(),
    *supports(),
    *recipients(),
    *contents(),
    *keeping(),
    *registers(),
)
LAWFUL: Final = tuple(each for each in ALL if not each.rules)
"""Changes that leave a register good: section 66 alone, whatever the purpose."""

MUTATIONS: Final = tuple(each for each in ALL if each.rules)
