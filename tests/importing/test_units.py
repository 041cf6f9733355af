"""A person may ask that the units of an inventory become units of the body; none is made up."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import URIRef
from tests.importing.offices import mifi_rows, save

from greffe.importing.knowledge import Knowledge
from greffe.importing.run import write
from greffe.importing.sheetwise import Choices, prepare_all
from greffe.namespaces import GREFFE
from greffe.resources import data_dir
from greffe.turtle.reading import parse
from greffe.turtle.writing import serialize
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greffe.importing.result import Result

UNICORNS: Final = "Direction des licornes"
MIFI: Final = "https://w3id.org/greffe/id/mifi/"
UNIT: Final = f"{MIFI}unit/direction-licornes"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace of the MIFI alone that a test may change."""
    shutil.copytree(data_dir() / "mifi", tmp_path / "data" / "mifi")
    return Workspace.at(tmp_path / "data")


@pytest.fixture
def bring(workspace: Workspace, tmp_path: Path) -> Callable[..., tuple[Result, ...]]:
    """Give the import of an inventory whose first file is of this unit."""

    def run(unit: str, *, add: bool = True) -> tuple[Result, ...]:
        rows = mifi_rows("inventaire")
        rows[1][1] = unit
        path = save(tmp_path / "inventaire.xlsx", {"Inventaire": rows})
        results, imports = prepare_all([path], workspace, "mifi", Choices(add_units=add))
        return (*results, *(each.result for each in imports))

    return run


def test_an_unknown_unit_is_a_remark(bring: Callable[..., tuple[Result, ...]]) -> None:
    """Unless a person asks for it."""
    (inventory,) = bring(UNICORNS, add=False)
    assert [("F1", "unitText", UNICORNS)] == [
        (each.number, each.field, each.words) for each in inventory.remarks
    ]


def test_an_unknown_unit_becomes_one_of_the_body(
    bring: Callable[..., tuple[Result, ...]], workspace: Workspace
) -> None:
    """It is named as the cell says, and the file is of it."""
    results = bring(UNICORNS)
    assert ["body.ttl", "inventory.ttl"] == [each.path.name for each in results]
    assert () == results[1].remarks
    assert 3 == results[0].change.added
    write(results)
    folder = workspace.body_dir("mifi")
    body, inventory = (parse(folder / name) for name in ("body.ttl", "inventory.ttl"))
    assert {UNIT} == {str(s) for s, o in body.subject_objects() if str(o) == UNICORNS}
    assert UNIT in {str(value) for value in inventory.objects()}
    assert UNICORNS in {str(each) for each in Knowledge.of(workspace, "mifi").graph.objects()}


def test_units_are_added_once(bring: Callable[..., tuple[Result, ...]]) -> None:
    """Importing again finds the unit, and changes nothing."""
    write(bring(UNICORNS))
    assert [False] == [each.changed for each in bring(UNICORNS)]


def test_units_may_be_asked_for_at_a_second_import(
    bring: Callable[..., tuple[Result, ...]], workspace: Workspace
) -> None:
    """What was a remark is mended, and nothing else that is said of files moves."""
    path = workspace.body_dir("mifi") / "inventory.ttl"
    write(bring(UNICORNS, add=False))
    without = set(parse(path))
    write(bring(UNICORNS))
    moved = set(parse(path)) ^ without
    added = [tuple(map(str, each)) for each in moved if str(each[0]).startswith(f"{MIFI}file/")]
    added = [each for each in added if "/span/" not in each[0]]
    assert [(f"{MIFI}file/1", f"{GREFFE}responsibleUnit", UNIT)] == added


def test_asking_for_units_keeps_what_people_decided(
    bring: Callable[..., tuple[Result, ...]], workspace: Workspace
) -> None:
    """A file that has a unit keeps it, whatever its cell says."""
    path = workspace.body_dir("mifi") / "inventory.ttl"
    write(bring(UNICORNS, add=False))
    decided = parse(path)
    of_another = decided.value(URIRef(f"{MIFI}file/2"), URIRef(f"{GREFFE}responsibleUnit"))
    assert of_another is not None
    decided.add((URIRef(f"{MIFI}file/1"), URIRef(f"{GREFFE}responsibleUnit"), of_another))
    path.write_text(serialize(decided), encoding="utf-8")
    (_, inventory) = bring(UNICORNS)
    assert not inventory.changed


def test_known_units_are_not_added(bring: Callable[..., tuple[Result, ...]]) -> None:
    """The body keeps its file as it is."""
    names = [each.path.name for each in bring(mifi_rows("inventaire")[2][1])]
    assert ["inventory.ttl"] == names


def test_what_people_wrote_stays_as_they_wrote_it(
    bring: Callable[..., tuple[Result, ...]], workspace: Workspace
) -> None:
    """A body.ttl with comments keeps them; the units come at its end."""
    path = workspace.body_dir("mifi") / "body.ttl"
    text = "# Notre organisme\n" + path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    (body, _) = bring(UNICORNS)
    assert body.turtle.startswith(text)
    write([body])
    assert UNIT in {str(each) for each in parse(path).subjects()}
