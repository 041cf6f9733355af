"""What was once published never disappears without a word."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.bodies import Body
from greffe.errors import GreffeError, InputError, LostIdentifiers, SyntaxFault
from greffe.publication.identifiers.ledger import Ledger, check, read_ledger, shares, update

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://w3id.org/greffe/id/exemple"
ONE, TWO, THREE = (f"{BASE}/communication/{number}" for number in (1, 2, 3))
FIRST, LATER = date(2026, 1, 15), date(2026, 11, 22)
IRIS = st.sets(st.integers(1, 50).map(lambda number: f"{BASE}/file/{number}"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the place of a ledger that is not there yet."""
    return tmp_path / "exemple" / "published.txt"


def lines(path: Path) -> list[str]:
    """Return the entries of a ledger as its file has them."""
    text = path.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_the_first_publication_makes_the_ledger(path: Path) -> None:
    """One line for each identifier, sorted, after the day."""
    update(path, {TWO, ONE}, set(), FIRST)
    assert [f"2026-01-15 {ONE}", f"2026-01-15 {TWO}"] == lines(path)


def test_an_identifier_keeps_the_day_of_its_first_publication(path: Path) -> None:
    """A later publication adds what is new and changes nothing of what is there."""
    update(path, {ONE}, set(), FIRST)
    after = update(path, {ONE, TWO}, set(), LATER)
    assert {ONE: FIRST, TWO: LATER} == after.days
    assert [f"2026-01-15 {ONE}", f"2026-11-22 {TWO}"] == lines(path)


def test_numbers_follow_one_another_as_texts_do(path: Path) -> None:
    """The order is that of the characters, so that any tool sorts the file alike."""
    update(path, {ONE, f"{BASE}/communication/10", TWO}, set(), FIRST)
    assert ["1", "10", "2"] == [line.rpartition("/")[2] for line in lines(path)]


def test_nothing_new_leaves_the_file_alone(path: Path) -> None:
    """A ledger that gains nothing is not written, whatever the day."""
    update(path, {ONE}, set(), FIRST)
    path.chmod(0o444)
    before = path.stat().st_mtime_ns
    update(path, {ONE}, set(), LATER)
    assert before == path.stat().st_mtime_ns


def test_what_would_disappear_stops_the_publication(path: Path) -> None:
    """The error names each, says what to do in both languages, and the file stays as it was."""
    update(path, {ONE, TWO, THREE}, set(), FIRST)
    before = path.read_bytes()
    with pytest.raises(LostIdentifiers) as caught:
        update(path, {TWO, f"{BASE}/communication/4"}, set(), LATER)
    for language in ("fr", "en"):
        said = caught.value.message[language]
        assert str(path) in said
        assert [True, False, True] == [f"    {iri}\n" in said for iri in (ONE, TWO, THREE)]
        assert "greffe:withdrawn" in (caught.value.remedy or caught.value.message)[language]
    assert before == path.read_bytes()


def test_what_is_withdrawn_openly_may_go(path: Path) -> None:
    """A tombstone stands for the thing; the ledger remembers it all the same."""
    update(path, {ONE, TWO}, set(), FIRST)
    after = update(path, {TWO}, {ONE}, LATER)
    assert {ONE: FIRST, TWO: FIRST} == after.days


def test_a_tombstone_stays_for_ever(path: Path) -> None:
    """To take away the tombstone as well is to make the identifier disappear."""
    update(path, {ONE}, set(), FIRST)
    update(path, set(), {ONE}, LATER)
    with pytest.raises(LostIdentifiers, match="communication/1"):
        check(path, set(), set())


def test_a_long_list_is_cut(path: Path) -> None:
    """Twenty names are enough to see what happened; the number is that of all."""
    many = {f"{BASE}/file/{number}" for number in range(1, 24)}
    update(path, many, set(), FIRST)
    with pytest.raises(LostIdentifiers) as caught:
        check(path, set(), set())
    assert "23 published" in caught.value.message.en
    assert 20 == caught.value.message.en.count("\n    https://")
    assert "and 3 more" in caught.value.message.en
    assert "et 3 autres" in caught.value.message.fr


def test_checking_writes_nothing(path: Path) -> None:
    """Without a ledger there is nothing to lose, and checking makes none."""
    assert Ledger() == check(path, {ONE}, set())
    assert not path.exists()


@pytest.mark.parametrize(
    "line",
    [
        ONE,
        f"{ONE} 2026-01-15",
        f"2026-13-01 {ONE}",
        f"2026-01-15  {ONE}",
        f"2026-01-15 {ONE} {TWO}",
        f"2026-01-15 {TWO}",
    ],
    ids=["no-day", "turned", "no-such-day", "two-spaces", "two", "twice"],
)
def test_a_damaged_ledger_is_told_by_line(path: Path, line: str) -> None:
    """A line that is not a day and an identifier, or repeats one, stops everything."""
    path.parent.mkdir()
    path.write_text(f"# head\n2026-01-15 {TWO}\n{line}\n", encoding="utf-8")
    with pytest.raises(SyntaxFault, match=r"published\.txt:3: ") as caught:
        read_ledger(path)
    assert 3 == caught.value.line


def test_comments_and_empty_lines_are_no_entries(path: Path) -> None:
    """A reviewer may annotate a ledger by hand."""
    path.parent.mkdir()
    path.write_text(f"# note\n\n2026-01-15 {ONE}\n\n", encoding="utf-8")
    assert {ONE: FIRST} == read_ledger(path).days


def test_a_ledger_that_cannot_be_read_is_told(path: Path) -> None:
    """A folder in its place is an input error that names it."""
    path.mkdir(parents=True)
    with pytest.raises(InputError, match=r"published\.txt"):
        read_ledger(path)


@given(IRIS, IRIS, IRIS)
def test_the_lost_are_those_neither_published_nor_withdrawn(
    known: set[str], published: set[str], withdrawn: set[str]
) -> None:
    """Whatever the sets, nothing is lost but what the ledger has and nobody answers for."""
    lost = Ledger(dict.fromkeys(known, FIRST)).lost(published, withdrawn)
    expected = [iri for iri in sorted(known) if iri not in published and iri not in withdrawn]
    assert expected == list(lost)


@given(IRIS)
def test_a_ledger_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, known: set[str]
) -> None:
    """Writing and reading give the same entries, and the same bytes again."""
    ledger = Ledger(dict.fromkeys(known, FIRST))
    path = tmp_path_factory.mktemp("ledger") / "published.txt"
    path.write_text(str(ledger), encoding="utf-8")
    assert ledger.days == read_ledger(path).days
    assert str(ledger) == str(read_ledger(path))


def test_each_body_keeps_its_own(tmp_path: Path) -> None:
    """What bodies share has a ledger of its own beside their folders."""
    bodies = [
        Body("exemple", "https://w3id.org/greffe/org/exemple", BASE),
        Body("autre", "https://w3id.org/greffe/org/autre", f"{BASE}-autre"),
    ]
    law, other = "https://w3id.org/greffe/law/qc/a-2.1", f"{BASE}-autre/file/1"
    assert {
        tmp_path / "exemple" / "published.txt": {ONE},
        tmp_path / "autre" / "published.txt": {other},
        tmp_path / "published.txt": {law},
    } == shares(tmp_path, [ONE, law, other], bodies)


def test_losing_an_identifier_is_our_kind_of_error() -> None:
    """Whoever catches our errors catches this one."""
    assert issubclass(LostIdentifiers, GreffeError)
