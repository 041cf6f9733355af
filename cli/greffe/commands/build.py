"""``greffe build``: the main job, from the workspace to everything that is made of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from greffe.language import Text
from greffe.progress import progress
from greffe.session import DATA_AT_FAULT, Command, Session

if TYPE_CHECKING:
    from greffe.store import Store
    from greffe.validation.report import Report
    from greffe.workspace import Workspace

FIGURES: Final = "count-by-body"
SIZE: Final = Text("{quads} énoncés dans {graphs} graphes", "{quads} statements in {graphs} graphs")
FOUND: Final = Text("Constats : {counts}", "Findings: {counts}")
FILES: Final = Text("Fichiers dans l’entrepôt", "Files in the store")
PAGES: Final = Text("Pages du site", "Pages of the site")
VERSION: Final = Text("Version des données : {version}", "Data version: {version}")


def run(
    ctx: typer.Context,
    output: Annotated[Path, typer.Option(metavar="DIR")] = Path("build"),
    jobs: Annotated[int, typer.Option(metavar="N", min=1)] = os.cpu_count() or 1,
) -> None:
    """Check the workspace, compile the store, write reports and the site with its dumps."""
    session: Session = ctx.obj
    workspace = session.workspace()
    session.say(Text("Vérification des données…", "Checking the data…"))
    report = _check(workspace)
    session.say(Text("Compilation de l’entrepôt…", "Compiling the store…"))
    store = _compiled(session, workspace, jobs)
    session.say(Text("Écriture du site…", "Writing the site…"))
    paths = _reports(report, output / "reports")
    site = output / "site"
    _site(session, workspace, report, site)
    paths += [site / name for name in ("index.html", "catalog.ttl", "data/greffe.trig.gz")]
    session.write("\n".join(_summary(session, store, report, paths)))
    if report.failed:
        raise typer.Exit(DATA_AT_FAULT)


def _check(workspace: Workspace) -> Report:
    from greffe.validation.run import validate

    return validate(workspace)


def _compiled(session: Session, workspace: Workspace, jobs: int) -> Store:
    """Compile the store, or go on where a build was stopped, and open it."""
    from greffe.store import cache_dir, compile_store, open_store

    with progress(session, FILES) as tell:
        compile_store(workspace, cache_dir(), jobs, tell)
    return open_store(workspace)


def _site(session: Session, workspace: Workspace, report: Report, folder: Path) -> None:
    from greffe.publication.search.engine import program
    from greffe.publication.site.opening import Options, open_site
    from greffe.publication.site.publishing import publish
    from greffe.validation.explained import explained_rules

    options = Options(search=program() is not None)
    site = open_site(workspace, report.findings, explained_rules(), options)
    with progress(session, PAGES) as tell:
        publish(site, workspace, folder, tell)


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


def _summary(session: Session, store: Store, report: Report, paths: list[Path]) -> list[str]:
    from greffe.questions import answer, find
    from greffe.results.grid import About
    from greffe.validation.reports.words import one_line

    reply = answer(find(FIGURES), {}, store)
    figures = session.written(reply.table, "table", store, About(reply.question.returns))
    language = session.language
    return [
        str(figures).rstrip(),
        "",
        SIZE.format(quads=len(store), graphs=len(store.graphs()))[language],
        FOUND.format(counts=one_line(report, language))[language],
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
        "jobs": Text("Processus qui lisent les fichiers.", "Processes that read the files."),
    },
)
