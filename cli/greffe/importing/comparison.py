"""What an import changes in a file on disk, and what it may not lose without being told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greffe.errors import InputError
from greffe.language import Text
from greffe.namespaces import GREFFE, PROV
from greffe.turtle.reading import parse

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Change:
    """How many statements an import adds to a file and removes from it."""

    added: int
    removed: int


def compare(path: Path, graph: Graph) -> Change:
    """Return what writing ``graph`` would change in the file at ``path``, there or not yet.

    Raises ``InputError`` where the file holds the members of an annexed list that ``graph`` has
    not, and ``SyntaxFault`` where the file is not Turtle.
    """
    if not path.is_file():
        return Change(len(graph), 0)
    before = parse(path)
    lost = listed_members(before, graph)
    if lost:
        raise _lost_list(path, lost)
    return change_of(before, graph)


def change_of(before: Graph, after: Graph) -> Change:
    """Return how many statements one graph has that another has not, both ways."""
    old, new = set(before), set(after)
    return Change(len(new - old), len(old - new))


def listed_members(before: Graph, after: Graph) -> int:
    """Return how many members a graph has from annexed lists that another has no trace of.

    A list is quoted by its group; members named in the cell of an entry are quoted by themselves.
    """
    from rdflib import URIRef

    quoted, member = URIRef(f"{PROV}wasQuotedFrom"), URIRef(f"{GREFFE}hasMember")

    def listed(graph: Graph) -> set[Node]:
        return {group for group in graph.subjects(member) if (group, quoted, None) in graph}

    forgotten = listed(before) - listed(after)
    return sum(len(set(before.objects(group, member))) for group in forgotten)


def _lost_list(path: Path, members: int) -> InputError:
    return InputError(
        Text(
            f"{path} : {members} membres d’une liste annexée au registre seraient perdus.",
            f"{path}: {members} members of a list annexed to the register would be lost.",
        ),
        Text(
            "Donnez aussi la liste annexée (CSV), ou retirez d’abord le fichier.",
            "Give the annexed list (CSV) as well, or first remove the file.",
        ),
    )
