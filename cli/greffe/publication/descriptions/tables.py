"""The registers as tables: the columns that the body prints, its rows, its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import GREFFE
from greffe.publication.site.reading import page_query
from greffe.results.delimited import csv, excel_csv
from greffe.results.grid import Cell, Grid
from greffe.results.model import Table
from greffe.results.workbook import xlsx
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from greffe.store import Store
    from greffe.terms import Term


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the term that holds its words, and its heading.

    The French heading is the one that the documents print.
    """

    name: str
    heading: Text

    @property
    def property(self) -> str:
        """The property whose values the cells are."""
        return f"{GREFFE}{self.name}"


NUMBER: Final = Column("No", Text("No", "No."))
"""The number that an entry got at first import; the documents print none."""

REGISTER: Final = (
    Column("recipientText", Text("Personne ou organismes receveur", "Recipient")),
    Column(
        "dataTypeText",
        Text(
            "Nature ou type de renseignements personnels communiqués",
            "Nature or type of personal information communicated",
        ),
    ),
    Column(
        "purposeText",
        Text("Fins pour lesquelles les renseignements sont communiqués", "Purposes"),
    ),
    Column("reasonText", Text("Raisons justifiant la communication", "Reasons")),
    Column("legalBasisText", Text("Appui légal", "Legal basis")),
    Column(
        "outsideQuebecText",
        Text("Communication à l’extérieur du Québec", "Communication outside Québec"),
    ),
    Column("remarkText", Text("Remarques, commentaires et autres indications", "Remarks")),
)
"""The columns of a register of communications (A-2.1, s. 67.3), as the documents order them."""

INVENTORY: Final = (
    Column("unitText", Text("Unité administrative responsable", "Responsible unit")),
    Column("titleText", Text("Désignation du fichier", "Designation of the file")),
    Column("descriptionText", Text("Description du fichier", "Description of the file")),
    Column(
        "personCategoryText",
        Text(
            "Catégories de personnes concernées par les renseignements",
            "Categories of persons concerned",
        ),
    ),
    Column("dataCategoryText", Text("Catégories des renseignements", "Categories of information")),
    Column("dataSourceText", Text("Provenance des renseignements", "Source of the information")),
    Column(
        "purposeText",
        Text("Fins de la conservation de ces renseignements", "Purposes of keeping it"),
    ),
    Column(
        "accessRoleText",
        Text(
            "Catégories de personnes qui ont accès au fichier dans l'exercice de leurs fonctions",
            "Categories of persons who have access to the file in their duties",
        ),
    ),
    Column("mediumText", Text("Supports utilisés", "Media used")),
    Column(
        "securityMeasureText",
        Text(
            "Mesures de sécurité pour assurer la protection des renseignements",
            "Security measures that protect the information",
        ),
    ),
)
"""The columns of an inventory of files (A-2.1, s. 76), as the documents order them."""

COLUMNS: Final = {"register": REGISTER, "inventory": INVENTORY}


def read(store: Store, kind: str, register: str) -> Table:
    """Return a register or an inventory as a table whose variables are its French headings.

    The first column is the entry's number.
    """
    columns = COLUMNS[kind]
    found = store.select(page_query(f"csv-{kind}"), {"register": Iri(register)})
    names = [found.variables.index(column.name) for column in columns]
    rows = (
        (Literal(_number(row[0])), *(row[position] for position in names)) for row in found.rows
    )
    return Table(tuple(column.heading.fr for column in (NUMBER, *columns)), tuple(rows))


def as_csv(table: Table) -> bytes:
    """Return CSV as CSV on the Web wants it: UTF-8 without byte order mark, comma, CRLF."""
    return csv(table).encode()


def as_excel_csv(table: Table, title: str) -> bytes:
    """Return the CSV that French Excel opens: byte order mark, semicolon, no cell a formula."""
    return excel_csv(_grid(table, title)).encode()


def as_xlsx(table: Table, title: str) -> bytes:
    """Return the workbook."""
    return xlsx(_grid(table, title))


def _grid(table: Table, title: str) -> Grid:
    rows = tuple(tuple(Cell(_words(term)) for term in row) for row in table.rows)
    return Grid(table.variables, rows, "fr", title)


def _words(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else ""


def _number(entry: Term | None) -> str:
    return entry.value.rpartition("/")[2] if isinstance(entry, Iri) else ""
