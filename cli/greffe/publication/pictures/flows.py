"""The picture of flows: which categories go, on which ground, to which kinds of recipients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.publication.pictures import alluvial, lettering, stations
from greffe.publication.pictures.picture import Cell, Part, Picture
from greffe.publication.pictures.streams import GROUND, GROUP, Station, Stream, streams, weights
from greffe.publication.pictures.svg import canvas, element, joined, link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from greffe.publication.pictures.alluvial import Alluvium, Bar
    from greffe.publication.pictures.facts import Facts
    from greffe.publication.pictures.picture import View

NAME: Final = "flows"
WIDTH: Final = 980.0
HEAD: Final = 40.0
COLOURS: Final = 8
_SIDE: Final = 206.0
_XS: Final = (_SIDE + 10.0, 452.0, WIDTH - _SIDE - 10.0 - alluvial.BAR)
_MIDDLE_ROOM: Final = 190.0


def flows(view: View, facts: Facts, body: str) -> Picture | None:
    """Return the picture of what a body communicates; ``None`` if its register has no entry."""
    given = streams(facts.communications(body), facts.recipients)
    if not given:
        return None
    layout = alluvial.lay_out(
        given, _XS, lambda column, at: lettering.LINE * len(_lines(view, column, at))
    )
    return Picture(
        NAME,
        view.t("Qui reçoit quoi, et sur quel fondement", "Who receives what, and on what ground"),
        _description(view, facts, body),
        _drawing(view, given, layout),
        _columns(view),
        tuple(_row(view, facts, stream) for stream in given),
        frozenset(view.things),
    )


def _columns(view: View) -> tuple[str, ...]:
    return (
        view.t("Catégorie de renseignements", "Category of data"),
        view.t("Article de la Loi sur l’accès", "Section of the Access Act"),
        view.t("Genre de destinataire", "Kind of recipient"),
        view.t("Nombre", "Number"),
        view.t("Communications", "Communications"),
    )


def _description(view: View, facts: Facts, body: str) -> str:
    count = len(facts.communications(body))
    return view.t(
        f"Les {count} communications du registre, de la catégorie de renseignements à l’article de "
        "la Loi sur l’accès cité, puis au genre de destinataire. L’épaisseur est le nombre de "
        "communications ; une communication compte une fois pour chaque catégorie et chaque genre "
        "de destinataire.",
        f"The {count} communications of the register, from the category of data to the section of "
        "the Access Act cited, then to the kind of recipient. Thickness is the number of "
        "communications; one communication counts once for each category and each kind of "
        "recipient.",
    )


def _lines(view: View, column: int, station: Station) -> tuple[stations.Line, ...]:
    room = _MIDDLE_ROOM if column == GROUND else _SIDE - lettering.width(" 000")
    return stations.lines(view, column, station, room)


def _drawing(view: View, given: Sequence[Stream], layout: Alluvium) -> Markup:
    numbers = {(bar.column, bar.station): at for at, bar in enumerate(layout.bars)}
    ranks = {station: rank for rank, station in enumerate(weights(given, GROUP))}
    ribbons = [
        element(
            "path",
            element("title", _said(view, stream)),
            class_=f"stream {_colour(ranks[stream.stations[GROUP]])}",
            d=f"{first.path}{second.path}",
            data_at=" ".join(str(numbers[key]) for key in enumerate(stream.stations)),
        )
        for stream, (first, second) in zip(given, layout.bands, strict=True)
    ]
    heads = [
        element("text", title, class_="head", x=x, y=lettering.LINE, text_anchor=anchor)
        for title, x, anchor in zip(
            _columns(view)[:3],
            (0.0, _XS[GROUND], WIDTH),
            ("start", "middle", "end"),
            strict=True,
        )
    ]
    bars = [_bar(view, bar, number) for number, bar in enumerate(layout.bars)]
    return canvas(
        NAME,
        f"0 0 {WIDTH:.0f} {HEAD + layout.height + 4:.0f}",
        *heads,
        element(
            "g",
            element("g", *ribbons, class_="streams"),
            *bars,
            transform=f"translate(0,{HEAD:.0f})",
        ),
    )


def _colour(rank: int) -> str:
    return f"c{rank + 1}" if rank < COLOURS else "c0"


def _bar(view: View, bar: Bar, number: int) -> Markup:
    shape = element("rect", class_="bar", x=bar.x, y=bar.top, width=alluvial.BAR, height=bar.height)
    lines = _lines(view, bar.column, bar.station)
    left = bar.column == 0
    x = bar.x - 8 if left else bar.x + alluvial.BAR + 8
    top = bar.middle - lettering.LINE * (len(lines) - 1) / 2 + lettering.SIZE * 0.35
    count = element("tspan", view.t(f"\u00a0: {bar.weight}", f": {bar.weight}"), class_="count")
    rows = [
        element(
            "text",
            *_line(line),
            count if at == len(lines) - 1 else "",
            x=x,
            y=top + at * lettering.LINE,
            text_anchor="end" if left else None,
        )
        for at, line in enumerate(lines)
    ]
    plate = [_plate(bar, x, lines)] if bar.column == GROUND else []
    return element("g", shape, *plate, *rows, class_="station", data_station=number)


def _plate(bar: Bar, x: float, lines: Sequence[stations.Line]) -> Markup:
    """Return what sets a label off from the ribbons under it."""
    texts = [", ".join(part.words for part in line) for line in lines]
    wide = max(map(lettering.width, texts)) + lettering.width(f" : {bar.weight}")
    tall = lettering.LINE * len(lines) + 2
    return element(
        "rect", class_="plate", x=x - 3, y=bar.middle - tall / 2, width=wide, height=tall, rx=3
    )


def _line(line: stations.Line) -> list[Markup]:
    return [
        joined((", " if at else "", link(part.href, part.words))) for at, part in enumerate(line)
    ]


def _said(view: View, stream: Stream) -> str:
    stops = " → ".join(
        stations.said(view, column, station) for column, station in enumerate(stream.stations)
    )
    return stops + view.t(f"\u00a0: {stream.weight}", f": {stream.weight}")


def _row(view: View, facts: Facts, stream: Stream) -> tuple[Cell, ...]:
    stops = (
        Cell(stations.words(view, column, station))
        for column, station in enumerate(stream.stations)
    )
    entries = tuple(Part(facts.known[iri].number, view.href(iri)) for iri in stream.entries)
    return (*stops, Cell((Part(str(stream.weight)),)), Cell(entries))
