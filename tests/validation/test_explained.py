"""Rules as readers meet them: those of the catalogue, each with examples from its cases."""

from __future__ import annotations

import pickle

import pytest

from greffe.validation.catalogue import catalogue
from greffe.validation.examples import Examples
from greffe.validation.explained import Explained, explained_rules


@pytest.fixture(scope="module")
def rules() -> dict[str, Explained]:
    """Return the rules by their codes."""
    return {rule.code: rule for rule in explained_rules()}


def test_rules_are_those_of_the_catalogue_in_its_order(rules: dict[str, Explained]) -> None:
    """Nothing is added to the catalogue, left out of it or moved."""
    sheets = catalogue().sheets
    assert [sheet.code for sheet in sheets] == list(rules)
    assert [sheet.rule for sheet in sheets] == [rule.rule for rule in rules.values()]


def test_an_example_that_is_refused_lacks_what_the_rule_asks(rules: dict[str, Explained]) -> None:
    """What R15 accepts names an agreement; what it refuses does not, and says so."""
    accepted, refused = rules["R15"].accepted, rules["R15"].refused
    assert accepted is not None
    assert refused is not None
    assert "greffe:agreement <agreement/one>" in accepted.fr
    assert "greffe:agreement <" not in refused.fr
    assert refused.fr.endswith("# sans greffe:agreement")
    assert refused.en.endswith("# no greffe:agreement")


def test_rules_without_a_case_have_no_example(rules: dict[str, Explained]) -> None:
    """A rule has a refused example where one of its cases must break it, and else none."""
    examples = Examples(catalogue())
    without = {code for code, rule in rules.items() if examples.invalid(rule) is None}
    assert without == {code for code, rule in rules.items() if rule.refused is None}
    assert set() == {code for code in without if code.startswith("R")}


def test_rules_travel_to_other_processes_without_their_shapes(rules: dict[str, Explained]) -> None:
    """A rule is small when it is sent to a process that writes pages, and is the same there."""
    sent = pickle.dumps(rules["R15"])
    assert len(sent) < 5_000
    assert rules["R15"] == pickle.loads(sent)  # noqa: S301 - our own bytes
