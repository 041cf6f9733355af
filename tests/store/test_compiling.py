"""A workspace is compiled once for each content, whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.memory import in_memory

from greffe.errors import InputError, StoreError, SyntaxFault
from greffe.store import Store, compile_store, open_store
from greffe.store import compiling as module
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
BUILD = """
import sys
from pathlib import Path
from greffe.store import compile_store
from tests.memory import in_memory
from greffe.workspace import Workspace
print(compile_store(Workspace.at(Path(sys.argv[1])), Path(sys.argv[2])))
"""


def number(store: Store) -> str:
    """Return how many triples a store answers from."""
    ((count,),) = store.select(COUNT).rows
    return getattr(count, "value", "")


def test_every_file_becomes_its_named_graph(sample: Workspace, tmp_path: Path) -> None:
    """The store has one graph for each file and nothing else."""
    store = open_store(sample, tmp_path)
    assert store.graphs() == (
        "https://w3id.org/greffe/concept/data-category",
        "https://w3id.org/greffe/id/exemple/inventory",
        "https://w3id.org/greffe/id/exemple/register",
        "https://w3id.org/greffe/law/qc/a-2.1",
        "https://w3id.org/greffe/ontology",
        "https://w3id.org/greffe/org",
        "https://w3id.org/greffe/org/exemple",
    )


def test_the_store_on_disk_holds_what_the_files_say(sample: Workspace, tmp_path: Path) -> None:
    """Compiled or in memory, the same triples answer; rdflib counts as many."""
    from rdflib import Graph

    expected = sum(len(Graph().parse(file.path)) for file in sample.files())
    assert len(open_store(sample, tmp_path)) == expected
    assert len(in_memory(sample.files())) == expected


def test_the_same_content_is_compiled_once(
    sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second opening parses nothing and builds nothing."""
    open_store(sample, tmp_path)
    monkeypatch.setattr(module, "_build", None)
    monkeypatch.setattr(module, "read_graph", None)
    assert number(open_store(sample, tmp_path)) != "0"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_changed_file_is_seen_at_once(sample_dir: Path, tmp_path: Path) -> None:
    """A new content is a new store: no answer comes from an old one."""
    cache, workspace = tmp_path / "cache", Workspace.at(sample_dir)
    before = int(number(open_store(workspace, cache)))
    with (sample_dir / "exemple" / "register.ttl").open("a", encoding="utf-8") as register:
        register.write("e:register dcterms:description 'neuf'@fr .\n")
    assert int(number(open_store(workspace, cache))) == before + 1
    assert len(list(cache.iterdir())) == 2


def test_a_faulty_file_leaves_nothing_behind(sample_dir: Path, tmp_path: Path) -> None:
    """Broken Turtle stops the build with its place, and the cache stays empty."""
    path = sample_dir / "exemple" / "register.ttl"
    path.write_text(path.read_text(encoding="utf-8") + "e:x e:y\n", encoding="utf-8")
    last = len(path.read_text(encoding="utf-8").splitlines())
    cache = tmp_path / "cache"
    with pytest.raises(SyntaxFault) as caught:
        compile_store(Workspace.at(sample_dir), cache)
    assert str(path) in caught.value.message.fr
    assert caught.value.line in (last, last + 1)
    assert list(cache.iterdir()) == []


def test_two_files_may_not_be_the_same_graph(sample_dir: Path, tmp_path: Path) -> None:
    """A file copied under another name would double its register: it is refused, both named."""
    folder = sample_dir / "exemple"
    shutil.copy(folder / "register.ttl", folder / "copy.ttl")
    with pytest.raises(InputError) as caught:
        compile_store(Workspace.at(sample_dir), tmp_path / "cache")
    assert "copy.ttl" in caught.value.message.fr
    assert "register.ttl" in caught.value.message.fr


def test_builders_at_the_same_time_agree(sample_dir: Path, tmp_path: Path) -> None:
    """Three processes that compile the same content end with one whole store and no leftovers."""
    cache = tmp_path / "cache"
    builders = [
        subprocess.Popen(
            [sys.executable, "-c", BUILD, str(sample_dir), str(cache)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    outputs = {builder.communicate(timeout=60)[0] for builder in builders}
    assert [builder.returncode for builder in builders] == [0, 0, 0]
    assert outputs == {f"{next(cache.iterdir())}\n"}
    assert len(list(cache.iterdir())) == 1
    assert number(open_store(Workspace.at(sample_dir), cache)) != "0"


def test_files_that_change_meanwhile_are_read_again(
    sample_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store never stands under the hash of another content."""
    workspace, original = Workspace.at(sample_dir), module._build  # noqa: SLF001
    register = sample_dir / "exemple" / "register.ttl"
    builds = []

    def build(*arguments: object) -> Path:
        built = original(*arguments)  # type: ignore[arg-type]
        builds.append(built)
        if len(builds) == 1:
            register.write_text(register.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        return built

    monkeypatch.setattr(module, "_build", build)
    cache = tmp_path / "cache"
    path = compile_store(workspace, cache)
    assert len(builds) == 2
    assert path.name.startswith(workspace.content_hash()[:32])
    assert list(cache.iterdir()) == [path]


def test_files_that_never_settle_are_an_error(
    sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When every reading finds another content, the build gives up and says so."""
    hashes = iter(range(100))
    monkeypatch.setattr(Workspace, "content_hash", lambda *_: f"{next(hashes):064}")
    with pytest.raises(StoreError, match="keep changing"):
        compile_store(sample, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store_is_compiled_again(sample: Workspace, tmp_path: Path) -> None:
    """A store that lost its files is replaced without a word."""
    path = compile_store(sample, tmp_path)
    for file in path.iterdir():
        file.unlink()
    assert number(open_store(sample, tmp_path)) != "0"


def test_a_cache_that_cannot_be_written_is_an_error(
    sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the folder and the system's reason."""

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(StoreError) as caught:
        compile_store(sample, tmp_path)
    assert str(tmp_path) in caught.value.message.fr
    assert "(accès refusé)" in caught.value.message.fr
    assert "(Permission denied)" in caught.value.message.en
