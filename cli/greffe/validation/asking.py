"""SPARQL constraints, each asked once of everything that it looks at.

SHACL (section 5.3) has a query evaluated for one thing after the other, and engines do just that:
most of the time of a check goes there.  Asked once, with the things that it looks at in a graph of
their own, a query gives the same results, provided that it could have been asked so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from greffe.namespaces import RDF, SH
from greffe.turtle.shelf import remember
from greffe.validation.engine import Result
from greffe.validation.keeping import kept
from greffe.validation.rulebook import prefixes_of
from greffe.validation.unrolling import unrolled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.store.memory import Memory, Solution
    from greffe.validation.engine import Targets

_TARGETS: Final = "urn:greffe:targets"
_LOOKS_AT: Final = "urn:greffe:looks-at"

# Strings, IRIs and comments, whose words are no words of the query.
_OPAQUE: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>|#[^\n]*'
)
_BOUND_TO_ONE: Final = re.compile(
    r"(?i:\b(?:MINUS|SERVICE|VALUES|GRAPH|LIMIT|OFFSET|ORDER|HAVING)\b)"
    r"|[$?](?:PATH|shapesGraph|currentShape)\b"
)
_AGGREGATE: Final = re.compile(
    r"\b(?:GROUP_CONCAT|COUNT|SUM|AVG|MIN|MAX|SAMPLE|GROUP)\b", re.IGNORECASE
)
_GROUPED: Final = re.compile(r"\bGROUP\s+BY\s+[$?]this\b", re.IGNORECASE)
_GROUP: Final = re.compile(r"(\bEXISTS\s*)?\{(\s*[$?]this\s)?", re.IGNORECASE)
_SELECT: Final = re.compile(r"\bSELECT\b", re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class Question:
    """One SPARQL constraint (``sh:sparql``) of one shape, and its query."""

    shape: Node
    constraint: Node
    query: str


@cache
def askable(query: str) -> bool:
    """Say whether a query means the same for many things at once as for one after the other.

    Each group must bind ``$this`` by itself, or be one of a FILTER (NOT) EXISTS, in which it is
    bound; what is counted must be counted for each ``$this``; nothing may depend on how many
    results there are.
    """
    words = _OPAQUE.sub(_blank, query)
    if _BOUND_TO_ONE.search(words) or len(_SELECT.findall(words)) != 1:
        return False
    if _AGGREGATE.search(words) and not _GROUPED.search(words):
        return False
    groups = list(_GROUP.finditer(words))
    return bool(groups) and all(group[1] or group[2] for group in groups[1:])


def questions(data: Graph, shapes: Graph) -> list[Question]:
    """Return the constraints of the shapes that can be asked once: see ``askable``.

    Their shapes have targets or are properties of such shapes, and nothing else refers to them.
    """
    depths: dict[str, int | None] = {}
    return [
        Question(shape, constraint, unrolled(query, data, depths))
        for shape, constraint, query in remember(shapes, questions, lambda: _kept(shapes))
    ]


def _kept(shapes: Graph) -> list[tuple[Node, Node, str]]:
    """Return what ``constraints`` yields, or has yielded in an earlier run."""
    told = kept(shapes, "asked", lambda: [(s.n3(), c.n3(), q) for s, c, q in constraints(shapes)])
    return [(_node(shape), _node(constraint), query) for shape, constraint, query in told]


def _node(written: str) -> Node:
    from rdflib import BNode, URIRef

    return BNode(written[2:]) if written.startswith("_:") else URIRef(written[1:-1])


def constraints(shapes: Graph) -> Iterator[tuple[Node, Node, str]]:
    """Yield the constraints that ``questions`` returns: shape, constraint, query as written."""
    from rdflib import Literal, URIRef

    node_shapes = set(shapes.subjects(URIRef(f"{RDF}type"), URIRef(f"{SH}NodeShape")))
    off = Literal("true", datatype=URIRef("http://www.w3.org/2001/XMLSchema#boolean"))
    for shape, constraint in shapes.subject_objects(URIRef(f"{SH}sparql")):
        query = shapes.value(constraint, URIRef(f"{SH}select"))
        plain = _is_plain(shapes, shape, node_shapes) and all(
            (each, URIRef(f"{SH}deactivated"), off) not in shapes for each in (shape, constraint)
        )
        if plain and query is not None and askable(str(query)):
            yield shape, constraint, str(query)


def ask(
    memory: Memory, shapes: Graph, targets: Targets, asked: Iterable[Question]
) -> tuple[list[Result], list[Question]]:
    """Return the results of the questions, and the questions that no answer could be had to."""
    from rdflib import URIRef

    declare = URIRef(f"{SH}declare")
    prefixes = remember(shapes, ask, lambda: prefixes_of(shapes, shapes.objects(None, declare)))
    has = URIRef(f"{SH}property")
    results: list[Result] = []
    failed: list[Question] = []
    aims = _Aims(memory, targets)
    for question in asked:
        holders = {question.shape, *shapes.subjects(has, question.shape)}
        looking = sorted((each for each in holders if each in targets), key=str)
        try:
            for holder in looking:
                query = _aimed(question.query, aims.at(holder))
                results += results_of(question, shapes, memory.solutions(query, prefixes))
        except SyntaxError:
            failed.append(question)
    return results, failed


class _Aims:
    """What shapes look at, noted in a graph of their own: once where several look at the same."""

    def __init__(self, memory: Memory, targets: Targets) -> None:
        self._memory = memory
        self._targets = targets
        self._noted: dict[frozenset[Node], str] = {}

    def at(self, shape: Node) -> str:
        """Return the name under which the targets of a shape are noted."""
        nodes = frozenset(self._targets[shape])
        if nodes not in self._noted:
            self._noted[nodes] = str(shape)
            self._memory.note(_TARGETS, str(shape), _LOOKS_AT, nodes)
        return self._noted[nodes]


def _is_plain(shapes: Graph, shape: Node, node_shapes: set[Node]) -> bool:
    from rdflib import URIRef

    has = URIRef(f"{SH}property")
    return all(
        predicate == has and holder in node_shapes and (None, None, holder) not in shapes
        for holder, predicate in shapes.subject_predicates(shape)
    )


def _aimed(query: str, name: str) -> str:
    """Return a query that looks only at the targets that are noted under a name."""
    return opened(query, f" GRAPH <{_TARGETS}> {{ <{name}> <{_LOOKS_AT}> $this }}")


def opened(query: str, pattern: str) -> str:
    """Return a query whose group opens with a pattern."""
    begin = _OPAQUE.sub(_blank, query).index("{") + 1
    return query[:begin] + pattern + query[begin:]


def results_of(
    question: Question, shapes: Graph, solutions: Iterable[Solution]
) -> Iterator[Result]:
    """Yield the results that solutions stand for (SHACL, section 5.3.2)."""
    from rdflib import URIRef

    path = shapes.value(question.shape, URIRef(f"{SH}path"))
    message = URIRef(f"{SH}message")
    own = [str(text) for text in shapes.objects(question.constraint, message)]
    texts = own or [str(text) for text in shapes.objects(question.shape, message)]
    for solution in solutions:
        focus = solution["this"]
        told = solution.get("path", path)
        yield Result(
            shape=question.shape,
            component="SPARQL",
            focus=focus,
            path=told if isinstance(told, URIRef) else None,
            value=solution.get("value", focus if path is None else None),
            constraint=question.constraint,
            said=tuple(sorted(_filled(text, solution) for text in texts)),
        )


def _filled(text: str, solution: Mapping[str, Node]) -> str:
    """Return a message with the values of a solution in the place of the variables' names."""
    return _PLACEHOLDER.sub(lambda name: str(solution.get(name[1], name[0])), text)


def _blank(words: re.Match[str]) -> str:
    return " " * len(words[0])
