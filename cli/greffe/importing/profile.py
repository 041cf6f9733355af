"""Profiles: what a layout of a register or inventory is, as data.

A profile is a YAML file: which dataset it is of, whether its entries are the rows of a *table* or
*fiches* of labels and values, and under which headings each field stands.  ``columns`` are fields
of ours; ``keep`` are cells that no field of ours holds, whose words are kept as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from greffe.documents.columns import IDENTITY
from greffe.documents.tables import DASH, FIELDS
from greffe.errors import InputError, UnknownName
from greffe.files import decoded, read
from greffe.language import Text
from greffe.matching import fold, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.documents.kinds import Kind

Layout = Literal["table", "fiche"]

SHIPPED: Final = (
    "mifi-register",
    "mifi-inventory",
    "generic-register",
    "generic-inventory",
    "fiche",
    "federal",
)
"""The profiles that come with Greffe; of two that fit as well, the first is taken."""

NUMBER: Final = "number"
ID: Final = "id"
ABOVE: Final = "above"
_KEYS: Final = {"title", "dataset", "layout", "number", "columns", "keep", "nothing", "yes", "no"}
_COLUMN_KEYS: Final = {"headings", "required", "blank"}
_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")
_TRAILING: Final = re.compile(r"(?:\s*(?:\(\d+\)|\[\d+\]|[*:.?]))+$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its headings, folded; whether each entry must fill it; what a blank means.

    ``above`` lets a blank repeat the cell above it; no field of ours holds the words of a column
    that is ``kept``.
    """

    name: str
    headings: tuple[str, ...]
    required: bool = False
    above: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """A layout that a file may have.

    ``nothing`` are the ways of writing that a cell holds nothing, ``yes_no`` says what means yes
    and what no; both are in small letters.
    """

    name: str
    title: Text
    dataset: Kind
    layout: Layout
    columns: tuple[Column, ...]
    nothing: frozenset[str] = frozenset({DASH})
    yes_no: Mapping[str, bool] = field(default_factory=dict)

    @property
    def required(self) -> frozenset[str]:
        """The names of the columns that a file must have."""
        return frozenset(column.name for column in self.columns if column.required)

    def is_nothing(self, words: str) -> bool:
        """Tell whether the words of a cell say that it holds nothing."""
        return not words or words.lower() in self.nothing

    def column(self, name: str) -> Column:
        """Return the column of this name; raises ``KeyError`` for a name that it has not."""
        return {column.name: column for column in self.columns}[name]

    def name_of(self, heading: str) -> str | None:
        """Return the name of the column that has this heading, if one has."""
        wanted = folded(heading)
        found = (column.name for column in self.columns if wanted in column.headings)
        return next(found, None) if wanted else None


def shipped() -> tuple[Profile, ...]:
    """Return the profiles that come with Greffe."""
    return tuple(map(_shipped, SHIPPED))


def named(name: str) -> Profile:
    """Return a profile by its name, or from a file of one's own.

    Raises ``UnknownName`` for a name that no profile has, ``InputError`` for a file that cannot be
    read or is no profile.
    """
    if name in SHIPPED:
        return _shipped(name)
    path = Path(name)
    if path.suffix.lower() not in {".yaml", ".yml"} and not path.is_file():
        raise _unknown(name)
    return parse(decoded(read(path), path), path.stem, str(path))


def folded(heading: str) -> str:
    """Return a heading as headings are compared: without case, accents, marks and line breaks."""
    return _TRAILING.sub("", fold(heading))


def parse(text: str, name: str, where: str) -> Profile:
    """Return the profile that a YAML text describes; ``where`` is what errors call it.

    Raises ``InputError``, with what is expected, where it does not describe one.
    """
    from greffe.questions.headers import parse as parse_yaml

    try:
        said = parse_yaml(text)
    except ValueError as error:
        raise _fault(where, Text(f"YAML illisible ({error})", f"broken YAML ({error})")) from error
    faults = list(_faults(said))
    if faults:
        raise _fault(where, faults[0])
    columns = [*_special(said), *_columns(said, "columns"), *_columns(said, "keep")]
    yes = {words.strip().lower(): True for words in said.get("yes", ["Oui"])}
    no = {words.strip().lower(): False for words in said.get("no", ["Non"])}
    return Profile(
        name=name,
        title=Text(said["title"]["fr"], said["title"]["en"]),
        dataset=said["dataset"],
        layout=said.get("layout", "table"),
        columns=tuple(columns),
        nothing=frozenset(words.strip().lower() for words in said.get("nothing", [DASH])),
        yes_no=yes | no,
    )


def _shipped(name: str) -> Profile:
    path = files("greffe.importing") / "profiles" / f"{name}.yaml"
    return parse(path.read_text(encoding="utf-8"), name, f"{name}.yaml")


def _special(said: Mapping[str, Any]) -> Iterator[Column]:
    """Yield the column of numbers and the hidden one that our exports have."""
    yield Column(ID, (folded(IDENTITY), "id"))
    yield Column(NUMBER, tuple(map(folded, said.get("number", []))))


def _columns(said: Mapping[str, Any], group: str) -> Iterator[Column]:
    for name, column in said.get(group, {}).items():
        yield Column(
            name=name,
            headings=tuple(map(folded, column["headings"])),
            required=column.get("required") in {"yes", "true"},
            above=column.get("blank") == ABOVE,
            kept=group == "keep",
        )


def _faults(said: object) -> Iterator[Text]:
    """Yield what keeps something from being a profile, one sentence each."""
    if not isinstance(said, dict) or not isinstance(said.get("columns"), dict):
        yield Text("il faut des « columns »", "it needs 'columns'")
        return
    for key in said.keys() - _KEYS:
        yield Text(f"clé inconnue « {key} »", f"unknown key '{key}'")
    if said.get("dataset") not in FIELDS:
        yield Text(
            "« dataset » est register ou inventory", "'dataset' is either register or inventory"
        )
        return
    if said.get("layout", "table") not in {"table", "fiche"}:
        yield Text("« layout » est table ou fiche", "'layout' is either table or fiche")
    if not isinstance(said.get("title"), dict) or not {"fr", "en"} <= said["title"].keys():
        yield Text("« title » a un texte fr et un texte en", "'title' has a text fr and a text en")
    yield from (
        Text(f"« {key} » est une liste de mots", f"'{key}' is a list of words")
        for key in ("number", "nothing", "yes", "no")
        if not isinstance(said.get(key, []), list)
    )
    yield from _column_faults(said)


def _column_faults(said: Mapping[str, Any]) -> Iterator[Text]:
    known = FIELDS[said["dataset"]]
    for name in said["columns"].keys() - set(known):
        names = quoted(known)
        yield Text(
            f"champ inconnu « {name} » ; connus : {names.fr}",
            f"unknown field '{name}'; known: {names.en}",
        )
    for name in said.get("keep", {}):
        if not _NAME.fullmatch(name) or name in {NUMBER, ID}:
            yield Text(
                f"« {name} » s’écrit en petites lettres, chiffres et traits d’union",
                f"'{name}' is written in small letters, digits and hyphens",
            )
    for name, column in {**said["columns"], **said.get("keep", {})}.items():
        is_list = isinstance(column, dict) and isinstance(column.get("headings"), list)
        if not is_list or column.keys() - _COLUMN_KEYS:
            yield Text(
                f"« {name} » a des « headings » (une liste), et au besoin « required: yes » et "
                "« blank: above »",
                f"'{name}' has 'headings' (a list), and where needed 'required: yes' and "
                "'blank: above'",
            )
    if not any(column.get("required") == "yes" for column in said["columns"].values()):
        yield Text(
            "une colonne au moins porte « required: yes »",
            "one column at least says 'required: yes'",
        )


def _fault(where: str, what: Text) -> InputError:
    return InputError(
        Text(
            f"{where} : ce n’est pas un profil ({what.fr}).",
            f"{where}: not a profile ({what.en}).",
        ),
        Text(
            "Prenez modèle sur un des profils livrés (cli/greffe/importing/profiles).",
            "Follow one of the profiles that come with Greffe (cli/greffe/importing/profiles).",
        ),
    )


def _unknown(name: str) -> UnknownName:
    known = quoted(SHIPPED)
    return UnknownName(
        Text(f"aucun profil ne s’appelle « {name} ».", f"there is no profile '{name}'."),
        Text(
            f"Profils connus : {known.fr} ; ou donnez un fichier .yaml.",
            f"Known profiles: {known.en}; or give a .yaml file.",
        ),
    )
