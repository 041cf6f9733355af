"""The administrative units that an inventory names and that the body does not have yet.

A unit is never made up by reading: a person asks for it, and its name is the whole cell.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from greffe import files
from greffe.importing.agreements import slug_of
from greffe.importing.comparison import change_of
from greffe.importing.naming import labels_of_class
from greffe.importing.result import Result
from greffe.turtle.reading import parse
from greffe.turtle.scribe import Scribe
from greffe.turtle.shelf import union
from greffe.turtle.writing import serialize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rdflib import Graph

    from greffe.importing.knowledge import Knowledge
    from greffe.importing.sheetwise import Opened
    from greffe.vocabulary import Labels


def new_units(opened: Iterable[Opened], units: Labels) -> tuple[str, ...]:
    """Return the cells of units in which no unit of the body is named, each once, in order."""
    cells = (
        found.text("unitText")
        for each in opened
        for found in each.rows.entries
        if "unitText" in found.cells
    )
    return tuple(text for text in dict.fromkeys(cells) if text and not units.find(text))


def with_units(
    knowledge: Knowledge, names: Sequence[str], path: Path
) -> tuple[Knowledge, tuple[Result, ...]]:
    """Return what is known once the body has units of these names, and its ``body.ttl`` (``path``).

    What people wrote in the file stays as they wrote it: the units are added at its end.
    """
    if not names:
        return knowledge, ()
    added = _units(knowledge, names)
    graph = union((knowledge.graph, added))
    known = replace(knowledge, graph=graph, units=labels_of_class(graph, "AdministrativeUnit"))
    before = parse(path)
    after = union((before, added))
    text = files.decoded(files.read(path), path)
    turtle = serialize(after) if text == serialize(before) else f"{text}\n{_plain(added)}"
    change = change_of(before, after)
    return known, (Result(path, turtle, len(names), len(after), (), changed=True, change=change),)


def _units(knowledge: Knowledge, names: Sequence[str]) -> Graph:
    scribe = Scribe()
    taken = {str(each) for each in knowledge.graph.subjects()}
    for name in names:
        iri = next(each for each in _iris(knowledge.body.base, name) if each not in taken)
        taken.add(iri)
        scribe.kind(iri, "greffe:AdministrativeUnit")
        scribe.text(iri, "skos:prefLabel", name)
        scribe.link(iri, "org:unitOf", knowledge.body.iri)
    return scribe.graph


def _iris(base: str, name: str) -> Iterator[str]:
    slug = slug_of(name) or "unite"
    yield f"{base}/unit/{slug}"
    yield from (f"{base}/unit/{slug}-{rank}" for rank in count(2))


def _plain(graph: Graph) -> str:
    """Return statements as Turtle that needs no prefixes."""
    lines = graph.serialize(format="nt").splitlines()
    return "\n".join(sorted(line for line in lines if line)) + "\n"
