"""The linter of shapes: a shape that is misspelt, aims at nothing or says nothing is told of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from rdflib import Graph

from greffe.errors import InputError, NothingChecked, SyntaxFault
from greffe.language import LANGUAGES
from greffe.namespaces import PREFIXES
from greffe.resources import ontology_dir
from greffe.turtle.reading import parse
from greffe.validation.linting import rules
from greffe.validation.linting.draft import Draft
from greffe.validation.linting.run import faults, lint
from greffe.validation.linting.terms import shacl_terms
from greffe.validation.linting.vocabulary import CONSTRAINTS, ON_PROPERTIES_ONLY, OTHERS
from greffe.validation.rulebook import Rule
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from greffe.validation.findings import Finding
    from greffe.validation.linting.rules import Fault

RULES = [each for each in vars(rules).values() if isinstance(each, Rule)]
HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
SOUND = """
grsh:ThingShape a sh:NodeShape ;
    sh:name "Communication"@fr, "Release"@en ;
    sh:targetClass greffe:Communication ;
    sh:property grsh:ThingShape-recipient, grsh:ThingShape-outside .

grsh:ThingShape-recipient a sh:PropertyShape ;
    dcterms:identifier "X-01" ;
    sh:name "destinataire"@fr, "recipient"@en ;
    sh:path greffe:recipient ;
    sh:minCount 1 ;
    sh:severity sh:Violation ;
    sh:message "Il y a un destinataire."@fr, "There is a recipient."@en ;
    greffe:remedy "Ajoutez-le."@fr, "Add it."@en .

grsh:ThingShape-outside a sh:PropertyShape ;
    dcterms:identifier "X-02" ;
    sh:name "sortie"@fr, "leaving"@en ;
    sh:path greffe:outsideQuebec ;
    sh:sparql grsh:ThingShape-outside-query ;
    sh:severity sh:Warning ;
    sh:message "Elle ne sort pas."@fr, "It does not leave."@en ;
    greffe:remedy "Vérifiez."@fr, "Check."@en .

grsh:ThingShape-outside-query a sh:SPARQLConstraint ;
    sh:message "{$this} sort vers {?whom}."@fr, "{$this} leaves for {?whom}."@en ;
    sh:prefixes <https://w3id.org/greffe/ontology/prefixes> ;
    sh:select \"\"\"
        SELECT $this ?whom WHERE {
            $this greffe:outsideQuebec true ;
                greffe:recipient ?whom .
        }
    \"\"\" .
"""
DATA = """
<https://example.org/c/1> a greffe:Communication ;
    greffe:recipient <https://w3id.org/greffe/org/ircc> ;
    greffe:outsideQuebec true .
<https://w3id.org/greffe/org/ircc> a org:FormalOrganization .
"""


class Case(NamedTuple):
    """One fault: in the sound shapes ``old`` becomes ``new``; exactly ``expected`` is found."""

    name: str
    old: str
    new: str
    expected: tuple[tuple[str, str], ...]


CASES = (
    Case(
        "constraint misspelt",
        "sh:minCount 1",
        "sh:minCont 1",
        (("L-TERM-01", "recipient"), ("L-AIM-03", "recipient")),
    ),
    Case(
        "class used as a property",
        "sh:minCount 1",
        "sh:minCount 1 ; sh:NodeShape 1",
        (("L-TERM-01", "recipient"),),
    ),
    Case(
        "shape of a kind that SHACL does not have",
        "grsh:ThingShape-recipient a sh:PropertyShape",
        "grsh:ThingShape-recipient a sh:PropertyShap",
        (("L-TERM-01", "recipient"),),
    ),
    Case(
        "severity that SHACL does not have",
        "sh:severity sh:Violation",
        "sh:severity sh:Error",
        (("L-TERM-01", "recipient"), ("L-FORM-01", "recipient")),
    ),
    Case(
        "path misspelt",
        "sh:path greffe:recipient ",
        "sh:path greffe:recipent ",
        (("L-TERM-02", "recipient"), ("L-AIM-01", "recipient")),
    ),
    Case(
        "target class misspelt",
        "sh:targetClass greffe:Communication",
        "sh:targetClass greffe:Comunication",
        (("L-TERM-02", ""), ("L-AIM-01", "")),
    ),
    Case(
        "term misspelt in a query",
        "greffe:recipient ?whom",
        "greffe:recipents ?whom",
        (("L-TERM-02", "outside-query"),),
    ),
    Case(
        "concept that does not exist, in a query",
        "greffe:recipient ?whom .",
        "greffe:recipient ?whom . ?whom a <https://w3id.org/greffe/concept/channel/pigeon> .",
        (("L-REF-01", "outside-query"),),
    ),
    Case(
        "organisation that does not exist, as a value",
        "sh:minCount 1",
        "sh:hasValue <https://w3id.org/greffe/org/nobody>",
        (("L-REF-01", "recipient"),),
    ),
    Case(
        "borrowed property misspelt",
        "sh:path greffe:recipient ",
        "sh:path dcterms:titel ",
        (("L-TERM-03", "recipient"), ("L-AIM-01", "recipient")),
    ),
    Case(
        "borrowed property misspelt inside a path of several steps",
        "sh:path greffe:recipient ",
        "sh:path ( greffe:recipient skos:preflabel ) ",
        (("L-TERM-03", "recipient"),),
    ),
    Case(
        "datatype misspelt",
        "sh:minCount 1",
        "sh:datatype xsd:bolean",
        (("L-TERM-03", "recipient"),),
    ),
    Case(
        "property of a vocabulary that nobody knows",
        "sh:path greffe:recipient ",
        "sh:path <https://example.org/terms#recipient> ",
        (("L-TERM-04", "recipient"), ("L-AIM-01", "recipient")),
    ),
    Case(
        "known class that no data has",
        "sh:targetClass greffe:Communication",
        "sh:targetClass greffe:SecondaryUseEntry",
        (("L-AIM-01", ""),),
    ),
    Case(
        "known property that no data has, as a target",
        "sh:targetClass greffe:Communication",
        "sh:targetSubjectsOf greffe:doubt",
        (("L-AIM-01", ""),),
    ),
    Case(
        "target node that is not there",
        "sh:targetClass greffe:Communication",
        "sh:targetClass greffe:Communication ; sh:targetNode <https://example.org/c/2>",
        (("L-AIM-01", ""),),
    ),
    Case(
        "no target",
        "    sh:targetClass greffe:Communication ;\n",
        "",
        (("L-AIM-02", ""),),
    ),
    Case(
        "property shape that nothing holds",
        "sh:property grsh:ThingShape-recipient, grsh:ThingShape-outside",
        "sh:property grsh:ThingShape-outside",
        (("L-AIM-02", "recipient"),),
    ),
    Case("nothing to check", "    sh:minCount 1 ;\n", "", (("L-AIM-03", "recipient"),)),
    Case(
        "switched off",
        "sh:minCount 1",
        "sh:minCount 1 ; sh:deactivated true",
        (("L-AIM-04", "recipient"),),
    ),
    Case(
        "reference to a shape that is not there",
        "grsh:ThingShape-outside .",
        "grsh:ThingShape-outside, grsh:ThingShape-channel .",
        (("L-REF-01", ""),),
    ),
    Case(
        "sh:node to nothing",
        "sh:minCount 1",
        "sh:node grsh:NoShape",
        (("L-REF-01", "recipient"),),
    ),
    Case(
        "alternative that is not there",
        "sh:minCount 1",
        "sh:or ( [ sh:class greffe:PublicBody ] grsh:NoShape )",
        (("L-REF-01", "recipient"),),
    ),
    Case(
        "query that is not there",
        "sh:sparql grsh:ThingShape-outside-query ;",
        "sh:sparql grsh:ThingShape-outside-question ;",
        (("L-REF-01", "outside"),),
    ),
    Case(
        "prefixes that are not there",
        "ontology/prefixes>",
        "ontology/prefixs>",
        (("L-REF-01", "outside-query"), ("L-FORM-04", "outside-query")),
    ),
    Case(
        "shape that leads back to itself",
        "sh:minCount 1",
        "sh:node grsh:ThingShape",
        (("L-REF-02", ""),),
    ),
    Case(
        "property shape without address",
        "grsh:ThingShape-outside .",
        "grsh:ThingShape-outside, [ sh:path greffe:channel ; sh:maxCount 1 ] .",
        (
            ("L-REF-03", ""),
            ("L-AIM-01", "?"),
            ("L-WORD-01", "?"),
            ("L-WORD-02", "?"),
            ("L-WORD-03", "?"),
            ("L-WORD-04", "?"),
        ),
    ),
    Case(
        "number as words",
        "sh:minCount 1",
        'sh:minCount "1"',
        (("L-FORM-01", "recipient"),),
    ),
    Case(
        "boolean as words",
        "sh:minCount 1",
        'sh:uniqueLang "true"',
        (("L-FORM-01", "recipient"),),
    ),
    Case(
        "class as words",
        "sh:minCount 1",
        'sh:class "greffe:Communication"',
        (("L-FORM-01", "recipient"),),
    ),
    Case(
        "pattern that is an address",
        "sh:minCount 1",
        "sh:pattern greffe:recipient",
        (("L-FORM-01", "recipient"),),
    ),
    Case(
        "value where a list is needed",
        "sh:minCount 1",
        'sh:languageIn "fr"',
        (("L-FORM-01", "recipient"),),
    ),
    Case(
        "shape as words",
        "sh:minCount 1",
        'sh:node "ThingShape"',
        (("L-FORM-01", "recipient"),),
    ),
    Case(
        "kind of node that is none",
        "sh:minCount 1",
        "sh:nodeKind sh:Violation",
        (("L-FORM-01", "recipient"),),
    ),
    Case(
        "check of ours that is none",
        "sh:minCount 1",
        'greffe:check "misprintd-name"',
        (("L-FORM-01", "recipient"),),
    ),
    Case(
        "no path",
        "    sh:path greffe:recipient ;\n",
        "",
        (("L-FORM-02", "recipient"),),
    ),
    Case(
        "two paths",
        "sh:path greffe:recipient ",
        "sh:path greffe:recipient, greffe:outsideQuebec ",
        (("L-FORM-02", "recipient"),),
    ),
    Case(
        "path that is words",
        "sh:path greffe:recipient ",
        'sh:path "greffe:recipient" ',
        (("L-FORM-02", "recipient"),),
    ),
    Case(
        "path of one step in a list",
        "sh:path greffe:recipient ",
        "sh:path ( greffe:recipient ) ",
        (("L-FORM-02", "recipient"),),
    ),
    Case(
        "count on a node shape",
        "sh:targetClass greffe:Communication ;",
        "sh:targetClass greffe:Communication ; sh:minCount 1 ; "
        'dcterms:identifier "X-03" ; sh:message "m"@fr, "m"@en ; greffe:remedy "r"@fr, "r"@en ;',
        (("L-FORM-03", ""),),
    ),
    Case(
        "query that cannot be read",
        "greffe:recipient ?whom .",
        "greffe:recipient ?whom",
        (),
    ),
    Case(
        "query without its end",
        "SELECT $this ?whom WHERE {",
        "SELECT $this ?whom WHERE",
        (("L-FORM-04", "outside-query"),),
    ),
    Case(
        "prefix that nothing declares",
        "greffe:recipient ?whom",
        "gref:recipient ?whom",
        (("L-FORM-04", "outside-query"),),
    ),
    Case(
        "query that does not give back what it is about",
        "SELECT $this ?whom",
        "SELECT ?whom",
        (("L-FORM-04", "outside-query"),),
    ),
    Case(
        "message with a place that is never filled",
        "{$this} leaves for {?whom}.",
        "{$this} leaves for {?who}.",
        (("L-FORM-04", "outside-query"),),
    ),
    Case("no code", '    dcterms:identifier "X-01" ;\n', "", (("L-WORD-01", "recipient"),)),
    Case(
        "code of another rule",
        '"X-01"',
        '"X-02"',
        (("L-WORD-01", "recipient"), ("L-WORD-01", "outside")),
    ),
    Case(
        "message in one language",
        '"Il y a un destinataire."@fr, ',
        "",
        (("L-WORD-02", "recipient"),),
    ),
    Case(
        "message without language",
        '"There is a recipient."@en',
        '"There is a recipient."',
        (("L-WORD-02", "recipient"),),
    ),
    Case(
        "two messages in one language",
        '"There is a recipient."@en',
        '"There is a recipient."@en, "There must be one."@en',
        (("L-WORD-02", "recipient"),),
    ),
    Case("name in one language", ', "recipient"@en', "", (("L-WORD-03", "recipient"),)),
    Case(
        "node shape without name",
        '    sh:name "Communication"@fr, "Release"@en ;\n',
        "",
        (("L-WORD-03", ""),),
    ),
    Case(
        "no remedy",
        ' ;\n    greffe:remedy "Ajoutez-le."@fr, "Add it."@en .',
        " .",
        (("L-WORD-04", "recipient"),),
    ),
)


def graph(text: str) -> Graph:
    """Return the graph of a text, with all our prefixes."""
    return Graph().parse(data=HEADER + text, format="turtle")


@pytest.fixture(scope="module")
def data() -> Graph:
    """Return one communication, and the ontology."""
    return parse(ontology_dir() / "greffe.ttl") + graph(DATA)


def drafted(text: str, data: Graph) -> list[Fault]:
    """Return the faults of shapes given as text."""
    tested = graph(text)
    shapes = parse(ontology_dir() / "prefixes.ttl") + tested
    return faults(Draft({Path("shapes.ttl"): tested}, shapes, data))


def told(fault: Fault) -> tuple[str, str]:
    """Return the code of a fault and the end of the name of the shape, “?” if it has none."""
    local = str(fault.subject).partition("#")[2]
    if not local.startswith("ThingShape"):
        return fault.rule.code, "?"
    return fault.rule.code, local.removeprefix("ThingShape").removeprefix("-")


def test_sound_shapes_have_no_fault(data: Graph) -> None:
    """The shapes that the cases damage are sound."""
    assert [] == [told(fault) for fault in drafted(SOUND, data)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_damage_is_told_of(case: Case, data: Graph) -> None:
    """One damage gives exactly the faults that a careful reader would name."""
    assert case.old in SOUND
    found = [told(fault) for fault in drafted(SOUND.replace(case.old, case.new, 1), data)]
    assert sorted(case.expected) == sorted(found)


def test_every_rule_of_the_linter_has_a_case() -> None:
    """No rule of the linter is there without a damage that it finds."""
    shown = {code for case in CASES for code, _ in case.expected}
    assert {rule.code for rule in RULES} == shown


def test_a_fault_suggests_the_nearest_term(data: Graph) -> None:
    """What was probably meant is said in both languages."""
    [fault] = [
        each
        for each in drafted(SOUND.replace("minCount", "minCont"), data)
        if each.rule.code == "L-TERM-01"
    ]
    assert "« sh:minCont » n’existe pas. Vouliez-vous dire « sh:minCount » ?" == fault.detail.fr
    assert "“sh:minCont” does not exist. Did you mean “sh:minCount”?" == fault.detail.en


def test_a_class_that_is_its_own_shape_is_a_target(data: Graph) -> None:
    """A shape that is a class targets its instances (SHACL, section 2.1.3.3)."""
    text = SOUND.replace("    sh:targetClass greffe:Communication ;\n", "").replace(
        "grsh:ThingShape a sh:NodeShape", "grsh:ThingShape a sh:NodeShape, owl:Class"
    )
    assert [] == [told(fault) for fault in drafted(text, data)]


def test_the_members_of_alternatives_need_no_words(data: Graph) -> None:
    """Shapes inside sh:or never speak: only the shape around them does."""
    text = SOUND.replace(
        "sh:minCount 1", "sh:or ( [ sh:class greffe:PublicBody ] [ sh:nodeKind sh:IRI ] )"
    )
    assert [] == [told(fault) for fault in drafted(text, data)]


def test_a_constraint_with_a_code_speaks_for_itself(data: Graph) -> None:
    """Where each query of a shape is a rule by itself, the shape needs no code of its own."""
    text = SOUND.replace('    dcterms:identifier "X-02" ;\n', "").replace(
        "a sh:SPARQLConstraint ;",
        'a sh:SPARQLConstraint ; dcterms:identifier "X-04" ; greffe:remedy "r"@fr, "r"@en ;',
    )
    assert [] == [told(fault) for fault in drafted(text, data)]


def test_a_subclass_of_the_target_counts_as_data(data: Graph) -> None:
    """A target class has data when one of its subclasses has."""
    text = SOUND.replace("targetClass greffe:Communication", "targetClass greffe:RegisterEntry")
    assert [] == [told(fault) for fault in drafted(text, data)]


# The terms of SHACL


def test_the_terms_of_shacl_are_told_apart() -> None:
    """Classes, individuals and properties of W3C's vocabulary: 40, 42 and 101, none of them two."""
    classes, individuals, properties = shacl_terms()
    assert (40, 42, 101) == (len(classes), len(individuals), len(properties))
    assert {"NodeShape", "NodeKind", "ConstraintComponent", "SPARQLTarget"} <= classes
    assert {"IRI", "Info", "this", "MinCountConstraintComponent"} <= individuals
    assert {"minCount", "class", "js", "resultPath"} <= properties
    assert set() == classes & individuals | classes & properties | individuals & properties


def test_the_kinds_of_values_are_said_of_terms_that_exist() -> None:
    """Whatever takes a value of some kind is a property of SHACL."""
    assert set() == (set(CONSTRAINTS) | set(OTHERS)) - shacl_terms().properties
    assert set() == ON_PROPERTIES_ONLY - set(CONSTRAINTS)


def test_every_rule_of_the_linter_speaks_both_languages() -> None:
    """Name, message and remedy of each rule are sentences in French and in English."""
    for rule in RULES:
        assert rule.remedy is not None
        for text in (rule.message, rule.remedy):
            assert [text[each] for each in LANGUAGES if not text[each].endswith(".")] == []


# Whole files


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file of sound shapes."""
    path = tmp_path / "shapes.ttl"
    path.write_text(HEADER + SOUND, encoding="utf-8")
    return path


def line_of(finding: Finding) -> str:
    """Return the line of the file that a finding points to, from its column on."""
    location = finding.location
    assert location is not None
    assert location.line is not None
    assert location.column is not None
    lines = Path(location.file).read_text(encoding="utf-8").splitlines()
    return lines[location.line - 1][location.column - 1 :]


def damage(file: Path, old: str, new: str) -> None:
    """Change one place of a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_sound_file_passes(file: Path, sample: Workspace) -> None:
    """The summary counts the shapes: a node shape and two property shapes."""
    report = lint(sample, [file])
    assert False is report.failed
    assert [("shapes", 3)] == [(each.shape, each.count) for each in report.checked]


def test_a_finding_points_to_the_statement(file: Path, sample: Workspace) -> None:
    """The place is the misspelt term itself."""
    damage(file, "sh:path greffe:recipient ", "sh:path greffe:recipent ")
    report = lint(sample, [file])
    found = {finding.rule: finding for finding in report.findings}
    assert True is report.failed
    assert line_of(found["L-TERM-02"]).startswith("greffe:recipent ;")


def test_a_finding_points_into_the_query(file: Path, sample: Workspace) -> None:
    """A term inside a query of several lines has its own line and column."""
    damage(file, "greffe:recipient ?whom", "greffe:recipents ?whom")
    [finding] = [f for f in lint(sample, [file]).findings if f.rule == "L-TERM-02"]
    assert "greffe:recipents ?whom ." == line_of(finding)


def test_a_finding_about_a_shape_without_address_points_to_it(
    file: Path, sample: Workspace
) -> None:
    """Blank nodes have places too."""
    damage(
        file, "grsh:ThingShape-outside .", "grsh:ThingShape-outside ,\n  [ sh:path greffe:since ] ."
    )
    findings = lint(sample, [file]).findings
    [nameless] = [finding for finding in findings if finding.rule == "L-REF-03"]
    [empty] = [finding for finding in findings if finding.rule == "L-AIM-03"]
    assert line_of(nameless).startswith("[ sh:path")
    assert line_of(empty).startswith("[ sh:path") or line_of(empty).startswith("sh:path")


def test_bundled_shapes_may_be_referred_to(file: Path, sample: Workspace) -> None:
    """A file of one's own may build on the shapes that Greffe brings."""
    damage(file, "sh:minCount 1", "sh:node grsh:OrganizationShape")
    assert [] == [f.rule for f in lint(sample, [file]).findings if f.severity != "info"]


def test_only_warnings_and_worse_fail(file: Path, sample: Workspace) -> None:
    """That no data has a property yet is no fault of the shape."""
    damage(file, "sh:path greffe:recipient ", "sh:path greffe:impactAssessment ")
    report = lint(sample, [file])
    assert {"L-AIM-01"} == {finding.rule for finding in report.findings}
    assert False is report.failed


def test_a_file_without_shapes_is_an_error(tmp_path: Path, sample: Workspace) -> None:
    """Silence about a file that holds no shape would look like success."""
    path = tmp_path / "data.ttl"
    path.write_text(HEADER + DATA, encoding="utf-8")
    with pytest.raises(NothingChecked) as caught:
        lint(sample, [path])
    assert str(path) in caught.value.message.fr


def test_a_file_that_is_not_turtle_is_an_error(tmp_path: Path, sample: Workspace) -> None:
    """The place of the mistake is told."""
    path = tmp_path / "shapes.ttl"
    path.write_text("grsh:ThingShape a", encoding="utf-8")
    with pytest.raises(SyntaxFault):
        lint(sample, [path])


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path, sample: Workspace) -> None:
    """A path that does not exist is named."""
    with pytest.raises(InputError) as caught:
        lint(sample, [tmp_path / "nothing.ttl"])
    assert "nothing.ttl" in caught.value.message.en


def test_the_bundled_shapes_are_sound() -> None:
    """The shapes of Greffe have no fault; all of them are looked at."""
    report = lint(Workspace.at(None))
    assert [] == [f"{f.rule} {f.location}" for f in report.findings if f.severity != "info"]
    assert report.checked[0].count > 200
