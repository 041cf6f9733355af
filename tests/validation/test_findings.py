"""What a finding is made of: severity, fingerprint, words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.language import Text
from greffe.validation.findings import SEVERITIES, at_least, fingerprint
from greffe.validation.wording import SHOWN, detail, joined, shorten


def test_severities_are_ordered_from_grave_to_light() -> None:
    """Each severity is at least as grave as itself and as those after it."""
    for i, one in enumerate(SEVERITIES):
        assert [at_least(one, other) for other in SEVERITIES] == [j >= i for j in range(3)]


def test_a_fingerprint_knows_fault_from_fault() -> None:
    """Another rule, thing, field or value is another fault."""
    prints = {
        fingerprint("R", "e", "f", "v"),
        fingerprint("S", "e", "f", "v"),
        fingerprint("R", "d", "f", "v"),
        fingerprint("R", "e", "g", "v"),
        fingerprint("R", "e", "f", "w"),
        fingerprint("R", "e", "f", None),
        fingerprint("R", "ef", None, "v"),
    }
    assert 7 == len(prints)


@given(st.text())
def test_shown_values_are_short_and_on_one_line(value: str) -> None:
    """A message never carries a whole cell."""
    shown = shorten(value)
    assert "\n" not in shown
    assert len(shown) <= SHOWN + 2


@pytest.mark.parametrize("component", ["MinCount", "Datatype", "Class", "Pattern", "Unheard"])
def test_every_constraint_can_be_told(component: str) -> None:
    """Whatever the constraint, there are words in both languages, with the value where it helps."""
    said = detail(component, "xyzzy")
    assert said.fr
    assert said.en
    assert (component == "MinCount") != ("xyzzy" in said.fr)


def test_sentences_that_say_nothing_leave_no_trace() -> None:
    """No double spaces where there is nothing to add."""
    assert Text("A. B.", "a. b.") == joined(Text("A.", "a."), Text("", ""), Text("B.", "b."))
