"""The rules of fidelity to the documents, and what is said where the data part from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES, Text
from greffe.validation.rulebook import Rule
from greffe.validation.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greffe.documents.fidelity import Difference, Kind

LOST: Final = Rule(
    code="S-FID-01",
    severity="violation",
    name=Text("mots perdus", "words lost"),
    message=Text(
        "Les données reprennent tous les mots du document, chacun une fois.",
        "The data hold all the words of the document, each of them once.",
    ),
    remedy=Text(
        "Rendez ces mots à la cellule dont ils sont ; s’ils ne sont pas du contenu (un titre "
        "répété, un numéro de page), ajoutez-les à la liste des exclusions du document.",
        "Give these words back to the cell that they are of; if they are no content (a repeated "
        "heading, a page number), add them to the document’s list of exclusions.",
    ),
)
ADDED: Final = Rule(
    code="S-FID-02",
    severity="violation",
    name=Text("mots du document", "words of the document"),
    message=Text(
        "Ce que les données citent du document y est imprimé, à la lettre et à l’endroit dit.",
        "What the data quote from the document is printed there, to the letter and where it says.",
    ),
    remedy=Text(
        "Rétablissez les mots du document, ou corrigez l’endroit ; si le document a changé, "
        "remplacez-le par celui qui est en vigueur et transcrivez-le de nouveau.",
        "Restore the words of the document, or correct the place; if the document has changed, "
        "replace it by the one in force and transcribe it again.",
    ),
)
ORDER: Final = Rule(
    code="S-FID-03",
    severity="violation",
    name=Text("ordre du document", "order of the document"),
    message=Text(
        "Les cellules d’une inscription se suivent comme dans le document.",
        "The cells of an entry follow each other as in the document.",
    ),
    remedy=Text(
        "Corrigez les lignes que la cellule dit reprendre, ou rendez les mots à leur cellule.",
        "Correct the lines that the cell is said to quote, or give the words back to their cell.",
    ),
)
UNDESCRIBED: Final = Rule(
    code="S-FID-04",
    severity="info",
    name=Text("document reçu", "document received"),
    message=Text(
        "Les données décrivent chaque document du dossier « sources ».",
        "The data describe each document in the folder 'sources'.",
    ),
    remedy=Text(
        "Importez ce document, décrivez-le sous son nom de fichier (dcterms:identifier), ou "
        "rangez-le ailleurs.",
        "Import this document, describe it by its file name (dcterms:identifier), or keep it "
        "elsewhere.",
    ),
)
RULES: Final = (LOST, ADDED, ORDER, UNDESCRIBED)
RULE_OF: Final[dict[Kind, Rule]] = {
    "missing": LOST,
    "repeated": LOST,
    "misquoted": ADDED,
    "unsourced": ADDED,
    "unplaced": ADDED,
    "disorder": ORDER,
}
_MISSING: Final = Text(
    "« {expected} » n’est dans aucune cellule.", "“{expected}” stands in no cell."
)
_REPEATED: Final = Text(
    "« {expected} » est dans plusieurs cellules.", "“{expected}” stands in several cells."
)
_MISQUOTED: Final = Text(
    "Le document dit « {expected} », les données « {found} ».",
    "The document says “{expected}”, the data “{found}”.",
)
_UNSOURCED: Final = Text(
    "Aucun passage du document ne porte « {found} ».", "No passage of the document has “{found}”."
)
_UNPLACED: Final = Text(
    "L’endroit donné, « {place} », n’est pas dans le document.",
    "The place given, “{place}”, is not in the document.",
)
_NOWHERE: Final = Text(
    "Le passage ne dit pas à quelles lignes du document sont ses mots.",
    "The span does not say on which lines of the document its words are.",
)
_DISORDER: Final = Text(
    "Ces mots sont imprimés avant ceux de la cellule qui précède, ou dans un autre ordre.",
    "These words are printed before those of the preceding cell, or in another order.",
)
_SAID: Final[dict[Kind, Text]] = {
    "missing": _MISSING,
    "repeated": _REPEATED,
    "misquoted": _MISQUOTED,
    "unsourced": _UNSOURCED,
    "unplaced": _UNPLACED,
    "disorder": _DISORDER,
}
NOT_DESCRIBED: Final = Text("Aucune donnée ne décrit « {name} ».", "No data describe “{name}”.")
_NOTHING: Final = Text("(rien)", "(nothing)")


def told(difference: Difference) -> Text:
    """Return what is the case: only the words where document and data part, when they are many."""
    expected, found = difference.expected, difference.found
    if difference.kind == "misquoted":
        expected, found = _parting(expected.split(), found.split())
    nowhere = difference.kind == "unplaced" and not difference.place
    said = _NOWHERE if nowhere else _SAID[difference.kind]
    return Text(
        *(
            said.format(
                expected=shorten(expected) or _NOTHING[language],
                found=shorten(found) or _NOTHING[language],
                place=difference.place,
            )[language]
            for language in LANGUAGES
        )
    )


def _parting(one: Sequence[str], other: Sequence[str]) -> tuple[str, str]:
    """Return where two texts part, with a word before and after that they share."""
    most = min(len(one), len(other))
    start = next((n for n in range(most) if one[n] != other[n]), most)
    end = next((n for n in range(most - start) if one[-1 - n] != other[-1 - n]), most - start)
    first = max(start - 1, 0)
    left, right = (" ".join(words[first : len(words) - max(end - 1, 0)]) for words in (one, other))
    return left, right
