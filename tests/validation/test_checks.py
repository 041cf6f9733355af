"""The checks that read words, each on the smallest documents that show its law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from greffe.errors import InputError
from greffe.language import Text
from greffe.namespaces import CONCEPT, DCTERMS, GREFFE, GRSH, ORGANIZATION
from greffe.validation.checks import CHECKS, run
from greffe.validation.checks.reader import Reader
from greffe.validation.checks.spelling import SLIP, misprint_of

if TYPE_CHECKING:
    from rdflib.term import Node

    from greffe.validation.engine import Result

BASE: Final = "https://w3id.org/greffe/id/x/"
PREFIXES: Final = f"""
    @base <{BASE}> .
    @prefix concept: <{CONCEPT}> .
    @prefix dcterms: <{DCTERMS}> .
    @prefix greffe: <{GREFFE}> .
    @prefix grsh: <{GRSH}> .
    @prefix o: <{ORGANIZATION}> .
    @prefix org: <http://www.w3.org/ns/org#> .
    @prefix sh: <http://www.w3.org/ns/shacl#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
WORLD: Final = """
    <register> a greffe:CommunicationRegister ; dcterms:publisher o:mifi .
    <inventory> a greffe:FileInventory ; dcterms:publisher o:mifi .

    o:mifi a greffe:PublicBody ;
        skos:prefLabel "Ministère de l’Immigration"@fr ; greffe:acronym "MIFI" .
    o:mtess a org:Organization ;
        skos:prefLabel "Ministère du Travail et de l’Emploi"@fr, "Department of Labour"@en ;
        greffe:acronym "MTESS" ; dcterms:isReplacedBy o:mess .
    o:mess a org:Organization ;
        skos:prefLabel "Ministère de l’Emploi"@fr ; greffe:acronym "MESS" .
    o:cnesst a org:FormalOrganization ;
        skos:prefLabel "Commission des normes"@fr ; skos:altLabel "CNESST"@fr ;
        skos:hiddenLabel "CNESTT"@fr, "Commission des normes, services aux employeurs"@fr .

    <unit/deec> a greffe:AdministrativeUnit ; org:unitOf o:mifi ;
        skos:prefLabel "Direction de l’enregistrement et de l’évaluation"@fr ;
        skos:altLabel "Direction de l’enregistrement et évaluation"@fr ; greffe:acronym "DEEC" .
    <unit/other> a greffe:AdministrativeUnit ; org:unitOf o:cnesst ;
        skos:prefLabel "Direction des plaintes"@fr ; skos:hiddenLabel "Direction de plaintes"@fr .

    <concept/law/67> a greffe:LegalProvision ; dcterms:isPartOf <law/access> .
    <law/access> a greffe:LegalInstrument ; skos:prefLabel "Loi sur l’accès"@fr .
    <law/labour> a greffe:LegalInstrument ; skos:prefLabel "Loi sur les normes du travail"@fr .
    <law/old> a greffe:LegalInstrument ; skos:prefLabel "Loi sur l’immigration au Québec"@fr .
    <law/new> a greffe:LegalInstrument ; skos:prefLabel "Loi sur l’immigration au Québec"@fr .
    <law/policy> a greffe:WorkRule ; skos:prefLabel "Politique-cadre"@fr .

    <https://w3id.org/greffe/concept/data-type/name> skos:prefLabel "nom"@fr ;
        skos:inScheme <https://w3id.org/greffe/concept/data-type> .
    <https://w3id.org/greffe/concept/data-type/sex> skos:prefLabel "sexe"@fr ;
        skos:inScheme <https://w3id.org/greffe/concept/data-type> .
    <https://w3id.org/greffe/concept/data-source/person> skos:prefLabel "Personne concernée"@fr ;
        skos:altLabel "Personne visée"@fr ; skos:hiddenLabel "Personne concerné"@fr ;
        skos:inScheme <https://w3id.org/greffe/concept/data-source> .
    <https://w3id.org/greffe/concept/access-role/office> skos:prefLabel "Personnel de bureau"@fr ;
        skos:inScheme <https://w3id.org/greffe/concept/access-role> .
"""
C1: Final = URIRef(f"{BASE}communication/1")
F1: Final = URIRef(f"{BASE}file/1")


def entry(thing: str, document: str, **cells: str) -> str:
    """Write an entry with its cells."""
    number = f"{thing[0].upper()}{thing.rsplit('/', 1)[-1]}"
    said = "".join(f' ; greffe:{field} """{text}"""@fr' for field, text in cells.items())
    return f'\n<{thing}> dcterms:isPartOf <{document}> ; dcterms:identifier "{number}"{said} .\n'


def communication(more: str = "", **cells: str) -> str:
    """Write the communication C1."""
    return entry("communication/1", "register", **cells) + more


def file(more: str = "", **cells: str) -> str:
    """Write the file F1."""
    return entry("file/1", "inventory", **cells) + more


def graph(turtle: str) -> Graph:
    """Put what is written into the world of the tests."""
    return Graph().parse(data=PREFIXES + WORLD + turtle, format="turtle")


def found(check: str, turtle: str, thing: Node = C1) -> list[tuple[str, str | None]]:
    """Return the field and the words of each fault that a check finds in a thing."""
    faults = CHECKS[check](Reader(graph(turtle)), thing)
    return [
        (str(each.path).removeprefix(GREFFE), None if each.value is None else str(each.value))
        for each in faults
    ]


def told(check: str, turtle: str, thing: Node = C1) -> list[Text]:
    """Return how the faults of a check are told, in French and in English."""
    faults = CHECKS[check](Reader(graph(turtle)), thing)
    return [each.detail for each in faults]


# Misprints ------------------------------------------------------------------------------------


def test_a_misprinted_name_is_found_where_it_is_printed() -> None:
    """A hidden label a few letters away from the right name is a misprint, in whatever cell."""
    cells = communication(recipientText="La CNESTT", reasonText="La CNESST applique la loi.")
    assert [("recipientText", "CNESTT")] == found("misprinted-name", cells)


def test_a_hidden_label_that_says_more_is_no_misprint() -> None:
    """A hidden label that only serves to read a longer wording accuses nobody."""
    cells = communication(recipientText="Commission des normes, services aux employeurs")
    assert [] == found("misprinted-name", cells)


def test_a_misprint_is_told_once_a_cell_and_again_in_another() -> None:
    """Two misprints in one cell are one finding; each cell has its own."""
    cells = communication(recipientText="CNESTT, la CNESTT", reasonText="CNESTT")
    assert [("reasonText", "CNESTT"), ("recipientText", "CNESTT")] == found(
        "misprinted-name", cells
    )


def test_the_units_of_another_body_are_not_looked_for() -> None:
    """What misprints a unit's name elsewhere may be right here."""
    assert [] == found("misprinted-name", communication(recipientText="Direction de plaintes"))


def test_a_misprint_is_told_with_the_right_name() -> None:
    """The finding says what is printed, and what it stands for."""
    assert [
        Text("« CNESTT » est imprimé pour « CNESST ».", "“CNESTT” is printed for “CNESST”.")
    ] == told("misprinted-name", communication(recipientText="CNESTT"))


NAMES = st.text("abcdeéèç -", min_size=1, max_size=20)


@given(NAMES, st.sets(NAMES, max_size=4))
def test_a_right_name_misprints_nothing(name: str, others: set[str]) -> None:
    """Whatever other names there are, a name that is among the right ones is right."""
    assert misprint_of(name, {name, *others}) is None


@given(NAMES, st.sets(NAMES, max_size=4))
def test_what_is_misprinted_is_one_of_the_right_names(label: str, right: set[str]) -> None:
    """No name is made up: a misprint stands for a name that there is."""
    assert misprint_of(label, right) in {None, *right}


def test_names_far_apart_are_not_taken_for_one_another() -> None:
    """Only a few letters may differ."""
    right = {"Régie des rentes"}
    slips = ["Régie de rentes", "Regie des rente", "Régis", "Règlement des rentes"]
    assert [*right, *right, None, None] == [misprint_of(slip, right) for slip in slips]
    assert SLIP == 3


def test_apostrophes_and_case_are_no_misprints() -> None:
    """Typography is not spelling."""
    assert misprint_of("L'ACCÈS", {"l’accès"}) is None


# Former names ---------------------------------------------------------------------------------


def test_a_replaced_body_is_found_by_its_acronym_or_name() -> None:
    """A body that another has replaced is found however it is named."""
    cells = communication(
        reasonText="Le MTESS le demande.", purposeText="Ministère du Travail et de l’Emploi"
    )
    assert [
        ("purposeText", "Ministère du Travail et de l’Emploi"),
        ("reasonText", "MTESS"),
    ] == found("former-name", cells)


def test_an_agreement_keeps_the_names_of_its_time() -> None:
    """The legal basis quotes titles: a former name is right there."""
    cells = communication(legalBasisText="Entente entre le MIFI et le MTESS (2016)")
    assert [] == found("former-name", cells)


def test_the_successor_is_named() -> None:
    """The finding says who has the responsibility today, by the directory."""
    assert [
        Text(
            "« MTESS » a pour successeur, d’après l’annuaire, « Ministère de l’Emploi ».",
            "“MTESS” is succeeded, by the directory, by “Ministère de l’Emploi”.",
        )
    ] == told("former-name", communication(reasonText="MTESS"))


# Acronyms -------------------------------------------------------------------------------------


def test_an_acronym_that_no_name_explains_is_found() -> None:
    """An acronym that never stands in parentheses after a name is reported where it is used."""
    assert [("reasonText", "MESS")] == found(
        "unexplained-acronym", communication(reasonText="Le MESS.")
    )


def test_an_acronym_explained_anywhere_in_the_document_is_enough() -> None:
    """One explanation serves the whole document, whichever entry gives it."""
    other = entry("communication/2", "register", recipientText="Ministère de l’Emploi (MESS)")
    assert [] == found("unexplained-acronym", communication(other, reasonText="Le MESS."))


def test_another_document_explains_nothing() -> None:
    """A reader of the register need not have read the inventory."""
    other = entry("file/1", "inventory", descriptionText="Ministère de l’Emploi (MESS)")
    assert [("reasonText", "MESS")] == found(
        "unexplained-acronym", communication(other, reasonText="Le MESS.")
    )


def test_the_publisher_need_not_explain_itself() -> None:
    """A body's own acronym in its own document is clear."""
    assert [] == found("unexplained-acronym", communication(reasonText="Le MIFI."))


def test_a_misprinted_acronym_is_told_as_a_misprint_only() -> None:
    """One fault is told once."""
    assert [] == found("unexplained-acronym", communication(reasonText="La CNESTT."))


# Abandoned designations -----------------------------------------------------------------------


def test_what_the_document_says_was_renamed_is_looked_for_elsewhere() -> None:
    """« X (anciennement Y) » makes Y an old word in every other cell of the document."""
    other = entry("communication/2", "register", remarkText="Dans SAGIR (anciennement SAGIP).")
    cells = communication(other, reasonText="Dans SAGIP.", purposeText="Dans SAGIPPE.")
    assert [("reasonText", "SAGIP")] == found("abandoned-designation", cells)
    assert [
        Text(
            "« SAGIP » s’appelle maintenant « SAGIR », dit l’inscription C2.",
            "“SAGIP” is now called “SAGIR”, says entry C2.",
        )
    ] == told("abandoned-designation", cells)


def test_the_cell_that_says_so_may_use_the_old_word() -> None:
    """Telling the history of a name is not using an old one."""
    cells = communication(remarkText="SAGIP est né en 1975. SAGIR (anciennement SAGIP) l’est.")
    assert [] == found("abandoned-designation", cells)


# Units ----------------------------------------------------------------------------------------

DEEC: Final = URIRef(f"{BASE}unit/deec")


def test_a_unit_under_two_names_is_told_with_where_each_is_printed() -> None:
    """Each name is told with the entries that print it, whichever document they are in."""
    cells = communication(
        file(unitText="Direction de l’enregistrement et évaluation"),
        remarkText="La Direction de l’enregistrement et de l’évaluation y voit.",
    )
    assert [
        Text(
            "Imprimé « Direction de l’enregistrement et évaluation » (F1), « Direction de "
            "l’enregistrement et de l’évaluation » (C1).",
            "Printed “Direction de l’enregistrement et évaluation” (F1), “Direction de "
            "l’enregistrement et de l’évaluation” (C1).",
        )
    ] == told("unit-names", cells, DEEC)


def test_an_acronym_is_not_another_name() -> None:
    """A name and its acronym are one designation."""
    cells = communication(
        file(accessRoleText="DEEC"), remarkText="Direction de l’enregistrement et évaluation"
    )
    assert [] == found("unit-names", cells, DEEC)


def test_a_unit_is_looked_for_in_the_documents_of_its_own_body() -> None:
    """Another body may have a unit of the same name, and call it otherwise."""
    cells = communication(remarkText="Direction de plaintes. Direction des plaintes.")
    assert [] == found("unit-names", cells, URIRef(f"{BASE}unit/other"))


# Lists ----------------------------------------------------------------------------------------


def test_a_value_misprinted_in_a_closed_list_is_found() -> None:
    """A value that differs by a letter from how the list writes it is a misprint."""
    assert [("dataSourceText", "Personne concerné")] == found(
        "misprinted-value", file(dataSourceText="Personne concerné"), F1
    )


@pytest.mark.parametrize("value", ["Personne concernée", "Personne visée", "personne  concernée"])
def test_other_names_of_a_value_are_right(value: str) -> None:
    """An alternative name, capitals and spaces are no misprint."""
    assert [] == found("misprinted-value", file(dataSourceText=value), F1)


def test_a_value_given_twice_is_found_under_either_name() -> None:
    """Two names of one value are that value twice."""
    cells = file(dataSourceText="Personne concernée Personne visée")
    assert [("dataSourceText", "Personne concernée")] == found("repeated-value", cells, F1)


def test_a_role_may_come_back_for_another_unit() -> None:
    """Roles are given for each unit: the same role twice is no repetition."""
    cells = file(accessRoleText="Personnel de bureau Personnel de bureau")
    assert [] == found("repeated-value", cells, F1)


def test_an_item_named_twice_in_a_list_is_found() -> None:
    """One enumeration names each kind of information once."""
    cells = communication(dataTypeText="Pour chacun :\n\nNom, sexe, date ; sexe et nom.")
    assert [("dataTypeText", "nom"), ("dataTypeText", "sexe")] == found("repeated-item", cells)
    assert Text("« nom » y est nommé 2 fois.", "“nom” is named there 2 times.") in told(
        "repeated-item", cells
    )


@pytest.mark.parametrize(
    "text",
    [
        "Nom, sexe.\n\nNom, sexe.",
        "Nom du parent. Nom de l’enfant.",
        "Nom. Nom.",
        "Nom du parent, nom de l’enfant.",
        "Voir ci-joint, voir ci-joint.",
    ],
)
def test_several_enumerations_may_name_the_same_information(text: str) -> None:
    """Paragraphs and sentences are lists of their own; longer items differ; other words too."""
    assert [] == found("repeated-item", communication(dataTypeText=text))


# Laws -----------------------------------------------------------------------------------------


def basis(*laws: str) -> str:
    """Write the legal basis of C1."""
    return "".join(f"\n<communication/1> greffe:legalBasis <{law}> .\n" for law in laws)


def test_a_law_that_the_reasons_name_and_nothing_cites_is_found() -> None:
    """A law or a policy named in the purposes or reasons is looked for in the legal basis."""
    cells = communication(
        basis("concept/law/67"),
        purposeText="Appliquer la Loi sur les normes du travail.",
        reasonText="La Politique-cadre le veut, comme la Loi sur les normes du travail.",
    )
    assert [
        ("purposeText", "Loi sur les normes du travail"),
        ("reasonText", "Politique-cadre"),
    ] == found("named-law", cells)


def test_a_law_cited_by_a_provision_is_cited() -> None:
    """An article is cited of its law."""
    cells = communication(basis("concept/law/67"), reasonText="La Loi sur l'accès le permet.")
    assert [] == found("named-law", cells)


def test_a_title_that_two_laws_bear_is_cited_when_one_is() -> None:
    """Nobody is accused where the title leaves a doubt."""
    cells = communication(basis("law/new"), reasonText="La Loi sur l’immigration au Québec.")
    assert [] == found("named-law", cells)


def test_remarks_and_data_may_name_laws_freely() -> None:
    """Only the purposes and the reasons justify a communication."""
    cells = communication(remarkText="Loi sur l’accès", dataTypeText="Loi sur l’accès")
    assert [] == found("named-law", cells)


# Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Des <u>noms</u>.", "<u>"),
        ("Fin</b> de cellule", "</b>"),
        ("La *Loi sur l’accès* dit", "*Loi sur l’accès*"),
    ],
)
def test_markup_is_found(text: str, mark: str) -> None:
    """Tags and emphasis are signs of a conversion, not words of the document."""
    assert [("remarkText", mark)] == found("markup", communication(remarkText=text))


@pytest.mark.parametrize("text", ["*Voir à la fin.", "3 < 4 > 2", "2 * 3 * 4", "a*b"])
def test_signs_that_stand_for_themselves_are_no_markup(text: str) -> None:
    """A note mark and an inequality are the document's own."""
    assert [] == found("markup", communication(remarkText=text))


def test_the_description_of_a_document_is_read_too() -> None:
    """A register or inventory has no cells: its description is looked at."""
    words = "\n<register> dcterms:description 'Loi *sur* l’accès'@fr .\n"
    assert [(f"{DCTERMS}description", "*sur*")] == found("markup", words, URIRef(f"{BASE}register"))


def test_the_description_of_a_file_is_not_told_twice() -> None:
    """The description of a file repeats its cell."""
    words = file("\n<file/1> dcterms:description '<i>x</i>'@fr .\n", descriptionText="<i>x</i>")
    assert [("descriptionText", "<i>")] == found("markup", words, F1)


def test_a_cell_of_signs_alone_is_found() -> None:
    """A dash means that the document left the cell empty: it is no text."""
    assert [("remarkText", "–")] == found("wordless-cell", communication(remarkText=" – "))


@pytest.mark.parametrize("text", ["Non", "s. o.", "1", "é", "  "])
def test_a_cell_with_a_word_or_a_figure_is_a_text(text: str) -> None:
    """Any letter or figure counts; a blank cell is another rule's business."""
    assert [] == found("wordless-cell", communication(remarkText=text))


# The reader and the registry ------------------------------------------------------------------


def test_entries_come_in_printed_order() -> None:
    """Position decides, as a number; what has none comes first."""
    turtle = "".join(
        entry(f"communication/{n}", "register", remarkText="x")
        + (f"<communication/{n}> greffe:position {place} .\n" if place else "")
        for n, place in ((1, 10), (2, 9), (3, None))
    )
    reader = Reader(graph(turtle))
    assert ["C3", "C2", "C1"] == [
        reader.number(each) for each in reader.entries(URIRef(f"{BASE}register"))
    ]


def test_an_entry_of_no_document_is_read_without_harm() -> None:
    """Checks run on broken data too: an entry that is part of nothing accuses nobody."""
    turtle = '<communication/1> greffe:remarkText "Le MESS, SAGIP, CNESST."@fr .'
    outcomes = {name: found(name, turtle) for name in CHECKS if name != "unexplained-acronym"}
    assert {name: [] for name in outcomes} == outcomes


def test_values_that_are_no_words_are_passed_over() -> None:
    """A cell given as an address has no words to check."""
    turtle = communication() + "<communication/1> greffe:remarkText <elsewhere> ."
    assert () == Reader(graph(turtle)).cells(C1)


SHAPES: Final = """
    grsh:Entries a sh:NodeShape ; sh:property grsh:Entries-dash .
    grsh:Entries-dash sh:path greffe:remarkText ; greffe:check "{check}" .
"""


def asked(check: str) -> list[Result]:
    """Run one check by shapes that ask for it, on an entry whose remark is a dash."""
    shapes = Graph().parse(data=PREFIXES + SHAPES.format(check=check), format="turtle")
    data = graph(communication(remarkText="-"))
    return run(data, shapes, {URIRef(f"{GRSH}Entries"): {C1}})


def test_a_check_reports_as_an_engine_does() -> None:
    """The result names the shape that asked, the entry, the field and the words."""
    [result] = asked("wordless-cell")
    assert (
        URIRef(f"{GRSH}Entries-dash"),
        "Check",
        C1,
        URIRef(f"{GREFFE}remarkText"),
        Literal("-", "fr"),
    ) == (result.shape, result.component, result.focus, result.path, result.value)


def test_a_shape_that_asks_for_an_unknown_check_is_broken() -> None:
    """A misspelt check is an error that names those there are, never silence."""
    with pytest.raises(InputError) as caught:
        asked("wordles-cell")
    assert "wordless-cell" in (caught.value.remedy.en if caught.value.remedy else "")
