"""Where the files are, what each one is, and when their content is the same."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from greffe import workspace as module
from greffe.errors import InputError, UnknownName
from greffe.files import read
from greffe.resources import data_dir, ontology_dir
from greffe.workspace import SourceFile, Workspace

NAMES_AND_ROLES = [
    ("exemple/body.ttl", "body", "exemple"),
    ("exemple/inventory.ttl", "inventory", "exemple"),
    ("exemple/register.ttl", "register", "exemple"),
    ("law/qc-a-2.1.ttl", "law", None),
    ("ontology/concepts/data-category.ttl", "concepts", None),
    ("ontology/greffe.ttl", "ontology", None),
    ("organizations.ttl", "organizations", None),
]


def test_every_turtle_file_has_a_name_and_a_role(sample: Workspace) -> None:
    """Files come sorted by name, each with the role that its place gives it."""
    found = [(file.name, file.role, file.body) for file in sample.files()]
    assert found == NAMES_AND_ROLES


def test_bodies_are_the_folders_that_hold_turtle(sample_dir: Path) -> None:
    """A folder is a body when it holds a Turtle file; law and ontology are not bodies."""
    (sample_dir / "autre").mkdir()
    (sample_dir / "autre" / "body.ttl").touch()
    (sample_dir / "vide").mkdir()
    assert Workspace.at(sample_dir).bodies() == ("autre", "exemple")


def test_an_extra_file_of_a_body_belongs_to_it(sample_dir: Path) -> None:
    """Any Turtle file of a body's folder counts, under the role of the body."""
    extra = sample_dir / "exemple" / "units.ttl"
    extra.touch()
    expected = SourceFile("exemple/units.ttl", extra, "body", "exemple")
    assert expected in Workspace.at(sample_dir).files()


def test_documents_as_received_are_not_data(sample_dir: Path) -> None:
    """What lies deeper than the body's folder is no graph."""
    (sample_dir / "exemple" / "sources").mkdir()
    (sample_dir / "exemple" / "sources" / "old.ttl").touch()
    names = [file.name for file in Workspace.at(sample_dir).files()]
    assert names == [name for name, _, _ in NAMES_AND_ROLES]


def test_without_a_folder_everything_is_bundled() -> None:
    """The bundled workspace is the resource folders."""
    workspace = Workspace.at()
    assert (workspace.data, workspace.ontology) == (data_dir(), ontology_dir())
    assert "mifi" in workspace.bodies()


@pytest.mark.parametrize(
    ("lacking", "attribute", "bundled"),
    [
        ("law", "law", data_dir() / "law"),
        ("organizations.ttl", "organizations", data_dir() / "organizations.ttl"),
        ("ontology", "ontology", ontology_dir()),
    ],
)
def test_what_a_folder_lacks_is_bundled(
    sample_dir: Path, lacking: str, attribute: str, bundled: Path
) -> None:
    """Law, organisations and ontology come from the folder, or else from the package."""
    assert getattr(Workspace.at(sample_dir), attribute) == sample_dir / lacking
    path = sample_dir / lacking
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert getattr(Workspace.at(sample_dir), attribute) == bundled


def test_the_root_of_a_checkout_is_a_workspace(tmp_path: Path, sample: Workspace) -> None:
    """A folder that holds ``data`` and ``ontology`` side by side is read as such."""
    shutil.copytree(sample.data / "exemple", tmp_path / "data" / "exemple")
    shutil.copytree(sample.ontology, tmp_path / "ontology")
    workspace = Workspace.at(tmp_path)
    assert workspace.bodies() == ("exemple",)
    assert workspace.ontology == tmp_path / "ontology"


def test_a_body_has_its_folder(sample: Workspace) -> None:
    """The folder of a body is named after its key."""
    assert sample.body_dir("exemple") == sample.data / "exemple"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A folder that does not exist is an input error that names it."""
    with pytest.raises(InputError) as caught:
        Workspace.at(tmp_path / "absent")
    assert str(tmp_path / "absent") in caught.value.message.fr
    assert "n’existe pas" in caught.value.message.fr


def test_a_file_is_not_a_workspace(sample_dir: Path) -> None:
    """A file given as workspace is refused like a missing folder."""
    with pytest.raises(InputError):
        Workspace.at(sample_dir / "organizations.ttl")


def test_a_folder_without_body_is_refused(tmp_path: Path) -> None:
    """An empty folder would answer every question with nothing: it is an error."""
    with pytest.raises(InputError) as caught:
        Workspace.at(tmp_path)
    assert "aucun organisme public" in caught.value.message.fr
    assert caught.value.remedy is not None


def test_the_folder_of_one_body_is_refused_with_its_remedy(sample_dir: Path) -> None:
    """Giving the body's own folder instead of its parent is the likeliest mistake."""
    with pytest.raises(InputError) as caught:
        Workspace.at(sample_dir / "exemple")
    assert caught.value.remedy is not None
    assert "parent" in caught.value.remedy.en


def test_the_hash_is_of_the_content_not_of_the_place(sample: Workspace, sample_dir: Path) -> None:
    """A copy elsewhere has the same hash, whatever the dates of its files."""
    os.utime(sample_dir / "exemple" / "register.ttl", (0, 0))
    assert Workspace.at(sample_dir).content_hash() == sample.content_hash()


def _change(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def _rename(path: Path) -> None:
    path.rename(path.with_name("renamed.ttl"))


def _swap(path: Path) -> None:
    other = path.with_name("inventory.ttl")
    mine, theirs = path.read_bytes(), other.read_bytes()
    path.write_bytes(theirs)
    other.write_bytes(mine)


def _add(path: Path) -> None:
    path.with_name("added.ttl").touch()


@pytest.mark.parametrize("fault", [_change, _rename, _swap, _add, Path.unlink])
def test_any_change_of_content_changes_the_hash(
    sample: Workspace, sample_dir: Path, fault: object
) -> None:
    """One byte, a name, an exchange of files, one file more or less: each gives a new hash."""
    assert callable(fault)
    fault(sample_dir / "exemple" / "register.ttl")
    assert Workspace.at(sample_dir).content_hash() != sample.content_hash()


def test_a_new_version_of_greffe_is_a_new_content(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version of Greffe does not use the stores of this one."""
    before = sample.content_hash()
    monkeypatch.setattr(module, "__version__", "99.0.0")
    assert sample.content_hash() != before


def test_the_bundled_hash_is_quick() -> None:
    """Hashing the bundled data takes a few milliseconds (50 at most on a busy machine)."""
    workspace = Workspace.at()
    workspace.content_hash()
    spent = []
    for _ in range(5):
        begin = time.perf_counter()
        workspace.content_hash()
        spent.append(time.perf_counter() - begin)
    assert min(spent) < 0.05


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    """A file that cannot be read is an input error with its path and the system's reason."""
    with pytest.raises(InputError) as caught:
        read(tmp_path / "absent.ttl")
    assert str(tmp_path / "absent.ttl") in caught.value.message.en
    assert "No such file" in caught.value.message.en


def test_a_body_is_known_by_its_key(sample: Workspace) -> None:
    """What no folder is called is told, with the keys there are and how another begins."""
    sample.require_body("exemple")
    with pytest.raises(UnknownName) as caught:
        sample.require_body("exempel")
    assert f"{sample.data} : aucun organisme « exempel »." == caught.value.message.fr
    assert caught.value.remedy is not None
    assert (
        "Organismes connus : « exemple » ; « greffe new » en commence un autre."
        == caught.value.remedy.fr
    )
