"""What all things of a site are called, read at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.results.labels import IDENTIFIER, NAMING, labels_of
from greffe.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.language import Language
    from greffe.results.model import Source

_ENTRY: Final = re.compile(r"(.*)/(?:communication|file)/[^/]+")
_NUMBER: Final = re.compile(r"[A-Z]+\d+")

_FRENCH: Final = """
SELECT DISTINCT ?thing WHERE {
  ?thing ?kind ?name FILTER(?kind IN (%(kinds)s) && LANG(?name) = "fr")
  FILTER NOT EXISTS {
    ?thing ?other ?english FILTER(?other IN (%(kinds)s) && LANG(?english) = "en")
  }
}"""
_NAMED: Final = "SELECT DISTINCT ?thing WHERE { ?thing ?kind ?name FILTER(?kind IN (%s)) }"


def all_labels(source: Source, language: Language) -> dict[str, str]:
    """Return the label of every thing that has one, in the language or else in French."""
    kinds = ", ".join(str(Iri(kind)) for kind in (*NAMING, IDENTIFIER))
    rows = source.select(_NAMED % kinds).rows
    return labels_of(
        source, sorted(row[0].value for row in rows if isinstance(row[0], Iri)), language
    )


def told_apart(names: Mapping[str, str], keepers: Mapping[str, str]) -> dict[str, str]:
    """Return names in which the number of an entry is followed by the body that keeps it.

    ``keepers`` gives what a body is called for short, by what the identifiers of its things begin
    with: C5 of one body is not C5 of another.
    """
    found = dict(names)
    for iri, name in names.items():
        entry = _ENTRY.fullmatch(iri)
        number = _NUMBER.match(name)
        if entry and number and entry[1] in keepers:
            found[iri] = f"{number[0]} ({keepers[entry[1]]}){name[number.end() :]}"
    return found


def french_only(source: Source) -> frozenset[str]:
    """Return the things that have a name in French and none in English.

    Where an English page names them, it says that the words are French (WCAG 2.1, 3.1.2).
    """
    kinds = ", ".join(str(Iri(kind)) for kind in NAMING)
    rows = source.select(_FRENCH % {"kinds": kinds}).rows
    return frozenset(row[0].value for row in rows if isinstance(row[0], Iri))
