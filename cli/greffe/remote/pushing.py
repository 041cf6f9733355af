"""A store elsewhere brought up to date: only the graphs that changed, each whole, each verified.

What was pushed is kept in the store itself, in a graph of its own (``PUSHED``): for each graph the
hash of the file that it comes from.  A graph loses its mark before it is written and has a new one
once it is verified, so that a push that is interrupted goes on where it was.  Graphs that have no
mark are not ours, and are left alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.errors import InputError
from greffe.language import Text
from greffe.namespaces import RDF, ROOT
from greffe.remote.graphs import unread, verification
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from greffe.remote.graphs import GraphStore
    from greffe.remote.store import RemoteStore
    from greffe.store.parcels import Origin, Parcel

PUSHED: Final = f"{ROOT}graph/pushed"
"""The graph that tells which graphs were pushed."""

# Literals of one subject that nothing else speaks of: no question meets them.
_VALUE: Final = Iri(f"{RDF}value")
# Page by page, each after the last mark of the one before: engines limit rows, and what they sort.
_RECORD: Final = f"""
WHERE {{{{ GRAPH <{PUSHED}> {{{{ <{PUSHED}> {_VALUE} ?mark }}}}
  FILTER(ISLITERAL(?mark) && STR(?mark) > {{after}}) }}}}
"""
_PAGE: Final = f"SELECT ?mark {_RECORD} ORDER BY STR(?mark) LIMIT 1000"
_COUNT: Final = f"SELECT (COUNT(*) AS ?n) {_RECORD}"
_MEASURE: Final = """
SELECT (COUNT(*) AS ?triples)
  (SUM(IF(ISLITERAL(?o) && LANG(?o) != "", STRLEN(STR(?o)), 0)) AS ?letters)
WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}
"""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A graph that was pushed: its IRI, the hash and the name of what it comes from."""

    iri: str
    digest: str
    name: str

    def __str__(self) -> str:
        """Return the mark as the record has it."""
        return f"{self.digest} {self.iri} {self.name}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do: graphs to write, marks that stay, marks of graphs that are no more."""

    changed: tuple[tuple[Origin, str], ...]
    unchanged: tuple[Mark, ...]
    withdrawn: tuple[Mark, ...]


def marks(asked: RemoteStore) -> tuple[Mark, ...]:
    """Return what the record of a store says; a graph with two marks has none.

    Two are there where two pushes at the same time met.  Raises ``EndpointError``, also when the
    store does not tell all of them: some cut long answers without a word.
    """
    values: list[str] = []
    while found := _page(asked, values[-1] if values else ""):
        values += found
    (count,) = asked.select(_COUNT.format(after=Literal(""))).rows[0]
    if not isinstance(count, Literal) or int(count.value) != len(set(values)):
        raise unread(asked.endpoint, len(values))
    parts = [value.split(" ", 2) for value in values]
    marked = [Mark(part[1], part[0], part[2]) for part in parts if len(part) == 3]  # noqa: PLR2004
    often = Counter(mark.iri for mark in marked)
    return tuple(sorted(mark for mark in marked if often[mark.iri] == 1))


def _page(asked: RemoteStore, after: str) -> list[str]:
    rows = asked.select(_PAGE.format(after=Literal(after))).rows
    values = [value.value for (value,) in rows if isinstance(value, Literal)]
    if any(value == after for value in values):
        raise unread(asked.endpoint, len(values))
    return values


def plan(origins: Iterable[Origin], pushed: Iterable[Mark]) -> Plan:
    """Compare what there is (``parcels.whole``, ``parcels.public``) with what was pushed.

    Raises ``SyntaxFault`` or ``InputError`` for a faulty file: then nothing is sent.
    """
    known = {(mark.name, mark.digest): mark for mark in pushed}
    ours: dict[str, str] = {}
    changed: list[tuple[Origin, str]] = []
    unchanged: list[Mark] = []
    for origin in origins:
        mark = known.get((origin.name, origin.digest))
        iri = origin.graph() if mark is None else mark.iri
        if iri in ours:
            raise _claimed_twice(iri, ours[iri], origin.name)
        ours[iri] = origin.name
        if mark is None:
            changed.append((origin, iri))
        else:
            unchanged.append(mark)
    withdrawn = tuple(mark for mark in known.values() if mark.iri not in ours)
    return Plan(tuple(changed), tuple(unchanged), withdrawn)


def push(
    work: Plan, graphs: GraphStore, asked: RemoteStore, *, prune: bool = False
) -> Iterator[tuple[str, int]]:
    """Do what a plan says; yield each graph that is done, and how many statements it now has.

    With ``prune``, graphs that are withdrawn are deleted; nothing else ever is.  Raises
    ``EndpointError`` at the first graph that cannot be written or verified; those before it are
    done, and running again goes on from there.
    """
    for mark in work.withdrawn if prune else ():
        graphs.delete(mark.iri)
        _verify(asked, mark.iri, None)
        yield mark.iri, 0
    _record(graphs, (*work.unchanged, *(() if prune else work.withdrawn)))
    for position, (origin, _) in enumerate(work.changed):
        sent = origin.pack()
        graphs.put(sent.iri, sent.ntriples)
        _verify(asked, sent.iri, sent)
        mark = Mark(sent.iri, sent.digest, origin.name)
        graphs.add(PUSHED, _written([mark]))
        if position == 0:
            _confirm(asked, mark)
        yield sent.iri, sent.measure.triples


def is_union(asked: RemoteStore, iri: str) -> bool:
    """Return whether queries that name no graph meet what the named graph ``iri`` says."""
    return asked.query(f"ASK {{ {Iri(iri)} a ?class }}") is True


def _record(graphs: GraphStore, kept: tuple[Mark, ...]) -> None:
    if kept:
        graphs.put(PUSHED, _written(kept))
    else:
        graphs.delete(PUSHED)


def _written(kept: Iterable[Mark]) -> bytes:
    said = f"{Iri(PUSHED)} {_VALUE}"
    return "".join(f"{said} {Literal(str(mark))} .\n" for mark in kept).encode()


def _verify(asked: RemoteStore, iri: str, sent: Parcel | None) -> None:
    row = asked.select(_MEASURE.format(graph=Iri(iri))).rows[0]
    triples, letters = (int(term.value) if isinstance(term, Literal) else 0 for term in row)
    expected = sent.measure if sent else None
    if expected.agrees_with(triples, letters) if expected else not triples:
        return
    wanted = f"{expected.triples}/{expected.letters}" if expected else "0"
    raise verification(asked.endpoint, iri, wanted, f"{triples}/{letters}")


def _confirm(asked: RemoteStore, mark: Mark) -> None:
    """Refuse an endpoint that does not show the mark that was just added: it is another store.

    The graph itself may be there all the same, from another push, as long and as many-lettered.
    """
    if asked.query(f"ASK {{ GRAPH <{PUSHED}> {{ <{PUSHED}> {_VALUE} {Literal(str(mark))} }} }}"):
        return
    raise verification(asked.endpoint, PUSHED, "1", "0")


def _claimed_twice(iri: str, first: str, second: str) -> InputError:
    return InputError(
        Text(
            f"{second} : le graphe <{iri}> est déjà celui de {first}.",
            f"{second}: the graph <{iri}> is already that of {first}.",
        ),
        Text(
            "Donnez à chaque fichier son propre sujet d’en-tête.",
            "Give each file a header subject of its own.",
        ),
    )
