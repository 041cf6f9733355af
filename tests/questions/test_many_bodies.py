"""What the questions that were written again for many bodies answer is what a plain reading finds.

The reading follows the graph statement by statement, without SPARQL, over bodies that the documents
read by eye do not show: several at once, whose files and communications must not be mixed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest
from benchmarks.synthetic import generate
from tests.memory import in_memory

from greffe.namespaces import DCTERMS, GREFFE, RDF, SKOS
from greffe.questions import answer, catalogue, find
from greffe.terms import Iri, Literal
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from greffe.questions import Question
    from greffe.store import Store

BODIES: Final = 3
LISTED: Final = ("?entry", "?file")
PLAIN: Final = frozenset({"?number", "?measures", "?communications"})
"""Columns of numbers and short texts, which are kept in the rows themselves."""


@dataclass(frozen=True)
class Reading:
    """A graph as a person would leaf through it: what each thing has, and who has it."""

    of: dict[tuple[str, str], set[str]]
    having: dict[tuple[str, str], set[str]]

    def body(self, thing: str) -> str:
        """Return the body that publishes the document a thing is part of."""
        (document,) = self.of[thing, f"{DCTERMS}isPartOf"]
        (body,) = self.of[document, f"{DCTERMS}publisher"]
        return body

    def sent(self, entry: str) -> set[str]:
        """Return the types of data that an entry sends."""
        return self.of[entry, f"{GREFFE}dataType"]

    def held(self, file: str) -> set[str]:
        """Return the types of data that a file may hold: those of its categories."""
        kept = self.of[file, f"{GREFFE}dataCategory"]
        return {each for category in kept for each in self.having[f"{SKOS}broader", category]}

    def files(self, body: str) -> Iterator[str]:
        """Yield the files of a body."""
        things = self.having[f"{RDF}type", f"{GREFFE}PersonalInformationFile"]
        return (file for file in things if self.body(file) == body)

    def communications(self) -> set[str]:
        """Return the communications of all bodies."""
        return self.having[f"{RDF}type", f"{GREFFE}Communication"]


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store of three bodies that do not exist."""
    folder = tmp_path_factory.mktemp("bodies") / "data"
    generate(folder, BODIES)
    return in_memory(Workspace.at(folder).files())


@pytest.fixture(scope="module")
def reading(bodies: Store) -> Reading:
    """Return the same statements to leaf through."""
    found = Reading(defaultdict(set), defaultdict(set))
    for row in bodies.select("SELECT ?s ?p ?o WHERE { ?s ?p ?o }").rows:
        subject, name, value = (str(getattr(term, "value", "")) for term in row)
        found.of[subject, name].add(value)
        found.having[name, value].add(subject)
    return found


def _asked(store: Store, name: str, *columns: str, **arguments: str) -> list[tuple[str, ...]]:
    table = answer(find(name), arguments, store).table
    found = zip(*(table.column(column) for column in columns), strict=True)
    return [tuple(_word(term) for term in row) for row in found]


def _word(term: object) -> str:
    assert isinstance(term, Iri | Literal)
    return term.value


def test_the_bodies_have_all_that_is_compared(reading: Reading) -> None:
    """Several bodies publish both documents, and some types of data have several categories."""
    assert BODIES <= len({reading.body(entry) for entry in reading.communications()})
    several = [
        thing
        for (thing, name), values in reading.of.items()
        if name == f"{SKOS}broader" and "/data-type/" in thing and len(values) > 1
    ]
    assert several


def test_a_communication_is_covered_by_a_file_that_may_hold_all_it_sends(
    bodies: Store, reading: Reading
) -> None:
    """Only the files of the same body count, and one file must hold every type that is sent."""
    held = {
        body: [reading.held(file) for file in reading.files(body)]
        for body in {reading.body(entry) for entry in reading.communications()}
    }
    expected = {
        entry
        for entry in reading.communications()
        if not any(reading.sent(entry) <= types for types in held[reading.body(entry)])
    }
    found = {entry for (entry,) in _asked(bodies, "communications-no-file-covers", "entry")}
    assert expected == found
    assert 0 < len(found) < len(reading.communications())


def test_what_a_body_without_files_sends_is_covered_by_none(
    tmp_path: Path, reading: Reading
) -> None:
    """A body that has published its register alone has each of its communications on the list."""
    folder = tmp_path / "data"
    generate(folder, BODIES)
    alone = folder / "synthetique-0001"
    (alone / "inventory.ttl").unlink()
    rest = in_memory(Workspace.at(folder).files())
    entries = {each for each in reading.communications() if f"/{alone.name}/" in each}
    expected = {each for each in entries if reading.sent(each)}
    found = {entry for (entry,) in _asked(rest, "communications-no-file-covers", "entry")}
    assert expected == {each for each in found if each in entries}
    assert found - entries
    assert expected


@pytest.mark.parametrize("recipient", ["ramq", "retraite-quebec", "saaq"])
def test_the_files_that_share_data_with_a_recipient_are_those_of_the_body_that_sends(
    recipient: str, bodies: Store, reading: Reading
) -> None:
    """Each file is told with the number of types that it may hold among those sent."""
    iri = f"https://w3id.org/greffe/org/{recipient}"
    reached = {iri} | reading.having[f"{GREFFE}hasMember", iri]
    sent: dict[str, set[str]] = defaultdict(set)
    for each in reached:
        for entry in reading.having[f"{GREFFE}recipient", each]:
            sent[reading.body(entry)] |= reading.sent(entry)
    shared = {
        (file, len(types & reading.held(file)))
        for body, types in sent.items()
        for file in reading.files(body)
    }
    expected = {(file, str(count)) for file, count in shared if count}
    found = _asked(bodies, "files-sharing-data-sent", "file", "dataTypes", recipient=recipient)
    assert expected == set(found)
    assert len(expected) == len(found) > BODIES


def test_the_titles_of_two_bodies_are_not_compared(bodies: Store, reading: Reading) -> None:
    """A title is the same in several files of one inventory: elsewhere it surprises nobody."""
    titles = [
        (reading.body(file), title, file)
        for (file, name), values in reading.of.items()
        if name == f"{GREFFE}titleText"
        for title in values
    ]
    count = Counter((body, title) for body, title, _ in titles)
    expected = {(title, file) for body, title, file in titles if count[body, title] > 1}
    found = _asked(bodies, "files-with-same-title", "title", "file")
    assert expected == set(found)
    assert len(expected) < len(titles)


def test_files_of_the_same_title_stand_together(bodies: Store, reading: Reading) -> None:
    """Body by body, then title by title: no group is torn apart."""
    rows = _asked(bodies, "files-with-same-title", "title", "file")
    groups = [(reading.body(file), title) for title, file in rows]
    met = [group for at, group in enumerate(groups) if at == 0 or groups[at - 1] != group]
    assert len(met) == len(set(met))


def test_two_categories_are_together_when_types_of_both_are_sent(
    bodies: Store, reading: Reading
) -> None:
    """Each communication is told once, however many types of the two categories it sends."""
    pair = ("identite", "coordonnees")
    of = [
        reading.having[f"{SKOS}broader", f"https://w3id.org/greffe/concept/data-category/{key}"]
        for key in pair
    ]
    expected = {
        entry
        for entry in reading.communications()
        if all(reading.sent(entry) & types for types in of)
    }
    found = _asked(bodies, "two-categories", "entry", first=pair[0], second=pair[1])
    assert sorted(expected) == sorted(entry for (entry,) in found)
    assert expected


@pytest.mark.parametrize("name", ["communications-to-recipient", "data-sent-to-recipient"])
def test_who_is_reached_through_a_group_is_a_recipient(
    name: str, bodies: Store, reading: Reading
) -> None:
    """A member of a group receives what the group does, and the row says through which."""
    member, groups = next(
        (value, groups)
        for (predicate, value), groups in sorted(reading.having.items())
        if predicate == f"{GREFFE}hasMember"
        and any(reading.having[f"{GREFFE}recipient", group] for group in groups)
    )
    table = answer(find(name), {"recipient": member}, bodies).table
    reached = {
        entry for each in (member, *groups) for entry in reading.having[f"{GREFFE}recipient", each]
    }
    assert reached == {_word(term) for term in table.column("entry")}
    through = {_word(term) for term in table.column("through") if term is not None}
    assert through == {each for each in groups if reading.having[f"{GREFFE}recipient", each]}


def test_two_types_of_data_are_together_when_both_are_sent(bodies: Store, reading: Reading) -> None:
    """Each communication that sends both is told once for each of its recipients."""
    pair = ("name-last", "birth-date")
    wanted = {f"https://w3id.org/greffe/concept/data-type/{key}" for key in pair}
    expected = [
        (entry, recipient)
        for entry in reading.communications()
        if wanted <= reading.sent(entry)
        for recipient in reading.of[entry, f"{GREFFE}recipient"]
    ]
    found = _asked(bodies, "two-data-types", "entry", "recipient", first=pair[0], second=pair[1])
    assert sorted(expected) == sorted(found)
    assert expected


def test_an_agreement_is_told_with_its_date_for_each_communication_it_governs(
    bodies: Store, reading: Reading
) -> None:
    """Those of other parties are not, and one without a date is told without it."""
    party = "https://w3id.org/greffe/org/mess"
    expected = [
        (agreement, entry, min(reading.of[agreement, f"{GREFFE}signed"], default=""))
        for agreement in reading.having[f"{GREFFE}party", party]
        for entry in reading.having[f"{GREFFE}agreement", agreement]
    ]
    table = answer(find("agreements-with-party"), {"party": "MESS"}, bodies).table
    columns = (table.column(each) for each in ("agreement", "entry", "signed"))
    found = [
        tuple("" if term is None else _word(term) for term in row)
        for row in zip(*columns, strict=True)
    ]
    assert sorted(expected) == sorted(found)
    assert expected


@pytest.mark.parametrize("category", ["identite", "coordonnees"])
def test_the_data_of_a_category_that_leave_are_those_of_entries_that_say_so(
    category: str, bodies: Store, reading: Reading
) -> None:
    """One row for each type of the category that a communication outside Québec sends."""
    iri = f"https://w3id.org/greffe/concept/data-category/{category}"
    expected = [
        (entry, each)
        for entry in reading.having[f"{GREFFE}outsideQuebec", "true"]
        for each in reading.sent(entry) & reading.having[f"{SKOS}broader", iri]
    ]
    found = _asked(bodies, "outside-quebec-by-category", "entry", "dataType", category=category)
    assert sorted(expected) == sorted(found)
    assert expected


def test_a_file_without_a_measure_is_one_that_does_not_name_it(
    bodies: Store, reading: Reading
) -> None:
    """Of the files that keep a category, those with the measure are left out, and only those."""
    category = "https://w3id.org/greffe/concept/data-category/identite"
    kept = reading.having[f"{GREFFE}dataCategory", category]
    measures = {each for file in kept for each in reading.of[file, f"{GREFFE}securityMeasure"]}
    for measure in sorted(measures):
        expected = kept - reading.having[f"{GREFFE}securityMeasure", measure]
        found = _asked(bodies, "files-without-measure", "file", category=category, measure=measure)
        assert sorted(expected) == sorted(file for (file,) in found)
    assert measures


def test_what_a_list_is_sorted_by_first_is_no_name_of_a_thing(question: Question) -> None:
    """Such a name is read at each comparison; only what follows a key may be one."""
    order = question.text.strip().splitlines()[-1]
    if "(COUNT(" in question.text or not order.startswith("ORDER BY"):
        return
    first = order.removeprefix("ORDER BY ").split()[0]
    assert first not in {f"?{name}" for name in question.returns} - PLAIN


def test_only_parameters_that_are_required_are_left_open(question: Question) -> None:
    """A subquery that leaves a variable open waits for its value, and so must the question."""
    opened = set(re.findall(r"VALUES \?(\w+) \{ UNDEF \}", question.text))
    assert opened <= {each.name for each in question.parameters if each.required}


def test_a_list_is_sorted_by_what_is_written_once_for_each_row(question: Question) -> None:
    """The name of a stored thing is read again at each comparison; a key of our own is not.

    The thing itself may only follow the key, for rows that the key does not tell apart.
    """
    order = question.text.strip().splitlines()[-1].split()
    at = min((order.index(name) for name in LISTED if name in order), default=len(order))
    assert "?position" not in order[:at] or "?key" in order[: at + 1]
    assert ("?key" in order) == bool(re.search(r"\bAS \?key\)", question.text))


def test_the_key_of_a_list_is_no_text_of_the_store() -> None:
    """What a key says is part of an address, so that the engine keeps it beside the query."""
    keys = [
        line.strip()
        for question in catalogue()
        for line in question.text.splitlines()
        if line.strip().endswith("AS ?key)")
    ]
    assert len(keys) > 40
    assert all(line.startswith(("BIND(STRAFTER(STR(?", "BIND(CONCAT(STRAFTER(")) for line in keys)


def test_the_members_of_a_group_are_asked_before_its_entries(question: Question) -> None:
    """Within a UNION the engine begins with the first pattern: the one that names the thing."""
    text = " ".join(question.text.split())
    assert "?entry greffe:recipient ?through . ?through greffe:hasMember" not in text
    assert "greffe:dataCategory ?narrower . ?narrower skos:broader" not in text
