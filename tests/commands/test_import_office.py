"""An officer's file on the command line: what was understood, what changes, then all or nothing."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

import pytest
from openpyxl import load_workbook
from tests.importing.offices import Rows, mifi_rows, save

from greffe.importing.knowledge import Knowledge
from greffe.resources import data_dir
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Greffe = Callable[..., Outcome]
    Import = Callable[..., Outcome]

PUBLISHED: Final = data_dir() / "mifi"
PURPOSE: Final = 3
FORMS: Final = ("xlsx", "ods", "csv", "docx", "odt", "html")
NEW: Final = ["", "Retraite Québec", "Nom", "à des fins statistiques", "Pour voir", "-", "Non", "-"]


@pytest.fixture(scope="module")
def known() -> Knowledge:
    """Know the MIFI once for all tests."""
    return Knowledge.of(Workspace.at(), "mifi")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, known: Knowledge) -> None:
    """Give the importer what it would read again each time."""
    monkeypatch.setattr(Knowledge, "of", lambda _workspace, _key: known)


@pytest.fixture
def bring(greffe: Greffe, mifi_dir: Path, tmp_path: Path) -> Import:
    """Give the import of a workbook of these rows into a workspace of the MIFI."""

    def run(rows: Rows, *options: object, name: str = "registre.xlsx") -> Outcome:
        path = save(tmp_path / name, {"Registre": rows})
        return greffe("--workspace", mifi_dir, "import", path, "--body", "mifi", *options)

    return run


def changed(number: int = 5, words: str = "à des fins statistiques") -> Rows:
    """Return the MIFI's register with one purpose changed."""
    rows = mifi_rows("registre")
    rows[number][PURPOSE] = words
    return rows


def register(mifi_dir: Path) -> str:
    """Return the register of the workspace as it is written."""
    return (mifi_dir / "mifi" / "register.ttl").read_text(encoding="utf-8")


def test_an_unchanged_workbook_changes_nothing(bring: Import, mifi_dir: Path) -> None:
    """Not a byte of the register: the officer opened the file and closed it."""
    outcome = bring(mifi_rows("registre"))
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.endswith("Rien n’a changé.\n")
    assert register(mifi_dir) == (PUBLISHED / "register.ttl").read_text(encoding="utf-8")


def test_the_mapping_is_shown(bring: Import) -> None:
    """Which table, which profile, which column is which field."""
    told = bring(mifi_rows("registre"), "--dry-run").err
    assert "« Registre » : registre des communications, profil « mifi-register »" in told
    assert "  « Appui légal » → Appui légal\n" in told
    assert "  « No » → numéro\n" in told


def test_a_changed_cell_is_shown_then_written(bring: Import, mifi_dir: Path) -> None:
    """The dry run shows it and writes nothing; the import writes it and gives the path."""
    foretold = bring(changed(), "--dry-run")
    assert "C5, Fins, feuille Registre, cellule D6 : « Pour déterminer" in foretold.err
    assert "→ « à des fins statistiques »" in foretold.err
    assert "inchangées : 36, modifiées : 1, nouvelles : 0" in foretold.err
    assert register(mifi_dir) == (PUBLISHED / "register.ttl").read_text(encoding="utf-8")
    outcome = bring(changed())
    assert (outcome.code, outcome.out) == (0, f"{mifi_dir / 'mifi' / 'register.ttl'}\n")
    assert 'greffe:purposeText "à des fins statistiques"@fr' in register(mifi_dir)


def test_importing_again_changes_nothing(bring: Import, mifi_dir: Path) -> None:
    """Two imports are one: the file is not written a second time."""
    bring(changed())
    once = register(mifi_dir)
    assert bring(changed()).out == ""
    assert once == register(mifi_dir)


def test_everything_is_said_in_english_too(greffe: Greffe, mifi_dir: Path, tmp_path: Path) -> None:
    """Mapping, differences, new entries, figures."""
    path = save(tmp_path / "registre.xlsx", {"Registre": [*changed(), NEW]})
    asked = ("import", path, "--body", "mifi", "--dry-run")
    told = greffe("--lang", "en", "--workspace", mifi_dir, *asked).err
    assert "'Registre': register of communications, profile 'mifi-register'" in told
    assert "C5, Purposes, sheet Registre, cell D6: “" in told
    assert "C38: new entry." in told
    assert "entries read: 38; unchanged: 36, changed: 1, new: 1" in told


def test_remarks_have_their_cell_and_the_nearest_names(bring: Import) -> None:
    """What nothing matches is told with the cell, the words, and what could be meant."""
    rows = mifi_rows("registre")
    rows[6][1] = "Statistiques Canadas"
    told = bring(rows, "--dry-run").err
    assert "C6, Personne ou organisme receveur, feuille Registre, cellule B7 (inconnu)" in told
    assert "destinataire inconnu : « Statistiques Canadas » ; proches : « Statistique Canada »" in (
        told
    )
    assert "avec remarques : 1" in told


def test_a_refusal_writes_nothing(bring: Import, mifi_dir: Path) -> None:
    """Neither yes nor no, in one cell of 259: no cell is imported, and the cell is named."""
    rows = changed()
    rows[9][6] = "Cela dépend"
    outcome = bring(rows)
    assert (outcome.code, outcome.out) == (2, "")
    assert "feuille Registre, cellule G10 : ni Oui ni Non : « Cela dépend »" in outcome.err
    assert "Rien n’est écrit." in outcome.err
    assert register(mifi_dir) == (PUBLISHED / "register.ttl").read_text(encoding="utf-8")


def test_every_refusal_is_shown_at_once(bring: Import) -> None:
    """A person corrects all of them before trying again."""
    rows = mifi_rows("registre")
    rows[3][0] = "2"
    outcome = bring(rows)
    assert outcome.code == 2
    assert 2 == outcome.err.count("le numéro C2 est donné à plusieurs inscriptions.")
    assert "le numéro dit C2, mais les mots sont ceux de C3." in outcome.err
    assert "Et 2 autres." in outcome.err


def test_a_deleted_row_is_told_and_kept(bring: Import) -> None:
    """The person sees it, and how to withdraw the entry."""
    outcome = bring(mifi_rows("registre")[:-1])
    assert "C37 n’est pas dans le fichier ; l’inscription reste (--remove pour la retirer)." in (
        outcome.err
    )
    assert outcome.out == ""


def test_a_row_is_withdrawn_when_told(bring: Import, mifi_dir: Path) -> None:
    """The number stays, with the day."""
    outcome = bring(mifi_rows("registre")[:-1], "--remove")
    assert "C37 est retirée ; son numéro ne servira plus." in outcome.err
    assert "greffe:withdrawn" in register(mifi_dir)


def test_a_file_that_nothing_fits_is_refused(bring: Import) -> None:
    """With what is expected and what was found."""
    outcome = bring([["Produit", "Prix"], ["Pomme", "2"]])
    assert outcome.code == 2
    assert "aucun profil ne convient" in outcome.err
    assert "« Produit », « Prix »" in outcome.err


def test_a_profile_of_ones_own_is_used(bring: Import, tmp_path: Path) -> None:
    """A layout that nobody knew is described in a file."""
    profile = tmp_path / "maison.yaml"
    profile.write_text(
        "title: {fr: Maison, en: House}\ndataset: register\nnumber: [Rang]\ncolumns:\n"
        "  recipientText: {headings: [À qui], required: yes}\n"
        "  purposeText: {headings: [Pourquoi]}\n",
        encoding="utf-8",
    )
    rows = [["Rang", "À qui", "Pourquoi"], ["1", "Statistique Canada", "à des fins statistiques"]]
    told = bring(rows, "--profile", profile, "--dry-run").err
    assert "profil « maison » (Maison)" in told
    assert "C1, Fins, feuille Registre, cellule C2" in told


def test_an_unknown_way_of_joining_is_refused(bring: Import) -> None:
    """With those that there are."""
    outcome = bring(mifi_rows("registre"), "--match", "hasard")
    assert outcome.code == 2
    assert "auto, number, content" in outcome.err


def test_a_file_of_another_body_is_refused(
    greffe: Greffe, other_body: Path, tmp_path: Path
) -> None:
    """Our exports say whose they are: their identifiers mean nothing elsewhere."""
    export = tmp_path / "registre.xlsx"
    assert greffe("export", "--body", "mifi", "--output", export).code == 0
    outcome = greffe("--workspace", other_body, "import", export, "--body", "autre")
    assert outcome.code == 2
    assert "ce fichier est celui de l’organisme « mifi »" in outcome.err


@pytest.mark.parametrize(
    ("form", "what"), [*product(FORMS, ("register", "inventory")), ("pdf", "register")]
)
def test_what_is_exported_comes_back_whole(
    form: str, what: str, greffe: Greffe, tmp_path: Path
) -> None:
    """Graph to file to graph: no statement comes, none goes."""
    path = tmp_path / f"sortie.{form}"
    assert greffe("export", "--body", "mifi", "--what", what, "--output", path).code == 0
    told = greffe("--lang", "en", "import", path, "--body", "mifi", "--dry-run").err
    assert f"{what}.ttl: statements to add: 0; to remove: 0." in told


def test_the_received_text_of_the_inventory_is_read_as_it_is(greffe: Greffe) -> None:
    """Its rows are tabbed: it says what is there, without any transcription."""
    path = PUBLISHED / "sources" / "inventaire.txt"
    outcome = greffe("import", path, "--body", "mifi", "--dry-run")
    assert outcome.code == 0
    assert "inchangées : 39, modifiées : 0" in outcome.err


def test_fiches_are_imported_together(greffe: Greffe, mifi_dir: Path, tmp_path: Path) -> None:
    """One page per file: each fiche is an entry, and keeps what has no field."""
    (mifi_dir / "mifi" / "inventory.ttl").unlink()
    paths = []
    for name in ("Plaintes", "Paie"):
        rows = [
            ["Désignation du fichier", name],
            ["Unité administrative responsable", "Direction générale des ressources humaines"],
            ["Catégories de renseignements", "Identité"],
            ["Fin principale", "Recherche ou développement"],
            ["Durée de conservation", "5 ans"],
        ]
        paths.append(save(tmp_path / f"{name}.xlsx", {"Fiche": rows}))
    outcome = greffe("--workspace", mifi_dir, "import", *paths, "--body", "mifi")
    assert outcome.code == 0, outcome.err
    written = (mifi_dir / "mifi" / "inventory.ttl").read_text(encoding="utf-8")
    assert all(f'greffe:titleText "{name}"@fr' in written for name in ("Plaintes", "Paie"))
    assert 2 == written.count('prov:value "5 ans"@fr')


def test_new_units_are_counted(greffe: Greffe, mifi_dir: Path, tmp_path: Path) -> None:
    """A person who asks for them sees how many there are, and where they are written."""
    rows = mifi_rows("inventaire")
    rows[1][1] = "Direction des licornes"
    path = save(tmp_path / "inventaire.xlsx", {"Inventaire": rows})
    outcome = greffe("--workspace", mifi_dir, "import", path, "--body", "mifi", "--add-units")
    assert "body.ttl : unités nouvelles : 1.\n" in outcome.err
    assert [mifi_dir / "mifi" / name for name in ("body.ttl", "inventory.ttl")] == [
        type(mifi_dir)(line) for line in outcome.out.splitlines()
    ]


def test_units_asked_for_later_are_changes(greffe: Greffe, mifi_dir: Path, tmp_path: Path) -> None:
    """The words are what they were, and the entry that gets its unit counts as changed."""
    rows = mifi_rows("inventaire")
    rows[1][1] = "Direction des licornes"
    path = save(tmp_path / "inventaire.xlsx", {"Inventaire": rows})
    asked = ("--workspace", mifi_dir, "import", path, "--body", "mifi")
    assert 0 == greffe(*asked).code
    told = greffe(*asked, "--add-units").err
    assert "F1 : mots inchangés, que l’annuaire, les unités" in told
    assert "inchangées : 38, modifiées : 1, nouvelles : 0" in told


def test_a_file_without_suffix_is_told(greffe: Greffe, mifi_dir: Path, tmp_path: Path) -> None:
    """Of a file whose name has no suffix it is said what it is, not that a record is missing."""
    path = save(tmp_path / "registre.xlsx", {"Registre": changed()}).rename(tmp_path / "registre")
    outcome = greffe("--workspace", mifi_dir, "import", path, "--body", "mifi")
    assert (outcome.code, "lignes.csv" in outcome.err) == (2, False)
    assert f"{path} : le nom de ce fichier n’a pas d’extension" in outcome.err
    assert "son contenu est un classeur Excel (.xlsx)" in outcome.err


def test_a_refused_row_makes_no_number_jump(greffe: Greffe, mifi_dir: Path, tmp_path: Path) -> None:
    """Only what is wrong is told: not that numbers miss which stand in rows that were refused."""
    new = [[str(number), *NEW[1:]] for number in (38, 39, 40)]
    path = save(tmp_path / "registre.xlsx", {"Registre": [*mifi_rows("registre"), *new]})
    book = load_workbook(path)
    book["Registre"].merge_cells("B39:B40")
    book.save(path)
    err = greffe("--workspace", mifi_dir, "import", path, "--body", "mifi").err
    assert "cellule B40 : la cellule fusionnée « Retraite Québec »" in err
    assert "saute" not in err
