"""The rules of law: what each finds in the published documents, and what each must say of itself.

The lists in ``golden/findings`` were written by reading the two documents, before any run.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SH, XSD, Graph, Literal, Namespace, URIRef

from greffe.language import LANGUAGES, Text
from greffe.namespaces import DCTERMS, GREFFE, GRSH, LAW, ROOT
from greffe.resources import data_dir, shapes_dir
from greffe.turtle.reading import parse
from greffe.validation.engine import Result
from greffe.validation.explain import MISSING, Explainer
from greffe.validation.ground import Ground
from greffe.validation.run import all_shapes, validate
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from rdflib.term import Node

    from greffe.language import Language
    from greffe.validation.findings import Finding

TERM = Namespace(GREFFE)
DC = Namespace(DCTERMS)
GOLDEN = Path(__file__).parents[1] / "golden" / "findings"
TODAY = date(2026, 11, 21)
SHAPES = Graph()
for shapes_file in sorted((shapes_dir() / "law").glob("*.ttl")):
    SHAPES += parse(shapes_file)
RULES = {str(code): shape for shape, code in SHAPES.subject_objects(DC.identifier)}
CODES = sorted(RULES)
CONFIDENCES = {"high", "medium", "low", "practice"}
COUNSEL = {"fr": "à confirmer par un conseiller juridique", "en": "to be confirmed by counsel"}
SENTENCES = [
    (
        "R06",
        "C20",
        "L’appui légal de C20 n’en montre aucun : « Ententes PASI ».",
        "The legal basis of C20 shows none: “Ententes PASI”.",
    ),
    (
        "R12",
        "C37",
        "C37 n’en montre pas ; destinataire : Personne physique (chercheuse).",
        "C37 shows none; recipient: Natural person (researcher).",
    ),
    (
        "R14",
        "C2",
        "C2 a pour fin « Statistiques et études » et montre : art. 67 — Loi sur l’accès.",
        "C2 has the purpose “Statistics and studies” and shows: s. 67 — Access Act.",
    ),
    (
        "R17",
        "C22",
        "C22 cite art. 68 — Loi sur l’accès sans dire le cas.",
        "C22 cites s. 68 — Access Act without saying the case.",
    ),
    (
        "R18b",
        "C4",
        "C4 est déclarée hors du Québec et ne montre pas d’évaluation ; destinataire : ASFC, IRCC.",
        "C4 is declared to be outside Québec and shows no assessment; recipient: CBSA, IRCC.",
    ),
    (
        "R20",
        "C4",
        "C4 invoque : art. 59, al. 2, par. 3 — Loi sur l’accès.",
        "C4 relies on: s. 59, par. 2, subpar. 3 — Access Act.",
    ),
    (
        "R27b",
        "F35",
        "F35 n’a pas d’autre catégorie que « Autre(s) : numéros de dossiers ».",
        "F35 has no category besides “Autre(s) : numéros de dossiers”.",
    ),
]
"""What some findings say of their entry, in either language."""

PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")
FORBIDDEN = {
    "fr": re.compile(r"illégal|illicite|viole|infraction|contrevient|manquement", re.IGNORECASE),
    "en": re.compile(r"illegal|unlawful|violat|offence|breach|contraven", re.IGNORECASE),
}


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    """Return what the whole check finds in the published data."""
    return tuple(validate(Workspace.at(), today=TODAY).findings)


@pytest.fixture(params=CODES)
def code(request: pytest.FixtureRequest) -> str:
    """Return the code of each rule of law in turn."""
    value: str = request.param
    return value


def expected(code: str) -> list[tuple[str, str]]:
    """Return the entry (or the end of the address of what has no number) and the field, by eye."""
    with (GOLDEN / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        return sorted((row["number"], row["field"]) for row in csv.DictReader(file))


def entry(finding: Finding) -> str:
    """Return the number of a finding's entry, or the end of the address of what has none."""
    return finding.number or finding.entity.rsplit("/", 1)[-1]


def one(shape: Node, predicate: URIRef) -> str:
    """Return the only value that a shape has for a predicate."""
    [value] = SHAPES.objects(shape, predicate)
    return str(value)


def said(shape: Node, predicate: URIRef) -> dict[str, str]:
    """Return what a shape says, by language."""
    values = [v for v in SHAPES.objects(shape, predicate) if isinstance(v, Literal)]
    return {str(value.language): str(value) for value in values}


def constraints() -> list[Node]:
    """Return the SPARQL constraints of the rules of law, which has some."""
    found = sorted(SHAPES.subjects(RDF.type, SH.SPARQLConstraint), key=str)
    assert found
    return found


# What they find


def test_the_findings_are_those_that_reading_the_documents_gives(
    code: str, findings: tuple[Finding, ...]
) -> None:
    """On the published documents, a rule finds what a careful reader finds, and nothing else."""
    assert expected(code) == sorted(
        (entry(finding), str(finding.field)) for finding in findings if finding.rule == code
    )


def test_every_expected_finding_has_its_reason(code: str) -> None:
    """Each line of a list says in words why the finding is just."""
    with (GOLDEN / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        assert [] == [row for row in csv.DictReader(file) if len(row["reason"].split()) < 4]


def test_every_list_belongs_to_a_rule() -> None:
    """No rule is without its list, and no list without its rule."""
    assert CODES == sorted(path.stem for path in GOLDEN.glob("R*.csv"))


def test_the_published_documents_keep_what_the_law_makes_a_content() -> None:
    """No violation is expected: each entry of both documents shows all that the law asks for."""
    grave = [code for code in CODES if (RULES[code], SH.severity, SH.Violation) in SHAPES]
    assert {code: [] for code in grave} == {code: expected(code) for code in grave}


@pytest.mark.parametrize(("code", "who", "french", "english"), SENTENCES)
def test_a_finding_speaks_about_this_entry(
    code: str, who: str, french: str, english: str, findings: tuple[Finding, ...]
) -> None:
    """What is the case is told with the names and words of the entry, in either language."""
    [found] = [f for f in findings if f.rule == code and entry(f) == who]
    assert (french, english) == (found.detail.fr, found.detail.en)


def test_no_finding_leaves_a_place_to_fill_or_an_address(findings: tuple[Finding, ...]) -> None:
    """A message for people holds neither a placeholder nor an IRI."""
    ours = [finding for finding in findings if finding.rule in RULES]
    unsaid = re.compile(r"\{[?$]|https?://")
    assert [] == [f.message.fr for f in ours if unsaid.search(f.message.fr)]
    assert [] == [f.message.en for f in ours if unsaid.search(f.message.en)]


def test_every_finding_is_placed(findings: tuple[Finding, ...]) -> None:
    """Each finding leads to a line of the register or of the inventory."""
    ours = [finding for finding in findings if finding.rule in RULES]
    files = {Path(f.location.file).name for f in ours if f.location and f.location.line}
    assert {"register.ttl", "inventory.ttl"} == files
    assert [] == [f.rule for f in ours if f.location is None]


def test_an_absence_is_told_once() -> None:
    """Of an empty cell the law speaks; that nothing could be read in it is not told besides."""
    c5, c8 = (URIRef(f"{ROOT}id/x/communication/{number}") for number in (5, 8))
    printed, read = (
        URIRef(f"{GRSH}{name}")
        for name in ("EntryContentShape-recipientText", "CommunicationShape-recipient")
    )
    results = [
        Result(printed, MISSING, c5, TERM.recipientText, None),
        Result(read, MISSING, c5, TERM.recipient, None),
        Result(read, MISSING, c8, TERM.recipient, None),
    ]
    told = Explainer(Ground({}, Graph()), all_shapes(), TODAY).findings(results, [])
    assert [("R02", str(c5)), ("S-COM-03", str(c8))] == sorted((f.rule, f.entity) for f in told)


def test_words_in_which_nothing_was_read_are_told() -> None:
    """A cell that says whom is not called empty: its words are quoted as not recognised."""
    data, read = Graph(), URIRef(f"{GRSH}CommunicationShape-recipient")
    c5, c8 = (URIRef(f"{ROOT}id/x/communication/{number}") for number in (5, 8))
    data.add((c5, TERM.recipientText, Literal("Revenu Quebec", lang="fr")))
    results = [Result(read, MISSING, each, TERM.recipient, None) for each in (c5, c8)]
    told = Explainer(Ground({}, data), all_shapes(), TODAY).findings(results, [])
    assert {
        str(c5): Text(
            "Ces mots ne sont pas reconnus : « Revenu Quebec ».",
            "These words are not recognised: “Revenu Quebec”.",
        ),
        str(c8): Text("Aucune valeur n’est donnée.", "No value is given."),
    } == {each.entity: each.detail for each in told}


# What they say of themselves


def test_the_rules_are_those_that_were_announced() -> None:
    """R01 to R31, none missing; a letter tells the parts of one rule apart."""
    assert [f"R{number:02}" for number in range(1, 32)] == sorted({code[:3] for code in CODES})


def test_a_rule_says_what_it_rests_on(code: str) -> None:
    """Each rule names a provision that the law graph describes, and the sources that were read."""
    provision = one(RULES[code], TERM.provision)
    instrument = provision.removeprefix(LAW).split("/art/")[0].replace("/", "-")
    law = parse(data_dir() / "law" / f"{instrument}.ttl")
    sources = [str(source) for source in SHAPES.objects(RULES[code], DC.source)]
    assert (URIRef(provision), RDF.type, TERM.LegalProvision) in law
    assert [] == [source for source in sources if not re.match(r"https?://[\w.]+/", source)]
    assert sources


def test_a_rule_says_from_when_it_applies(code: str) -> None:
    """Each rule has one day, already past, from which the provisions it rests on are in force."""
    [day] = SHAPES.objects(RULES[code], TERM.validFrom)
    assert isinstance(day, Literal)
    assert XSD.date == day.datatype
    assert date.fromisoformat(str(day)) < TODAY


def test_a_rule_says_how_sure_it_is(code: str) -> None:
    """Confidence is high, medium or low; or the rule is one of good practice."""
    assert one(RULES[code], TERM.confidence) in CONFIDENCES


@pytest.mark.parametrize("language", LANGUAGES)
def test_counsel_is_asked_where_the_law_is_doubtful(code: str, language: Language) -> None:
    """A rule says that counsel should confirm it exactly when its reading of the law may be wrong.

    Rules of good practice claim nothing in law.
    """
    doubtful = one(RULES[code], TERM.confidence) in {"medium", "low"}
    assert doubtful == (COUNSEL[language] in said(RULES[code], SH.message)[language])


def test_only_what_is_certain_makes_the_check_fail(code: str) -> None:
    """A rule that is doubtful in law warns or advises; it is never a violation."""
    violation = (RULES[code], SH.severity, SH.Violation) in SHAPES
    assert not violation or one(RULES[code], TERM.confidence) == "high"


def test_leaving_quebec_never_fails_the_check() -> None:
    """Whether section 70.1 covers the Canada-Québec Accord is open: its rules warn or advise."""
    article = URIRef(f"{LAW}qc/a-2.1/art/70.1")
    about = {
        str(SHAPES.value(s, DC.identifier)): s for s in SHAPES.subjects(TERM.provision, article)
    }
    assert {"R18a": SH.Warning, "R18b": SH.Info} == {
        code: SHAPES.value(shape, SH.severity) for code, shape in about.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_accuses(language: Language) -> None:
    """Rules speak of what the documents show, never of what the law forbids."""
    words = [
        str(text)
        for predicate in (SH.message, SH.name, TERM.remedy)
        for text in SHAPES.objects(None, predicate)
        if isinstance(text, Literal) and text.language == language
    ]
    assert words
    assert [] == [text for text in words if FORBIDDEN[language].search(text)]


def test_french_is_typeset_as_in_print() -> None:
    """Curved apostrophes, guillemets: what people read looks like a printed document."""
    texts = [str(o) for o in SHAPES.objects() if isinstance(o, Literal) and o.language == "fr"]
    assert texts
    assert [] == [text for text in texts if "'" in text or '"' in text]


def test_every_query_tells_what_is_the_case() -> None:
    """A constraint fills in the same places in both languages, from what its query returns."""
    for constraint in constraints():
        told = said(constraint, SH.message)
        head = one(constraint, SH.select).split("WHERE", 1)[0]
        places = {language: set(PLACEHOLDER.findall(text)) for language, text in told.items()}
        assert set(LANGUAGES) == set(places), constraint
        assert places["fr"] == places["en"], constraint
        assert set() == {name for name in places["fr"] if not re.search(rf"[?$]{name}\b", head)}
        assert places["fr"], constraint


def test_queries_keep_to_what_every_engine_must_do() -> None:
    """SHACL, appendix A: constraints hold no MINUS, VALUES or SERVICE."""
    banned = re.compile(r"\b(MINUS|VALUES|SERVICE|FROM)\b")
    assert [] == [c for c in constraints() if banned.search(one(c, SH.select))]


def test_no_rule_names_an_entry_or_a_body() -> None:
    """Faults are found by a rule: no shape of the law knows an entry, a file or an organisation."""
    known = re.compile(rf"{ROOT}(id|org)/|\b[CF]\d+\b")
    paths = sorted((shapes_dir() / "law").glob("*.ttl"))
    assert paths
    for path in paths:
        assert None is known.search(path.read_text(encoding="utf-8")), path.name
