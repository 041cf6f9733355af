"""Where each statement of a Turtle file stands, so that a finding can name file and line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from greffe.turtle.reading import Offset, line_and_column, load, parser, read, skip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib.term import Node

Triple = tuple["Node", "Node", "Node"]


@dataclass(slots=True)
class Places:
    """Where the subjects, predicates and objects of one text begin, as offsets into it."""

    text: str
    subjects: dict[Node, Offset] = field(default_factory=dict)
    predicates: dict[tuple[Node, Node], Offset] = field(default_factory=dict)
    objects: dict[Triple, Offset] = field(default_factory=dict)

    def note(self, triple: Triple, at: tuple[Offset, Offset, Offset]) -> None:
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
        return None if offset is None else line_and_column(self.text, offset)


def places(path: Path) -> Places:
    """Return where each statement of a Turtle file stands.

    Collections are known by their first member only.  Raises ``InputError`` when the file cannot
    be read, ``SyntaxFault`` when it is not Turtle.
    """
    from rdflib import Graph

    found = Places(read(path))
    load(found.text, Graph(bind_namespaces="none"), path, _recorder(found))
    return found


def _recorder(found: Places) -> Any:  # noqa: ANN401 - a class of rdflib's
    class Recorder(parser()):  # type: ignore[misc] # made at run time
        """Notes where subjects and verbs (``frames``) and objects (``lists``) begin.

        ``ready`` holds the starts of the objects whose statements are about to be made.
        """

        def __init__(self, *args: Any, **keywords: Any) -> None:  # noqa: ANN401
            super().__init__(*args, **keywords)
            self.frames: list[list[Offset]] = []
            self.lists: list[tuple[Any, list[Offset]]] = []
            self.ready: Iterator[Offset] = iter(())

        def property_list(self, argstr: str, i: int, subj: Any) -> int:  # noqa: ANN401
            """Remember the subject that the properties belong to."""
            start = skip(argstr, i) if self.frames else skip(argstr, self.reached)
            self.frames.append([start, start])
            end: int = super().property_list(argstr, i, subj)
            self.frames.pop()
            return end

        def verb(self, argstr: str, i: int, res: Any) -> int:  # noqa: ANN401
            """Remember where the verb begins."""
            self.frames[-1][1] = skip(argstr, i)
            end: int = super().verb(argstr, i, res)
            return end

        def objectList(self, argstr: str, i: int, res: Any) -> int:  # noqa: ANN401, N802
            """Gather where its objects begin, for the statements made of them next."""
            self.lists.append((res, []))
            end: int = super().objectList(argstr, i, res)
            self.ready = iter(self.lists.pop()[1])
            return end

        def object(self, argstr: str, i: int, res: Any) -> int:  # noqa: ANN401
            """Remember where an object of the innermost list begins."""
            end: int = super().object(argstr, i, res)
            if self.lists and self.lists[-1][0] is res:
                self.lists[-1][1].append(skip(argstr, i))
            return end

        def makeStatement(self, quadruple: Any) -> None:  # noqa: ANN401, N802
            """Note the place of a statement."""
            super().makeStatement(quadruple)
            context, predicate, subject, value = quadruple
            terms = [self._store.normalise(context, n) for n in (subject, predicate, value)]
            start, verb = self.frames[-1]
            found.note((terms[0], terms[1], terms[2]), (start, verb, next(self.ready, verb)))

    return Recorder
