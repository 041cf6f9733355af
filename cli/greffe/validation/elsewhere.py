"""The rules that are SPARQL questions, asked of whatever answers SPARQL: a server, or our store.

Only these can be asked of a server.  What SHACL says otherwise (numbers of values, datatypes,
forms), our own checks of words, references, and the fidelity to the documents need the files: see
``run.validate``.  Findings have no place in a file, since there is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.errors import NothingChecked
from greffe.language import Text
from greffe.namespaces import PREFIXES, SH
from greffe.terms import Iri, Literal
from greffe.validation.asking import Question, constraints, opened, results_of
from greffe.validation.explain import Explainer
from greffe.validation.ground import Ground
from greffe.validation.provisions import provision
from greffe.validation.report import Checked, Report
from greffe.validation.rulebook import holders, name_of, rule_of
from greffe.validation.surroundings import as_node, surroundings
from greffe.validation.unrolling import unrolled
from greffe.validation.waivers import excused, waivers_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.results.model import Source, Table
    from greffe.store.memory import Solution
    from greffe.validation.engine import Result
    from greffe.validation.findings import Severity

_STAR: Final = re.compile(r"/(\w+):(\w+)\*")
_DEEPEST: Final = 8


def check_elsewhere(
    source: Source, where: str, shapes: Graph, today: date, fail_on: Severity = "violation"
) -> Report:
    """Ask the rules that are SPARQL questions, and tell what they find as a check does.

    ``where`` is what the report calls the data.  Raises ``NothingChecked`` when no rule meets
    anything, and what the source raises.
    """
    asked = [Question(*each) for each in constraints(shapes)]
    aims = _aims(source, shapes, asked)
    counts = {shape: _count(source, aim) for shape, aim in aims.items()}
    if not any(counts.values()):
        raise _nothing(where)
    results = list(_results(source, shapes, asked, aims))
    facts = surroundings(source, results)
    found = Explainer(Ground({}, facts), shapes, today).findings(results, ())
    counting, waived = excused(found, waivers_of(facts), today)
    rules = [rule_of(shapes, each.shape, each.constraint).on(today) for each in asked]
    return Report(
        findings=counting,
        waived=waived,
        checked=_checked(shapes, counts),
        files=(where,),
        rules={rule.code: rule for rule in rules},
        looked_at=_looked_at(shapes, asked, counts),
        provisions={iri: provision(iri) for rule in rules if (iri := rule.provision)},
        fail_on=fail_on,
    )


def _aims(source: Source, shapes: Graph, asked: list[Question]) -> dict[Node, str]:
    """Return for each node shape that a question belongs to the pattern of its targets."""
    classes = _hierarchy(source)
    owners = {owner for each in asked for owner in holders(shapes, each.shape)}
    aims = {owner: " UNION ".join(_patterns(shapes, owner, classes)) for owner in owners}
    return {owner: aim for owner, aim in aims.items() if aim}


def _patterns(shapes: Graph, shape: Node, classes: Graph) -> Iterator[str]:
    from rdflib import RDFS, URIRef

    for class_ in shapes.objects(shape, URIRef(f"{SH}targetClass")):
        for each in sorted(map(str, classes.transitive_subjects(RDFS.subClassOf, class_))):
            yield f"{{ ?this a <{each}> }}"
    for predicate in shapes.objects(shape, URIRef(f"{SH}targetSubjectsOf")):
        yield f"{{ ?this <{predicate}> ?anything }}"
    for predicate in shapes.objects(shape, URIRef(f"{SH}targetObjectsOf")):
        yield f"{{ ?anything <{predicate}> ?this }}"


def _hierarchy(source: Source) -> Graph:
    """Return what the data say of which class is below which."""
    from rdflib import RDFS, Graph

    graph = Graph()
    table = source.select(f"SELECT ?low ?high WHERE {{ ?low <{RDFS.subClassOf}> ?high }}")
    for low, high in table.rows:
        if isinstance(low, Iri) and isinstance(high, Iri):
            graph.add((as_node(low), RDFS.subClassOf, as_node(high)))
    return graph


def _count(source: Source, aim: str) -> int:
    (value,) = source.select(f"SELECT (COUNT(DISTINCT ?this) AS ?n) WHERE {{ {aim} }}").rows[0]
    return int(value.value) if isinstance(value, Literal) else 0


def _results(
    source: Source, shapes: Graph, asked: list[Question], aims: dict[Node, str]
) -> Iterator[Result]:
    from rdflib import Graph

    depths = _depths(source, asked)
    for question in asked:
        query = unrolled(question.query, Graph(), depths)
        for owner in sorted(set(holders(shapes, question.shape)) & set(aims), key=str):
            table = source.select(opened(query, f" {{ {aims[owner]} }} "))
            yield from results_of(question, shapes, _solutions(table))


def _depths(source: Source, asked: list[Question]) -> dict[str, int | None]:
    """Return how many steps the data go by each property that questions follow to its end.

    Engines differ in what they make of a path of any length; one that is written out is the same
    everywhere.
    """
    names = sorted({name for each in asked for name in _STAR.findall(each.query)})
    return {
        predicate: _depth(source, predicate)
        for prefix, local in names
        if (predicate := PREFIXES.get(prefix, "") + local)
    }


def _depth(source: Source, predicate: str) -> int | None:
    for steps in range(1, _DEEPEST + 2):
        path = "/".join([f"<{predicate}>"] * steps)
        if source.query(f"ASK {{ ?from {path} ?to }}") is False:
            return steps - 1
    return None


def _solutions(table: Table) -> Iterator[Solution]:
    for record in table.records():
        yield {name: as_node(term) for name, term in record.items()}


def _checked(shapes: Graph, counts: dict[Node, int]) -> tuple[Checked, ...]:
    every = (
        Checked(str(shape).rsplit("#", 1)[-1], name_of(shapes, shape), count)
        for shape, count in counts.items()
    )
    return tuple(sorted(every, key=lambda each: each.shape))


def _looked_at(shapes: Graph, asked: list[Question], counts: dict[Node, int]) -> dict[str, int]:
    return {
        rule_of(shapes, each.shape, each.constraint).code: sum(
            counts.get(owner, 0) for owner in holders(shapes, each.shape)
        )
        for each in asked
    }


def _nothing(where: str) -> NothingChecked:
    return NothingChecked(
        Text(f"{where} : rien à vérifier n’y est.", f"{where}: nothing to check is there."),
        Text(
            "Vérifiez que les données y sont, et que son graphe par défaut est l’union des graphes "
            "nommés.",
            "Check that the data is there, and that its default graph is the union of the named "
            "graphs.",
        ),
    )
