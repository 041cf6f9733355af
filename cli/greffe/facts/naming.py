"""What things are called on a fact sheet: a communication by its number and whom it goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.namespaces import GREFFE
from greffe.results.labels import batches, labels_of
from greffe.terms import Iri, Literal, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from greffe.language import Language
    from greffe.results.model import Source

NAMED: Final = 2
"""How many recipients the name of a communication gives."""


def names_of(source: Source, iris: Iterable[str], language: Language) -> dict[str, str]:
    """Return what things are called in the language; those that have no name are left out.

    A number says nothing to who does not know the register by heart: ``C5 – Retraite Québec``.
    Where no recipient was recognised, the first line of the cell that names one is shown.
    """
    wanted = sorted(iris)
    labels = labels_of(source, wanted, language)
    recipients = _recipients(source, wanted)
    named = {each.value for some in recipients.values() for each in some if isinstance(each, Iri)}
    called = labels_of(source, sorted(named), language)
    return labels | {
        iri: f"{labels.get(iri, iri)} – {_listed([_word(each, called) for each in some])}"
        for iri, some in recipients.items()
    }


def _recipients(source: Source, iris: list[str]) -> dict[str, list[Iri | Literal]]:
    """Return those to whom each communication goes: things, else the words that stand for them."""
    things: dict[str, list[Iri | Literal]] = {}
    words: dict[str, list[Iri | Literal]] = {}
    for thing, recipient, printed in _rows(source, iris):
        if isinstance(thing, Iri) and isinstance(recipient, Iri):
            things.setdefault(thing.value, []).append(recipient)
        elif isinstance(thing, Iri) and isinstance(printed, Literal):
            words[thing.value] = [printed]
    return words | things


def _rows(source: Source, iris: list[str]) -> Iterator[tuple[Term | None, ...]]:
    for things in batches(iris):
        yield from source.select(
            f"SELECT DISTINCT ?thing ?recipient ?printed WHERE {{ VALUES ?thing {{ {things} }} "
            f"{{ ?thing <{GREFFE}recipient> ?recipient }} UNION "
            f"{{ ?thing <{GREFFE}recipientText> ?printed }} }} ORDER BY ?thing ?recipient ?printed"
        ).rows


def _word(recipient: Iri | Literal, called: dict[str, str]) -> str:
    if isinstance(recipient, Iri):
        return called.get(recipient.value, recipient.value)
    return recipient.value.partition("\n")[0]


def _listed(names: list[str]) -> str:
    return ", ".join([*names[:NAMED], *(["…"] if len(names) > NAMED else [])])
