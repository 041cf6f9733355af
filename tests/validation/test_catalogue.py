"""The catalogue: every rule is in it, told in full, with examples that are what they say."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SH, Graph, URIRef

from greffe.errors import UnknownName
from greffe.language import LANGUAGES, Text
from greffe.namespaces import GRSH, ROOT
from greffe.resources import data_dir, ontology_dir, shapes_dir
from greffe.turtle.reading import parse
from greffe.validation import checks
from greffe.validation.catalogue import FAMILIES, Catalogue, catalogue
from greffe.validation.engine import Result, check
from greffe.validation.examples import Example, Examples
from greffe.validation.excerpts import header
from greffe.validation.fidelity import compare
from greffe.validation.ground import Ground
from greffe.validation.provisions import provision
from greffe.validation.references import Stray, dangling, unknown_terms
from greffe.validation.rule_pages import Writer, path_of
from greffe.validation.rulebook import IDENTIFIER, holders
from greffe.validation.sheets import parts_of, reasons_of

if TYPE_CHECKING:
    from greffe.validation.stating import Sheet

CATALOGUE = catalogue()
EXAMPLES = Examples(CATALOGUE)
CASES = Path(__file__).parents[1] / "shapes"
CONTEXT = parse(CASES / "context.ttl")
LAW = f"{ROOT}law/"
R15_FR = """\
R15  entente écrite de l’article 68
  Ce qui est vérifié : Une communication fondée sur l’article 68 montre l’entente écrite dans le \
cadre de laquelle elle s’effectue.
  Où : Communication fondée sur l’article 68, « entente applicable » (greffe:agreement)
  Gravité : violation
  Pourquoi :
    art. 68, al. 3 — Loi sur l’accès : Entente écrite et ce qu’elle indique. \
https://www.legisquebec.gouv.qc.ca/fr/version/lc/A-2.1?code=se:68
    greffe:agreement : Acte écrit que l’inscription nomme comme encadrant l’échange.
  Confiance : élevée
  S’applique depuis : 2022-09-22
"""


@pytest.fixture(params=CATALOGUE.sheets, ids=lambda sheet: sheet.code)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    """Return each rule in turn."""
    found: Sheet = request.param
    return found


def known_terms() -> frozenset[str]:
    """Return the terms that the ontology defines."""
    return frozenset(str(subject) for subject in CATALOGUE.ontology.subjects())


def fired(sheet: Sheet, example: Example) -> bool:
    """Check an example, as it is shown, by one rule only.

    Things that it does not show are as its case describes them, or the context of all cases.
    """
    tested = Graph().parse(data=header() + example.turtle, format="turtle")
    data = Graph() + tested
    for beside in (parse(example.case), CONTEXT, CATALOGUE.ontology):
        known = set(data.subjects())
        data += (triple for triple in beside if triple[0] not in known)
    if sheet.is_beside:
        told = compared(example.case, tested, data)
        strays = [*dangling([tested], data, []), *unknown_terms([tested], known_terms()), *told]
        return any(stray.rule.code == sheet.code for stray in strays)
    return any(is_of(sheet, result) for result in results(sheet, data, tested))


def compared(case: Path, tested: Graph, data: Graph) -> tuple[Stray, ...]:
    """Hold a case to the documents beside it; the other cases of its folder are not its body's."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / case.name
        shutil.copy(case, place)
        if (case.parent / "sources").is_dir():
            shutil.copytree(case.parent / "sources", place.parent / "sources")
        return compare(Ground({place: tested}, data)).strays


def results(sheet: Sheet, data: Graph, tested: Graph) -> list[Result]:
    """Return what one rule finds in what an example describes."""
    own = URIRef(f"{GRSH}{sheet.name}")
    shape = CATALOGUE.shapes.value(None, SH.sparql, own) or own
    alone = Graph() + CATALOGUE.shapes
    for holder in holders(CATALOGUE.shapes, shape):
        if holder != shape:
            alone.remove((holder, SH.property, None))
            alone.add((holder, SH.property, shape))
    targets = {
        holder: set(EXAMPLES.focuses(sheet, tested)) for holder in holders(CATALOGUE.shapes, shape)
    }
    return [*check(data, alone, targets), *checks.run(data, alone, targets)]


def is_of(sheet: Sheet, result: Result) -> bool:
    """Say whether a result comes from this very rule."""
    code = (result.constraint, URIRef(IDENTIFIER), None)
    coded = result.constraint is not None and code in CATALOGUE.shapes
    return str(result.constraint if coded else result.shape) == f"{GRSH}{sheet.name}"


def test_the_accepted_example_keeps_the_rule(sheet: Sheet) -> None:
    """What is shown as accepted, checked as it is shown, does not break the rule."""
    example = EXAMPLES.valid(sheet)
    assert example is not None
    assert fired(sheet, example) is False


def test_the_refused_example_breaks_the_rule(sheet: Sheet) -> None:
    """What is shown as refused, checked as it is shown, breaks the rule."""
    example = EXAMPLES.invalid(sheet)
    assert example is not None
    assert fired(sheet, example) is True


def test_the_two_examples_of_a_rule_differ(sheet: Sheet) -> None:
    """One look at both examples shows what the rule is about."""
    valid, invalid = EXAMPLES.valid(sheet), EXAMPLES.invalid(sheet)
    assert valid is not None
    assert invalid is not None
    assert valid.turtle != invalid.turtle


def test_an_example_is_short(sheet: Sheet) -> None:
    """An example shows what matters: no more than fifty lines."""
    shown = (EXAMPLES.valid(sheet), EXAMPLES.invalid(sheet))
    assert [e.case for e in shown if e and e.turtle.count("\n") >= 50] == []


def test_a_rule_is_told_in_both_languages(sheet: Sheet) -> None:
    """Name, message, remedy and place are there in French and in English, and end as sentences."""
    rule = sheet.rule
    assert rule.remedy is not None
    said = (rule.name, rule.message, rule.remedy, sheet.about)
    assert [text for text in said if not all(text[each].strip() for each in LANGUAGES)] == []
    for sentence in (rule.message, rule.remedy):
        assert [sentence[each] for each in LANGUAGES if not sentence[each].endswith(".")] == []


def test_a_rule_says_what_it_rests_on(sheet: Sheet) -> None:
    """Each rule of a shape gives a reason: a provision, a term, or the address of a standard."""
    assert bool(reasons_of(CATALOGUE.ontology, sheet)) is not sheet.is_beside


def test_a_provision_is_told_by_its_name(sheet: Sheet) -> None:
    """Each provision has a name and an official address, in both languages."""
    if sheet.rule.provision is not None:
        found = provision(sheet.rule.provision)
        assert found.link is not None
        assert found.label.fr.startswith("art. ")
        assert found.label.en.startswith("s. ")


def test_every_rule_of_law_says_how_sure_it_is_and_since_when() -> None:
    """Rules of law carry a provision, a confidence, a day and a source."""
    lacking = [
        sheet.code
        for sheet in CATALOGUE.sheets
        if sheet.topic.family == "law"
        and not (sheet.rule.provision and sheet.confidence and sheet.valid_from and sheet.sources)
    ]
    assert lacking == []


def test_what_is_not_sure_is_for_counsel_to_confirm() -> None:
    """A rule whose confidence is medium or low says so in its sheet, in both languages."""
    unsure = [sheet for sheet in CATALOGUE.sheets if sheet.confidence in ("medium", "low")]
    assert unsure
    for sheet in unsure:
        told = parts_of(CATALOGUE, EXAMPLES, sheet)
        [line] = [line for part in told if part.label.en == "Confidence" for line in part.lines]
        assert line.fr.endswith("à confirmer par un conseiller juridique")
        assert line.en.endswith("counsel should confirm")


def test_the_law_has_its_thirty_one_rules() -> None:
    """R01 to R31 are all there, some of them in parts."""
    codes = {s.code.rstrip("abcdefgh") for s in CATALOGUE.sheets if s.topic.family == "law"}
    assert {f"R{number:02}" for number in range(1, 32)} == codes


def test_every_code_of_the_shapes_is_in_the_catalogue() -> None:
    """Whatever has a code and a message in a shapes file is in the catalogue, once."""
    stated = []
    for path in shapes_dir().rglob("*.ttl"):
        graph = parse(path)
        stated += [str(o) for s, o in graph.subject_objects(URIRef(IDENTIFIER))]
    beside = [sheet.code for sheet in CATALOGUE.sheets if sheet.is_beside]
    faithful = [f"S-FID-0{number}" for number in range(1, 5)]
    assert [*faithful, "S-REF-01", "S-TERM-01"] == beside
    assert sorted([*stated, *beside]) == sorted(sheet.code for sheet in CATALOGUE.sheets)


def test_rules_stand_in_the_order_of_families_and_codes() -> None:
    """Law first, then structure, quality and vocabulary; R09 before R10."""
    families = list(dict.fromkeys(sheet.topic.family for sheet in CATALOGUE.sheets))
    assert ["law", "structure", "quality", "vocabulary"] == families == list(FAMILIES)
    law = [sheet.code for sheet in CATALOGUE.sheets if sheet.topic.family == "law"]
    assert ["R01", "R02", "R03"] == law[:3]
    assert law.index("R09") + 1 == law.index("R10")


def test_a_code_is_found_however_it_is_typed() -> None:
    """Capitals do not matter."""
    assert ["R15"] == [sheet.code for sheet in CATALOGUE.find("r15")]


def test_a_rule_in_parts_is_found_whole() -> None:
    """R18 gives R18a and R18b."""
    assert ["R18a", "R18b"] == [sheet.code for sheet in CATALOGUE.find("R18")]


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    """A code that no rule has is an error which names one that exists."""
    with pytest.raises(UnknownName) as caught:
        CATALOGUE.find("R155")
    assert caught.value.remedy is not None
    assert "'R15'" in caught.value.remedy.en


def test_a_code_like_none_is_answered_with_where_the_list_is() -> None:
    """When nothing is near, the remedy still says what to do."""
    with pytest.raises(UnknownName) as caught:
        CATALOGUE.find("zzz")
    assert caught.value.remedy == Text(
        "« greffe rules » donne la liste.", "'greffe rules' lists them."
    )


def test_a_sheet_says_everything_about_its_rule() -> None:
    """The sheet of R15, as the shape and the law graph state it."""
    [sheet] = CATALOGUE.find("R15")
    assert Writer(CATALOGUE, EXAMPLES, "fr").sheet(sheet).startswith(R15_FR)


def test_a_refused_example_says_what_is_lacking() -> None:
    """R15 without agreement: the example ends by naming the property that is not there."""
    [sheet] = CATALOGUE.find("R15")
    french, english = (Writer(CATALOGUE, EXAMPLES, each).sheet(sheet) for each in LANGUAGES)
    assert french.endswith("    # sans greffe:agreement\n")
    assert english.endswith("    # no greffe:agreement\n")


def test_the_listing_gives_every_rule_one_line() -> None:
    """Each code begins exactly one line of the list."""
    lines = Writer(CATALOGUE, EXAMPLES, "en").listing().splitlines()
    first = [line.split()[0] for line in lines if line.startswith("    ")]
    assert sorted(sheet.code for sheet in CATALOGUE.sheets) == sorted(first)


def test_json_gives_both_languages_and_the_examples() -> None:
    """A program reads a rule whole."""
    [sheet] = CATALOGUE.find("R15")
    [read] = json.loads(Writer(CATALOGUE, EXAMPLES, "fr").json([sheet]))
    assert "R15" == read["code"]
    assert {"fr": "entente écrite de l’article 68", "en": sheet.rule.name.en} == read["name"]
    assert f"{LAW}qc/a-2.1/art/68/al/3" == read["provision"]
    assert "2022-09-22" == read["valid_from"]
    assert "greffe:agreement <agreement/one>" in read["valid_example"]
    assert "greffe:agreement <" not in read["invalid_example"]


def test_pages_link_to_rules_that_are_there() -> None:
    """Each link of the list leads to a page and an anchor that the pages have."""
    for language in LANGUAGES:
        pages = Writer(CATALOGUE, EXAMPLES, language).pages()
        for topic in CATALOGUE.topics:
            for sheet in CATALOGUE.of(topic):
                assert f"({path_of(topic)}#{sheet.code.lower()})" in pages["README.md"]
                assert f"\n## {sheet.code}\n" in pages[str(path_of(topic))]


def test_a_provision_that_the_data_do_not_describe_is_its_address() -> None:
    """A name is never made up."""
    nowhere = f"{LAW}qc/z-9/art/1"
    assert Text(nowhere, nowhere) == provision(nowhere).label


def test_the_law_is_read_from_the_instrument_of_the_provision() -> None:
    """Sections, deeper parts and the instrument itself are found in one file."""
    section, whole = provision(f"{LAW}qc/a-2.1/art/67.3/al/1"), provision(f"{LAW}qc/a-2.1")
    assert "art. 67.3, al. 1 — Loi sur l’accès" == section.label.fr
    assert whole.label.en.startswith("Act respecting Access to documents")
    assert (data_dir() / "law" / "qc-a-2.1.ttl").is_file()


def test_the_context_of_the_examples_is_that_of_the_cases() -> None:
    """Relative addresses of an example mean what they mean in its case."""
    case = parse(CASES / "CommunicationShape" / "valid.complete.ttl")
    [communication] = case.subjects(RDF.type, URIRef(f"{ROOT}ontology#Communication"))
    [sheet] = CATALOGUE.find("S-COM-02")
    example = EXAMPLES.invalid(sheet)
    assert example is not None
    shown = Graph().parse(data=header() + example.turtle, format="turtle")
    assert communication in set(shown.subjects())


def test_a_catalogue_can_be_made_of_few_rules() -> None:
    """Pages are only those of the rules that a catalogue holds."""
    [sheet] = CATALOGUE.find("R15")
    few = Catalogue(CATALOGUE.shapes, CATALOGUE.ontology, (sheet,))
    assert ["README.md", "law/a-2.1-art-68.md"] == list(Writer(few, EXAMPLES, "en").pages())
    assert (ontology_dir() / "greffe.ttl").is_file()
