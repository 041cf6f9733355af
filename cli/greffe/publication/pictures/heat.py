"""The heat map: how many communications send each category of data to each recipient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.namespaces import CONCEPT
from greffe.publication.pictures import lettering
from greffe.publication.pictures.picture import Cell, Part, Picture
from greffe.publication.pictures.svg import canvas, element, link
from greffe.publication.site.wording import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markupsafe import Markup

    from greffe.publication.pictures.facts import Entry, Facts
    from greffe.publication.pictures.picture import View

NAME: Final = "heat"
MOST: Final = 40
"""How many recipients the picture shows; the table has all."""
LEVELS: Final = 4
SIDE: Final = 290.0
CELL: Final = 52.0
ROW: Final = 40.0
HEAD: Final = 160.0
PLACE: Final = 30.0
"""The height of the heading of a jurisdiction."""
_PLACES: Final = tuple(f"{CONCEPT}jurisdiction/{key}" for key in ("qc", "ca", "ca-qc", "other"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the picture: a recipient, or a jurisdiction above its recipients."""

    top: float
    recipient: str | None = None
    place: str | None = None

    @property
    def height(self) -> float:
        """From its top to the next."""
        return PLACE if self.recipient is None else ROW


@dataclass(frozen=True, slots=True)
class Matrix:
    """Recipients by categories; each cell has the communications in printed order."""

    recipients: tuple[str, ...]
    categories: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[Entry, ...]]
    places: Mapping[str, str | None]
    """The jurisdiction of each recipient, where it is established."""

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

    places = {each: _place(facts, each) for each in reached}

    def rank(recipient: str) -> tuple[int, int, str]:
        place = places[recipient]
        order = _PLACES.index(place) if place else len(_PLACES)
        return (order, -reached[recipient], recipient)

    return Matrix(
        tuple(sorted(reached, key=rank)),
        tuple(categories),
        {at: tuple(entries) for at, entries in cells.items()},
        places,
    )


def _place(facts: Facts, recipient: str) -> str | None:
    known = facts.recipients.get(recipient)
    found = [place for place in _PLACES if known and place in known.jurisdictions]
    return found[0] if found else None


def lines(given: Matrix) -> tuple[Line, ...]:
    """Return the lines of the picture, top to bottom: each jurisdiction, then its recipients."""
    found: list[Line] = []
    top = HEAD
    before: str | None = "none yet"
    for recipient in given.recipients[:MOST]:
        place = given.places[recipient]
        if place != before:
            found.append(Line(top, place=place))
            top += PLACE
            before = place
        found.append(Line(top, recipient, place))
        top += ROW
    return tuple(found)


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
    return tuple(sorted(found, key=lambda iri: (iri == last, sort_key(view.label(iri)), iri)))


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
    highest = max((len(each) for each in given.cells.values()), default=1)
    width = SIDE + CELL * len(given.categories)
    placed = lines(given)
    heads = [_head(view, at, category) for at, category in enumerate(given.categories)]
    rows = [
        _heading(view, line, width) if line.recipient is None else _line(view, given, line, highest)
        for line in placed
    ]
    return canvas(
        NAME,
        f"0 0 {width + 90:.0f} {placed[-1].top + placed[-1].height + 2:.0f}",
        element("g", *heads, class_="columns"),
        *rows,
    )


def _heading(view: View, line: Line, width: float) -> Markup:
    words = view.label(line.place) if line.place else view.t("Non établi", "Not established")
    rule = element("line", class_="rule", x1=0, x2=width, y1=line.top, y2=line.top)
    text = element("text", words, class_="head", x=0, y=line.top + PLACE - 10)
    return element("g", rule, text, class_="place")


def _head(view: View, at: int, category: str) -> Markup:
    x, y = SIDE + CELL * (at + 0.5), HEAD - 12
    room = (HEAD - 24) * 1.41
    name = lettering.shortened(view.label(category), room)
    text = element("text", name, x=x, y=y, transform=f"rotate(-45 {x:.1f} {y:.1f})")
    return link(view.href(category), text)


def _line(view: View, given: Matrix, line: Line, highest: int) -> Markup:
    recipient = line.recipient or ""
    label = view.label(recipient)
    words = lettering.wrap(label, SIDE - 16, 2)
    first = line.top + (ROW - lettering.LINE * (len(words) - 1)) / 2 + lettering.SIZE * 0.35
    name = [
        element("tspan", each, x=SIDE - 10, y=first + number * lettering.LINE)
        for number, each in enumerate(words)
    ]
    whole = [element("title", label)] if words[-1].endswith(lettering.ELLIPSIS) else []
    cells = [_cell(view, given, line, at, highest) for at in range(len(given.categories))]
    text = element("text", *name, *whole, text_anchor="end")
    return element("g", link(view.href(recipient), text), *cells, class_="row")


def _cell(view: View, given: Matrix, line: Line, at: int, highest: int) -> Markup:
    recipient, category = line.recipient or "", given.categories[at]
    entries = given.cells.get((recipient, category), ())
    x, middle = SIDE + CELL * at, line.top + ROW / 2
    shade = f"cell l{level(len(entries), highest)}"
    size = {"width": CELL - 3, "height": ROW - 3, "rx": 3}
    box = element("rect", class_=shade, x=x + 1.5, y=line.top + 1.5, **size)
    if not entries:
        return box
    low = middle + lettering.SIZE * 0.35
    text = element("text", str(len(entries)), x=x + CELL / 2, y=low, text_anchor="middle")
    rank = given.recipients.index(recipient) + 1
    target = view.href(entries[0].iri) if len(entries) == 1 else f"#{NAME}-r{rank}"
    numbers = ", ".join(entry.number for entry in entries)
    said = f"{view.label(recipient)}, {view.label(category)}"
    said += view.t(f"\u00a0: {len(entries)} ({numbers})", f": {len(entries)} ({numbers})")
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
