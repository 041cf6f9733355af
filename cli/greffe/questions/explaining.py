"""A question of the library as its help tells it: what it asks, what it takes, what it gives."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Final

from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.language import Language
    from greffe.questions.collection import Parameter, Question

WIDTH: Final = 78
USAGE: Final = Text("Utilisation : ", "Usage: ")
PARAMETERS: Final = Text("Paramètres :", "Parameters:")
REQUIRED: Final = Text("obligatoire", "required")
OPTIONAL: Final = Text("facultatif", "optional")
COLUMNS: Final = Text("Colonnes : ", "Columns: ")
OTHERS: Final = Text(
    "« greffe query --help » donne les options de toutes les questions : format, fichier, sources.",
    "'greffe query --help' gives the options of all questions: format, file, sources.",
)


def usage(question: Question) -> str:
    """Return the parameters of a question as they may be typed, the optional ones in brackets."""
    return " ".join(map(_option, question.parameters))


def explained(question: Question, language: Language) -> str:
    """Return the help of one question in one language, on lines that fit a terminal."""
    return "\n\n".join(_paragraphs(question, language)) + "\n"


def _paragraphs(question: Question, language: Language) -> Iterator[str]:
    yield f"{USAGE[language]}greffe query {question.name} {usage(question)}".rstrip()
    yield _indented(question.question[language])
    if question.summary:
        yield _indented(question.summary[language])
    if question.parameters:
        told = (_told(parameter, language) for parameter in question.parameters)
        yield "\n".join([PARAMETERS[language], *told])
    headings = dict.fromkeys(heading[language] for heading in question.returns.values())
    yield fill(COLUMNS[language] + ", ".join(headings), WIDTH)
    yield fill(OTHERS[language], WIDTH)


def _indented(words: str) -> str:
    return fill(words, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _told(parameter: Parameter, language: Language) -> str:
    need = (REQUIRED if parameter.required else OPTIONAL)[language]
    return f"  --{parameter.name}  {parameter.label[language]}  [{need}]"


def _option(parameter: Parameter) -> str:
    example = parameter.example or parameter.kind.upper()
    words = f'"{example}"' if " " in example else example
    option = f"--{parameter.name} {words}"
    return option if parameter.required else f"[{option}]"
