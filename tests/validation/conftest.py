"""The catalogue of faults: what goes wrong in a register, and what must then be said of it.

Each fault changes one place of the published Turtle.  What must be found was written by reading
the document and the rule, not by running the check.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import pytest

BASE: Final = "https://w3id.org/greffe/id/mifi"
CONCEPT: Final = "https://w3id.org/greffe/concept"
ORG: Final = "https://w3id.org/greffe/org"


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding that must be there: rule, entry, field, and words of the line it points to."""

    rule: str
    number: str | None
    field: str | None
    line: str


@dataclass(frozen=True, slots=True)
class Fault:
    """In the block of ``subject``, ``old`` becomes ``new``, or its line goes if there is no new.

    Exactly what is ``expected`` is then found.
    """

    name: str
    subject: str
    old: str
    new: str | None
    expected: tuple[Expected, ...]

    @property
    def file(self) -> str:
        """The file that holds the subject."""
        in_inventory = self.subject.startswith(("file/", "inventory"))
        return "inventory.ttl" if in_inventory else "register.ttl"

    def apply(self, turtle: str) -> str:
        """Return the Turtle with the fault; the block and the words to change must be there."""
        start = turtle.index(f"\n<{BASE}/{self.subject}>\n") + 1
        end = turtle.index("\n.\n", start)
        block = turtle[start:end]
        if self.old not in block:
            raise LookupError(f"{self.name}: {self.old!r} is not in the block of {self.subject}")
        if self.new is None:
            kept = [line for line in block.split("\n") if not line.strip().startswith(self.old)]
            return turtle[:start] + "\n".join(kept) + turtle[end:]
        return turtle[:start] + block.replace(self.old, self.new) + turtle[end:]

    def excerpt(self, turtle: str) -> str:
        """Return the prefixes, the register or inventory itself, and the entries concerned.

        Agreements stay when all the entries that they are quoted from stay.
        """
        head, _, body = turtle.partition("\n\n")
        blocks = [block.strip("\n") for block in body.split("\n.\n") if block.strip()]
        wanted = {expected.number for expected in self.expected} | {_owner(self.subject)}
        wanted |= {"register", "inventory"}
        kept = (f"{block}\n.\n" for block in blocks if _owners(block) <= wanted)
        return "\n\n".join([head, *kept])


def communication(number: int) -> str:
    """Return the first line of a communication's block."""
    return f"<{BASE}/communication/{number}>"


def file(number: int) -> str:
    """Return the first line of a file's block."""
    return f"<{BASE}/file/{number}>"


FAULTS: Final = (
    Fault(
        "missing recipient",
        "communication/5",
        f"greffe:recipient <{ORG}/cnesst>",
        None,
        (Expected("S-COM-03", "C5", "recipient", communication(5)),),
    ),
    Fault(
        "recipient that the directory does not have",
        "communication/13",
        f"{ORG}/commission-fonction-publique",
        f"{ORG}/commision-fonction-publique",
        (Expected("S-COM-03", "C13", "recipient", f"{ORG}/commision-fonction-publique"),),
    ),
    Fault(
        "boolean that is none",
        "communication/8",
        "greffe:outsideQuebec false",
        'greffe:outsideQuebec "peut-être"^^xsd:boolean',
        (Expected("S-COM-15", "C8", "outsideQuebec", '"peut-être"^^xsd:boolean'),),
    ),
    Fault(
        "boolean against the printed cell",
        "communication/9",
        "greffe:outsideQuebec false",
        "greffe:outsideQuebec true",
        (Expected("S-COM-16", "C9", "outsideQuebec", "greffe:outsideQuebec true"),),
    ),
    Fault(
        "missing indication of leaving Québec",
        "communication/33",
        "greffe:outsideQuebec true",
        None,
        (Expected("S-COM-15", "C33", "outsideQuebec", communication(33)),),
    ),
    Fault(
        "date that does not exist",
        "communication/15",
        '"2009-12-01"^^xsd:date',
        '"2009-02-30"^^xsd:date',
        (Expected("S-COM-20", "C15", "since", '"2009-02-30"'),),
    ),
    Fault(
        "date of the wrong type",
        "communication/34",
        '"2013-03-25"^^xsd:date',
        '"depuis 2013"',
        (Expected("S-COM-20", "C34", "since", '"depuis 2013"'),),
    ),
    Fault(
        "misspelt property",
        "communication/14",
        "    greffe:recipient <",
        "    greffe:recipent <",
        (
            Expected("S-TERM-01", "C14", "recipent", "greffe:recipent"),
            Expected("S-COM-03", "C14", "recipient", communication(14)),
        ),
    ),
    Fault(
        "concept of another scheme",
        "communication/35",
        f"{CONCEPT}/data-type/csq-caq-issuance",
        f"{CONCEPT}/data-category/immigration",
        (Expected("S-COM-05", "C35", "dataType", f"{CONCEPT}/data-category/immigration"),),
    ),
    Fault(
        "concept that does not exist",
        "communication/32",
        f"{CONCEPT}/frequency/monthly",
        f"{CONCEPT}/frequency/monthy",
        (Expected("S-COM-18", "C32", "frequency", f"{CONCEPT}/frequency/monthy"),),
    ),
    Fault(
        "duplicate position",
        "communication/3",
        "greffe:position 3 ",
        "greffe:position 4 ",
        (
            Expected("S-ENT-04", "C3", "position", "greffe:position 4 "),
            Expected("S-ENT-04", "C4", "position", "greffe:position 4 "),
        ),
    ),
    Fault(
        "position that is no number",
        "communication/19",
        "greffe:position 19",
        'greffe:position "dix-neuf"^^xsd:integer',
        (Expected("S-ENT-03", "C19", "position", '"dix-neuf"^^xsd:integer'),),
    ),
    Fault(
        "number against the address",
        "communication/11",
        'dcterms:identifier "C11"',
        'dcterms:identifier "C99"',
        (Expected("S-ENT-02", "C99", "identifier", 'dcterms:identifier "C99"'),),
    ),
    Fault(
        "missing verbatim text",
        "communication/10",
        "greffe:reasonText ",
        None,
        (Expected("R05", "C10", "reasonText", communication(10)),),
    ),
    Fault(
        "text in the wrong language",
        "communication/36",
        'du Québec (RAMQ)"@fr',
        'du Québec (RAMQ)"@en',
        (Expected("S-COM-02", "C36", "recipientText", 'greffe:recipientText "Régie'),),
    ),
    Fault(
        "text without language",
        "communication/12",
        'greffe:outsideQuebecText "Non"@fr',
        'greffe:outsideQuebecText "Non"',
        (Expected("S-COM-14", "C12", "outsideQuebecText", 'greffe:outsideQuebecText "Non"'),),
    ),
    Fault(
        "citation whose words are not in the cell",
        "communication/2/citation/1",
        "Article 67 de",
        "Article 76 de",
        (Expected("S-CIT-04", "C2", "citationText", "Article 76 de"),),
    ),
    Fault(
        "citation of a provision that is not described",
        "communication/22/citation/2",
        "/art/68>",
        "/art/6800>",
        (
            Expected("S-CIT-05", "C22", "cites", "/art/6800>"),
            Expected("S-COM-12", "C22", "legalBasis", "greffe:legalBasis <"),
            Expected("S-COM-12", "C22", "legalBasis", "greffe:legalBasis <"),
        ),
    ),
    Fault(
        "citation without status",
        "communication/6/citation/1",
        "greffe:citationStatus ",
        None,
        (Expected("S-CIT-06", "C6", "citationStatus", f"<{BASE}/communication/6/citation/1>"),),
    ),
    Fault(
        "lines that cannot be read",
        "communication/23/span/recipientText",
        'greffe:lines "',
        'greffe:lines "l. ',
        (Expected("S-SPA-05", "C23", "lines", 'greffe:lines "l. '),),
    ),
    Fault(
        "span of a document that is not described",
        "communication/24/span/recipientText",
        "/source/registre",
        "/source/register",
        (Expected("S-SPA-02", "C24", "document", "/source/register"),),
    ),
    Fault(
        "entry of an unknown class",
        "communication/16",
        "a greffe:Communication ;",
        "a greffe:Comunication ;",
        (Expected("S-TERM-01", "C16", "type", "greffe:Comunication"),),
    ),
    Fault(
        "register without publisher",
        "register",
        "dcterms:publisher ",
        None,
        (Expected("S-REG-03", None, "publisher", f"<{BASE}/register>"),),
    ),
    Fault(
        "reference to nothing outside any shape",
        "register",
        f"prov:wasDerivedFrom <{BASE}/source/registre>",
        f"prov:wasDerivedFrom <{BASE}/source/registres>",
        (Expected("S-REF-01", None, "wasDerivedFrom", "/source/registres"),),
    ),
    Fault(
        "title that is not the printed one",
        "file/3",
        '    dcterms:title "Évaluation comparative d\'études hors Québec"@fr',
        '    dcterms:title "Évaluation des études hors Québec"@fr',
        (
            Expected("S-PIF-05", "F3", "title", 'dcterms:title "Évaluation des études'),
            Expected("S-PIF-05", "F3", "title", 'dcterms:title "Évaluation des études'),
        ),
    ),
    Fault(
        "file without responsible unit",
        "file/1",
        "greffe:responsibleUnit ",
        None,
        (Expected("S-PIF-03", "F1", "responsibleUnit", file(1)),),
    ),
    Fault(
        "category that does not exist",
        "file/2",
        f"{CONCEPT}/data-category/permis",
        f"{CONCEPT}/data-category/permit",
        (Expected("S-PIF-11", "F2", "dataCategory", f"{CONCEPT}/data-category/permit"),),
    ),
    Fault(
        "inventory without its provision",
        "inventory",
        "dcatap:applicableLegislation ",
        None,
        (Expected("S-INV-04", None, "applicableLegislation", f"<{BASE}/inventory>"),),
    ),
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for a ``fault`` once with each of the catalogue."""
    if "fault" in metafunc.fixturenames:
        metafunc.parametrize("fault", FAULTS, ids=lambda fault: str(fault.name))


@pytest.fixture
def catalogue() -> tuple[Fault, ...]:
    """All faults."""
    return FAULTS


def _owners(block: str) -> set[str | None]:
    subject = block.split("\n", 1)[0].removeprefix(f"<{BASE}/").removesuffix(">")
    if subject.startswith("agreement/"):
        return {f"C{number}" for number in re.findall(r"/communication/(\d+)/", block)}
    return {_owner(subject)}


def _owner(subject: str) -> str:
    kind, *rest = subject.split("/")
    letter = {"communication": "C", "file": "F"}.get(kind)
    return f"{letter}{rest[0]}" if letter else kind
