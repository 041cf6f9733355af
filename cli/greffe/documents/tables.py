"""A document as a table: the columns that registers and inventories have, rows and cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from greffe.documents.columns import COLUMNS
from greffe.documents.kinds import KINDS
from greffe.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.documents.kinds import Kind

FIELDS: Final[dict[Kind, tuple[str, ...]]] = {
    kind: tuple(column.name for column in COLUMNS[kind]) for kind in KINDS
}
"""The columns of a register (A-2.1, s. 67.3) and of an inventory (s. 76), in printed order."""

REGISTER_FIELDS: Final = FIELDS["register"]
INVENTORY_FIELDS: Final = FIELDS["inventory"]
MEMBER_FIELDS: Final = ("memberText",)
"""The one column of a list of members, its printed number included."""

DASH: Final = "-"

_HEADINGS: Final = {
    "recipientText": Text("Personne ou organisme receveur", "Person or body that receives"),
    "dataTypeText": Text("Nature ou type de renseignements", "Nature or type of information"),
    "purposeText": Text("Fins", "Purposes"),
    "reasonText": Text("Raisons", "Reasons"),
    "legalBasisText": Text("Appui légal", "Legal basis"),
    "outsideQuebecText": Text("Communication à l’extérieur du Québec", "Outside Québec"),
    "remarkText": Text("Remarques", "Remarks"),
    "unitText": Text("Unité administrative responsable", "Administrative unit responsible"),
    "titleText": Text("Désignation du fichier", "Name of the file"),
    "descriptionText": Text("Description du fichier", "Description of the file"),
    "personCategoryText": Text(
        "Catégories de personnes concernées", "Categories of persons concerned"
    ),
    "dataCategoryText": Text("Catégories des renseignements", "Categories of information"),
    "dataSourceText": Text("Provenance des renseignements", "Source of the information"),
    "accessRoleText": Text("Personnes qui ont accès au fichier", "Persons with access to the file"),
    "mediumText": Text("Supports utilisés", "Media used"),
    "securityMeasureText": Text("Mesures de sécurité", "Security measures"),
    "memberText": Text("Organisme", "Organisation"),
    "retention": Text("Durée de conservation", "Retention"),
    "person-count": Text("Nombre de personnes", "Number of persons"),
    "secondary-purpose": Text("Fins secondaires", "Secondary purpose"),
    "external-recipients": Text("Destinataires externes", "External recipients"),
    "bank-number": Text("Numéro de fichier", "Bank number"),
    "consistent-uses": Text("Usages compatibles", "Consistent uses"),
    "rda-number": Text("Numéro d’ADD", "RDA number"),
    "related-record-number": Text("Renvoi au dossier no", "Related record number"),
    "tbs-registration": Text("Enregistrement (SCT)", "TBS registration"),
}
"""What people call the columns: those of ours, then those that the profiles of others keep."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell, as printed, where they stand, and what is doubtful about that.

    ``lines`` (and ``column``) are those of a text; where the words come from a workbook or another
    table of cells, ``lines`` is empty and ``place`` says where.
    """

    text: str
    lines: str = ""
    column: int | None = None
    doubt: str | None = None
    place: TablePlace | None = None


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A cell of a table: sheet (or page, or table) if it has several, row from 1, and ``D12``."""

    sheet: str | None
    row: int
    cell: str


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: its number, its cells by field, and its rank where that is not the number.

    ``extras`` are cells that no property of ours holds: their words are kept in their passage.
    """

    number: int
    cells: dict[str, Cell]
    position: int | None = None
    extras: dict[str, Cell] = field(default_factory=dict)

    @property
    def rank(self) -> int:
        """The place of the entry in the order of the document, from 1."""
        return self.number if self.position is None else self.position


@dataclass(frozen=True, slots=True)
class Transcription:
    """A document as a table; ``loose`` are the (field, cell) pairs that stand in no entry.

    ``source`` is the IRI of the document, where it is not the one that its file's name gives.
    """

    document: Path
    rows: tuple[Row, ...]
    loose: tuple[tuple[str, Cell], ...]
    headings: tuple[str, ...] = field(default=())
    source: str | None = None


def heading(name: str) -> Text:
    """Return what people call a column: its printed heading, shortened, else its own name."""
    return _HEADINGS.get(name) or Text(name, name)
