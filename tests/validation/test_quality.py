"""The findings of quality on the published data, held to what a careful reading of it gives.

Each file ``tests/golden/findings/Q-….csv`` lists the findings of one rule, written from the two
documents, with the reason of each; an empty list says that the documents keep the rule.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import RDF, SH, Graph, URIRef

from greffe.language import Text
from greffe.namespaces import DCTERMS, GREFFE
from greffe.resources import data_dir, shapes_dir
from greffe.validation.checks import CHECKS
from greffe.validation.run import validate
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from greffe.validation.findings import Finding

GOLDEN: Final = Path(__file__).parents[1] / "golden" / "findings"
LISTS: Final = {path.stem: path for path in sorted(GOLDEN.glob("Q-*.csv"))}
MIFI: Final = "https://w3id.org/greffe/id/mifi/"

TOLD: Final = {
    ("Q-CIT-04", "C27"): Text(
        "« Règlement sur la sélection des ressortissants étrangers (L.R.Q. c. I-0.2, r.4) » est "
        "déjà la citation 3 de la cellule.",
        "“Règlement sur la sélection des ressortissants étrangers (L.R.Q. c. I-0.2, r.4)” already "
        "is citation 3 of the cell.",
    ),
    ("Q-CIT-08", "C5"): Text(
        "« Loi sur les accidents de travail et maladies professionnelles » est imprimé pour « Loi "
        "sur les accidents du travail et les maladies professionnelles ».",
        "“Loi sur les accidents de travail et maladies professionnelles” is printed for “Loi sur "
        "les accidents du travail et les maladies professionnelles”.",
    ),
    ("Q-COM-02", "C32"): Text(
        "« Loi sur les normes du travail » y est nommé, et l’appui légal ne le cite pas.",
        "“Loi sur les normes du travail” is named there, and the legal basis does not cite it.",
    ),
    ("Q-COM-04", "C1"): Text("« sexe » y est nommé 2 fois.", "“sexe” is named there 2 times."),
    ("Q-NAM-01", "C32"): Text(
        "« CNESTT » est imprimé pour « CNESST ».",
        "“CNESTT” is printed for “CNESST”.",
    ),
    ("Q-NAM-02", "F21"): Text(
        "« MTESS » a pour successeur, d’après l’annuaire, « Ministère de l'Emploi et de la "
        "Solidarité sociale ».",
        "“MTESS” is succeeded, by the directory, by “Ministère de l'Emploi et de la Solidarité "
        "sociale”.",
    ),
    ("Q-NAM-04", "C15"): Text(
        "« SAGIP » s’appelle maintenant « SAGIR », dit l’inscription C15.",
        "“SAGIP” is now called “SAGIR”, says entry C15.",
    ),
    ("Q-FIL-09", "F29"): Text(
        "« Personne concernée ou sa représentante son représentant » est imprimé pour « Personne "
        "concernée ou sa représentante ou son représentant ».",
        "“Personne concernée ou sa représentante son représentant” is printed for “Personne "
        "concernée ou sa représentante ou son représentant”.",
    ),
    ("Q-UNI-01", "unit/service-conseil-candidats-immigration"): Text(
        "Imprimé « Service-conseil aux candidates et candidats à l'immigration » (F20), "
        "« Service-conseil aux personnes candidates à l'immigration » (F29), « Service-conseil "
        "aux candidats à l'immigration » (F39, C31).",
        "Printed “Service-conseil aux candidates et candidats à l'immigration” (F20), "
        "“Service-conseil aux personnes candidates à l'immigration” (F29), “Service-conseil aux "
        "candidats à l'immigration” (F39, C31).",
    ),
}


@pytest.fixture(scope="module")
def found() -> tuple[Finding, ...]:
    """Give the findings of quality on the published data."""
    report = validate(Workspace.at(data_dir()))
    return tuple(each for each in report.findings if each.rule.startswith("Q-"))


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """Give the shapes of quality."""
    graph = Graph()
    for path in sorted((shapes_dir() / "quality").glob("*.ttl")):
        graph.parse(path)
    return graph


def who(finding: Finding) -> str:
    """Return the number of the entry, or the address of another thing within the body."""
    return finding.number or finding.entity.removeprefix(MIFI)


def rows(code: str) -> list[dict[str, str]]:
    """Read the list of one rule."""
    with LISTS[code].open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def codes(shapes: Graph) -> dict[str, URIRef]:
    """Return the rules by their codes."""
    return {
        str(code): shape
        for shape, code in shapes.subject_objects(URIRef(f"{DCTERMS}identifier"))
        if isinstance(shape, URIRef)
    }


@pytest.mark.parametrize("code", LISTS)
def test_a_rule_finds_what_reading_the_documents_finds(
    code: str, found: tuple[Finding, ...]
) -> None:
    """On the published data a rule reports each case of its list, as often, and no other."""
    expected = Counter((row["number"], row["field"]) for row in rows(code))
    assert expected == Counter((who(each), each.field) for each in found if each.rule == code)


def test_every_rule_has_its_list(shapes: Graph) -> None:
    """There is a list for each rule of quality, and none for a rule that does not exist."""
    assert codes(shapes).keys() == LISTS.keys()


def test_every_line_of_a_list_has_its_reason() -> None:
    """Nobody is accused without a reason."""
    bare = [
        (code, row["number"])
        for code in LISTS
        for row in rows(code)
        if len(row["reason"].split()) < 3
    ]
    assert [] == bare


def test_no_finding_of_quality_fails_a_check_by_itself(found: tuple[Finding, ...]) -> None:
    """Quality warns or advises; only structure and law find violations."""
    assert {"warning", "info"} == {each.severity for each in found}


def test_every_finding_tells_its_own_case(found: tuple[Finding, ...]) -> None:
    """Each finding says what is the case here, in both languages, with its remedy."""
    silent = [
        (each.rule, who(each))
        for each in found
        if not (each.detail.fr and each.detail.en and each.remedy)
        or each.message.fr in {each.detail.fr, ""}
    ]
    assert [] == silent


def test_no_finding_shows_a_placeholder_or_an_address(found: tuple[Finding, ...]) -> None:
    """People read names, not variables or IRIs of ours."""
    raw = [
        each.message
        for each in found
        for text in (each.message.fr, each.message.en)
        if "{?" in text or "{$" in text or "w3id.org" in text
    ]
    assert [] == raw


def test_every_finding_has_its_place_in_a_file(found: tuple[Finding, ...]) -> None:
    """Each finding points to a line of a file of the body."""
    lost = [
        (each.rule, who(each))
        for each in found
        if each.location is None or each.location.line is None or "mifi" not in each.location.file
    ]
    assert [] == lost


@pytest.mark.parametrize(("code", "thing"), TOLD)
def test_a_finding_is_told_in_french_and_in_english(
    code: str, thing: str, found: tuple[Finding, ...]
) -> None:
    """The words at fault are in the message, in each language with its own quotation marks."""
    told = {each.detail for each in found if (each.rule, who(each)) == (code, thing)}
    assert {TOLD[code, thing]} == told


def test_a_natural_person_is_not_named_by_the_finding(found: tuple[Finding, ...]) -> None:
    """The finding about a natural person does not repeat the name in its message."""
    [finding] = [each for each in found if each.rule == "Q-REC-01"]
    assert "Santiago" not in finding.message.fr + finding.message.en


def test_rules_are_good_practice_and_claim_no_more(shapes: Graph) -> None:
    """No rule of quality claims to be the law, and none is a violation."""
    confidence = {
        str(shapes.value(rule, URIRef(f"{GREFFE}confidence"))) for rule in codes(shapes).values()
    }
    severity = {shapes.value(rule, SH.severity) for rule in codes(shapes).values()}
    assert ({"practice"}, {SH.Warning, SH.Info}) == (confidence, severity)


def test_codes_are_numbered_by_topic_without_a_gap(shapes: Graph) -> None:
    """The rules of a topic are numbered from 1."""
    topics: dict[str, list[int]] = {}
    for code in sorted(codes(shapes)):
        _, topic, number = code.split("-")
        topics.setdefault(topic, []).append(int(number))
    assert {topic: list(range(1, len(own) + 1)) for topic, own in topics.items()} == topics


def test_every_check_is_asked_for_by_one_rule(shapes: Graph) -> None:
    """Each check that reads words serves one rule, and each rule asks for one we have."""
    asked = [str(name) for name in shapes.objects(None, URIRef(f"{GREFFE}check"))]
    assert sorted(CHECKS) == sorted(asked)


def test_a_rule_either_has_a_constraint_or_asks_for_a_check(shapes: Graph) -> None:
    """No rule is a shape that could never find anything."""
    able = (SH.sparql, SH["not"], URIRef(f"{GREFFE}check"))
    idle = [
        code
        for code, rule in codes(shapes).items()
        if not any((rule, p, None) in shapes for p in able)
    ]
    assert [] == idle


def test_the_node_shapes_of_quality_have_targets(shapes: Graph) -> None:
    """Each node shape says what it looks at."""
    aims = (SH.targetClass, SH.targetSubjectsOf)
    aimless = [
        shape
        for shape in shapes.subjects(RDF.type, SH.NodeShape)
        if not any((shape, aim, None) in shapes for aim in aims)
    ]
    assert [] == aimless
