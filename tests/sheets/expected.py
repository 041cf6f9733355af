"""What the files of ``tests/sheets/files`` say, read by eye from the sources written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from greffe.sheets.model import Grid

FILES: Final = Path(__file__).parent / "files"

HEADING: Final = [
    "No",
    "Personne ou organisme receveur",
    "Nature des renseignements",
    "Appui légal",
]
RENTE: Final = (
    "Nom, prénom, numéro d’assurance sociale, date de naissance et adresse des personnes qui "
    "reçoivent une rente, ainsi que l’état civil et la date de l’événement qui y donne droit.\n\n"
    "Seulement sur demande."
)
REVENU: Final = (
    "Revenu d’emploi, retenues à la source, pension alimentaire versée, adresse du dernier "
    "domicile connu, nom de l’employeur, dates de début et de fin de l’emploi, montants dus et "
    "versements reçus au cours des trois dernières années."
)
HYPHENATED: Final = "Numéro de dossier\u00a0: 12 et rensei\u00adgne\u00adments socio-économiques"
"""As the file stores it: a no-break space, and soft hyphens that a person put in."""
PRINTED: Final = "Numéro de dossier : 12 et renseignements socio-économiques"
"""As paper shows it: one kind of space, and no hyphen where no line was cut."""

REGISTER: Final = [
    HEADING,
    ["1", "Retraite Québec", RENTE, "Article 67"],
    ["2", "Statistique Canada", "Nom\nAdresse\nLangue", "Article 68 de la Loi sur l’accès"],
    ["3", "Statistique Canada", HYPHENATED, "-"],
    ["4", "Revenu Québec", REVENU, "Article 67.1"],
    [
        "5",
        "Aucune communication cette année",
        "Aucune communication cette année",
        "Article 67.2",
    ],
]
PRINTED_REGISTER: Final = [
    [PRINTED if text == HYPHENATED else text for text in row] for row in REGISTER
]

WORKBOOK_HEADING: Final = ["No", "Organisme", "greffe:id", "Depuis", "Valeur", "Remarques"]
WORKBOOK: Final = [
    WORKBOOK_HEADING,
    [
        "1",
        "Statistique Canada",
        "urn:exemple:1",
        "2009-12-01",
        "1\u00a0234,50",
        "Première ligne\nseconde  ligne",
    ],
    [
        "2",
        "Statistique Canada",
        "urn:exemple:2",
        "2012-05",
        "50%",
        "Article 67 de la Loi sur l’accès",
    ],
    [
        "3",
        "Revenu Québec",
        "urn:exemple:3",
        "",
        "0042",
        "espace\u00a0insécable et tiret con\u00addi\u00adtion\u00adnel",
    ],
    ["4", "Retraite Québec", "urn:exemple:4", "", "VRAI", "-"],
]


def texts(grid: Grid) -> list[list[str]]:
    """Return the text of every cell of a grid."""
    return [[box.text for box in row] for row in grid.rows]


def words(grid: Grid) -> list[list[str]]:
    """Return the text of every cell of a grid, any run of white space a single space."""
    return [[" ".join(box.text.split()) for box in row] for row in grid.rows]


def merged(grid: Grid) -> list[str]:
    """Return the names of the cells that repeat the text of a merge."""
    return [box.place.cell for row in grid.rows for box in row if box.merged]


def bold(grid: Grid) -> list[str]:
    """Return the texts of the cells in bold letters."""
    return [box.text for row in grid.rows for box in row if box.bold]
