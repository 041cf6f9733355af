"""How a result is told: what is the case, beside the rule that says what should be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from greffe.language import Language

SHOWN: Final = 60
"""Longest part of a value that a message shows."""

TOLD: Final = 240
"""Longest part of a value that stands in a sentence written for it."""

NOTHING: Final = Text("Aucune valeur n’est donnée.", "No value is given.")
NOT_RECOGNISED: Final = Text(
    "Ces mots ne sont pas reconnus : « {words} ».", "These words are not recognised: “{words}”."
)
"""What is said of a value that is missing although the cell that it is read from holds words."""

_WITH_VALUE: Final[dict[str, Text]] = {
    "Class": Text(
        "« {value} » n’est pas décrit dans les fichiers lus, ou n’est pas de la bonne classe.",
        "“{value}” is not described in the files read, or is not of the right class.",
    ),
    "Or": Text(
        "« {value} » n’est pas décrit dans les fichiers lus, ou n’est pas de la bonne sorte.",
        "“{value}” is not described in the files read, or is not of the right kind.",
    ),
    "Datatype": Text(
        "« {value} » n’est pas du type attendu.", "“{value}” is not of the expected type."
    ),
    "NodeKind": Text(
        "« {value} » n’est pas de la sorte attendue.", "“{value}” is not of the expected kind."
    ),
    "LanguageIn": Text(
        "« {value} » n’est pas dans la bonne langue.", "“{value}” is not in the right language."
    ),
    "Pattern": Text(
        "« {value} » n’a pas la forme attendue.", "“{value}” does not have the expected form."
    ),
    "MinInclusive": Text("« {value} » est trop petit.", "“{value}” is too small."),
    "Equals": Text("« {value} » n’est que d’un côté.", "“{value}” is on one side only."),
}
_ALONE: Final[dict[str, Text]] = {
    "MinCount": NOTHING,
    "MaxCount": Text("Il y a trop de valeurs.", "There are too many values."),
    "UniqueLang": Text(
        "Il y a deux valeurs dans la même langue.", "There are two values in the same language."
    ),
    "HasValue": Text("La valeur attendue n’y est pas.", "The expected value is not there."),
    "Evaluation": Text(
        "La vérification n’a pas pu se faire : une valeur ne peut pas être comparée.",
        "The check could not be made: a value cannot be compared.",
    ),
}
_OTHERWISE: Final = Text("« {value} ».", "“{value}”.")
_SILENT: Final = Text("", "")

_PLACEHOLDER: Final = re.compile(r"\{[?$]\w+\}")

TELLING: Final = ("MinCount", "Datatype", "LanguageIn", "NodeKind", "Class", "Or", "Pattern")
"""Components in the order in which they explain one and the same fault best."""


def detail(component: str, value: str | None) -> Text:
    """Return what is the case, in both languages, for one kind of constraint and one value."""
    if component in _ALONE:
        return _ALONE[component]
    if value is None:
        return _SILENT
    shown = shorten(value)
    return _WITH_VALUE.get(component, _OTHERWISE).format(value=shown)


def filled(
    template: Text, said: Sequence[str], named: Callable[[str, Language], str] | None = None
) -> Text | None:
    """Return a message in both languages, its placeholders filled in as an engine has said them.

    Engines may lose the languages of messages and mix them with others: a message is known by the
    words around its placeholders.  ``named`` says a value in one language, such as the name of
    what an IRI stands for.  Long values are cut.  None when a language was not said.
    """
    found: list[str] = []
    for language in LANGUAGES:
        fixed = _PLACEHOLDER.split(template[language])
        values = _values(fixed, said)
        if values is None:
            return None
        told = [shorten(named(v, language) if named else v, TOLD) for v in values]
        found.append("".join(w + v for w, v in zip(fixed, [*told, ""], strict=True)))
    return Text(*found)


def _values(fixed: Sequence[str], said: Sequence[str]) -> tuple[str, ...] | None:
    pattern = re.compile("(.*)".join(map(re.escape, fixed)), re.DOTALL)
    return next((match.groups() for text in said if (match := pattern.fullmatch(text))), None)


def telling(component: str) -> int:
    """Return how well a component explains a fault, compared to others: less is better."""
    return TELLING.index(component) if component in TELLING else len(TELLING)


def joined(*parts: Text) -> Text:
    """Return sentences one after the other, leaving out those that say nothing."""
    said = [part for part in parts if part.fr]
    return Text(" ".join(part.fr for part in said), " ".join(part.en for part in said))


def shorten(value: str, longest: int = SHOWN) -> str:
    """Return a value on one line, cut between two words when it is long."""
    line = " ".join(value.split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0] + " …"
