"""Which entries are about persons in a situation, and why.

No entry is listed by hand.  An entry is in a situation when it has a purpose or a category of
persons that the situation is linked to, or when its own words hold a phrase that tells the
situation; both stand in the concept scheme ``situation``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from greffe.publication.site.reading import ask, grouped, rows_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from greffe.publication.site.site import Site


@dataclass(slots=True)
class Why:
    """Why an entry is in a situation: the concepts that both have, and phrases of its words."""

    shared: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)


Situations = dict[str, dict[str, Why]]
"""The entries in each situation, in printed order, and why."""


@lru_cache(maxsize=1)
def situations(site: Site) -> Situations:
    """Return the situations in which there is an entry, and why each entry is there."""
    phrases = grouped(ask(site.store, "situations-phrases"), "situation")
    shared = grouped(ask(site.store, "situations-shared"), "situation")
    telling = _telling(site, {row["phrase"] for rows in phrases.values() for row in rows})
    order = {each["entry"]: rank for rank, each in enumerate(ask(site.store, "register-entries"))}
    found: Situations = {}
    for each in ask(site.store, "situations"):
        iri = each["situation"]
        reasons: dict[str, Why] = defaultdict(Why)
        for row in shared.get(iri, ()):
            reasons[row["entry"]].shared.append(row["shared"])
        for phrase in (row["phrase"] for row in phrases.get(iri, ())):
            for entry in telling[phrase]:
                reasons[entry].phrases.append(phrase)
        public = sorted(
            (entry for entry in reasons if entry in site.kinds),
            key=lambda entry: (order.get(entry, 0), entry),
        )
        if public:
            found[iri] = {entry: reasons[entry] for entry in public}
    return found


def _telling(site: Site, phrases: Collection[str]) -> dict[str, set[str]]:
    """Return the entries whose words hold each phrase."""
    wanted = {phrase: _plain(phrase) for phrase in phrases}
    found: dict[str, set[str]] = {phrase: set() for phrase in phrases}
    for row in rows_of(site.store, "situations-words"):
        said = _plain(row["words"])
        for phrase in (each for each, plain in wanted.items() if plain in said):
            found[phrase].add(row["entry"])
    return found


def _plain(words: str) -> str:
    """Return words in one form of apostrophe, case and white space; accents tell words apart."""
    return " ".join(words.replace("’", "'").casefold().split())
