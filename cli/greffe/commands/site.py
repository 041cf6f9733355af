"""``greffe site``: the published site, as plain files that need no server."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from greffe.aside import Aside
from greffe.errors import GreffeError
from greffe.files import await_folder
from greffe.language import Text
from greffe.namespaces import ROOT
from greffe.progress import stages
from greffe.session import Command, Session, public_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greffe.publication.site.told import Told
    from greffe.validation.explained import Explained
    from greffe.workspace import Workspace

CHECKED: Final = Text("Données vérifiées", "Data checked")
MADE: Final = Text(
    "{folder} : {pages} pages bilingues, {files} fichiers ({written} écrits, {removed} retirés)",
    "{folder}: {pages} bilingual pages, {files} files ({written} written, {removed} removed)",
)


def run(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    *,
    base_url: Annotated[str, typer.Option(metavar="URL")] = ROOT,
    official: Annotated[bool, typer.Option("--official")] = False,
    show_persons: Annotated[bool, typer.Option("--show-persons")] = False,
    record: Annotated[bool, typer.Option("--record")] = False,
    style: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    jobs: Annotated[int, typer.Option(metavar="N")] = 2,
) -> None:
    """Write the site of the workspace into a folder, or bring it up to date."""
    session: Session = ctx.obj
    address = public_address(base_url)
    await_folder(folder)
    workspace = session.workspace()
    session.say(Text("Vérification des données…", "Checking the data…"))
    checked = Aside(partial(check, workspace), apart=jobs > 1)

    from greffe import clock
    from greffe.publication.search.engine import program
    from greffe.publication.site.opening import Options, open_site
    from greffe.publication.site.publishing import publish
    from greffe.publication.site.stages import READ
    from greffe.publication.site.styling import own_style

    options = Options(
        address,
        official=official,
        masked=not show_persons,
        search=program() is not None,
        style=own_style(style) if style else "",
    )
    with stages(session) as tell:
        tell(READ, 0, 1)
        findings = _when_made(checked, partial(tell, CHECKED))
        try:
            site = open_site(workspace, findings, _rules(), options, tell)
        except GreffeError:
            checked.result()  # the check says best what is wrong with the data
            raise
    session.say(Text("Écriture du site…", "Writing the site…"))
    with stages(session) as tell:
        day = clock.today() if record else None
        built = publish(site, workspace, folder, tell, jobs=jobs, day=day)
    session.write(MADE.format(folder=folder, **asdict(built))[session.language])


def check(workspace: Workspace, tell: Callable[[int, int], None]) -> tuple[Told, ...]:
    """Return what a check finds in a workspace, as a site shows it; as ``validate``."""
    from greffe.publication.site.told import told
    from greffe.validation.run import validate

    return tuple(told(validate(workspace, tell=tell).findings))


def _when_made(
    checked: Aside[tuple[Told, ...]], tell: Callable[[int, int], None]
) -> Iterator[Told]:
    """Yield what a check finds, waiting for it when the first is asked for."""
    from greffe.publication.site.plan import get_ready

    get_ready()  # there is time to spare now
    yield from checked.result(tell)


def _rules() -> Iterator[Explained]:
    """Yield the rules, read when the first is asked for."""
    from greffe.validation.explained import explained_rules

    yield from explained_rules()


COMMAND: Final = Command(
    "site",
    run,
    Text(
        "Écrit le site publié : pages en français et en anglais, données, catalogue.",
        "Writes the published site: pages in French and English, data, catalogue.",
    ),
    {
        "folder": Text("Dossier où écrire.", "Folder to write to."),
        "base_url": Text(
            "Adresse où la racine du site sera publiée.",
            "Address where the root of the site will be published.",
        ),
        "official": Text(
            "Le site est celui de l’organisme : sans l’avertissement « site non officiel ».",
            "The site is the body's own: without the “not an official site” banner.",
        ),
        "show_persons": Text(
            "Montre le nom des personnes physiques, masqué d’ordinaire.",
            "Show the names of natural persons, which are masked otherwise.",
        ),
        "record": Text(
            "Inscrit les identifiants publiés au registre published.txt, à côté des données.",
            "Enter the published identifiers in the ledger published.txt, beside the data.",
        ),
        "style": Text(
            "Feuille de style de l’organisme (CSS), lue après la nôtre : son identité visuelle.",
            "Style sheet of the body (CSS), read after ours: its visual identity.",
        ),
        "jobs": Text(
            "Nombre de processus qui écrivent un grand site.",
            "How many processes write a large site.",
        ),
    },
)
