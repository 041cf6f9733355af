"""Where each statement of a Turtle file stands, so that a finding can name file and line."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from greffe.files import decoded, read
from greffe.turtle.reading import parse
from greffe.turtle.shelf import statements_of
from greffe.validation.tokens import places as token_places

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.store.statements import Statement
    from greffe.validation.tokens import Offset, Place


@dataclass(slots=True)
class Places:
    """Where the subjects, predicates and objects of one text begin, as offsets into it."""

    text: str
    subjects: dict[Node, Offset] = field(default_factory=dict)
    predicates: dict[tuple[Node, Node], Offset] = field(default_factory=dict)
    objects: dict[Statement, Offset] = field(default_factory=dict)
    _ends: list[Offset] = field(init=False)

    def __post_init__(self) -> None:
        """Note where lines end."""
        self._ends = [end.start() for end in re.finditer("\n", self.text)]

    def note(self, triple: Statement, at: Place) -> None:
        """Keep the first place of each part of a statement."""
        subject, predicate, _ = triple
        self.subjects.setdefault(subject, at[0])
        self.predicates.setdefault((subject, predicate), at[1])
        self.objects.setdefault(triple, at[2])

    def find(
        self, subject: Node, predicate: Node | None = None, value: Node | None = None
    ) -> tuple[int, int] | None:
        """Return line and column of the value, else of the predicate, else of the subject."""
        offset = None
        if predicate is not None and value is not None:
            offset = self.objects.get((subject, predicate, value))
        if offset is None and predicate is not None:
            offset = self.predicates.get((subject, predicate))
        if offset is None:
            offset = self.subjects.get(subject)
        return None if offset is None else self._line_and_column(offset)

    def _line_and_column(self, offset: Offset) -> tuple[int, int]:
        before = bisect_left(self._ends, offset)
        return before + 1, offset - (self._ends[before - 1] if before else -1)


def places(
    path: Path, graph: Graph | None = None, wanted: Collection[Node] | None = None
) -> Places:
    """Return where each statement of a Turtle file stands, or each one about what is ``wanted``.

    ``graph`` is what ``parse`` made of the file, if that has been done.  Raises ``InputError`` when
    the file cannot be read, ``SyntaxFault`` when it is not Turtle.
    """
    found = Places(decoded(read(path), path))
    statements = statements_of(parse(path) if graph is None else graph)
    for statement, place in zip(statements, token_places(found.text), strict=True):
        if wanted is None or statement[0] in wanted:
            found.note(statement, place)
    return found
