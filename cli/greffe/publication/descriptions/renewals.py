"""The known renewals of agreements as a calendar (iCalendar, RFC 5545).

A day on which an agreement may be renewed comes every year.  The documents do not say since when:
the event begins at its next occurrence, and its stamp (DTSTAMP, RFC 5545 section 3.8.7.2) is the
day after the last one, when this revision of the event came to be.
"""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from greffe.language import Language, Text
from greffe.publication.site.reading import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from greffe.publication.site.site import Site

PATHS: Final = Text("ententes.ics", "en/agreements.ics")
NAME: Final = Text("Renouvellement des ententes", "Renewal of agreements")
_RENEWAL: Final = Text("Renouvelable : {title}", "Renewable: {title}")
_SAID: Final = Text(
    "D’après le registre ({entries}) : peut être renouvelée ce jour-là chaque année. Le registre "
    "ne dit pas si elle l’a été.",
    "As the register says ({entries}): may be renewed on this day every year. The register does "
    "not say whether it was.",
)
_LINE: Final = 75
"""How many octets a line may have, its break not counted (RFC 5545, section 3.1)."""

_LEAP_DAY: Final = (2, 29)


@dataclass(frozen=True, slots=True)
class Renewal:
    """An agreement renewable on a day of every year: its title, the entries that it governs."""

    agreement: str
    title: str
    month: int
    day: int
    entries: tuple[str, ...]
    page: Text | None


def renewals(site: Site) -> tuple[Renewal, ...]:
    """Return the renewals that the data state, in the order of the year."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in rows_of(site.store, "dcat-renewals"):
        entries = found.setdefault((row["renewal"], row["agreement"], row["title"]), [])
        entries += [row["number"]] if "number" in row else []
    return tuple(_renewal(site, *key, entries) for key, entries in sorted(found.items()))


def calendar(renewable: Iterable[Renewal], base_url: str, today: date, language: Language) -> str:
    """Return the calendar in a language, as it stands on a day."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Greffe//Greffe//FR",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(NAME[language])}",
        *(line for each in renewable for line in _event(each, base_url, today, language)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def next_day(month: int, day: int, today: date) -> date:
    """Return the first such day from ``today`` on; 29 February waits for a leap year."""
    return next(found for found in _days(month, day, today.year, 1) if found >= today)


def _event(each: Renewal, base_url: str, today: date, language: Language) -> Iterator[str]:
    start = next_day(each.month, each.day, today)
    last = next(d for d in _days(each.month, each.day, start.year - 1, -1))
    yield "BEGIN:VEVENT"
    yield f"UID:{each.agreement}#renewal"
    yield f"DTSTAMP:{last + timedelta(days=1):%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
    yield "RRULE:FREQ=YEARLY"
    summary = _RENEWAL[language].format(title=each.title)
    yield f"SUMMARY;LANGUAGE={language}:{_escaped(summary)}"
    if each.entries:
        said = _SAID[language].format(entries=", ".join(each.entries))
        yield f"DESCRIPTION;LANGUAGE={language}:{_escaped(said)}"
    if each.page is not None:
        yield f"URL:{base_url}{each.page[language]}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _days(month: int, day: int, year: int, step: int) -> Iterator[date]:
    while True:
        if (month, day) != _LEAP_DAY or isleap(year):
            yield date(year, month, day)
        year += step


def _renewal(site: Site, day: str, agreement: str, title: str, entries: list[str]) -> Renewal:
    month, number = (int(part) for part in day.removeprefix("--").split("-"))
    distinct = tuple(dict.fromkeys(entries))
    return Renewal(agreement, title, month, number, distinct, site.page_of(agreement))


def _escaped(text: str) -> str:
    """Return a value of type TEXT (RFC 5545, section 3.3.11)."""
    for sign, escape in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, escape)
    return text


def _folded(line: str) -> str:
    """Return a content line folded so that no part has over 75 octets, no letter cut in two."""
    parts, part, room = [], "", _LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(part)
            part, room = "", _LINE - 1
        part, room = part + letter, room - size
    return "\r\n ".join([*parts, part])
