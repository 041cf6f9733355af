"""The flows of information as streams: from a category, by a ground, to a group of recipients.

The unit is one communication of one category to one group of recipients.  A communication counts
once for each category that it carries and each group that it reaches; its ground is the whole set
of sections of the Act respecting Access that it cites, so that nothing counts twice on the way.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from greffe.publication.pictures.facts import Entry, Recipient

Station = tuple[str, ...]
"""One stop of a stream: the identifiers of the things that stand for it; none if not stated."""

CATEGORY, GROUND, GROUP = range(3)
OTHERS: Final[Station] = ("others",)
"""The station of all those that are too many to be shown apart."""
PERSON: Final[Station] = ("person",)
"""The station of natural persons, who have no kind of organisation."""
MOST: Final = 14
"""How many stations a column shows at most, ``OTHERS`` included: all categories fit."""


@dataclass(frozen=True, slots=True)
class Stream:
    """What runs through the same three stations; ``entries`` are the communications in it."""

    stations: tuple[Station, Station, Station]
    entries: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How many communications run in it."""
        return len(self.entries)


def streams(
    communications: Iterable[Entry], recipients: Mapping[str, Recipient], most: int = MOST
) -> tuple[Stream, ...]:
    """Return the streams of these communications, the heaviest stations first."""
    runs: dict[tuple[Station, Station, Station], list[str]] = {}
    for entry in communications:
        groups = dict.fromkeys(group(recipients.get(each)) for each in entry.to("recipient"))
        for category in entry.to("category") or ((),):
            for reached in groups or {(): None}:
                stop: Station = (category,) if category else ()
                runs.setdefault((stop, entry.to("section"), reached), []).append(entry.iri)
    return _merged(runs, most)


def group(recipient: Recipient | None) -> Station:
    """Return the station of a recipient: its kinds; none where they are not established."""
    if recipient is None:
        return ()
    return PERSON if recipient.person else recipient.kinds


def weights(given: Iterable[Stream], column: int) -> dict[Station, int]:
    """Return the weight of each station of a column: heaviest first, ``OTHERS`` and none last."""
    total: Counter[Station] = Counter()
    for stream in given:
        total[stream.stations[column]] += stream.weight
    ranked = sorted(total, key=lambda at: (at == (), at == OTHERS, -total[at], at))
    return {station: total[station] for station in ranked}


def _merged(
    runs: Mapping[tuple[Station, Station, Station], list[str]], most: int
) -> tuple[Stream, ...]:
    first = [Stream(stations, tuple(entries)) for stations, entries in runs.items()]
    kept = [_kept(weights(first, column), most) for column in (CATEGORY, GROUND, GROUP)]
    found: dict[tuple[Station, Station, Station], list[str]] = {}
    for stream in first:
        a, b, c = (
            station if station in keep else OTHERS
            for station, keep in zip(stream.stations, kept, strict=True)
        )
        found.setdefault((a, b, c), []).extend(stream.entries)
    ordered = [weights(first, column) for column in (CATEGORY, GROUND, GROUP)]
    ranks = [{at: rank for rank, at in enumerate(each)} for each in ordered]
    last = len(runs)
    return tuple(
        Stream(stations, tuple(found[stations]))
        for stations in sorted(
            found,
            key=lambda stops: [rank.get(at, last) for rank, at in zip(ranks, stops, strict=True)],
        )
    )


def _kept(total: Mapping[Station, int], most: int) -> set[Station]:
    return set(total) if len(total) <= most else set(list(total)[: most - 1])
