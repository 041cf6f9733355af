"""An import reads everything, then writes everything or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from greffe.documents.tables import REGISTER_FIELDS
from greffe.errors import InputError, SyntaxFault, UnknownName, UnmatchedText
from greffe.importing.comparison import Change
from greffe.importing.knowledge import Knowledge
from greffe.importing.run import prepare, write
from greffe.resources import data_dir
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from greffe.importing.result import Result

SOURCES: Final = data_dir() / "mifi" / "sources"
TABLES: Final = ("registre.csv", "partenaires-pasi.csv", "inventaire.csv")
HEADINGS: Final = ("Receveur", "Nature", "Fins", "Raisons", "Appui légal", "Hors Québec", "Notes")
CELLS: Final = (
    "Régie de l'assurance maladie du Québec",
    "Nom, prénom",
    "à des fins statistiques",
    "-",
    "Article 67 de la Loi sur l'accès",
    "Non",
    "-",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace of the MIFI alone, its documents included, that a test may change."""
    shutil.copytree(data_dir() / "mifi", tmp_path / "mifi")
    return Workspace.at(tmp_path)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge) -> None:
    """Know the MIFI once for all tests: what is known of it does not change."""
    monkeypatch.setattr(Knowledge, "of", lambda _workspace, _key: knowledge)


@pytest.fixture(scope="module")
def imported() -> dict[str, Result]:
    """Give what importing the bundled documents again would make."""
    bundled = Workspace.at()
    return by_name(prepare(sources(bundled), bundled, "mifi"))


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Path]:
    """Give the writer of a register of one row: document, record and table."""

    def transcribe(*cells: str, table: str | None = None, record: str | None = None) -> Path:
        lines = [*HEADINGS, *(cells or CELLS)]
        (tmp_path / "registre.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        places = ["entry,field,lines,doubt"]
        places += [f"headings,{name},{n}," for n, name in enumerate(REGISTER_FIELDS, 1)]
        places += [f"1,{name},{n}," for n, name in enumerate(REGISTER_FIELDS, len(HEADINGS) + 1)]
        (tmp_path / "registre.lignes.csv").write_text(
            record if record is not None else "\n".join(places) + "\n", encoding="utf-8"
        )
        path = tmp_path / "registre.csv"
        rows = [("No", *HEADINGS), ("1", *(f'"{cell}"' for cell in cells or CELLS))]
        path.write_text(
            table if table is not None else "".join(",".join(row) + "\n" for row in rows),
            encoding="utf-8",
        )
        return path

    return transcribe


def sources(workspace: Workspace, *names: str) -> list[Path]:
    """Return the transcriptions of a workspace's MIFI."""
    return [workspace.body_dir("mifi") / "sources" / name for name in names or TABLES]


def by_name(results: tuple[Result, ...]) -> dict[str, Result]:
    """Return the results by the name of their file."""
    return {result.path.name: result for result in results}


def test_importing_the_documents_gives_the_published_files(workspace: Workspace) -> None:
    """The published Turtle is, to the byte, what the importer makes of the documents."""
    folder = workspace.body_dir("mifi")
    for name in ("register.ttl", "inventory.ttl"):
        (folder / name).unlink()
    written = write(prepare(sources(workspace), workspace, "mifi"))
    assert written == (folder / "register.ttl", folder / "inventory.ttl")
    for path in written:
        assert path.read_bytes() == (data_dir() / "mifi" / path.name).read_bytes()


def test_importing_again_changes_nothing(imported: dict[str, Result]) -> None:
    """Files that are already what an import makes are not written again."""
    assert [False, False] == [result.changed for result in imported.values()]
    assert write(tuple(imported.values())) == ()


@pytest.mark.usefixtures("quick")
def test_the_order_of_the_files_does_not_matter(
    imported: dict[str, Result], workspace: Workspace
) -> None:
    """What each file is follows from its record, not from its place among the arguments."""
    backwards = by_name(prepare(sources(workspace, *reversed(TABLES)), workspace, "mifi"))
    for name, result in imported.items():
        assert result.turtle == backwards[name].turtle


def test_an_import_counts_what_it_read(imported: dict[str, Result]) -> None:
    """The documents print 37 communications and 39 files; every inventory cell is understood."""
    assert imported["register.ttl"].entries == 37
    assert imported["inventory.ttl"].entries == 39
    assert imported["inventory.ttl"].remarks == ()


def test_ten_citations_are_to_check(imported: dict[str, Result]) -> None:
    """The import of the register shows the ten unsure citations, and no other doubt."""
    remarks = imported["register.ttl"].remarks
    assert ["legalBasisText"] * 10 == [each.field for each in remarks if each.weight == "doubt"]


@pytest.mark.usefixtures("quick")
def test_only_the_documents_given_are_imported(workspace: Workspace) -> None:
    """Importing the inventory leaves the register alone."""
    (result,) = prepare(sources(workspace, "inventaire.csv"), workspace, "mifi")
    assert result.path == workspace.body_dir("mifi") / "inventory.ttl"


@pytest.mark.usefixtures("quick")
def test_preparing_writes_nothing(workspace: Workspace, small: Callable[..., Path]) -> None:
    """A change shows in the result; the file on disk waits for the order to write."""
    register = workspace.body_dir("mifi") / "register.ttl"
    register.write_text("<x:a> <x:b> <x:c> .\n", encoding="utf-8")
    (result,) = prepare([small()], workspace, "mifi")
    assert result.changed
    assert register.read_text(encoding="utf-8") == "<x:a> <x:b> <x:c> .\n"
    assert result.change == Change(added=result.statements, removed=1)
    assert (register,) == write([result])
    assert register.read_text(encoding="utf-8") == result.turtle


@pytest.mark.usefixtures("quick")
def test_a_failed_import_writes_nothing(workspace: Workspace, small: Callable[..., Path]) -> None:
    """One cell that cannot be read keeps all the files of the import as they were."""
    (workspace.body_dir("mifi") / "inventory.ttl").unlink()
    faulty = small("Régie des alcools", *CELLS[1:])
    with pytest.raises(UnmatchedText, match=r"^C1, Person or body that receives: "):
        prepare([faulty, *sources(workspace, "inventaire.csv")], workspace, "mifi")
    published = data_dir() / "mifi" / "register.ttl"
    folder = workspace.body_dir("mifi")
    assert (folder / "register.ttl").read_bytes() == published.read_bytes()
    assert not (folder / "inventory.ttl").exists()


def test_an_unknown_body_is_told_with_those_known(workspace: Workspace) -> None:
    """A key that no folder has is refused before anything is read."""
    with pytest.raises(UnknownName) as caught:
        prepare([Path("absent.csv")], workspace, "mfi")
    assert "« mfi »" in caught.value.message.fr
    assert caught.value.remedy is not None
    assert "« mifi »" in caught.value.remedy.fr


@pytest.mark.usefixtures("quick")
def test_a_list_is_imported_with_its_register(workspace: Workspace) -> None:
    """A list annexed to a register means nothing without it."""
    with pytest.raises(InputError, match="annexed list"):
        prepare(sources(workspace, "partenaires-pasi.csv"), workspace, "mifi")


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("registre.csv", r"registre\.csv: cannot be read \(No such file"),
        ("registre.lignes.csv", r"registre\.lignes\.csv: cannot be read \(No such file"),
        ("registre.txt", r"registre\.txt: cannot be read \(No such file"),
    ],
)
def test_a_missing_file_is_named(
    missing: str, reason: str, workspace: Workspace, small: Callable[..., Path]
) -> None:
    """Table, record and document are all needed; the one that lacks is named."""
    table = small()
    table.with_name(missing).unlink()
    with pytest.raises(InputError, match=reason):
        prepare([table], workspace, "mifi")


def test_a_body_has_one_register(workspace: Workspace, small: Callable[..., Path]) -> None:
    """Two registers in one import are refused: neither may silently win."""
    first, second = small(), SOURCES / "registre.csv"
    with pytest.raises(InputError) as caught:
        prepare([first, second], workspace, "mifi")
    assert caught.value.message.fr == (f"plusieurs documents de la même sorte : {first}, {second}.")


def test_a_folder_is_no_transcription(workspace: Workspace, tmp_path: Path) -> None:
    """A folder given as a file is refused with the system's reason."""
    with pytest.raises(InputError, match="Is a directory"):
        prepare([tmp_path], workspace, "mifi")


@pytest.mark.parametrize("name", ["registre.csv", "registre.lignes.csv", "registre.txt"])
def test_a_binary_file_is_refused_by_name(
    name: str, workspace: Workspace, small: Callable[..., Path]
) -> None:
    """What is not UTF-8 is no transcription, whichever of its files it is."""
    table = small()
    table.with_name(name).write_bytes(b"\xff\xfe\x00binary")
    with pytest.raises(InputError) as caught:
        prepare([table], workspace, "mifi")
    assert f"{table.with_name(name)} : lecture impossible (pas en UTF-8)." == (
        caught.value.message.fr
    )


def test_a_record_of_nothing_known_is_refused(
    workspace: Workspace, small: Callable[..., Path]
) -> None:
    """A record without a cell of a register, an inventory or a list says what is awaited."""
    table = small(record="entry,field,lines,doubt\n1,other,1,\n")
    with pytest.raises(InputError) as caught:
        prepare([table], workspace, "mifi")
    assert "registre.lignes.csv" in caught.value.message.fr
    assert caught.value.remedy is not None
    assert "recipientText" in caught.value.remedy.fr


@pytest.mark.usefixtures("quick")
def test_a_table_that_contradicts_its_document_is_refused(
    workspace: Workspace, small: Callable[..., Path]
) -> None:
    """The document is authoritative: a table changed by hand is told with its line."""
    table = small()
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("Nom, prénom", "Nom, sexe"), encoding="utf-8")
    with pytest.raises(SyntaxFault) as caught:
        prepare([table], workspace, "mifi")
    assert caught.value.line == 2
    assert "« Nom, sexe »" in caught.value.message.fr
    assert "« Nom, prénom »" in caught.value.message.fr


@pytest.mark.usefixtures("quick")
def test_a_place_that_cannot_be_written_is_an_input_error(
    workspace: Workspace, small: Callable[..., Path]
) -> None:
    """A folder in the way of a file is told by its path."""
    register = workspace.body_dir("mifi") / "register.ttl"
    register.unlink()
    register.mkdir()
    results = prepare([small()], workspace, "mifi")
    with pytest.raises(InputError, match=r"register\.ttl: cannot be written"):
        write(results)
    assert list(register.iterdir()) == []


@pytest.mark.usefixtures("quick")
def test_one_place_that_cannot_be_written_keeps_the_others(
    workspace: Workspace, small: Callable[..., Path]
) -> None:
    """All the files of an import are written, or none: here the second has no place."""
    folder = workspace.body_dir("mifi")
    for name in ("register.ttl", "inventory.ttl"):
        (folder / name).unlink()
    results = prepare([small(), SOURCES / "inventaire.csv"], workspace, "mifi")
    (folder / "inventory.ttl").mkdir()
    with pytest.raises(InputError, match=r"inventory\.ttl: cannot be written"):
        write(results)
    assert not (folder / "register.ttl").exists()


@pytest.mark.usefixtures("quick")
def test_a_register_without_its_list_is_refused(workspace: Workspace) -> None:
    """The 129 partners of the annex are not lost for want of a file on the command line."""
    with pytest.raises(InputError, match="129 members of a list annexed"):
        prepare(sources(workspace, "registre.csv"), workspace, "mifi")


@pytest.mark.usefixtures("quick")
def test_a_register_that_is_not_there_yet_may_lack_its_list(
    workspace: Workspace, small: Callable[..., Path]
) -> None:
    """Where nothing stands on disk there is nothing to lose: all statements are new."""
    (workspace.body_dir("mifi") / "register.ttl").unlink()
    (result,) = prepare([small()], workspace, "mifi")
    assert result.change == Change(added=result.statements, removed=0)
