"""The timeline of agreements: when each was signed and amended, as precisely as the register says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from greffe.namespaces import GREFFE
from greffe.publication.pictures import lettering
from greffe.publication.pictures.picture import Cell, Part, Picture
from greffe.publication.pictures.svg import Markup, element, link
from greffe.publication.site.wording import shown_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greffe.publication.pictures.facts import Deal, Entry, Facts
    from greffe.publication.pictures.picture import View

NAME: Final = "timeline"
SIGNED: Final = f"{GREFFE}signed"
AMENDED: Final = f"{GREFFE}amended"
MOST: Final = 40
WIDTH: Final = 800.0
LEFT: Final = 14.0
LANE: Final = 66.0
HEAD: Final = 44.0
POINT: Final = 7.0
_DAYS: Final = 365.25
_STEPS: Final = (1, 2, 5, 10, 20, 50)
_TICKS: Final = 8


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a date covers: one, a month or a year; ``end`` is the last of them."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Scale:
    """From days to places along the line: whole years, from ``first`` to ``last`` included."""

    first: int
    last: int
    left: float = LEFT
    right: float = WIDTH - LEFT

    def at(self, day: date) -> float:
        """Return the place of the beginning of a day."""
        years = (day - date(self.first, 1, 1)).days / _DAYS
        whole = (date(self.last, 12, 31) - date(self.first, 1, 1)).days / _DAYS
        return self.left + (self.right - self.left) * min(years / whole, 1.0)

    def ticks(self) -> tuple[int, ...]:
        """Return the years to write: round, and few enough not to touch."""
        span = self.last - self.first + 1
        step = next((each for each in _STEPS if span / each <= _TICKS), _STEPS[-1])
        return tuple(year for year in range(self.first, self.last + 1) if year % step == 0)


def period(written: str) -> Period | None:
    """Return the days of an xsd:gYear, xsd:gYearMonth or xsd:date; ``None`` for anything else."""
    try:
        parts = [int(part) for part in written.split("-")]
        start = date(*(*parts, 1, 1)[: max(len(parts), 3)])
    except (TypeError, ValueError):
        return None
    if len(parts) == 1:
        return Period(start, date(start.year, 12, 31))
    if len(parts) == 2:  # noqa: PLR2004 - a year and a month
        after = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        return Period(start, after - timedelta(days=1))
    return Period(start, start)


def dates(deal: Deal) -> tuple[tuple[str, str, Period], ...]:
    """Return the dates of an agreement that can be read: property, as written, days covered."""
    read = ((kind, written, period(written)) for kind, written in deal.dates)
    return tuple((kind, written, days) for kind, written, days in read if days is not None)


def scale(deals: Iterable[Deal]) -> Scale | None:
    """Return a scale that holds every date of these agreements; ``None`` when none is dated."""
    days = [days for deal in deals for *_, days in dates(deal)]
    if not days:
        return None
    return Scale(min(day.start.year for day in days), max(day.end.year for day in days))


def ordered(deals: Iterable[Deal]) -> tuple[Deal, ...]:
    """Return agreements from the oldest to the newest, then those without a date."""

    def rank(deal: Deal) -> tuple[bool, date, str]:
        starts = [days.start for *_, days in dates(deal)]
        return (not starts, min(starts, default=date.min), deal.iri)

    return tuple(sorted(deals, key=rank))


def timeline(view: View, facts: Facts, body: str) -> Picture | None:
    """Return the timeline of the agreements of a body; ``None`` when its register names none."""
    users: dict[str, list[Entry]] = {}
    for entry in facts.communications(body):
        for iri in entry.to("agreement"):
            users.setdefault(iri, []).append(entry)
    deals = ordered(deal for deal in facts.deals if deal.iri in users)
    if not deals:
        return None
    return Picture(
        NAME,
        view.t("Les ententes dans le temps", "The agreements over time"),
        _description(view, deals),
        drawing(view, deals),
        (
            view.t("Entente", "Agreement"),
            view.t("Signée", "Signed"),
            view.t("Modifiée", "Amended"),
            view.t("Communications", "Communications"),
        ),
        tuple(_row(view, deal, users[deal.iri]) for deal in deals),
        frozenset(view.things),
    )


def _description(view: View, deals: Sequence[Deal]) -> str:
    dated = sum(bool(dates(deal)) for deal in deals)
    undated = len(deals) - dated
    return view.t(
        f"{dated} des {len(deals)} ententes que le registre nomme portent une date. Un trait couvre "
        f"le mois ou l’année quand le jour n’est pas dit. Le registre ne date pas les {undated} "
        "autres, nommées à la suite.",
        f"{dated} of the {len(deals)} agreements that the register names bear a date. A line covers "
        f"the month or the year where the day is not told. The register gives no date for the "
        f"{undated} others, named after them.",
    )


def drawing(view: View, deals: Sequence[Deal]) -> Markup:
    """Return the timeline as SVG: the years, one lane an agreement, then those without a date."""
    shown = deals[:MOST]
    dated = [deal for deal in shown if dates(deal)]
    along = scale(dated)
    bottom = HEAD + LANE * len(dated)
    parts = [] if along is None else [_axis(along, bottom), *_legend(view)]
    for rank, deal in enumerate(dated):
        parts.append(_lane(view, deal, HEAD + LANE * rank, along))
    if len(dated) < len(shown):
        heading = view.t("Sans date au registre", "Without a date in the register")
        parts.append(element("text", heading, class_="head", x=LEFT, y=bottom + 38))
        bottom += 50
    for rank, deal in enumerate(shown[len(dated) :]):
        parts.append(_lane(view, deal, bottom + 30 * rank, None))
    height = bottom + 30 * (len(shown) - len(dated)) + 10
    return element(
        "svg",
        *parts,
        class_="picture-drawing timeline",
        view_box=f"0 0 {WIDTH:.0f} {height:.0f}",
        role="group",
        aria_labelledby=f"{NAME}-title",
        aria_describedby=f"{NAME}-description",
    )


def _axis(along: Scale, bottom: float) -> Markup:
    lines = [
        joint
        for year in along.ticks()
        for x in (along.at(date(year, 1, 1)),)
        for joint in (
            element("line", class_="rule", x1=x, x2=x, y1=HEAD - 8, y2=bottom),
            element("text", str(year), class_="tick", x=x + 3, y=HEAD - 12),
        )
    ]
    return element("g", *lines, class_="axis")


def _legend(view: View) -> list[Markup]:
    words = {SIGNED: view.t("signée", "signed"), AMENDED: view.t("modifiée", "amended")}
    x, found = LEFT + POINT, []
    for kind, word in words.items():
        found.append(_mark(kind, x, 10.0))
        found.append(element("text", word, x=x + 13, y=15, class_="tick"))
        x += lettering.width(word) + 50
    return found


def _lane(view: View, deal: Deal, top: float, along: Scale | None) -> Markup:
    room = WIDTH - 2 * LEFT
    title = lettering.shortened(deal.title, room)
    text = element(
        "text", title, element("title", deal.title), lang="fr", x=LEFT, y=top + lettering.LINE + 2
    )
    marks = [] if along is None else _marks(view, deal, top + 44, along)
    return element("g", link(view.href(deal.iri), text), *marks, class_="lane")


def _marks(view: View, deal: Deal, y: float, along: Scale) -> list[Markup]:
    found = [element("line", class_="track", x1=along.left, x2=along.right, y1=y, y2=y)]
    for kind, written, days in dates(deal):
        x1, x2 = along.at(days.start), along.at(days.end)
        words = shown_date(written, view.language)
        if x2 - x1 > 2 * POINT:
            found.append(element("line", class_="span", x1=x1, x2=x2, y1=y, y2=y))
        x = (x1 + x2) / 2
        found.append(_mark(kind, x, y))
        fits = x + POINT + 4 + lettering.width(words) < along.right
        found.append(
            element(
                "text",
                words,
                class_="tick",
                x=x + POINT + 4 if fits else x - POINT - 4,
                y=y + 17,
                text_anchor=None if fits else "end",
            )
        )
    return found


def _mark(kind: str, x: float, y: float) -> Markup:
    if kind == SIGNED:
        return element("circle", class_="mark signed", cx=x, cy=y, r=POINT - 1)
    points = f"M{x:.1f},{y - POINT:.1f}l{POINT},{POINT}l-{POINT},{POINT}l-{POINT},-{POINT}Z"
    return element("path", class_="mark amended", d=points)


def _row(view: View, deal: Deal, users: Iterable[Entry]) -> tuple[Cell, ...]:
    def said(kind: str) -> Cell:
        days = [written for name, written, _ in dates(deal) if name == kind]
        unknown = () if days or kind == AMENDED else (Part(view.t("sans date", "no date")),)
        return Cell((*(Part(shown_date(day, view.language)) for day in days), *unknown))

    entries = tuple(Part(entry.number, view.href(entry.iri)) for entry in users)
    title = Cell((Part(deal.title, view.href(deal.iri), french=True),))
    return (title, said(SIGNED), said(AMENDED), Cell(entries))
