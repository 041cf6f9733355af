"""The lists of questions in the documentation say what the library holds.

``pytest tests/docs --refresh-docs`` writes them again from the headers of the questions.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from greffe.language import LANGUAGES, Language, Text
from greffe.questions import Parameter, Question, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[2] / "docs"
SECTIONS = {
    "recipients": Text("Qui reçoit quoi", "Who receives what"),
    "data": Text("Les renseignements", "The information"),
    "law": Text("Le fondement juridique", "The legal basis"),
    "agreements": Text("Les ententes", "The agreements"),
    "purposes": Text("Les fins", "The purposes"),
    "frequency": Text("La fréquence et l’ancienneté", "Frequency and age"),
    "channel": Text("Le moyen de transmission", "The means of transmission"),
    "inventory": Text("L’inventaire des fichiers", "The inventory of files"),
    "join": Text("Le registre et l’inventaire ensemble", "The register and the inventory together"),
    "counts": Text("Les chiffres", "The figures"),
    "entry": Text("Une inscription en particulier", "One entry"),
    "source": Text("Les documents eux-mêmes", "The documents themselves"),
}
TITLE = Text("La bibliothèque de questions", "The library of questions")
OPENING = Text(
    "Chaque ligne est une question telle qu’on la pose, et la commande qui y répond. Un paramètre "
    "entre crochets est facultatif ; les valeurs sont des exemples, à remplacer par les vôtres. "
    "Le [guide](guide.md) explique les paramètres et les formats.",
    "Each line is a question as people ask it, and the command that answers it. A parameter in "
    "square brackets is optional; the values are examples, to be replaced by yours. "
    "The [guide](guide.md) explains parameters and formats.",
)
HEADINGS = Text(
    "| Question | Commande | Paramètres |\n| --- | --- | --- |",
    "| Question | Command | Parameters |\n| --- | --- | --- |",
)
KINDS = {
    "concept": Text("valeur d’une liste", "value of a list"),
    "organization": Text("organisme ou groupe", "organisation or group"),
    "provision": Text("article d’une loi", "section of a law"),
    "instrument": Text("loi, règlement, accord", "act, regulation, agreement"),
    "unit": Text("unité administrative", "administrative unit"),
    "system": Text("système d’information", "information system"),
    "agreement": Text("entente", "agreement"),
    "entry": Text("numéro d’inscription", "number of an entry"),
    "communication": Text("numéro de communication", "number of a communication"),
    "file": Text("numéro de fichier", "number of a file"),
    "text": Text("mots", "words"),
    "integer": Text("nombre", "number"),
    "year": Text("année", "year"),
    "boolean": Text("oui ou non", "yes or no"),
}


def page(language: Language) -> str:
    """Return the list of questions in one language."""
    questions = catalogue()
    blocks = [f"# {TITLE[language]}", OPENING[language]]
    for tag, title in SECTIONS.items():
        blocks.append(f"## {title[language]}")
        rows = [_row(question, language) for question in questions if question.tags[0] == tag]
        blocks.append("\n".join([HEADINGS[language], *rows]))
    return "\n\n".join(blocks) + "\n"


def _row(question: Question, language: Language) -> str:
    options = "".join(f" {_option(parameter)}" for parameter in question.parameters)
    notes = "<br>".join(_note(parameter, language) for parameter in question.parameters)
    command = f"`greffe query {question.name}{options}`"
    return f"| {question.question[language]} | {command} | {notes or '—'} |"


def _option(parameter: Parameter) -> str:
    example = parameter.example or ""
    option = (
        f'--{parameter.name} "{example}"' if " " in example else f"--{parameter.name} {example}"
    )
    return option if parameter.required else f"[{option}]"


def _note(parameter: Parameter, language: Language) -> str:
    colon = " : " if language == "fr" else ": "
    kind = KINDS[parameter.kind][language]
    return f"`--{parameter.name}`{colon}{parameter.label[language]} ({kind})"


def listed() -> Iterator[str]:
    """Yield the first tag of each question: the section in which it stands."""
    return (question.tags[0] for question in catalogue())


def test_every_question_has_a_section() -> None:
    """The first tag of each question is one of the sections, and no section is empty."""
    assert set(SECTIONS) == set(listed())


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages(language: Language, request: pytest.FixtureRequest) -> None:
    """The pages list each question of the library, as its header puts it."""
    path = DOCS / language / "questions.md"
    expected = page(language)
    if request.config.getoption("--refresh-docs"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(expected, encoding="utf-8")
    assert expected == path.read_text(encoding="utf-8")


def test_commands_run_as_listed() -> None:
    """Every listed example names its parameters by the names that the question has."""
    for question in catalogue():
        for parameter in question.parameters:
            assert parameter.example, f"{question.name} --{parameter.name}"
