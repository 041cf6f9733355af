"""What the form of a question offers: for each parameter, the things that it may stand for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from greffe.matching import fold
from greffe.namespaces import GREFFE, ROOT
from greffe.questions.naming import candidates
from greffe.results.grid import short_name
from greffe.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.language import Language
    from greffe.publication.site.site import Site
    from greffe.questions import Parameter
    from greffe.store import Store

TYPED: Final = frozenset({"text", "integer", "year"})
"""Kinds of parameters that a person writes; of the others, one value is chosen."""

_SENT: Final = f"SELECT ?entry ?to WHERE {{ ?entry <{GREFFE}recipient> ?to }} ORDER BY ?entry ?to"

YES_NO: Final = {"fr": ("Oui", "Non"), "en": ("Yes", "No")}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what the form sends (an IRI without our root) and what it is called."""

    value: str
    label: str


def options(site: Site, parameter: Parameter, language: Language) -> tuple[Option, ...]:
    """Return the choices of a parameter by their names; none for one that a person writes.

    Two things of the same name are told apart by their short names.
    """
    if parameter.kind in TYPED:
        return ()
    if parameter.kind == "boolean":
        yes, no = YES_NO[language]
        return (Option("true", yes), Option("false", no))
    named = [(iri, _name(site, iri, language)) for iri in candidates(parameter, site.store)]
    uses = Counter(label for _, label in named)
    told = (
        Option(chosen(iri), label if uses[label] == 1 else f"{label} [{short_name(iri)}]")
        for iri, label in named
    )
    return tuple(sorted(told, key=lambda option: _order(option.label)))


def chosen(iri: str) -> str:
    """Return what a form sends for a thing: its IRI, without our root if it has it."""
    return iri.removeprefix(ROOT)


def _name(site: Site, iri: str, language: Language) -> str:
    """Return what a thing is called; a communication, which has no title, by its recipient."""
    label, recipients = site.label(iri, language), _recipients(site.store).get(iri, ())
    if not recipients:
        return label
    rest = ", …" if len(recipients) > 1 else ""
    return f"{label} – {site.label(recipients[0], language)}{rest}"


@lru_cache(maxsize=1)
def _recipients(store: Store) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry, recipient in store.select(_SENT).rows:
        if isinstance(entry, Iri) and isinstance(recipient, Iri):
            found[entry.value] = (*found.get(entry.value, ()), recipient.value)
    return found


def _order(label: str) -> tuple[int, int, str]:
    """Entries by number (``F9`` before ``F10``), all else as in a dictionary."""
    head = label.partition(" ")[0]
    if head[:1].isupper() and head[1:].isdigit():
        return (ord(head[0]), int(head[1:]), "")
    return (0, 0, fold(label))
