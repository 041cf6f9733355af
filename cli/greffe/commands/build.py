"""``greffe build``: the main job, from the workspace to everything that is made of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from greffe.aside import Aside
from greffe.errors import GreffeError
from greffe.files import await_folder
from greffe.language import LANGUAGES, Text
from greffe.progress import progress, stages
from greffe.session import DATA_AT_FAULT, Command, Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from greffe.publication.site.told import Told
    from greffe.store import Store
    from greffe.validation.report import Report
    from greffe.workspace import Workspace

FIGURES: Final = "count-by-body"
SIZE: Final = Text("{quads} énoncés dans {graphs} graphes", "{quads} statements in {graphs} graphs")
FOUND: Final = Text("Constats : {counts}", "Findings: {counts}")
FILES: Final = Text("Fichiers dans l’entrepôt", "Files in the store")
CHECKED: Final = Text("Données vérifiées", "Data checked")
VERSION: Final = Text("Version des données : {version}", "Data version: {version}")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check leaves: whether it failed, its figures in words, its reports, its findings."""

    failed: bool
    counts: Text
    reports: list[Path]
    findings: tuple[Told, ...]


def run(
    ctx: typer.Context,
    output: Annotated[Path, typer.Option(metavar="DIR")] = Path("build"),
    jobs: Annotated[int, typer.Option(metavar="N", min=1)] = os.cpu_count() or 1,
) -> None:
    """Check the workspace, compile the store, write reports and the site with its dumps."""
    session: Session = ctx.obj
    for folder in (output, output / "reports", output / "site"):
        await_folder(folder)
    workspace = session.workspace()
    session.say(Text("Vérification des données…", "Checking the data…"))
    checking = Aside(partial(_checked, workspace, output / "reports"), apart=jobs > 1)
    session.say(Text("Compilation de l’entrepôt…", "Compiling the store…"))
    try:
        store = _compiled(session, workspace, jobs)
    except GreffeError:
        checking.result()  # the check says best what is wrong with the data
        raise
    with progress(session, CHECKED) as tell:
        checked = checking.result(tell)
    session.say(Text("Écriture du site…", "Writing the site…"))
    site = output / "site"
    _site(session, workspace, checked, site, jobs)
    made = [site / name for name in ("index.html", "catalog.ttl", "data/greffe.trig.gz")]
    session.write("\n".join(_summary(session, store, checked, [*checked.reports, *made])))
    if checked.failed:
        raise typer.Exit(DATA_AT_FAULT)


def _checked(workspace: Workspace, folder: Path, tell: Callable[[int, int], None]) -> Checked:
    """Check the workspace and write the reports into a folder; raises as ``validate``."""
    from greffe.publication.site.told import told
    from greffe.validation.reports.words import one_line
    from greffe.validation.run import validate

    report = validate(workspace, tell=tell)
    counts = Text(*(one_line(report, language) for language in LANGUAGES))
    reports = _reports(report, folder)
    return Checked(report.failed, counts, reports, tuple(told(report.findings)))


def _compiled(session: Session, workspace: Workspace, jobs: int) -> Store:
    """Compile the store, or go on where a build was stopped, and open it."""
    from greffe.store import cache_dir, compile_store, open_store

    with progress(session, FILES) as tell:
        compile_store(workspace, cache_dir(), jobs, tell)
    return open_store(workspace)


def _site(
    session: Session, workspace: Workspace, checked: Checked, folder: Path, jobs: int
) -> None:
    from greffe.publication.search.engine import program
    from greffe.publication.site.opening import Options, open_site
    from greffe.publication.site.publishing import publish
    from greffe.validation.explained import explained_rules

    options = Options(search=program() is not None)
    with stages(session) as tell:
        site = open_site(workspace, checked.findings, explained_rules(), options, tell)
        publish(site, workspace, folder, tell, jobs=jobs)


def _reports(report: Report, folder: Path) -> list[Path]:
    from greffe import files
    from greffe.validation.reports import pieces

    contents = {
        "findings.json": pieces(report, "json"),
        "constats.txt": pieces(report, "human", "fr"),
        "findings.txt": pieces(report, "human", "en"),
    }
    for name, content in contents.items():
        files.write(folder / name, content)
    return [folder / name for name in contents]


def _summary(session: Session, store: Store, checked: Checked, paths: list[Path]) -> list[str]:
    from greffe.questions import answer, find
    from greffe.results.grid import About

    reply = answer(find(FIGURES), {}, store)
    figures = session.written(reply.table, "table", store, About(reply.question.returns))
    language = session.language
    return [
        str(figures).rstrip(),
        "",
        SIZE.format(quads=len(store), graphs=len(store.graphs()))[language],
        FOUND.format(counts=checked.counts[language])[language],
        VERSION.format(version=store.version)[language],
        *(str(path) for path in paths),
    ]


COMMAND: Final = Command(
    "build",
    run,
    Text(
        "Vérifie les données, compile l’entrepôt, écrit les rapports et le site avec ses copies.",
        "Check the data, compile the store, write the reports and the site with its dumps.",
    ),
    {
        "output": Text("Dossier où écrire.", "Folder to write to."),
        "jobs": Text(
            "Processus qui lisent les fichiers et écrivent un grand site.",
            "Processes that read the files and write a large site.",
        ),
    },
)
