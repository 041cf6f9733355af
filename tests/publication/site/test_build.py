"""How a site is written: whole, again, and only where something changed."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from greffe.language import Text
from greffe.namespaces import CONCEPT, LAW, ORGANIZATION
from greffe.publication.site import build
from greffe.publication.site.build import build_site
from greffe.publication.site.memory import NAME, Memory
from greffe.publication.site.opening import Options, open_site
from greffe.publication.site.plan import pages
from greffe.publication.site.rendering import fill, mark_of, render
from greffe.publication.site.stages import INDEXED, NUMBERED, PLANNED, WRITTEN
from greffe.resources import data_dir
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, but for the memory of the build."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a copy of the data that may be changed."""
    target = tmp_path / "workspace"
    shutil.copytree(data_dir() / "mifi", target / "mifi")
    return target


def test_two_builds_are_byte_identical(site: Site, built: Path, tmp_path: Path) -> None:
    """The same data give the same bytes, file by file."""
    build_site(site, tmp_path)
    assert contents(tmp_path) == contents(built)


def test_several_processes_write_the_same(
    site: Site, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site written by two processes is that written by one."""
    monkeypatch.setattr(build, "_FEW", 0)
    build_site(site, tmp_path, jobs=2)
    assert contents(tmp_path) == contents(built)


def test_nothing_changed_writes_nothing(site: Site, built: Path) -> None:
    """A second build of the same data writes no file."""
    again = build_site(site, built)
    assert (again.written, again.removed) == (0, 0)


def test_a_change_gives_what_a_full_build_gives(workspace: Path, tmp_path: Path) -> None:
    """After a change, an incremental build equals one from nothing, and writes less."""
    build_site(open_site(Workspace.at(workspace)), tmp_path / "site")
    register = workspace / "mifi" / "register.ttl"
    text = register.read_text(encoding="utf-8")
    old = "Entente de communication de renseignements personnels projet de recherche"
    register.write_text(text.replace(old, f"{old} (2026)"), encoding="utf-8")
    changed = open_site(Workspace.at(workspace))
    update = build_site(changed, tmp_path / "site")
    whole = build_site(changed, tmp_path / "fresh")
    assert contents(tmp_path / "site") == contents(tmp_path / "fresh")
    assert 0 < update.written < whole.written / 2


def test_what_is_filled_as_before_is_not_written_again(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new reason in one cell makes few pages anew; a question tells the new version."""
    build_site(open_site(Workspace.at(workspace)), tmp_path / "site")
    register = workspace / "mifi" / "register.ttl"
    text = register.read_text(encoding="utf-8")
    old = "BDIM permet également la possibilité"
    assert old in text
    register.write_text(text.replace(old, "BDIM permet aussi la possibilité"), encoding="utf-8")
    made: list[str] = []

    def noting(site: Site, page: Page, *rest: Any) -> tuple[str, frozenset[str]]:  # noqa: ANN401 - as render
        made.append(page.kind)
        return render(site, page, *rest)

    monkeypatch.setattr(build, "render", noting)
    changed = open_site(Workspace.at(workspace))
    build_site(changed, tmp_path / "site")
    assert "communication" in made
    assert not {"question", "concept", "file", "situation"} & set(made)
    question = (tmp_path / "site/question/outside-quebec/index.html").read_text(encoding="utf-8")
    assert changed.version in question


def test_other_words_in_cells_leave_no_page_wrong(workspace: Path, tmp_path: Path) -> None:
    """Pages that quote no cell of others are right whatever the cells say; the rest are redone.

    Every other entry keeps its words: its page is redone only if it quotes one that does not.
    """
    build_site(open_site(Workspace.at(workspace)), tmp_path / "site")
    cell = re.compile(r'(Text\s+"+)(?=[^"])')
    for path in sorted((workspace / "mifi").glob("*.ttl")):
        parts = path.read_text(encoding="utf-8").split("\n\n")
        parts[::2] = [cell.sub(r"\1Bref : ", part) for part in parts[::2]]
        path.write_text("\n\n".join(parts), encoding="utf-8")
    changed = open_site(Workspace.at(workspace))
    build_site(changed, tmp_path / "site")
    build_site(changed, tmp_path / "fresh")
    assert contents(tmp_path / "site") == contents(tmp_path / "fresh")
    pages_ = (tmp_path / "site/id/mifi/communication").glob("*/index.html")
    told = {page.read_text(encoding="utf-8").count("Bref : ") > 5 for page in pages_}
    assert {False, True} == told


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("id/mifi/communication/5", f"{ORGANIZATION}mifi"),
        ("id/mifi/register", f"{ORGANIZATION}mifi"),
        ("law/ca/dors-2002-227/art/203/par/4", f"{LAW}ca/dors-2002-227"),
        ("concept/medium/physique", f"{CONCEPT}medium"),
    ],
)
def test_a_page_depends_on_what_the_steps_to_it_name(path: str, named: str, built: Path) -> None:
    """A body, an instrument or a scheme of another name is called so on every page below it."""
    memory = Memory.read(built)
    names = tuple(memory.things)
    assert named in {names[rank] for rank in memory.files[f"{path}/index.html"].used}


def test_a_page_that_tells_no_version_is_written_again(workspace: Path, tmp_path: Path) -> None:
    """Where an earlier build was stopped, pages may tell another version than it remembers."""
    build_site(open_site(Workspace.at(workspace)), tmp_path / "site")
    page = tmp_path / "site/question/outside-quebec/index.html"
    page.write_text("interrompu", encoding="utf-8")
    register = workspace / "mifi" / "register.ttl"
    register.write_text(register.read_text(encoding="utf-8") + "\n# .\n", encoding="utf-8")
    changed = open_site(Workspace.at(workspace))
    build_site(changed, tmp_path / "site")
    assert changed.version in page.read_text(encoding="utf-8")


def test_a_page_without_a_mark_is_written_again(site: Site, plan: dict[str, Page]) -> None:
    """What is told by its place in memory only has no mark; the rest has the same mark again."""
    page = plan["question/outside-quebec/"]
    assert mark_of(page, {"a": object()}) == ""
    assert mark_of(page, {"a": Text("x", "y")}) == mark_of(page, {"a": Text("x", "y")}) != ""
    assert mark_of(page, {"a": Text("x", "y")}) != mark_of(page, {"a": Text("x", "z")})
    filled = [fill(site, page, "fr")[0] for _ in range(2)]
    assert mark_of(page, filled[0]) == mark_of(page, filled[1]) != ""


def test_what_went_from_the_data_goes_from_the_site(workspace: Path, tmp_path: Path) -> None:
    """An entry that is kept confidential from now on leaves no file behind."""
    build_site(open_site(Workspace.at(workspace)), tmp_path / "site")
    with (workspace / "mifi" / "register.ttl").open("a", encoding="utf-8") as register:
        register.write(
            "\n<https://w3id.org/greffe/id/mifi/communication/19> "
            "<https://w3id.org/greffe/ontology#confidential> true .\n"
        )
    build_site(open_site(Workspace.at(workspace)), tmp_path / "site")
    names = [name for name in contents(tmp_path / "site") if "communication/19/" in name]
    assert names == []


def test_a_page_stands_where_its_address_says(site: Site, built: Path) -> None:
    """Every page of the plan is there in both languages, with its data where it is of a thing."""
    missing = [
        page.file(language)
        for page in pages(site)
        for language in ("fr", "en")
        if not (built / page.file(language)).is_file()
    ]
    assert missing == []


def test_progress_is_told_to_the_end(site: Site, tmp_path: Path) -> None:
    """Each stage follows the one before, none goes back, and all pages are planned and written."""
    told: dict[Text, list[tuple[int, int]]] = {}
    made = build_site(
        site, tmp_path, lambda stage, *steps: told.setdefault(stage, []).append(steps)
    )
    assert [PLANNED, WRITTEN, INDEXED] == list(told)
    assert all(sorted(steps) == steps for steps in told.values())
    assert (made.pages, made.pages) == told[WRITTEN][-1]
    assert made.pages == told[PLANNED][-1][0] <= told[PLANNED][-1][1]


def test_opening_is_told_too(workspace: Path) -> None:
    """All that is compared before the site is written is told, once half of it is done and before.

    What the numbers are does not depend on who listens.
    """
    told: list[tuple[Text, int, int]] = []
    where = Workspace.at(workspace)
    site = open_site(where, tell=lambda *steps: told.append(steps))
    assert (NUMBERED, site.size, 2 * site.size) == told[-1]
    assert (NUMBERED, 0, 2 * site.size) in told
    assert open_site(where).data_prints == site.data_prints


def test_a_natural_person_is_named_in_no_file(built: Path) -> None:
    """No file of the site holds the name of the natural person that the register names."""
    holding = [name for name, content in contents(built).items() if b"barros" in content.lower()]
    assert holding == []


def test_the_body_may_show_names(tmp_path: Path) -> None:
    """Unmasked, the entry shows the recipient as the document has it."""
    site = open_site(Workspace.at(), options=Options(masked=False))
    build_site(site, tmp_path)
    page = (tmp_path / "id/mifi/communication/37/index.html").read_text(encoding="utf-8")
    assert "Celia Barros Santiago" in page


def test_an_official_site_has_no_banner(tmp_path: Path) -> None:
    """Only the body's own site goes without the words that it is not official."""
    build_site(open_site(Workspace.at(), options=Options(official=True)), tmp_path)
    assert "pas un site officiel" not in (tmp_path / "index.html").read_text(encoding="utf-8")
