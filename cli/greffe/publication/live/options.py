"""What the form of a question offers: for each parameter, the things that it may stand for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.namespaces import ROOT
from greffe.matching import fold
from greffe.questions.naming import candidates
from greffe.results.grid import short_name

if TYPE_CHECKING:
    from greffe.language import Language
    from greffe.publication.site.site import Site
    from greffe.questions import Parameter

TYPED: Final = frozenset({"text", "integer", "year"})
"""Kinds of parameters that a person writes; of the others, one value is chosen."""

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
    named = [(iri, site.label(iri, language)) for iri in candidates(parameter, site.store)]
    uses = Counter(label for _, label in named)
    told = (
        Option(chosen(iri), label if uses[label] == 1 else f"{label} [{short_name(iri)}]")
        for iri, label in named
    )
    return tuple(sorted(told, key=lambda option: _order(option.label)))


def chosen(iri: str) -> str:
    """Return what a form sends for a thing: its IRI, without our root if it has it."""
    return iri.removeprefix(ROOT)


def _order(label: str) -> tuple[int, int, str]:
    """Entries by number (``F9`` before ``F10``), all else as in a dictionary."""
    head = label.partition(" ")[0]
    if head[:1].isupper() and head[1:].isdigit():
        return (ord(head[0]), int(head[1:]), "")
    return (0, 0, fold(label))
