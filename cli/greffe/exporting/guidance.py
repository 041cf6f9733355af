"""What each column of the official tables asks for, in our own words, and the law that asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.documents.columns import NUMBER
from greffe.language import Text

if TYPE_CHECKING:
    from greffe.documents.columns import Column
    from greffe.documents.kinds import Kind

SEVERAL: Final = Text(
    "Une cellule peut en nommer plusieurs ; d’autres mots restent permis.",
    "A cell may name several; other words remain allowed.",
)


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a column asks for, and the provision of the Act respecting Access that asks."""

    asks: Text
    provision: Text


def _access(french: str, english: str) -> Text:
    return Text(f"Loi sur l’accès, {french}", f"Access Act, {english}")


_PRACTICE: Final = Text("Usage de l’organisme", "Practice of the body")

_NUMBER: Final = Guidance(
    Text(
        "Numéro permanent de l’inscription. Laissez-le vide pour une nouvelle inscription.",
        "Permanent number of the entry. Leave it empty for a new entry.",
    ),
    _PRACTICE,
)

_REGISTER: Final = {
    "recipientText": Guidance(
        Text("Qui reçoit les renseignements.", "Who receives the information."),
        _access("art. 67.3, al. 3, par. 2", "s. 67.3, par. 3, subpar. 2"),
    ),
    "dataTypeText": Guidance(
        Text("Quels renseignements sont communiqués.", "What information is communicated."),
        _access("art. 67.3, al. 3, par. 1", "s. 67.3, par. 3, subpar. 1"),
    ),
    "purposeText": Guidance(
        Text("À quoi ils serviront.", "What it will be used for."),
        _access("art. 67.3, al. 3, par. 3", "s. 67.3, par. 3, subpar. 3"),
    ),
    "reasonText": Guidance(
        Text("Pourquoi la communication est nécessaire.", "Why the communication is needed."),
        _access("art. 67.3, al. 3, par. 4", "s. 67.3, par. 3, subpar. 4"),
    ),
    "legalBasisText": Guidance(
        Text(
            "Les articles et les ententes sur lesquels repose la communication, l’article de la "
            "Loi sur l’accès compris.",
            "The provisions and agreements that the communication rests on, that of the Access "
            "Act included.",
        ),
        _access("art. 67.3, al. 1", "s. 67.3, par. 1"),
    ),
    "outsideQuebecText": Guidance(
        Text(
            "« Oui » si les renseignements sortent du Québec, « Non » sinon.",
            "“Oui” (yes) if the information leaves Québec, “Non” (no) if not.",
        ),
        _access("art. 67.3, al. 3, par. 3", "s. 67.3, par. 3, subpar. 3"),
    ),
    "remarkText": Guidance(
        Text(
            "Fréquence, mode de transmission, depuis quand, toute autre précision.",
            "How often, by what means, since when, and anything else.",
        ),
        _PRACTICE,
    ),
}

_INVENTORY: Final = {
    "unitText": Guidance(
        Text("L’unité qui répond du fichier.", "The unit that answers for the file."),
        _PRACTICE,
    ),
    "titleText": Guidance(
        Text("Le nom du fichier.", "The name of the file."),
        _access("art. 76, al. 2, par. 1", "s. 76, par. 2, subpar. 1"),
    ),
    "descriptionText": Guidance(
        Text("Ce que le fichier contient.", "What the file holds."),
        _PRACTICE,
    ),
    "personCategoryText": Guidance(
        Text("Sur qui portent les renseignements.", "Whom the information is about."),
        _access("art. 76, al. 2, par. 3", "s. 76, par. 2, subpar. 3"),
    ),
    "dataCategoryText": Guidance(
        Text("Les sortes de renseignements conservés.", "The sorts of information kept."),
        _access("art. 76, al. 2, par. 1", "s. 76, par. 2, subpar. 1"),
    ),
    "dataSourceText": Guidance(
        Text("De qui les renseignements viennent.", "Whom the information comes from."),
        _access("art. 76, al. 2, par. 2", "s. 76, par. 2, subpar. 2"),
    ),
    "purposeText": Guidance(
        Text("Pourquoi ils sont conservés.", "Why the information is kept."),
        _access("art. 76, al. 2, par. 1", "s. 76, par. 2, subpar. 1"),
    ),
    "accessRoleText": Guidance(
        Text(
            "Qui, dans l’organisme, consulte le fichier pour son travail.",
            "Who within the body consults the file for their work.",
        ),
        _access("art. 76, al. 2, par. 4", "s. 76, par. 2, subpar. 4"),
    ),
    "mediumText": Guidance(
        Text("Sous quelle forme le fichier est tenu.", "In what form the file is kept."),
        _access("art. 76, al. 2, par. 1", "s. 76, par. 2, subpar. 1"),
    ),
    "securityMeasureText": Guidance(
        Text("Ce qui protège les renseignements.", "What protects the information."),
        _access("art. 76, al. 2, par. 5", "s. 76, par. 2, subpar. 5"),
    ),
}

_COLUMNS: Final = {"register": _REGISTER, "inventory": _INVENTORY}


def guidance(kind: Kind, column: Column) -> Guidance:
    """Return what a column of a register or of an inventory asks for."""
    return _NUMBER if column is NUMBER else _COLUMNS[kind][column.name]
