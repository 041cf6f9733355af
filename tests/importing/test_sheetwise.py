"""Files of an office imported together: which makes what, and what cannot go together."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest
from tests.importing.offices import ENTRY, HEADINGS, SOURCES, mifi_rows, save

from greffe.errors import InputError, UnknownName
from greffe.importing.knowledge import Knowledge
from greffe.importing.passing import NOBODY, laid_out
from greffe.importing.run import write
from greffe.importing.sheetwise import Choices, prepare_all, refuse_doubtful
from greffe.importing.telling import account
from greffe.resources import data_dir
from greffe.turtle.reading import parse
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.importing.sheetwise import SheetImport

MIFI: Final = "https://w3id.org/greffe/id/mifi"
FEDERAL: Final = [
    ["Numéro de fichier", "IRCC PPU 054"],
    ["Titre du fichier", "Demandes d’asile"],
    ["Description", "Dossiers des demandes."],
    ["Catégorie d’individus", "Personnel du Ministère"],
    ["But", "Recherche ou développement"],
    ["Usages compatibles", "Échanges avec les provinces."],
    ["Normes de conservation et de destruction", "Dix ans."],
]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace of the MIFI alone that a test may change."""
    shutil.copytree(data_dir() / "mifi", tmp_path / "data" / "mifi")
    return Workspace.at(tmp_path / "data")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge) -> None:
    """Know the MIFI once for all tests; what is laid out in passing is known anew."""
    known = Knowledge.of
    monkeypatch.setattr(
        Knowledge, "of", lambda place, key: knowledge if key == "mifi" else known(place, key)
    )


def imported(workspace: Workspace, *paths: Path, **how: object) -> tuple[SheetImport, ...]:
    """Import files for the MIFI."""
    _, imports = prepare_all(paths, workspace, "mifi", Choices(**how))  # type: ignore[arg-type]
    return imports


def test_a_workbook_of_both_makes_both(workspace: Workspace, tmp_path: Path) -> None:
    """One sheet is the register, the other the inventory."""
    rows = {"Registre": mifi_rows("registre"), "Inventaire": mifi_rows("inventaire")}
    both = imported(workspace, save(tmp_path / "tout.xlsx", rows))
    assert ["register.ttl", "inventory.ttl"] == [each.result.path.name for each in both]
    assert [False, False] == [each.result.changed for each in both]


def test_two_files_that_are_the_register_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    """Neither may silently win."""
    paths = [save(tmp_path / f"{n}.xlsx", {"R": [HEADINGS, ENTRY]}) for n in (1, 2)]  # type: ignore[list-item]
    with pytest.raises(InputError) as caught:
        imported(workspace, *paths)
    assert caught.value.message.fr.startswith("plusieurs documents de la même sorte : ")


def test_a_transcription_and_a_workbook_of_the_same_are_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    """So is it when one of them is read strictly."""
    book = save(tmp_path / "registre.xlsx", {"R": mifi_rows("registre")})
    sources = workspace.body_dir("mifi") / "sources"
    lists = (sources / "registre.csv", sources / "partenaires-pasi.csv")
    with pytest.raises(InputError, match="several documents of the same kind"):
        imported(workspace, *lists, book)


def test_a_csv_beside_its_record_is_a_transcription(workspace: Workspace) -> None:
    """The table of the MIFI is read strictly, with the lines of its document."""
    path = workspace.body_dir("mifi") / "sources" / "inventaire.csv"
    results, imports = prepare_all([path], workspace, "mifi", Choices())
    assert (["inventory.ttl"], ()) == ([each.path.name for each in results], imports)


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("cp1252", ";"), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-8", ",")],
)
def test_a_csv_of_french_excel_is_read(
    encoding: str, separator: str, workspace: Workspace, tmp_path: Path
) -> None:
    """Semicolons, Windows-1252, a mark at the beginning, line ends of Windows."""
    path = tmp_path / "tableau.csv"
    quoted = [
        separator.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row)
        for row in mifi_rows("registre")
    ]
    path.write_bytes("\r\n".join(quoted).encode(encoding))
    (done,) = imported(workspace, path)
    assert (37, False) == (done.result.entries, done.result.changed)


def test_an_unknown_body_is_told_before_anything_is_read(workspace: Workspace) -> None:
    """The key is looked at first."""
    with pytest.raises(UnknownName):
        prepare_all([SOURCES / "absent.xlsx"], workspace, "mfi", Choices())


def test_a_federal_bank_keeps_its_words(workspace: Workspace, tmp_path: Path) -> None:
    """Bank number, consistent uses, retention and disposal: words without a field of ours."""
    path = save(tmp_path / "ppu054.xlsx", {"FRP": FEDERAL})
    done = imported(workspace, path)
    refuse_doubtful(done)
    write([each.result for each in done])
    graph = parse(workspace.body_dir("mifi") / "inventory.ttl")
    words = {str(value) for value in graph.objects()}
    assert {"IRCC PPU 054", "Échanges avec les provinces.", "Dix ans."} <= words
    assert ("F40",) == done[0].joined.new


def test_a_doubtful_import_has_nothing_to_write(workspace: Workspace, tmp_path: Path) -> None:
    """Even a caller who forgets to ask writes nothing."""
    rows = mifi_rows("registre")
    rows[5][6] = "Peut-être"
    done = imported(workspace, save(tmp_path / "registre.xlsx", {"R": rows}))
    assert [False] == [each.result.changed for each in done]
    assert () == write([each.result for each in done])
    with pytest.raises(InputError, match=r"“Peut-être”\. Nothing is written"):
        refuse_doubtful(done)
    assert (
        "feuille R, cellule G6 : ni Oui ni Non : « Peut-être ». Écrivez Oui ou Non dans cette "
        "cellule, et le reste dans celle des remarques."
    ) in [line.fr for line in account(done[0])]


def test_a_file_is_laid_out_in_passing(workspace: Workspace, tmp_path: Path) -> None:
    """A copy of the body, with the register of the file; afterwards nothing is left of it."""
    path = save(tmp_path / "registre.xlsx", {"R": mifi_rows("registre")})
    with laid_out([path], workspace, "mifi", Choices()) as laid:
        (register,) = laid.paths
        folder = laid.workspace.data
        assert (folder / "mifi" / "body.ttl").is_file()
        assert not (folder / "mifi" / "sources").exists()
        (told,) = laid.datasets
        file, place = told.places[f"{MIFI}/communication/5", "purposeText"]
        assert (path, "D6") == (file, place.cell)
        assert told.understood[0].fr.startswith(f"{path}, « R » : registre des communications")
        cells = {str(each) for each in parse(register).objects()}
        assert "D6" in cells
    assert not folder.exists()


def test_a_file_of_nobodys_has_a_body_in_passing(workspace: Workspace, tmp_path: Path) -> None:
    """One without a name, which has the units that the file names."""
    path = save(tmp_path / "inventaire.xlsx", {"I": mifi_rows("inventaire")[:3]})
    with laid_out([path], workspace, None, Choices()) as laid:
        assert (NOBODY,) == laid.workspace.bodies()
        body = parse(laid.workspace.body_dir(NOBODY) / "body.ttl")
        assert "Direction du développement et de la reconnaissance des compétences" in {
            str(each) for each in body.objects()
        }


def test_a_file_that_no_reader_knows_is_refused_with_those_that_are(
    workspace: Workspace, tmp_path: Path
) -> None:
    """An old Word document: the person learns what to save it as."""
    path = tmp_path / "registre.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(InputError) as caught:
        imported(workspace, path)
    told = caught.value.message.fr + (caught.value.remedy.fr if caught.value.remedy else "")
    assert ".docx" in told
