"""The official tables: their columns as the documents head them, and the marks of our exports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from greffe.language import Text
from greffe.namespaces import GREFFE


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

SCHEMES: Final = {
    "personCategoryText": "person-category",
    "dataCategoryText": "data-category",
    "dataSourceText": "data-source",
    "purposeText": "purpose",
    "accessRoleText": "access-role",
    "mediumText": "medium",
    "securityMeasureText": "security-measure",
}
"""The concept scheme that is the closed list of a column of an inventory."""

COLUMNS: Final[dict[str, tuple[Column, ...]]] = {"register": REGISTER, "inventory": INVENTORY}

IDENTITY: Final = "greffe:id"
"""The heading of the column, hidden where it can be, that holds the identifier of an entry."""

BODY_PROPERTY: Final = "greffe:body"
"""The property of an exported file that names the body, by its key."""

PART_PROPERTY: Final = "greffe:part"
"""The property of an exported file that has some of the entries only: the name of the part."""

DATASET_PROPERTY: Final = "greffe:dataset"
"""The property of an exported file that names the register or inventory, by its identifier."""
