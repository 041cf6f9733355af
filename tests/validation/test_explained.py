"""Rules as readers meet them: those of the catalogue, each with examples from its cases."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from greffe.store.cache import VARIABLE
from greffe.validation import explained
from greffe.validation.catalogue import catalogue
from greffe.validation.examples import Examples
from greffe.validation.explained import Explained, explained_rules
from greffe.validation.stating import Sheet

if TYPE_CHECKING:
    from pathlib import Path

WITHOUT_RDFLIB = """
import sys
from greffe.validation.explained import explained_rules
assert explained_rules()
print("rdflib" in sys.modules)
"""


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


def plain(sheet: Sheet) -> dict[str, object]:
    """Return all that a rule tells."""
    return {each.name: getattr(sheet, each.name) for each in fields(Sheet)}


def test_what_is_kept_of_a_rule_is_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first run reads the shapes, the next what the first has kept: both tell the same."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    expected = [plain(sheet) for sheet in catalogue().sheets]
    assert expected == [plain(rule) for rule in explained_rules()]
    monkeypatch.setattr(explained, "_catalogue", lambda: pytest.fail("the shapes were read again"))
    assert expected == [plain(rule) for rule in explained_rules()]


def test_rules_that_are_kept_need_no_reader_of_turtle(tmp_path: Path) -> None:
    """To tell the rules a second time, nothing is loaded that reads shapes."""
    told = [
        subprocess.run(
            [sys.executable, "-c", WITHOUT_RDFLIB],
            env={VARIABLE: str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for _ in range(2)
    ]
    assert ["True", "False"] == told
