"""The transcription of the two documents, and what is refused of a transcription."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.importing.records import record_text, tabular_places
from tests.told import told

from greffe import resources
from greffe.documents.received import read_text
from greffe.documents.tables import (
    DASH,
    INVENTORY_FIELDS,
    MEMBER_FIELDS,
    REGISTER_FIELDS,
    Cell,
    Transcription,
)
from greffe.errors import InputError, SyntaxFault
from greffe.importing.record import HEADINGS, Place, read_record
from greffe.importing.transcription import (
    printed_number,
    read_transcription,
    table_text,
    transcribe,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SOURCES = resources.data_dir() / "mifi" / "sources"
TABLES = [
    ("registre", "registre", REGISTER_FIELDS),
    ("inventaire", "inventaire", INVENTORY_FIELDS),
    ("partenaires-pasi", "registre", MEMBER_FIELDS),
]


def files(table: str, document: str) -> tuple[Path, Path, Path]:
    """Return the table, the record and the document of a published transcription."""
    return SOURCES / f"{table}.csv", SOURCES / f"{table}.lignes.csv", SOURCES / f"{document}.txt"


@pytest.fixture(scope="module")
def register() -> Transcription:
    """Return the register as transcribed."""
    return read_transcription(*files("registre", "registre"), REGISTER_FIELDS)


@pytest.fixture(scope="module")
def inventory() -> Transcription:
    """Return the inventory as transcribed."""
    return read_transcription(*files("inventaire", "inventaire"), INVENTORY_FIELDS)


@pytest.fixture(scope="module")
def partners() -> Transcription:
    """Return the list of partners as transcribed."""
    return read_transcription(*files("partenaires-pasi", "registre"), MEMBER_FIELDS)


@pytest.mark.parametrize(("table", "document", "fields"), TABLES)
def test_a_published_table_is_what_its_record_quotes(
    table: str, document: str, fields: Sequence[str]
) -> None:
    """Each table can be made again, to the byte, from its record and the document."""
    path, record, source = files(table, document)
    assert read_text(path) == table_text(transcribe(record, source, fields))


@pytest.mark.parametrize("table", ["registre", "inventaire", "partenaires-pasi"])
def test_a_published_record_has_one_spelling(table: str) -> None:
    """Reading a record and writing it back gives the same file."""
    record = SOURCES / f"{table}.lignes.csv"
    assert read_text(record) == record_text(place for _, place in read_record(record))


def test_the_register_has_37_entries_of_seven_cells(register: Transcription) -> None:
    """The document prints 37 communications, and every cell of each has words, if only a dash."""
    assert list(range(1, 38)) == [row.number for row in register.rows]
    assert {REGISTER_FIELDS} == {tuple(row.cells) for row in register.rows}
    assert all(cell.text for row in register.rows for cell in row.cells.values())


def test_the_table_has_the_columns_that_the_register_prints(register: Transcription) -> None:
    """The headings are the document's own, each on one line."""
    expected = (
        "Personne ou organismes receveur",
        "Nature ou type de renseignements personnels communiqués",
        "Fins pour lesquelles les renseignements sont communiqués",
        "Raisons justifiant la communication",
        "Appui légal",
        "Communication à l’extérieur du Québec",
        "Remarques, commentaires et autres indications",
    )
    assert expected == register.headings


def test_only_yes_or_no_stands_in_the_column_outside_quebec(register: Transcription) -> None:
    """The document answers « Oui » for these fourteen communications, « Non » for the others."""
    said = {row.number: row.cells["outsideQuebecText"].text for row in register.rows}
    outside = {1, 4, 7, 17, 18, 21, 25, 27, 28, 29, 30, 31, 33, 35}
    assert {n: "Oui" if n in outside else "Non" for n in range(1, 38)} == said


def test_a_dash_is_the_remark_of_fifteen_entries(register: Transcription) -> None:
    """Where the document prints only a dash, the cell keeps it; it stands in no other column."""
    found = [
        (row.number, name)
        for row in register.rows
        for name, cell in row.cells.items()
        if cell.text == DASH
    ]
    entries = (4, 10, 13, 14, 16, 17, 18, 21, 22, 24, 25, 26, 28, 29, 35)
    assert [(number, "remarkText") for number in entries] == found


@pytest.mark.parametrize(
    ("number", "field", "start", "end"),
    [
        (1, "legalBasisText", "Lettre d'entente pour l'achat", "Article 17.1 de la LRC"),
        (4, "recipientText", "Agence des services", "Citoyenneté Canada (IRCC)"),
        (9, "purposeText", "Pour permettre la gestion", "également des statistiques."),
        (9, "reasonText", "Appliquer les dispositions", "régime de retraite."),
        (11, "purposeText", "Dossier physique", "transmettre le dossier au nouveau MO "),
        (11, "reasonText", "Puisqu'il s'agit", "autorisation pour devenir le seul "),
        (11, "remarkText", "Quoique non mentionnées", "tout au long de sa carrière dans la FP."),
        (15, "recipientText", "Ministère de la Cybersécurité", "Services de la rémunération."),
        (15, "purposeText", "L'ensemble de l'information", "à des fins statistiques."),
        (15, "reasonText", "La production de la paie", "qui est géré par le MCN."),
        (15, "remarkText", "Les services de rémunérations", "système de paie variable."),
        (19, "recipientText", "Fournisseurs de services", "14. SANC."),
        (19, "legalBasisText", "Article 67.2 de la Loi", "Contrats de service"),
        (20, "legalBasisText", "Ententes PASI", "Ententes PASI"),
        (20, "reasonText", "Dans le cadre du PASI", "partenaire de services de celui-ci."),
        (21, "purposeText", "Le MIFI informe IRCC", "pièces justificatives requises."),
        (21, "reasonText", "Permettre à IRCC de compléter", "demande d’engagement."),
        (27, "dataTypeText", "Catégorie de sélection", "numéro de dossier fédéral."),
        (28, "purposeText", "Échange des RP", "est bien celui octroyé."),
        (30, "reasonText", "En vertu de l'article 22 a)", "permis d'études. Ce consentement se "),
        (30, "remarkText", "Dans le but de faciliter", "CAQ pour études permet à IRCC, "),
        (31, "purposeText", "La communication est faite", "permis d’études déjà délivré."),
        (32, "remarkText", "Ces informations sont", "une fois par mois."),
        (33, "purposeText", "Les renseignements sont nécessaires", "Canada ou à l'étranger."),
        (35, "dataTypeText", "L'ASFC vérifie", "systèmes de gestion du MIFI."),
        (35, "reasonText", "Ces communications sont", "CAQ ou de son CSQ."),
        (37, "recipientText", "Celia Barros Santiago", "Celia Barros Santiago"),
        (37, "dataTypeText", "L'adresse courriel de 1 080", "Francisation en ligne (FEL)"),
    ],
)
def test_each_cell_begins_and_ends_where_its_column_does(
    register: Transcription, number: int, field: str, start: str, end: str
) -> None:
    """The hard boundaries fall where a reader of the page sees them.

    An ``end`` with a final space is the seam of a cell that goes on after a page break.
    """
    text = register.rows[number - 1].cells[field].text
    assert text.startswith(start)
    assert end in text if end.endswith(" ") else text.endswith(end)


def test_an_address_broken_over_lines_is_whole_again(register: Transcription) -> None:
    """The hyphens at the ends of lines belong to the address."""
    address = (
        "https://www.quebec.ca/gouvernement/faire-affaire-gouvernement/"
        "services-organisations-publiques/services-sagir-remuneration/services-remuneration"
    )
    assert register.rows[6].cells["remarkText"].text.endswith(f"consultez : {address}")


def test_doubtful_boundaries_are_noted(register: Transcription) -> None:
    """These ten cells have a boundary that other readers may draw elsewhere; each says how."""
    doubtful = {
        (row.number, name): cell.doubt
        for row in register.rows
        for name, cell in row.cells.items()
        if cell.doubt
    }
    expected = {
        *((number, "purposeText") for number in (21, 22, 25, 28, 31, 33)),
        *((number, "reasonText") for number in (9, 23, 35)),
        (35, "dataTypeText"),
    }
    assert expected == set(doubtful)
    assert all(doubt.endswith(".") for doubt in doubtful.values())


def test_words_outside_the_entries_of_the_register_are_kept(register: Transcription) -> None:
    """The title, the introduction and the three addresses behind links stand beside the entries."""
    assert ["dcterms:title", "dcterms:description", *["rdfs:seeAlso"] * 3] == [
        name for name, _ in register.loose
    ]
    title = Cell("Registre ministériel des communications sans consentement", "1")
    assert title == register.loose[0][1]


def test_the_inventory_has_39_files_in_twelve_units(inventory: Transcription) -> None:
    """The unit printed above a file is the file's; the counts are those of the printed pages."""
    counted = {
        "Direction du développement et de la reconnaissance des compétences": 1,
        "Direction de l'enregistrement et évaluation comparative": 2,
        "Direction de l'immigration d'affaires": 4,
        "Direction de l'immigration familiale et humanitaire": 14,
        "Direction de l'immigration temporaire": 4,
        "Direction de l'immigration des travailleurs qualifiés": 4,
        "Direction générale des opérations d'immigration": 1,
        "Direction des politiques d'immigration permanente": 2,
        "Direction des politiques d'immigration temporaire": 1,
        "Révision administrative": 1,
        "Service de l'analyse des diplômes internationaux": 4,
        "Service-conseil aux candidats à l'immigration (SCCI)": 1,
    }
    assert counted == Counter(row.cells["unitText"].text for row in inventory.rows)


def test_a_unit_carried_down_stands_where_it_is_printed(inventory: Transcription) -> None:
    """The third file has no unit on its own line 35: its unit is read on line 34."""
    third = inventory.rows[2].cells
    unit = Cell("Direction de l'enregistrement et évaluation comparative", "34", 1)
    assert unit == third["unitText"]
    assert Cell("Évaluation comparative d'études hors Québec", "35", 2) == third["titleText"]


def test_the_places_of_the_inventory_are_those_of_its_tabs(inventory: Transcription) -> None:
    """But for the loose words, the record is what the tabs of the document give."""
    recorded = [place for _, place in read_record(SOURCES / "inventaire.lignes.csv")]
    derived = list(tabular_places(SOURCES / "inventaire.txt", INVENTORY_FIELDS))
    assert derived == [place for place in recorded if place.entry != "inventory"]
    assert len(INVENTORY_FIELDS) * (1 + len(inventory.rows)) == len(derived)


def test_words_outside_the_files_of_the_inventory_are_kept(inventory: Transcription) -> None:
    """Title, introduction, letterhead, section, title of the index and its twelve lines."""
    names = ["dcterms:title", "dcterms:description", *["prov:value"] * 15]
    assert names == [name for name, _ in inventory.loose]
    assert "Immigration, Francisation et Intégration\n\nQuébec" == inventory.loose[2][1].text
    assert "Révision administrative.....\t12" == inventory.loose[-3][1].text


def test_the_annex_lists_129_partners_of_which_one_without_number(
    partners: Transcription,
) -> None:
    """The printed numbers run from 1 to 128; « Groupe Inclusia » has none, after the 73rd."""
    printed = [printed_number(row.cells["memberText"].text) for row in partners.rows]
    assert [*range(1, 74), None, *range(74, 129)] == [number for number, _ in printed]
    assert (None, "Groupe Inclusia") == printed[73]


def test_a_name_over_two_lines_is_one_name(partners: Transcription) -> None:
    """An empty line inside a name is no paragraph."""
    expected = (
        "2. Accueil multiethnique et intégration de nouveaux arrivants à Terrebonne "
        "et les environs (AMINATE)"
    )
    assert Cell(expected, "1680,1682") == partners.rows[1].cells["memberText"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2. ABC", (2, "ABC")),
        ("57. Centre R.I.R.E. 2000", (57, "Centre R.I.R.E. 2000")),
        ("ABC", (None, "ABC")),
        ("2000. ", (None, "2000. ")),
    ],
)
def test_a_number_before_a_name_is_taken_off(text: str, expected: tuple[int | None, str]) -> None:
    """A number, a full stop and a space before words are the number; anything else is name."""
    assert expected == printed_number(text)


RECORD = "entry,field,lines,column,doubt\nheadings,memberText,1,,\n1,memberText,2,,\n"


@pytest.fixture
def listing(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Return a table, a record and a document of one member, which agree."""
    contents = {"t.csv": "No,List\n1,ABC\n", "t.lignes.csv": RECORD, "t.txt": "List\n1. ABC\n"}
    for name, text in contents.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "t.csv", tmp_path / "t.lignes.csv", tmp_path / "t.txt"


def test_a_small_transcription_is_read(listing: tuple[Path, Path, Path]) -> None:
    """The files of the following tests are sound before they are damaged."""
    [row, *_] = read_transcription(*listing, MEMBER_FIELDS).rows
    assert Cell("1. ABC", "2") == row.cells["memberText"]


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("No,List\n1,ABD\n", 2, "the table says “ABD”, the document “ABC”"),
        ("No,Liste\n1,ABC\n", 1, "the table says “Liste”, the document “List”"),
        ("No,List\n2,ABC\n", 2, "the table says “2”, the document “1”"),
        ("No,List\n", 1, "the table says “”, the document “1”"),
        ("No,List\n1,ABC\n2,ABD\n", 3, "the table says “2”, the document “”"),
        ("No,List\n1,ABC,D\n", 2, "2 cells expected, 3 found"),
    ],
)
def test_a_table_that_differs_from_the_document_is_refused(
    listing: tuple[Path, Path, Path], table: str, line: int, said: str
) -> None:
    """The error names the line of the table and says both versions."""
    listing[0].write_text(table, encoding="utf-8")
    with pytest.raises(SyntaxFault, match=said) as caught:
        read_transcription(*listing, MEMBER_FIELDS)
    assert line == caught.value.line


@pytest.mark.parametrize(
    ("record", "line", "said"),
    [
        ("entry,field,lines\n", 1, "no column doubt"),
        (RECORD + ",memberText,2,,\n", 4, "entry is empty"),
        (RECORD + "2,memberText,,,\n", 4, "lines is empty"),
        (RECORD + "2,memberText\n", 4, "lines is empty"),
        (RECORD + "2,memberText,x,,\n", 4, "“x” is not a span"),
        (RECORD + "2,memberText,9,,\n", 4, "line 9 does not exist"),
        (RECORD + "2,memberText,2,b,\n", 4, "“b” is not a column"),
        (RECORD + "1,memberText,2,,\n", 4, "given twice"),
        (RECORD + "3,memberText,2,,\n", None, "entry 3 .* instead of entry 2"),
        (RECORD + "2,otherText,2,,\n", None, r"entry 2 \(otherText\)"),
    ],
)
def test_a_record_that_breaks_its_rules_is_refused(
    listing: tuple[Path, Path, Path], record: str, line: int | None, said: str
) -> None:
    """The error names the line of the record and what is wrong there."""
    listing[1].write_text(record, encoding="utf-8")
    with pytest.raises(SyntaxFault, match=said) as caught:
        read_transcription(*listing, MEMBER_FIELDS)
    assert line == caught.value.line


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_file_that_is_not_there_is_named(listing: tuple[Path, Path, Path], missing: int) -> None:
    """A transcription needs its table, its record and its document."""
    listing[missing].unlink()
    with pytest.raises(InputError, match=listing[missing].name):
        read_transcription(*listing, MEMBER_FIELDS)


def test_a_file_that_is_not_utf8_is_refused(listing: tuple[Path, Path, Path]) -> None:
    """The error names the encoding that is expected, in both languages."""
    listing[2].write_bytes("1. Médaille".encode("latin-1"))
    with pytest.raises(InputError) as caught:
        read_transcription(*listing, MEMBER_FIELDS)
    assert "UTF-8" in told(caught.value, "fr")
    assert "UTF-8" in told(caught.value, "en")


def test_repeated_headings_are_no_entries(tmp_path: Path) -> None:
    """In a document of tab-separated rows, the headings of the next page are passed over."""
    document = tmp_path / "pages.txt"
    document.write_text("T\nA\tB\nx\ty\n\tz\nA\tB\nw\tv\nx y\n", encoding="utf-8")
    expected = [
        Place(HEADINGS, "a", "2", 1),
        Place(HEADINGS, "b", "2", 2),
        Place("1", "a", "3", 1),
        Place("1", "b", "3", 2),
        Place("2", "a", "3", 1),
        Place("2", "b", "4", 2),
        Place("3", "a", "6", 1),
        Place("3", "b", "6", 2),
    ]
    assert expected == list(tabular_places(document, ("a", "b")))
