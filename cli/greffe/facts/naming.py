"""What things are called on a fact sheet: a communication by its number and whom it goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.namespaces import GREFFE
from greffe.results.labels import labels_of
from greffe.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.language import Language
    from greffe.results.model import Source

NAMED: Final = 2
"""How many recipients the name of a communication gives."""

_BATCH: Final = 500


def names_of(source: Source, iris: Iterable[str], language: Language) -> dict[str, str]:
    """Return what things are called in the language; those that have no name are left out.

    A number says nothing to who does not know the register by heart: ``C5 – Retraite Québec``.
    """
    wanted = sorted(iris)
    labels = labels_of(source, wanted, language)
    recipients = _recipients(source, wanted)
    called = labels_of(source, {each for some in recipients.values() for each in some}, language)
    return labels | {
        iri: " – ".join([labels.get(iri, iri), _listed([called.get(each, each) for each in some])])
        for iri, some in recipients.items()
    }


def _recipients(source: Source, iris: list[str]) -> dict[str, list[str]]:
    """Return those to whom each communication among ``iris`` goes, sorted."""
    found: dict[str, list[str]] = {}
    for start in range(0, len(iris), _BATCH):
        things = " ".join(str(Iri(iri)) for iri in iris[start : start + _BATCH])
        rows = source.select(
            f"SELECT DISTINCT ?thing ?recipient WHERE {{ VALUES ?thing {{ {things} }} "
            f"?thing <{GREFFE}recipient> ?recipient }} ORDER BY ?thing ?recipient"
        ).rows
        for thing, recipient in rows:
            if isinstance(thing, Iri) and isinstance(recipient, Iri):
                found.setdefault(thing.value, []).append(recipient.value)
    return found


def _listed(names: list[str]) -> str:
    return ", ".join([*names[:NAMED], *(["…"] if len(names) > NAMED else [])])
