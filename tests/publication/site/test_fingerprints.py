"""What pages depend on, in numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greffe.language import Text
from greffe.namespaces import GREFFE
from greffe.publication.site.fingerprints import fingerprints
from greffe.publication.site.marks import FACTS, PROPERTIES, own_mark, property_mark
from greffe.publication.site.told import Told

if TYPE_CHECKING:
    from greffe.publication.site.site import Site

ENTRY = "https://w3id.org/greffe/id/mifi/communication/5"
FOUND = Told("R01", "warning", f"{ENTRY}/citation/1", Text("Vague.", "Vague."), None)


def test_a_finding_changes_its_thing_and_its_rule_and_nothing_else(site: Site) -> None:
    """A new finding moves the numbers of the thing that it is about and of its rule."""
    before = fingerprints(site)
    after = fingerprints(replace(site, findings=(*site.findings, FOUND)))
    moved = {name for name in after if after[name] != before[name]}
    assert {ENTRY, own_mark(ENTRY), "rule:R01"} == moved


def test_the_words_of_a_finding_change_what_shows_them(site: Site) -> None:
    """A finding that says the same otherwise moves what only the page of its thing shows."""
    other = replace(FOUND, message=Text("Imprécis.", "Imprecise."))
    before, after = (
        fingerprints(replace(site, findings=(*site.findings, each))) for each in (FOUND, other)
    )
    assert {own_mark(ENTRY)} == {name for name in after if after[name] != before[name]}


def test_every_property_has_a_number(site: Site) -> None:
    """What is said by a property has a number under its mark, and so has all that is said."""
    numbers = fingerprints(site)
    marks = {property_mark(name) for name in site.data_prints.properties}
    assert property_mark(f"{GREFFE}reasonText") in marks
    assert {*marks, FACTS, PROPERTIES} <= numbers.keys()


def test_an_entry_has_words_of_its_own(site: Site) -> None:
    """Each communication and each file has cells; an organisation has none."""
    numbers = fingerprints(replace(site, findings=()))
    entries = (*site.things("communication"), *site.things("file"))
    assert {own_mark(each) for each in entries} <= numbers.keys()
    assert not {own_mark(each) for each in site.things("organization")} & numbers.keys()


def test_every_rule_has_a_number(site: Site) -> None:
    """A rule that found nothing has a number too: its page waits for what it will find."""
    numbers = fingerprints(replace(site, findings=()))
    assert {f"rule:{rule.code}" for rule in site.rules} <= set(numbers)


def test_numbers_stand_in_order(site: Site) -> None:
    """The numbers come sorted by name, whatever the order of what was found."""
    turned = replace(site, findings=tuple(reversed(site.findings)))
    assert list(fingerprints(site).items()) == list(fingerprints(turned).items())
    assert sorted(fingerprints(site)) == list(fingerprints(site))


def test_a_name_changes_the_second_number_only_of_what_it_names(site: Site) -> None:
    """What is called otherwise, or has an English name now, moves no fingerprint of the graph."""
    before = fingerprints(site)
    labels = {
        language: {**names, ENTRY: f"{names[ENTRY]} bis"} for language, names in site.labels.items()
    }
    renamed = replace(site)
    renamed.__dict__["labels"] = labels
    after = fingerprints(renamed)
    assert {ENTRY} == {name for name in after if after[name] != before[name]}
    assert before[ENTRY][0] == after[ENTRY][0]


def test_a_thing_owns_the_names_of_its_parts(site: Site) -> None:
    """A citation has no number of its own: its name counts for its entry."""
    part = f"{ENTRY}/citation/1"
    assert part in site.labels["fr"]
    assert part not in fingerprints(site)
