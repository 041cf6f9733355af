"""What the stations of streams are called, in words that lead to the things they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.publication.pictures import lettering
from greffe.publication.pictures.picture import Part
from greffe.publication.pictures.streams import GROUND, OTHERS, PERSON, Station

if TYPE_CHECKING:
    from greffe.publication.pictures.picture import View

Line = tuple[Part, ...]
_NUMBER: Final = re.compile(r"^(?:art|s)\.\s+(\S+)")


def words(view: View, column: int, station: Station) -> Line:
    """Return the things of a station, each with its words."""
    if station == OTHERS:
        return (Part(view.t("autres", "others")),)
    if station == PERSON:
        return (Part(view.t("Personne physique", "Natural person")),)
    if not station:
        silent = (
            view.t("Catégorie non établie", "Category not established"),
            view.t("Aucun article cité", "No section cited"),
            view.t("Genre non établi", "Kind not established"),
        )
        return (Part(silent[column]),)
    if column == GROUND:
        return _sections(view, station)
    first, *rest = (view.part(iri) for iri in station)
    joint = view.t("et ", "and ")
    return (
        first,
        *(Part(joint + each.words[:1].lower() + each.words[1:], each.href) for each in rest),
    )


def lines(view: View, column: int, station: Station, room: float) -> tuple[Line, ...]:
    """Return the label of a station in lines that fit in ``room``; sections share their lines."""
    parts = words(view, column, station)
    if column == GROUND and len(parts) > 1:
        return _filled(parts, room)
    return tuple(
        (Part(line, part.href),) for part in parts for line in lettering.wrap(part.words, room)
    )


def said(view: View, column: int, station: Station) -> str:
    """Return a station's label in one line."""
    joint = ", " if column == GROUND else " "
    return joint.join(part.words for part in words(view, column, station))


def _sections(view: View, station: Station) -> Line:
    named = [(_short(view.label(iri)), view.href(iri)) for iri in station]
    numbers = [(match[1], href) for name, href in named if (match := _NUMBER.match(name))]
    if len(numbers) < max(len(named), 2):
        return tuple(Part(name, href) for name, href in named)
    numbers.sort(key=lambda each: [int(part) for part in re.findall(r"\d+", each[0])])
    opening = view.t("art.\u00a0", "ss.\u00a0")
    return tuple(
        Part(opening + number if rank == 0 else number, href)
        for rank, (number, href) in enumerate(numbers)
    )


def _short(label: str) -> str:
    return label.partition(" — ")[0]


def _filled(parts: Line, room: float) -> tuple[Line, ...]:
    """Return parts line after line, as many in each as fit."""
    done: list[list[Part]] = [[]]
    for part in parts:
        taken = ", ".join(each.words for each in (*done[-1], part))
        if done[-1] and lettering.width(taken) > room:
            done.append([])
        done[-1].append(part)
    return tuple(map(tuple, done))
