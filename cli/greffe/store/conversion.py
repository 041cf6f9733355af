"""Between pyoxigraph's terms and ours."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final

from greffe.results.model import Graph, Stream, Table
from greffe.terms import Blank, Iri, Literal, Term, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolutions

_NAMELESS: Final = frozenset({"BlankNode", "Triple"})
"""The classes of terms that are, or may hold, blank nodes."""


def table(solutions: QuerySolutions) -> Table:
    """Return the solutions of a SELECT; blank nodes are numbered as they come."""
    names = tuple(variable.value for variable in solutions.variables)
    term = _Terms().__getitem__
    return Table(names, tuple(tuple(map(term, solution)) for solution in solutions))


def stream(solutions: QuerySolutions) -> Stream:
    """Return the same solutions row by row, as Oxigraph finds them; its errors are the rows'."""
    blanks: dict[str, Blank] = {}
    rows = (
        tuple(None if value is None else plain(value, blanks) for value in solution)
        for solution in solutions
    )
    return Stream(tuple(variable.value for variable in solutions.variables), rows)


def graph(triples: Iterable[Any]) -> Graph:
    """Return the triples of a CONSTRUCT or DESCRIBE, each once, sorted.

    Blank nodes get canonical names (RDF Dataset Canonicalization, W3C 2024), so that the same
    graph is always the same text.
    """
    given = set(triples)
    if any(type(part).__name__ in _NAMELESS for triple in given for part in triple):
        given = _canonical(given)
    known = _Known()
    found = [tuple(known[part] for part in triple) for triple in given]
    found.sort(key=lambda parts: [word for word, _ in parts])
    return Graph(tuple(Triple(s, p, o) for (_, s), (_, p), (_, o) in found))


class _Terms(dict[Any, "Term | None"]):
    """Terms of ours by those of Oxigraph, each made once: rows name the same things many times.

    What is unbound stays so; blank nodes are numbered as they come.
    """

    def __init__(self) -> None:
        super().__init__({None: None})
        self._blanks: dict[str, Blank] = {}

    def __missing__(self, value: Any) -> Term:  # noqa: ANN401 - pyoxigraph has no common class of terms
        made = self[value] = plain(value, self._blanks)
        return made


class _Known(dict[Any, tuple[str, Term]]):
    """Terms of ours by those of Oxigraph, with their text, each made once.

    Blank nodes keep their names.
    """

    def __missing__(self, value: Any) -> tuple[str, Term]:  # noqa: ANN401 - pyoxigraph has no common class of terms
        term = plain(value)
        made = self[value] = (str(term), term)
        return made


def _canonical(triples: Iterable[Any]) -> set[Any]:
    from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad

    dataset = Dataset(Quad(*triple) for triple in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {quad.triple for quad in dataset}


def parse_turtle(text: str) -> Graph:
    """Read Turtle or N-Triples; raise ``ValueError`` when the text is anything else."""
    try:
        return graph(parse_triples(text))
    except SyntaxError as error:
        raise ValueError(str(error)) from error


def read_rdf_xml(content: IO[bytes]) -> Iterator[Any]:
    """Yield Oxigraph's triples from RDF/XML as it comes; ``ValueError`` when it is anything else.

    An error of the reader itself is its cause.
    """
    from pyoxigraph import RdfFormat, parse

    try:
        for quad in parse(content, format=RdfFormat.RDF_XML):
            yield quad.triple
    except (OSError, SyntaxError) as error:
        raise ValueError(str(error)) from error


def parse_triples(text: str) -> list[Any]:
    """Read Turtle of our own making into Oxigraph's triples; ``SyntaxError`` when it is none."""
    from pyoxigraph import RdfFormat, parse

    return [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]


def plain(value: Any, blanks: dict[str, Blank] | None = None) -> Term:  # noqa: ANN401 - pyoxigraph has no common class of terms
    """Return a term of ours for one of Oxigraph.

    A blank node keeps its name; where ``blanks`` has those met before, it is numbered as it comes.
    """
    match type(value).__name__:
        case "NamedNode":
            return Iri(value.value)
        case "Literal":
            return Literal(value.value, value.datatype.value, value.language)
        case "BlankNode":
            if blanks is None:
                return Blank(value.value)
            return blanks.setdefault(value.value, Blank(f"b{len(blanks)}"))
        case _:
            parts = (value.subject, value.predicate, value.object)
            return Triple(*(plain(part, blanks) for part in parts))
