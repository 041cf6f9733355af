"""One thing is changed in a good register: exactly the rules that look at it speak."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import RDFS, URIRef
from tests.validation import mutations_of_form, mutations_of_law
from tests.validation.mutations import BASE, sample

from greffe.namespaces import DCTERMS, GREFFE
from greffe.resources import ontology_dir, shapes_dir
from greffe.turtle.reading import parse
from greffe.validation import checks
from greffe.validation.engine import check, targeted
from greffe.validation.references import dangling, unknown_terms
from greffe.validation.rulebook import rule_of, shapes_graph
from greffe.validation.run import FAMILIES

if TYPE_CHECKING:
    from rdflib import Graph
    from tests.validation.mutations import Mutation

MUTATIONS: Final = (*mutations_of_form.MUTATIONS, *mutations_of_law.MUTATIONS)
FEWEST: Final = 80
LAW: Final = re.compile(r"R\d\d[a-z]?")
ONTOLOGY: Final = parse(ontology_dir() / "greffe.ttl")
TERMS: Final = frozenset(str(each) for each in ONTOLOGY.subjects() if str(each).startswith(GREFFE))
SAMPLE: Final = sample()
for of_class in ONTOLOGY.triples((None, RDFS.subClassOf, None)):
    SAMPLE.add(of_class)
SHAPES: Final = shapes_graph(
    [shapes_dir() / family for family in FAMILIES], ontology_dir() / "prefixes.ttl"
)


def fired(data: Graph) -> set[str]:
    """Return the codes of the rules that a register and inventory break, with what they lean on."""
    targets = targeted(data, SHAPES, set(data.subjects()))
    results = [*check(data, SHAPES, targets), *checks.run(data, SHAPES, targets)]
    strays = [*unknown_terms([data], TERMS), *dangling([data], data, [BASE])]
    told = {rule_of(SHAPES, result.shape, result.constraint).code for result in results}
    return told | {stray.rule.code for stray in strays}


def name(mutation: Mutation) -> str:
    """Return the name of a mutation for the test report."""
    return mutation.name


def test_the_good_register_and_inventory_break_no_rule() -> None:
    """What all mutations start from is without any finding, so that a fault is always theirs."""
    assert fired(SAMPLE) == set()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=name)
def test_each_mutation_breaks_exactly_the_rules_that_look_at_it(mutation: Mutation) -> None:
    """A change for the worse is caught by each rule that should catch it, and by no other."""
    assert fired(mutation.of(SAMPLE)) == mutation.rules


@pytest.mark.parametrize("change", mutations_of_law.LAWFUL, ids=name)
def test_lawful_changes_break_no_rule(change: Mutation) -> None:
    """A change to what the law also allows is not caught by anything."""
    assert fired(change.of(SAMPLE)) == set()


def test_there_are_many_mutations_each_with_its_own_name() -> None:
    """The catalogue is large, and no mutation is there twice."""
    names = Counter(mutation.name for mutation in MUTATIONS)
    assert [name for name, count in names.items() if count > 1] == []
    assert len(names) >= FEWEST


def test_every_mutation_is_to_be_caught() -> None:
    """Each mutation breaks some rule; as the sample breaks none, it is none in name only."""
    assert [mutation.name for mutation in MUTATIONS if not mutation.rules] == []


def test_every_rule_of_law_is_broken_by_a_mutation() -> None:
    """Each rule drawn from the law has a mutation that it catches."""
    rules = {str(code) for code in SHAPES.objects(None, URIRef(f"{DCTERMS}identifier"))}
    broken = {code for mutation in MUTATIONS for code in mutation.rules}
    assert {code for code in rules if LAW.fullmatch(code)} <= broken
