"""The library of questions: SPARQL files that introduce themselves in a YAML header.

A question is a file ``queries/questions/<name>.rq`` whose first lines, ``#+ …``, are YAML: title,
question, tags, typed parameters, the heading of each column, the verbatim fields that source an
answer, and the provision of law that it serves.  A file of the same name in a folder that is named
for an engine holds the same question as that engine alone is asked it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from greffe.errors import InputError, UnknownName
from greffe.files import decoded, read
from greffe.language import Text
from greffe.matching import fold, nearest, quoted
from greffe.questions.headers import read_header
from greffe.resources import queries_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Kind = Literal[
    "concept",
    "organization",
    "provision",
    "instrument",
    "unit",
    "system",
    "agreement",
    "entry",
    "communication",
    "file",
    "text",
    "integer",
    "year",
    "boolean",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_MARK: Final = "#+"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question: the SPARQL variable ``name`` gets a term of this kind.

    ``scheme`` is the key of the concept scheme of a ``concept``; ``example`` a value that people
    may type.
    """

    name: str
    kind: Kind
    label: Text
    required: bool = False
    scheme: str | None = None
    example: str | None = None

    def is_called(self, name: str) -> bool:
        """Return whether people mean this parameter: by its name, or its label in a language."""
        return fold(name).replace(" ", "") in {
            fold(known).replace(" ", "") for known in (self.name, self.label.fr, self.label.en)
        }


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the library and the SPARQL that answers it (without its header).

    ``variants`` are the same question as some engines are asked it, by the engine's name.
    """

    name: str
    path: Path
    text: str
    title: Text
    question: Text
    returns: Mapping[str, Text]
    summary: Text | None = None
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = field(default=())
    verbatim: tuple[str, ...] = ()
    provision: str | None = None
    variants: Mapping[str, str] = field(default_factory=dict)

    def asked_of(self, engine: str) -> str:
        """Return the SPARQL that an engine is asked: written for it, or else for all."""
        return self.variants.get(engine, self.text)


def questions_dir() -> Path:
    """Return the folder of the bundled questions."""
    return queries_dir() / "questions"


def catalogue(folder: Path | None = None) -> tuple[Question, ...]:
    """Return every question by name; raise ``InputError`` for a header that cannot be read."""
    where = questions_dir() if folder is None else folder
    return tuple(read_question(path) for path in sorted(where.glob("*.rq")))


def find(name: str, folder: Path | None = None) -> Question:
    """Return one question, reading no other; raise ``UnknownName`` with the nearest names."""
    where = questions_dir() if folder is None else folder
    paths = {path.stem: path for path in where.glob("*.rq")}
    for stem, path in paths.items():
        if fold(stem) == fold(name):
            return read_question(path)
    near = quoted(nearest(name, sorted(paths)))
    raise UnknownName(
        Text(f"la question « {name} » n’existe pas.", f"there is no question '{name}'."),
        Text(f"Essayez {near.fr}.", f"Try {near.en}.")
        if near.fr
        else Text(
            "« greffe query » donne la liste des questions.", "'greffe query' lists the questions."
        ),
    )


def read_question(path: Path) -> Question:
    """Read one question; raise ``InputError`` when its header breaks the rules above."""
    lines = decoded(read(path), path).splitlines(keepends=True)
    header = "".join(line.removeprefix(_MARK)[1:] for line in lines if line.startswith(_MARK))
    text = "".join(line for line in lines if not line.startswith(_MARK)).strip() + "\n"
    try:
        stated = read_header(header)
        return Question(
            name=path.stem,
            path=path,
            text=text,
            title=_text(stated["title"]),
            question=_text(stated["question"]),
            returns={name: _text(heading) for name, heading in stated["returns"].items()},
            summary=_text(stated["summary"]) if "summary" in stated else None,
            tags=tuple(stated.get("tags", ())),
            parameters=tuple(_parameter(*item) for item in stated.get("params", {}).items()),
            verbatim=tuple(stated.get("verbatim", ())),
            provision=stated.get("provision"),
            variants=dict(_variants(path)),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise _bad_header(path, error) from error


def _variants(path: Path) -> Iterator[tuple[str, str]]:
    for folder in _engines(path.parent):
        variant = folder / path.name
        if variant.is_file():
            yield folder.name, decoded(read(variant), variant)


@cache
def _engines(folder: Path) -> tuple[Path, ...]:
    """Return the folders of a library, each named for an engine."""
    with os.scandir(folder) as entries:
        return tuple(folder / entry.name for entry in entries if entry.is_dir())


def _parameter(name: str, stated: Mapping[str, Any]) -> Parameter:
    kind = stated["type"]
    if kind not in KINDS:
        raise ValueError(f"{name}: type {kind}")
    if kind == "concept" and "scheme" not in stated:
        raise ValueError(f"{name}: scheme")
    return Parameter(
        name=name,
        kind=kind,
        label=_text(stated["label"]),
        required=stated.get("required", "false") == "true",
        scheme=stated.get("scheme"),
        example=stated.get("example"),
    )


def _text(stated: Mapping[str, str]) -> Text:
    return Text(stated["fr"], stated["en"])


def _bad_header(path: Path, error: Exception) -> InputError:
    return InputError(
        Text(
            f"{path} : l’en-tête de la question est fautif ({error}).",
            f"{path}: the header of the question is faulty ({error}).",
        ),
        Text(
            "Il faut title, question et returns en français et en anglais, et un type connu "
            f"pour chaque paramètre ({', '.join(KINDS)}).",
            "It takes title, question and returns in French and English, and a known type "
            f"for each parameter ({', '.join(KINDS)}).",
        ),
    )
