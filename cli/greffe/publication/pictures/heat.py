"""The heat map: how many communications send each category of data to each recipient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.namespaces import CONCEPT
from greffe.publication.pictures import lettering
from greffe.publication.pictures.picture import Cell, Part, Picture
from greffe.publication.pictures.svg import Markup, element, link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from greffe.publication.pictures.facts import Entry, Facts
    from greffe.publication.pictures.picture import View

NAME: Final = "heat"
MOST: Final = 40
"""How many recipients the picture shows; the table has all."""
LEVELS: Final = 4
SIDE: Final = 290.0
CELL: Final = 52.0
ROW: Final = 40.0
HEAD: Final = 150.0
_PLACES: Final = tuple(f"{CONCEPT}jurisdiction/{key}" for key in ("qc", "ca", "ca-qc", "other"))


@dataclass(frozen=True, slots=True)
class Matrix:
    """Recipients by categories; each cell has the communications in printed order."""

    recipients: tuple[str, ...]
    categories: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[Entry, ...]]

    def count(self, recipient: str, category: str) -> int:
        """Return how many communications a cell has."""
        return len(self.cells.get((recipient, category), ()))


def matrix(communications: Iterable[Entry], facts: Facts, categories: Iterable[str]) -> Matrix:
    """Return who receives which category: Québec first, then by the number of communications."""
    cells: dict[tuple[str, str], list[Entry]] = {}
    reached: dict[str, int] = {}
    for entry in communications:
        for recipient in entry.to("recipient"):
            reached[recipient] = reached.get(recipient, 0) + 1
            for category in entry.to("category"):
                cells.setdefault((recipient, category), []).append(entry)

    def rank(recipient: str) -> tuple[int, int, str]:
        known = facts.recipients.get(recipient)
        places = [_PLACES.index(place) for place in known.jurisdictions if place in _PLACES] if known else []
        return (min(places, default=len(_PLACES)), -reached[recipient], recipient)

    return Matrix(
        tuple(sorted(reached, key=rank)),
        tuple(categories),
        {at: tuple(entries) for at, entries in cells.items()},
    )


def heat(view: View, facts: Facts, body: str) -> Picture | None:
    """Return the heat map of what a body communicates; ``None`` if its register has no entry."""
    given = matrix(facts.communications(body), facts, categories_of(view, facts))
    if not given.recipients:
        return None
    return Picture(
        NAME,
        view.t(
            "Chaque destinataire, chaque catégorie de renseignements",
            "Each recipient, each category of data",
        ),
        _description(view, given),
        drawing(view, given),
        (
            view.t("Destinataire", "Recipient"),
            *(view.label(category) for category in given.categories),
        ),
        tuple(_row(view, given, rank, each) for rank, each in enumerate(given.recipients)),
        frozenset(view.things),
    )


def categories_of(view: View, facts: Facts) -> tuple[str, ...]:
    """Return the categories of data, in the order of their names, “other” last."""
    found = {category for each in facts.categories.values() for category in each}
    last = f"{CONCEPT}data-category/autre"
    return tuple(sorted(found, key=lambda iri: (iri == last, view.label(iri).casefold(), iri)))


def level(count: int, highest: int) -> int:
    """Return the shade of a cell: 0 for none, 1 for one, ``LEVELS`` for the most."""
    if count == 0:
        return 0
    return 1 + round((LEVELS - 1) * (count - 1) / max(highest - 1, 1))


def _description(view: View, given: Matrix) -> str:
    shown = view.t(
        "Nombre de communications qui transmettent chaque catégorie de renseignements à chaque "
        "destinataire ; une case vide : aucune. D’abord les destinataires du Québec.",
        "Number of communications that send each category of data to each recipient; an empty "
        "cell: none. Recipients of Québec come first.",
    )
    left = len(given.recipients) - MOST
    if left <= 0:
        return shown
    return shown + view.t(
        f" L’image montre {MOST} destinataires ; le tableau montre aussi les {left} autres.",
        f" The picture shows {MOST} recipients; the table also has the {left} others.",
    )


def drawing(view: View, given: Matrix) -> Markup:
    """Return the heat map as SVG."""
    rows = given.recipients[:MOST]
    highest = max((len(each) for each in given.cells.values()), default=1)
    width = SIDE + CELL * len(given.categories)
    heads = [_head(view, at, category) for at, category in enumerate(given.categories)]
    lines = [_line(view, given, rank, highest) for rank in range(len(rows))]
    return element(
        "svg",
        element("g", *heads, class_="columns"),
        *lines,
        class_="picture-drawing heat",
        view_box=f"0 0 {width + 90:.0f} {HEAD + ROW * len(rows) + 2:.0f}",
        role="group",
        aria_labelledby=f"{NAME}-title",
        aria_describedby=f"{NAME}-description",
    )


def _head(view: View, at: int, category: str) -> Markup:
    x, y = SIDE + CELL * (at + 0.5), HEAD - 12
    room = (HEAD - 24) * 1.41
    lines = lettering.wrap(view.label(category), room, 2)
    spans = [
        element("tspan", line, x=x, dy=lettering.LINE if number else None)
        for number, line in enumerate(lines)
    ]
    text = element("text", *spans, x=x, y=y, transform=f"rotate(-45 {x:.1f} {y:.1f})")
    return link(view.href(category), text)


def _line(view: View, given: Matrix, rank: int, highest: int) -> Markup:
    recipient, top = given.recipients[rank], HEAD + ROW * rank
    lines = lettering.wrap(view.label(recipient), SIDE - 16, 2)
    first = top + ROW / 2 + lettering.SIZE * 0.35 - lettering.LINE * (len(lines) - 1) / 2
    name = [
        element("tspan", line, x=SIDE - 10, y=first + number * lettering.LINE)
        for number, line in enumerate(lines)
    ]
    cells = [
        _cell(view, given, (rank, at), highest) for at in range(len(given.categories))
    ]
    rule = element("line", class_="rule", x1=0, x2=SIDE + CELL * len(given.categories), y1=top, y2=top)
    return element(
        "g",
        rule,
        link(view.href(recipient), element("text", *name, text_anchor="end")),
        *cells,
        class_="row",
    )


def _cell(view: View, given: Matrix, place: tuple[int, int], highest: int) -> Markup:
    recipient, category = given.recipients[place[0]], given.categories[place[1]]
    entries = given.cells.get((recipient, category), ())
    x, top = SIDE + CELL * place[1], HEAD + ROW * place[0]
    shade = level(len(entries), highest)
    box = element(
        "rect", class_=f"cell l{shade}", x=x + 1.5, y=top + 1.5, width=CELL - 3, height=ROW - 3, rx=3
    )
    if not entries:
        return box
    text = element(
        "text",
        str(len(entries)),
        x=x + CELL / 2,
        y=top + ROW / 2 + lettering.SIZE * 0.35,
        text_anchor="middle",
    )
    target = view.href(entries[0].iri) if len(entries) == 1 else f"#{NAME}-r{place[0] + 1}"
    numbers = ", ".join(entry.number for entry in entries)
    said = f"{view.label(recipient)}, {view.label(category)}"
    said += view.t(f" : {numbers}", f": {numbers}")
    return link(target, box, text, element("title", said), aria_label=said, class_="to")


def _row(view: View, given: Matrix, rank: int, recipient: str) -> tuple[Cell, ...]:
    cells = (
        Cell(
            tuple(
                Part(entry.number, view.href(entry.iri))
                for entry in given.cells.get((recipient, category), ())
            )
        )
        for category in given.categories
    )
    return (Cell((view.part(recipient),), anchor=f"{NAME}-r{rank + 1}"), *cells)
