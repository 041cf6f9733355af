"""Reads a register or an inventory of a body from the store, in its official layout."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

from greffe.bodies import read_body
from greffe.documents.columns import COLUMNS, SCHEMES
from greffe.documents.kinds import TRAITS
from greffe.documents.tables import DASH
from greffe.errors import InputError
from greffe.exporting.official import Entry, Official
from greffe.language import Text
from greffe.namespaces import CONCEPT, GREFFE
from greffe.resources import queries_dir
from greffe.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from greffe.bodies import Body
    from greffe.documents.kinds import Kind
    from greffe.store import Store
    from greffe.terms import Term
    from greffe.workspace import Workspace

YES_NO: Final = ("Oui", "Non")

_UNIT: Final = f"{GREFFE}responsibleUnit"


def find_body(workspace: Workspace, key: str) -> Body:
    """Return a body of the workspace by its key.

    Raises ``UnknownName`` for a key that no folder has, ``InputError`` or ``SyntaxFault`` where
    its ``body.ttl`` cannot be read or describes no body.
    """
    from greffe.turtle.reading import parse

    workspace.require_body(key)
    path = workspace.body_dir(key) / "body.ttl"
    return read_body(path, parse(path))


def read_official(store: Store, body: Body, kind: Kind) -> Official:
    """Return the register or the inventory of a body.

    Raises ``InputError`` when the body has no such document.
    """
    dataset = body.document(kind)
    heads = store.select(_query("head"), {"document": Iri(dataset)}).rows
    if not heads:
        raise _no_document(body, kind)
    title, introduction, publisher = map(_words, heads[0])
    return Official(
        kind,
        title,
        body.key,
        dataset,
        publisher,
        introduction,
        _entries(store, dataset, kind),
        choices(store, kind, body),
    )


def choices(store: Store, kind: Kind, body: Body | None = None) -> dict[str, tuple[str, ...]]:
    """Return the values of the columns that have a closed list; the units are the body's own."""
    if kind == "register":
        return {"outsideQuebecText": YES_NO}
    found = {
        name: _column(store, "choices", "label", {"scheme": Iri(f"{CONCEPT}{scheme}")})
        for name, scheme in SCHEMES.items()
    }
    if body is not None:
        found["unitText"] = _column(store, "units", "label", {"body": Iri(body.iri)})
    return {name: values for name, values in found.items() if values}


def unit_names(store: Store, body: Body) -> dict[str, str]:
    """Return the French names of the administrative units of a body, by their identifiers."""
    found = store.select(_query("units"), {"body": Iri(body.iri)})
    return {_words(unit): _words(label) for unit, label in found.rows}


@cache
def _query(name: str) -> str:
    return (queries_dir() / "tables" / f"{name}.rq").read_text(encoding="utf-8")


def _column(store: Store, query: str, variable: str, values: Mapping[str, Term]) -> tuple[str, ...]:
    found = store.select(_query(query), values)
    position = found.variables.index(variable)
    return tuple(sorted({_words(row[position]) for row in found.rows}, key=_alphabetical))


def _entries(store: Store, dataset: str, kind: Kind) -> tuple[Entry, ...]:
    found = store.select(_query("entries"), {"document": Iri(dataset)})
    rows = ([_words(term) for term in row] for row in found.rows)
    grouped = groupby(rows, key=lambda row: (row[0], row[1]))
    return tuple(
        _entry(iri, number, [(row[2], row[3]) for row in said], kind)
        for (iri, number), said in grouped
    )


def _entry(iri: str, number: str, said: list[tuple[str, str]], kind: Kind) -> Entry:
    cells = (_joined(said, column.property) for column in COLUMNS[kind])
    units = tuple(value for name, value in said if name == _UNIT)
    short = number.removeprefix(TRAITS[kind].letter)
    return Entry(iri, short or iri.rpartition("/")[2], tuple(cells), units)


def _joined(said: Iterable[tuple[str, str]], name: str) -> str:
    return "\n\n".join(value for each, value in said if each == name) or DASH


def _alphabetical(words: str) -> tuple[str, str]:
    """Return a sort key that puts É beside E, as a dictionary does."""
    letters = (each for each in normalize("NFD", words.casefold()) if not combining(each))
    return "".join(letters), words


def _words(term: Term | None) -> str:
    return str(getattr(term, "value", ""))


def _no_document(body: Body, kind: Kind) -> InputError:
    name = TRAITS[kind].stem
    return InputError(
        Text(
            f"{body.key} : cet organisme n’a pas de {name} dans ces données.",
            f"{body.key}: this body has no {kind} in this data.",
        ),
        Text(
            f"Importez-le, ou demandez un modèle vide (greffe export --blank --what {kind}).",
            f"Import it, or ask for a blank form (greffe export --blank --what {kind}).",
        ),
    )
