"""``greffe export`` as an officer runs it."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.exporting.tables import read_back, tables

from greffe import app
from greffe.documents.columns import COLUMNS
from greffe.exporting.formats import FORMATS, TABLE_FORMATS, files_of
from greffe.exporting.reading import find_body, read_official
from greffe.resources import data_dir
from greffe.store import open_store
from greffe.store.public import MASK
from greffe.workspace import Workspace

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from tests.conftest import Outcome

    from greffe.documents.kinds import Kind
    from greffe.exporting.official import Entry, Official

MIFI = data_dir() / "mifi"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def names(folder: Path) -> list[str]:
    """Return the names of the files in a folder, sorted."""
    return sorted(path.name for path in folder.iterdir())


def test_a_workbook_is_what_one_gets(greffe: Callable[..., Outcome], here: Path) -> None:
    """Without options, the register as .xlsx in the current folder; its path is the answer."""
    outcome = greffe("export", "--body", "mifi")
    assert (outcome.code, outcome.out, outcome.err) == (0, "registre-mifi.xlsx\n", "")
    assert names(here) == ["registre-mifi.xlsx"]


def test_the_only_body_need_not_be_named(greffe: Callable[..., Outcome], here: Path) -> None:
    """Where there is one body, it is the one that is meant."""
    outcome = greffe("export")
    assert (outcome.code, outcome.out) == (0, "registre-mifi.xlsx\n")
    named = (here / "registre-mifi.xlsx").read_bytes()
    assert greffe("export", "--body", "mifi", "--force").code == 0
    assert named == (here / "registre-mifi.xlsx").read_bytes()


def test_one_of_several_bodies_must_be_named(greffe: Callable[..., Outcome], here: Path) -> None:
    """Nothing is chosen for the person: five of the keys are given, and that there are more."""
    for number in range(6):
        where = ("--workspace", here / "w")
        greffe(*where, "new", f"essai-{number}", "--name", f"E{number}", "--kind", "inventory-only")
    outcome = greffe("--workspace", here / "w", "export", "--what", "inventory")
    assert (outcome.code, outcome.out) == (2, "")
    assert "il manque l’option « --body »." in outcome.err
    assert "(essai-0, essai-1, essai-2, essai-3, essai-4, …)" in outcome.err


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written(form: str, greffe: Callable[..., Outcome], here: Path) -> None:
    """Each format has its file; a CSV has its description beside it."""
    assert greffe("export", "--body", "mifi", "--what", "inventory", "--format", form).code == 0
    beside = ["inventaire-mifi.csv-metadata.json"] if form == "csv" else []
    assert names(here) == [f"inventaire-mifi.{form}", *beside]


def test_the_suffix_gives_the_format(greffe: Callable[..., Outcome], here: Path) -> None:
    """``--output a.docx`` is a Word document."""
    assert greffe("export", "--body", "mifi", "--output", "a.docx").code == 0
    assert (here / "a.docx").read_bytes().startswith(b"PK")


def test_a_file_that_exists_stays(greffe: Callable[..., Outcome], here: Path) -> None:
    """Nothing is replaced unless one says so."""
    (here / "registre-mifi.html").write_text("la mienne")
    refused = greffe("export", "--body", "mifi", "--format", "html")
    assert (refused.code, (here / "registre-mifi.html").read_text()) == (2, "la mienne")
    assert "existe déjà" in refused.err
    assert "--force" in refused.err
    assert greffe("export", "--body", "mifi", "--format", "html", "--force").code == 0
    assert (here / "registre-mifi.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_parts_of_units_are_for_french_excel_too(
    greffe: Callable[..., Outcome], here: Path
) -> None:
    """What is asked of one file is asked of each: ``--excel`` is never passed over."""
    asked = ("--what", "inventory", "--format", "csv", "--excel", "--by-unit", "revision")
    assert greffe("export", "--body", "mifi", *asked).code == 0
    parts = sorted((here / "revision").glob("*.csv"))
    assert len(parts) == 12
    assert all(part.read_bytes().startswith(b"\xef\xbb\xbfgreffe:id;") for part in parts)


def test_one_workbook_for_each_unit(greffe: Callable[..., Outcome], here: Path) -> None:
    """Twelve units answer for files: twelve workbooks, in a folder that is made."""
    outcome = greffe("export", "--body", "mifi", "--what", "inventory", "--by-unit", "revision")
    assert outcome.code == 0
    assert len(outcome.out.splitlines()) == len(names(here / "revision")) == 12
    book = load_workbook(here / "revision" / "inventaire-mifi-revision-administrative.xlsx")
    assert {row[2] for row in book["Inventaire"].iter_rows(min_row=2, values_only=True)} == {
        "Révision administrative"
    }


def test_the_part_of_a_unit_takes_nothing_else_out(
    greffe: Callable[..., Outcome], mifi_dir: Path, here: Path
) -> None:
    """A workbook of one unit changes its own files; it cannot withdraw those of the others."""
    where = ("--workspace", mifi_dir)
    greffe(*where, "export", "--body", "mifi", "--what", "inventory", "--by-unit", "r")
    part = here / "r" / "inventaire-mifi-revision-administrative.xlsx"
    refused = greffe(*where, "import", part, "--body", "mifi", "--remove")
    assert (refused.code, refused.out) == (2, "")
    assert "revision-administrative" in refused.err
    before = (mifi_dir / "mifi" / "inventory.ttl").read_bytes()
    assert greffe(*where, "import", part, "--body", "mifi").code == 0
    assert before == (mifi_dir / "mifi" / "inventory.ttl").read_bytes()


def test_a_register_is_not_shared_out(greffe: Callable[..., Outcome], here: Path) -> None:
    """Communications belong to no unit."""
    outcome = greffe("export", "--body", "mifi", "--by-unit", "revision")
    assert (outcome.code, names(here)) == (2, [])
    assert "--what inventory" in outcome.err


@pytest.mark.parametrize("form", TABLE_FORMATS)
def test_a_blank_form_has_headings_only(
    form: str, greffe: Callable[..., Outcome], here: Path
) -> None:
    """A new body gets the same table without a row."""
    assert greffe("export", "--blank", "--what", "inventory", "--format", form).code == 0
    head, rows, _ = read_back(here / f"inventaire.{form}")
    with (MIFI / "sources" / "inventaire.csv").open(encoding="utf-8", newline="") as stream:
        assert (next(csv.reader(stream)), []) == (head, rows)


def test_the_blank_form_of_a_body_offers_its_units(
    greffe: Callable[..., Outcome], here: Path
) -> None:
    """With ``--body``, the lists are those of the body."""
    greffe("export", "--blank", "--body", "mifi", "--what", "inventory")
    legend = load_workbook(here / "inventaire-mifi.xlsx")["Légende"]
    values = {row[1] for row in legend.iter_rows(values_only=True)}
    assert "Centre de contacts clientèle" in values


def test_everything_is_there_unless_one_asks_for_the_public_view(
    greffe: Callable[..., Outcome], mifi_dir: Path, here: Path
) -> None:
    """The officer's file has all; the public one masks persons and leaves out what is secret."""
    register = mifi_dir / "mifi" / "register.ttl"
    text = register.read_text(encoding="utf-8")
    person = (
        "<https://w3id.org/greffe/id/mifi/person/essai> a <http://xmlns.com/foaf/0.1/Person> ; "
        '<http://xmlns.com/foaf/0.1/name> "Statistique Canada"@fr .\n'
        "<https://w3id.org/greffe/id/mifi/communication/2> greffe:confidential true .\n"
    )
    register.write_text(text + person, encoding="utf-8")
    where = ("--workspace", mifi_dir, "export", "--body", "mifi")
    greffe(*where, "--output", "tout.csv")
    greffe(*where, "--output", "public.csv", "--public")
    _, whole, _ = read_back(here / "tout.csv")
    _, public, _ = read_back(here / "public.csv")
    assert (whole[0][1], public[0][1]) == ("Statistique Canada", MASK)
    assert [row[0] for row in public] == [row[0] for row in whole if row[0] != "2"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--body", "ramq"), "« mifi »"),
        (("--body", "mifi", "--format", "doc"), "docx"),
        (("--body", "mifi", "--output", "a.xls"), "xlsx"),
        (("--body", "mifi", "--what", "fichiers"), "inventory"),
        (("--body", "mifi", "--what", "body"), "ttl"),
        (("--body", "mifi", "--what", "all", "--format", "ttl"), "trig"),
        (("--blank", "--format", "nq"), "xlsx"),
        (("--body", "mifi", "--output", "absent.d/../x/\0.csv"), "écriture impossible"),
    ],
)
def test_what_cannot_be_done_is_told(
    arguments: tuple[str, ...], told: str, greffe: Callable[..., Outcome], here: Path
) -> None:
    """An error says what would do, and nothing is written."""
    if "\0" in "".join(arguments):
        (here / "x").write_text("a file where a folder should be")
        arguments = ("--body", "mifi", "--output", "x/a.csv")
    before = names(here)
    outcome = greffe("export", *arguments)
    assert (outcome.code, outcome.out, names(here)) == (2, "", before)
    assert told in outcome.err


def test_two_processes_write_the_same_bytes(
    program: Callable[..., subprocess.CompletedProcess[bytes]], here: Path
) -> None:
    """Neither the moment nor the process leaves a trace in any format."""
    for seed in ("1", "2"):
        for form in TABLE_FORMATS:
            place = here / seed / f"a.{form}"
            done = program(
                *("export", "--body", "mifi", "--output", place),
                PYTHONHASHSEED=seed,
                PYTHONPATH=str(Path(app.__file__).parents[1]),
            )
            assert (done.returncode, done.stderr) == (0, b"")
    first, second = ({path.name: path.read_bytes() for path in (here / n).iterdir()} for n in "12")
    assert first == second


@pytest.mark.parametrize("form", TABLE_FORMATS)
@pytest.mark.parametrize("what", ["register", "inventory"])
def test_what_goes_out_comes_back_to_the_same_graph(
    form: str, what: str, greffe: Callable[..., Outcome], mifi_dir: Path, here: Path
) -> None:
    """Exported and imported again, the file of the body is what it was, byte for byte."""
    before = (mifi_dir / "mifi" / f"{what}.ttl").read_bytes()
    place = here / f"a.{form}"
    where = ("--workspace", mifi_dir)
    assert greffe(*where, "export", "--body", "mifi", "--what", what, "--output", place).code == 0
    outcome = greffe(*where, "import", place, "--body", "mifi")
    assert (outcome.code, outcome.out) == (0, "")
    assert before == (mifi_dir / "mifi" / f"{what}.ttl").read_bytes()


@settings(
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(made=tables(), form=st.sampled_from(["xlsx", "ods", "csv", "docx"]))
def test_any_table_becomes_a_graph_and_comes_back(
    made: Official, form: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A new body that imports a table exports the same cells, and imports them without change."""
    rows = [_new(entry, made.kind) for entry in made.entries if set(entry.cells) != {"-"}]
    assume(rows)
    given_table = made.only(rows, "")
    root = tmp_path_factory.mktemp("essai")
    where = ["--lang", "fr", "--workspace", str(root)]
    assert app.run([*where, "new", "essai", "--name", "Essai"]) == 0
    first, second = root / f"a.{form}", root / "b.xlsx"
    first.write_bytes(files_of(given_table, form, first.name, "fr")[first.name])
    assert app.run([*where, "import", str(first), "--body", "essai"]) == 0
    workspace = Workspace.at(root)
    found = read_official(open_store(workspace), find_body(workspace, "essai"), made.kind)
    assert [entry.cells for entry in rows] == [entry.cells for entry in found.entries]
    graph = root / "essai" / f"{made.kind}.ttl"
    before = graph.read_bytes()
    what = ["--what", made.kind, "--output", str(second)]
    assert app.run([*where, "export", "--body", "essai", *what]) == 0
    assert app.run([*where, "import", str(second), "--body", "essai"]) == 0
    assert before == graph.read_bytes()


def _new(entry: Entry, kind: Kind) -> Entry:
    """Return an entry as a new one: no identifier, yes where yes or no is asked, paragraphs.

    A line break that separates no paragraphs is read as a space, as in every document.
    """
    asked = [column.name == "outsideQuebecText" for column in COLUMNS[kind]]
    cells = (
        "Oui" if yes else re.sub(r"\n+", "\n\n", words)
        for words, yes in zip(entry.cells, asked, strict=True)
    )
    return replace(entry, iri="", cells=tuple(cells))
