"""The picture of what stands around a thing: three columns, joined from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.publication.pictures import columns, lettering
from greffe.publication.pictures.facts import facts_of
from greffe.publication.pictures.neighbours import (
    FOCUS,
    SORTS,
    Group,
    Surroundings,
    reasons,
    surroundings,
)
from greffe.publication.pictures.picture import Cell, Part, Picture, View
from greffe.publication.pictures.svg import canvas, element, link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from greffe.language import Language
    from greffe.publication.pictures.columns import Box, Placed
    from greffe.publication.pictures.facts import Facts
    from greffe.publication.site.site import Site

NAME: Final = "around"
WIDTH: Final = 980.0
_SPANS: Final = ((2.0, 260.0), (360.0, 260.0), (718.0, 260.0))
_INSIDE: Final = 10.0
_LINES: Final = 2
_TOLD: Final = 200
"""How many neighbours of a sort the table names."""


def neighbourhood(
    site: Site, iri: str, language: Language, here: str | None = None
) -> Picture | None:
    """Return the picture around a thing; ``None`` when no entry leads to it.

    It is for the thing's own page, unless ``here`` is the address of another one.  What it needs is
    read once for a site.
    """
    facts = facts_of(site.store)
    around = surroundings(facts, iri)
    address = site.address(iri, language) if here is None else here
    if around is None or address is None:
        return None
    view = View(site, language, address.partition("#")[0])
    return Picture(
        NAME,
        view.t("Autour de « {} »", "Around “{}”").format(view.label(iri)),
        _description(view, facts, around),
        _drawing(view, facts, around),
        (view.t("Sorte", "Sort"), view.t("Nom", "Name"), view.t("Nombre", "Number")),
        tuple(
            _row(view, facts, group, around.focus)
            for column in around.columns
            for group in column
            if group.sort != FOCUS
        ),
        frozenset(view.things) | reasons(facts, around),
    )


def named(view: View, facts: Facts, iri: str, focus: str) -> str:
    """Return a short name: an entry's number and what tells it apart, a provision without its law.

    A communication is told apart by its recipients, or by its purposes around one of them.
    """
    entry = facts.known.get(iri)
    if entry is None:
        label = view.label(iri)
        return label.partition(" — ")[0] if view.site.kinds.get(iri) == "provision" else label
    if entry.file:
        return view.label(iri)
    telling = "purpose" if focus in entry.to("recipient") else "recipient"
    names = [view.label(each) for each in entry.to(telling)]
    number = view.label(iri)
    return f"{number} – {', '.join(names)}" if names else number


def _description(view: View, facts: Facts, around: Surroundings) -> str:
    if around.focus in facts.known:
        return view.t(
            "Ce à quoi l’inscription mène, une étape plus loin.",
            "What the entry leads to, one step further.",
        )
    return view.t(
        "Les inscriptions qui y mènent, puis ce à quoi ces inscriptions mènent aussi.",
        "The entries that lead to it, then what these entries lead to as well.",
    )


def _drawing(view: View, facts: Facts, around: Surroundings) -> Markup:
    lines = {
        each: lettering.wrap(
            named(view, facts, each, around.focus), _SPANS[0][1] - 2 * _INSIDE, _LINES
        )
        for column in around.columns
        for group in column
        for each in group.shown
    }
    placed, height = columns.place(
        [[_block(group, lines) for group in column] for column in around.columns], _SPANS
    )
    boxes: dict[tuple[int, str], Box] = {
        (at, thing): box
        for at, (column, places) in enumerate(zip(around.columns, placed, strict=True))
        for group, where in zip(column, places, strict=True)
        for thing, box in zip(group.shown, where.boxes, strict=False)
    }
    numbers = {thing: number for number, (_, thing) in enumerate(boxes)}
    groups = [
        _group(view, group, where, lines, numbers)
        for column, places in zip(around.columns, placed, strict=True)
        for group, where in zip(column, places, strict=True)
    ]
    return canvas(
        NAME,
        f"0 -2 {WIDTH:.0f} {height + 6:.0f}",
        element("g", *_edges(around, boxes, numbers), class_="edges"),
        *groups,
    )


def _edges(
    around: Surroundings, boxes: Mapping[tuple[int, str], Box], numbers: Mapping[str, int]
) -> list[Markup]:
    column = {thing: at for at, thing in boxes}
    return [
        element(
            "path",
            class_="edge",
            d=columns.curve(boxes[column[left], left], boxes[column[right], right]),
            data_at=f"{numbers[left]} {numbers[right]}",
        )
        for left, right in around.edges
    ]


def _block(group: Group, lines: Mapping[str, tuple[str, ...]]) -> columns.Block:
    counts = [len(lines[each]) for each in group.shown] + [1] * bool(group.others)
    return columns.Block(tuple(counts), heading=group.sort != FOCUS)


def _group(
    view: View,
    group: Group,
    where: Placed,
    lines: Mapping[str, tuple[str, ...]],
    numbers: Mapping[str, int],
) -> Markup:
    parts = []
    if group.sort != FOCUS:
        heading = SORTS[group.sort][view.language]
        parts.append(element("text", heading, class_="head", x=where.boxes[0].x, y=where.heading))
    for each, box in zip(group.shown, where.boxes, strict=False):
        href = None if group.sort == FOCUS else view.href(each)
        shape = _box(box, lines[each], href, "fr" if view.is_french(each) else None)
        parts.append(element("g", shape, class_="station", data_station=numbers[each]))
    if group.others:
        count = len(group.others)
        words = view.t(f"et {count} {'autre' if count == 1 else 'autres'}", f"and {count} more")
        parts.append(_box(where.boxes[-1], (words,), f"#{NAME}-{group.sort}"))
    return element("g", *parts, class_=group.sort)


def _box(box: Box, lines: tuple[str, ...], href: str | None, tongue: str | None = None) -> Markup:
    first = box.y + columns.PADDING + lettering.SIZE
    spans = [
        element("tspan", line, x=box.x + _INSIDE, y=first + number * lettering.LINE)
        for number, line in enumerate(lines)
    ]
    shape = element(
        "rect", class_="node", x=box.x, y=box.y, width=box.width, height=box.height, rx=4
    )
    return link(href, shape, element("text", *spans, lang=tongue))


def _row(view: View, facts: Facts, group: Group, focus: str) -> tuple[Cell, ...]:
    told = group.all[:_TOLD]
    parts = [
        Part(named(view, facts, each, focus), view.href(each), view.is_french(each))
        for each in told
    ]
    if len(told) < len(group.all):
        count = len(group.all) - len(told)
        parts.append(Part(view.t(f"et {count} de plus", f"and {count} more")))
    return (
        Cell((Part(SORTS[group.sort][view.language]),), anchor=f"{NAME}-{group.sort}"),
        Cell(tuple(parts)),
        Cell((Part(str(len(group.all))),)),
    )
