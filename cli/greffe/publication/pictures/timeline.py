"""The timeline of agreements: when each was signed and amended, when it may be renewed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from greffe.publication.pictures import lettering
from greffe.publication.pictures.periods import (
    AMENDED,
    SIGNED,
    dates,
    ordered,
    renewals,
    scale,
)
from greffe.publication.pictures.picture import Cell, Part, Picture
from greffe.publication.pictures.svg import canvas, element, link
from greffe.publication.site.wording import shown_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from greffe.publication.pictures.facts import Deal, Entry, Facts
    from greffe.publication.pictures.periods import Scale
    from greffe.publication.pictures.picture import View

NAME: Final = "timeline"
MOST: Final = 40
"""How many agreements the picture shows; the table has all."""
WIDTH: Final = 720.0
NARROW: Final = 330.0
"""The width of the drawing for a phone, where its letters keep their size."""
LEFT: Final = 14.0
TRACK: Final = 44.0
"""The height of a line of time with the dates under it."""
AIR: Final = 14.0
TITLE: Final = 3
"""How many lines a title has at most."""
HEAD: Final = 46.0
POINT: Final = 7.0


@dataclass(frozen=True, slots=True)
class Lane:
    """The place of one agreement: its title in lines, and under them its line of time if dated."""

    deal: Deal
    title: tuple[str, ...]
    top: float
    dated: bool
    renewed: bool

    @property
    def note(self) -> float:
        """The top of the line that tells when it is renewed, and else of what comes next."""
        return self.top + lettering.LINE * len(self.title)

    @property
    def track(self) -> float:
        """Where its line of time runs."""
        return self.note + lettering.LINE * self.renewed + 16

    @property
    def bottom(self) -> float:
        """Where it ends, with the words under its line of time."""
        return self.note + lettering.LINE * self.renewed + TRACK * self.dated


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
        name=NAME,
        title=view.t("Les ententes dans le temps", "The agreements over time"),
        description=_description(view, deals),
        svg=drawing(view, deals),
        narrow=drawing(view, deals, NARROW),
        columns=(
            view.t("Entente", "Agreement"),
            view.t("Datée", "Dated"),
            view.t("Modifiée", "Amended"),
            view.t("Renouvelable le", "Renewable on"),
            view.t("Communications", "Communications"),
        ),
        rows=tuple(_row(view, deal, users[deal.iri]) for deal in deals),
        things=frozenset(view.things),
    )


def _description(view: View, deals: Sequence[Deal]) -> str:
    dated = sum(bool(dates(deal)) for deal in deals)
    undated = len(deals) - dated
    return view.t(
        f"{dated} des {len(deals)} ententes que le registre nomme portent une date. Un trait "
        "couvre le mois ou l’année quand le jour n’est pas dit. Le registre ne date pas les "
        f"{undated} autres, nommées à la suite.",
        f"{dated} of the {len(deals)} agreements that the register names bear a date. A line "
        "covers the month or the year where the day is not told. The register gives no date for "
        f"the {undated} others, named after them.",
    )


def drawing(view: View, deals: Sequence[Deal], width: float = WIDTH) -> Markup:
    """Return the timeline as SVG: the years, one lane an agreement, then those without a date."""
    placed, height = lanes(deals[:MOST], width)
    along = scale((lane.deal for lane in placed), LEFT, width - LEFT)
    dated = [lane for lane in placed if lane.dated]
    parts = [] if along is None else [_axis(along, dated), *_legend(view)]
    parts += [_lane(view, lane, along) for lane in placed]
    undated = [lane for lane in placed if not lane.dated]
    if undated:
        words = view.t("Sans date au registre", "Without a date in the register")
        parts.append(element("text", words, class_="head", x=LEFT, y=undated[0].top - AIR))
    return canvas(
        NAME,
        f"0 0 {width:.0f} {height:.0f}",
        *parts,
    )


def lanes(deals: Iterable[Deal], width: float = WIDTH) -> tuple[tuple[Lane, ...], float]:
    """Return the lane of each agreement, those with a date first, and the height of them all."""
    found: list[Lane] = []
    top, gap = 0.0, HEAD + AIR
    for deal in deals:
        dated = bool(dates(deal))
        if found and found[-1].dated and not dated:
            gap += 2 * lettering.LINE
        top += gap
        title = lettering.wrap(deal.title, width - 2 * LEFT, TITLE)
        lane = Lane(deal, title, top, dated, renewed=bool(renewals(deal)))
        found.append(lane)
        top, gap = lane.bottom, AIR
    return tuple(found), top + AIR


def _axis(along: Scale, dated: Iterable[Lane]) -> Markup:
    """Return the years over the first lane, and their ticks on the line of each."""
    places = [(year, along.at(date(year, 1, 1))) for year in along.ticks()]
    years = [
        element("text", str(year), class_="tick", x=x, y=HEAD - 2, text_anchor=_anchor(along, x))
        for year, x in places
    ]
    ticks = [
        element("line", class_="rule", x1=x, x2=x, y1=lane.track - 5, y2=lane.track + 5)
        for lane in dated
        for _, x in places
    ]
    return element("g", *years, *ticks, class_="axis")


def _anchor(along: Scale, x: float) -> str | None:
    half = lettering.width("0000") / 2
    if x - half < along.left:
        return None
    return "end" if x + half > along.right else "middle"


def _legend(view: View) -> list[Markup]:
    words = {SIGNED: view.t("datée", "dated"), AMENDED: view.t("modifiée", "amended")}
    x, found = LEFT + POINT, []
    for kind, word in words.items():
        found.append(_mark(kind, x, 10.0))
        found.append(element("text", word, x=x + 13, y=15, class_="tick"))
        x += lettering.width(word) + 50
    return found


def _lane(view: View, lane: Lane, along: Scale | None) -> Markup:
    lines = [
        element("tspan", line, x=LEFT, y=lane.top + lettering.SIZE + at * lettering.LINE)
        for at, line in enumerate(lane.title)
    ]
    cut = lane.title[-1].endswith(lettering.ELLIPSIS)
    whole = [element("title", lane.deal.title)] if cut else []
    text = element("text", *lines, *whole, lang="fr")
    marks = _marks(view, lane, along) if lane.dated and along is not None else []
    if lane.renewed:
        words = view.t("↻ renouvelable le ", "↻ renewable on ") + every_year(view, lane.deal)
        marks.append(element("text", words, class_="tick", x=LEFT, y=lane.note + lettering.SIZE))
    return element("g", link(view.href(lane.deal.iri), text), *marks, class_="lane")


def _marks(view: View, lane: Lane, along: Scale) -> list[Markup]:
    y = lane.track
    found = [element("line", class_="track", x1=along.left, x2=along.right, y1=y, y2=y)]
    for kind, written, days in dates(lane.deal):
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


def every_year(view: View, deal: Deal) -> str:
    """Return the days of renewal in words, as in “1er avril de chaque année”."""
    shown = (
        shown_date(f"2000-{month:02}-{day:02}", view.language) for month, day in renewals(deal)
    )
    days = view.t(" et ", " and ").join(re.sub(r",? 2000$", "", each) for each in shown)
    return view.t(f"{days} de chaque année", f"{days} of every year")


def _row(view: View, deal: Deal, users: Iterable[Entry]) -> tuple[Cell, ...]:
    def said(kind: str) -> Cell:
        days = [written for name, written, _ in dates(deal) if name == kind]
        unknown = (Part(view.t("sans date", "no date")),) if kind == SIGNED and not days else ()
        return Cell((*(Part(shown_date(day, view.language)) for day in days), *unknown))

    entries = tuple(Part(entry.number, view.href(entry.iri)) for entry in users)
    title = Cell((Part(deal.title, view.href(deal.iri), french=True),))
    renewed = Cell((Part(every_year(view, deal)),) if renewals(deal) else ())
    return (title, said(SIGNED), said(AMENDED), renewed, Cell(entries))
