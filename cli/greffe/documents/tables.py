"""A document as a table: the columns that registers and inventories have, rows and cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

REGISTER_FIELDS: Final = (
    "recipientText",
    "dataTypeText",
    "purposeText",
    "reasonText",
    "legalBasisText",
    "outsideQuebecText",
    "remarkText",
)
"""The columns of a register of communications (A-2.1, s. 67.3), in printed order."""

INVENTORY_FIELDS: Final = (
    "unitText",
    "titleText",
    "descriptionText",
    "personCategoryText",
    "dataCategoryText",
    "dataSourceText",
    "purposeText",
    "accessRoleText",
    "mediumText",
    "securityMeasureText",
)
"""The columns of an inventory of files (A-2.1, s. 76), in printed order."""

MEMBER_FIELDS: Final = ("memberText",)
"""The one column of a list of members, its printed number included."""

DASH: Final = "-"


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell, as printed, where they stand, and what is doubtful about that."""

    text: str
    lines: str
    column: int | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: its number in printed order, and its cells by field."""

    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Transcription:
    """A document as a table; ``loose`` are the (field, cell) pairs that stand in no entry."""

    document: Path
    rows: tuple[Row, ...]
    loose: tuple[tuple[str, Cell], ...]
    headings: tuple[str, ...] = field(default=())
