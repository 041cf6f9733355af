"""Mutations of the form of entries and documents: cells, links, values, numbers, passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rdflib import Literal
from tests.validation.mutations import (
    add,
    alter,
    concept,
    drop,
    fr,
    in_english,
    iri,
    law,
    marked,
    misspell,
    mutation,
    nowhere,
    own,
    plain,
    put,
    repeat,
    typed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node
    from tests.validation.mutations import Change, Mutation

RELEASE: Final = "communication/7"
FILE: Final = "file/8"
CITATION: Final = f"{RELEASE}/citation/1"
SPAN: Final = f"{RELEASE}/span/reasonText"

CELLS: Final = {
    (RELEASE, "recipientText"): ("R02", "S-COM-02", "", ""),
    (RELEASE, "dataTypeText"): ("R01", "S-COM-04", "", ""),
    (RELEASE, "purposeText"): ("R03", "S-COM-06", "", ""),
    (RELEASE, "reasonText"): ("R05", "S-COM-08", "", ""),
    (RELEASE, "legalBasisText"): ("S-COM-09", "S-COM-09", "", "S-CIT-04 R08"),
    (RELEASE, "outsideQuebecText"): ("R04", "S-COM-14", "", "S-COM-16"),
    (RELEASE, "remarkText"): ("", "S-COM-17", "", ""),
    (FILE, "unitText"): ("S-PIF-02", "S-PIF-02", "", ""),
    (FILE, "titleText"): ("R22a", "S-PIF-04", "S-PIF-05", ""),
    (FILE, "descriptionText"): ("S-PIF-06", "S-PIF-06", "S-PIF-07", ""),
    (FILE, "personCategoryText"): ("R24", "S-PIF-08", "", ""),
    (FILE, "dataCategoryText"): ("R22b", "S-PIF-10", "", ""),
    (FILE, "dataSourceText"): ("R23", "S-PIF-12", "", ""),
    (FILE, "purposeText"): ("R22c", "S-PIF-14", "", ""),
    (FILE, "mediumText"): ("R22d", "S-PIF-16", "", ""),
    (FILE, "securityMeasureText"): ("R26", "S-PIF-18", "", ""),
    (FILE, "accessRoleText"): ("R25", "S-PIF-20", "", ""),
}
"""Each cell: what asks for it, what asks for its form, what compares it, what reads its words."""

MISSING: Final = {
    (RELEASE, "dcterms:isPartOf"): "S-COM-01",
    (RELEASE, "dcterms:identifier"): "S-ENT-01",
    (RELEASE, "greffe:position"): "S-ENT-03",
    (RELEASE, "prov:wasQuotedFrom"): "S-ENT-05 S-ENT-06 S-SPA-01",
    (RELEASE, "greffe:recipient"): "S-COM-03",
    (RELEASE, "greffe:dataType"): "S-COM-05",
    (RELEASE, "greffe:purpose"): "S-COM-07",
    (RELEASE, "greffe:citation"): "S-COM-10 S-COM-12 S-CIT-01",
    (RELEASE, "greffe:legalBasis"): "S-COM-12 R06",
    (RELEASE, "greffe:outsideQuebec"): "S-COM-15",
    (CITATION, "greffe:position"): "S-CIT-02",
    (CITATION, "greffe:citationText"): "S-CIT-03",
    (CITATION, "greffe:cites"): "S-COM-12",
    (CITATION, "greffe:citationStatus"): "S-CIT-06",
    (SPAN, "greffe:document"): "S-SPA-02",
    (SPAN, "greffe:field"): "S-SPA-04 S-ENT-06",
    (SPAN, "greffe:lines"): "S-SPA-06",
    (FILE, "dcterms:isPartOf"): "S-PIF-01",
    (FILE, "dcterms:identifier"): "S-ENT-01",
    (FILE, "greffe:position"): "S-ENT-03",
    (FILE, "prov:wasQuotedFrom"): "S-ENT-05 S-ENT-06 S-SPA-01",
    (FILE, "dcterms:title"): "S-PIF-05",
    (FILE, "dcterms:description"): "S-PIF-07",
    (FILE, "greffe:responsibleUnit"): "S-PIF-03",
    (FILE, "greffe:personCategory"): "S-PIF-09",
    (FILE, "greffe:dataCategory"): "S-PIF-11",
    (FILE, "greffe:dataSource"): "S-PIF-13",
    (FILE, "greffe:purpose"): "S-PIF-15",
    (FILE, "greffe:medium"): "S-PIF-17",
    (FILE, "greffe:securityMeasure"): "S-PIF-19",
    ("register", "dcterms:title"): "S-REG-01",
    ("register", "dcterms:description"): "S-REG-02",
    ("register", "dcterms:publisher"): "S-REG-03",
    ("register", "dcatap:applicableLegislation"): "S-REG-04",
    ("register", "prov:wasQuotedFrom"): "S-REG-05 S-SPA-01",
    ("register", "dcat:landingPage"): "R30a",
    ("register", "dcterms:modified"): "R30b",
    ("inventory", "dcterms:title"): "S-INV-01",
    ("inventory", "dcterms:description"): "S-INV-02",
    ("inventory", "dcterms:publisher"): "S-INV-03",
    ("inventory", "dcatap:applicableLegislation"): "S-INV-04",
    ("inventory", "prov:wasQuotedFrom"): "S-INV-05 S-SPA-01",
    ("inventory", "dcat:landingPage"): "R30a",
    ("inventory", "dcterms:modified"): "R31a",
    ("agreement/one", "dcterms:title"): "S-AGR-01",
    ("agreement/one", "greffe:signed"): "Q-AGR-02",
    ("agreement/one", "greffe:party"): "Q-AGR-03",
}
"""What must be there, and what is said when it is not."""

LINKS: Final = {
    (RELEASE, "dcterms:isPartOf"): "S-COM-01",
    (RELEASE, "greffe:recipient"): "S-COM-03",
    (RELEASE, "greffe:dataType"): "S-COM-05",
    (RELEASE, "greffe:purpose"): "S-COM-07",
    (RELEASE, "greffe:agreement"): "S-COM-13",
    (RELEASE, "greffe:frequency"): "S-COM-18",
    (RELEASE, "greffe:channel"): "S-COM-19",
    (CITATION, "greffe:citationStatus"): "S-CIT-06 S-CIT-08",
    (FILE, "dcterms:isPartOf"): "S-PIF-01",
    (FILE, "greffe:responsibleUnit"): "S-PIF-03",
    (FILE, "greffe:personCategory"): "S-PIF-09",
    (FILE, "greffe:dataCategory"): "S-PIF-11",
    (FILE, "greffe:dataSource"): "S-PIF-13",
    (FILE, "greffe:purpose"): "S-PIF-15",
    (FILE, "greffe:medium"): "S-PIF-17",
    (FILE, "greffe:securityMeasure"): "S-PIF-19",
    (FILE, "greffe:accessRole"): "S-PIF-21",
    (FILE, "greffe:accessUnit"): "S-PIF-22",
    (FILE, "greffe:system"): "S-PIF-24",
    ("register", "dcterms:publisher"): "S-REG-03",
    ("inventory", "dcterms:publisher"): "S-INV-03",
    ("agreement/three", "greffe:party"): "S-AGR-02",
}
"""What leads to a thing of a certain kind, and what is said when it leads elsewhere."""

STRANGERS: Final = {
    (RELEASE, "greffe:recipient"): ("", "Q-COM-03"),
    ("agreement/three", "greffe:party"): ("Q-COM-03", ""),
}
"""What is said besides when the recipient is no longer a party: to nothing, and elsewhere."""


def cells() -> Iterator[Mutation]:
    """Spoil each cell in each way."""
    for (entry, cell), (missing, form, compares, reads) in CELLS.items():
        place, field = f"{entry} {cell}", f"greffe:{cell}"
        if missing:
            gone = f"{missing} {compares}"
            yield mutation(f"{place} missing", gone, drop(entry, field))
            yield mutation(f"{place} misspelt", f"{gone} S-TERM-01", misspell(entry, field))
        yield mutation(f"{place} blank", f"{form} {compares} {reads}", put(entry, field, fr(" ")))
        dash = f"Q-TXT-02 {compares} {reads}"
        yield mutation(f"{place} a dash", dash, put(entry, field, fr("–")))
        yield mutation(f"{place} marked up", f"Q-TXT-01 {compares}", alter(entry, field, marked))
        spoilt = f"{form} {compares}"
        yield mutation(f"{place} in English", spoilt, alter(entry, field, in_english))
        yield mutation(f"{place} without language", spoilt, alter(entry, field, plain))
        yield mutation(f"{place} twice", spoilt, repeat(entry, field))


def missing() -> Iterator[Mutation]:
    """Take out, or misspell, what must be there."""
    for (thing, field), rules in MISSING.items():
        yield mutation(f"{thing} {field} missing", rules, drop(thing, field))
        if field.startswith("greffe:"):
            misspelt = misspell(thing, field)
            yield mutation(f"{thing} {field} misspelt", f"{rules} S-TERM-01", misspelt)


def links() -> Iterator[Mutation]:
    """Let each link lead to nothing, to a thing of another kind, and to words."""
    for (thing, field), rules in LINKS.items():
        place, kind = f"{thing} {field}", concept("jurisdiction/qc")
        lost, other = STRANGERS.get((thing, field), ("", ""))
        to_nothing = alter(thing, field, nowhere)
        yield mutation(f"{place} to nothing", f"{rules} S-REF-01 {lost}", to_nothing)
        yield mutation(f"{place} elsewhere", f"{rules} {other}", put(thing, field, kind))
        yield mutation(f"{place} in words", rules, put(thing, field, fr("mots")))


def citations() -> Iterator[Mutation]:
    """Let citations, bases and passages contradict each other or lead to nothing."""
    unknown, other = law("qc/a-2.1/art/6700"), law("qc/a-2.1/art/67.3")
    yield mutation("unknown basis", "S-COM-11 S-COM-12 S-REF-01", _more("legalBasis", unknown))
    yield mutation("basis that nothing cites", "S-COM-12", _more("legalBasis", other))
    yield mutation("unknown citation", "S-COM-10 S-REF-01", _more("citation", own("citation/9")))
    yield mutation(
        "unknown passage",
        "S-ENT-05 S-REF-01",
        add(RELEASE, "prov:wasQuotedFrom", own("communication/7/span/x")),
    )
    yield mutation(
        "cites unknown", "S-CIT-05 S-COM-12 S-REF-01", add(CITATION, "greffe:cites", unknown)
    )
    yield mutation("cites more than the bases", "S-COM-12", add(CITATION, "greffe:cites", other))
    yield mutation(
        "words not in the cell", "S-CIT-04", put(CITATION, "greffe:citationText", fr("Article 8"))
    )
    for status, code in (("doubtful", "01"), ("stale", "02"), ("ambiguous", "03")):
        told = put(CITATION, "greffe:citationStatus", concept(f"citation-status/{status}"))
        yield mutation(f"{status} without a reason", "S-CIT-08", told)
        why = add(CITATION, "skos:note", fr("Pourquoi."), Literal("Why.", "en"))
        yield mutation(f"{status} with a reason", f"Q-CIT-{code}", told, why)
    notes = add(CITATION, "skos:note", fr("Une."), fr("Deux."))
    yield mutation("two notes in French", "S-CIT-07", notes)


def values() -> Iterator[Mutation]:
    """Give values of the wrong type, out of bounds, too many, or of another entry."""
    for thing, code in ((RELEASE, "S-ENT-03"), (FILE, "S-ENT-03"), (CITATION, "S-CIT-02")):
        for value in (typed("0", "integer"), typed("sept", "integer"), fr("sept")):
            yield mutation(
                f"{thing} position {value!r}", code, put(thing, "greffe:position", value)
            )
        two = add(thing, "greffe:position", typed("70", "integer"))
        yield mutation(f"{thing} two positions", code, two)
    for thing, number in ((RELEASE, "C"), (FILE, "F")):
        another = typed("1", "integer")
        yield mutation(
            f"{thing} position of another", "S-ENT-04", put(thing, "greffe:position", another)
        )
        wrong = Literal(f"{number}99")
        yield mutation(
            f"{thing} number of another", "S-ENT-02", put(thing, "dcterms:identifier", wrong)
        )
        bare = put(thing, "dcterms:identifier", Literal("99"))
        yield mutation(f"{thing} number without letter", "S-ENT-01 S-ENT-02", bare)
        two = add(thing, "dcterms:identifier", wrong)
        yield mutation(f"{thing} two numbers", "S-ENT-01 S-ENT-02", two)
    yield from _outside()
    yield from _dates()
    yield from _passages()


def kinds() -> Iterator[Mutation]:
    """Misspell the class of a thing: it is then of no kind, and what leads to it leads astray."""
    for thing, name, rules in (
        (RELEASE, "Comunication", ""),
        (FILE, "PersonnalInformationFile", ""),
        (CITATION, "LegalCitations", "S-COM-10"),
        (SPAN, "SourceSpans", "S-ENT-05"),
        ("agreement/three", "Agrement", "S-COM-13"),
        ("system/one", "InformationSistem", "S-PIF-24"),
        ("use/2", "SecondaryUse", "R21"),
        ("collection/1", "CollectionAgreement", "R21"),
    ):
        misspelt = put(thing, "rdf:type", iri(f"greffe:{name}"))
        yield mutation(f"{thing} of a misspelt class", f"S-TERM-01 {rules}", misspelt)


def _outside() -> Iterator[Mutation]:
    """Spoil the indication of leaving Québec, for a body of Québec and without an assessment."""
    field = "greffe:outsideQuebec"
    abroad = "S-COM-16 R18b R19"
    yield mutation("outside against the cell", abroad, put(RELEASE, field, Literal(True)))
    both = add(RELEASE, field, Literal(True))
    yield mutation("outside and inside", f"S-COM-15 {abroad}", both)
    for value in (fr("Non"), typed("peut-être", "boolean")):
        yield mutation(f"outside {value!r}", "S-COM-15", put(RELEASE, field, value))


def _dates() -> Iterator[Mutation]:
    for thing, field, code in (
        (RELEASE, "greffe:since", "S-COM-20"),
        ("agreement/three", "greffe:signed", "S-AGR-03"),
    ):
        for value in (
            typed("2024-02-30", "date"),
            typed("2024-13", "gYearMonth"),
            typed("24", "gYear"),
            fr("en 2024"),
        ):
            yield mutation(f"{thing} {field} {value!r}", code, put(thing, field, value))
        yield mutation(f"two {field}", code, add(thing, field, typed("2025", "gYear")))
    earlier = add("agreement/three", "greffe:amended", typed("2023", "gYear"))
    yield mutation("amended before it was signed", "Q-AGR-01", earlier)


def _passages() -> Iterator[Mutation]:
    field = "greffe:lines"
    for lines in ("l. 10", "0", "10-", "10, 12", ""):
        yield mutation(f"lines {lines!r}", "S-SPA-05", put(SPAN, field, Literal(lines)))
    yield mutation("column 0", "S-SPA-07", add(SPAN, "greffe:column", typed("0", "integer")))
    unknown = put(SPAN, "greffe:document", own("source/autre"))
    yield mutation("unknown document", "S-SPA-02 S-REF-01", unknown)
    doubt = "greffe:doubt"
    yield mutation("doubt in English", "S-SPA-08", add(SPAN, doubt, Literal("Where?", "en")))
    yield mutation("doubt", "Q-SRC-01", add(SPAN, doubt, fr("La limite est incertaine.")))


def _more(field: str, value: Node) -> Change:
    return add(RELEASE, f"greffe:{field}", value)


MUTATIONS: Final = (*cells(), *missing(), *links(), *citations(), *values(), *kinds())
