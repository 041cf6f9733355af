"""``greffe serve``: a SPARQL endpoint and the questions over HTTP, safe to expose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from greffe.errors import UsageError
from greffe.language import Text
from greffe.session import Command, Session, public_address

if TYPE_CHECKING:
    from greffe.endpoint.pages import Manners
    from greffe.language import Language

QUICK_ELSEWHERE: Final = 1.0
"""Seconds that a query may take of an engine elsewhere before it is set aside: a way is long."""

SERVING: Final = Text("Point d’accès SPARQL : {root}sparql", "SPARQL endpoint: {root}sparql")


def run(
    ctx: typer.Context,
    *,
    host: Annotated[str, typer.Option(metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535)] = 8080,
    endpoint: Annotated[str | None, typer.Option(metavar="URL")] = None,
    restart_engine: Annotated[str | None, typer.Option(metavar="COMMAND")] = None,
    site: Annotated[Path | None, typer.Option(metavar="DIR")] = None,
    base_url: Annotated[str | None, typer.Option(metavar="URL")] = None,
    proxy: Annotated[list[str] | None, typer.Option(metavar="ADDRESS")] = None,
    workers: Annotated[int, typer.Option(metavar="N", min=1)] = 2,
    time_limit: Annotated[float, typer.Option(metavar="SECONDS", min=0.1)] = 10.0,
    memory_limit: Annotated[int, typer.Option(metavar="MIB", min=64)] = 1024,
    max_rows: Annotated[int, typer.Option(metavar="N", min=1)] = 200_000,
    max_size: Annotated[int, typer.Option(metavar="MIB", min=1)] = 32,
    watch: Annotated[float, typer.Option(metavar="SECONDS", min=0)] = 10.0,
    show_persons: Annotated[bool, typer.Option("--show-persons")] = False,
) -> None:
    """Serve the public view of the workspace, or stand before an engine, until told to end."""
    _require_server()
    from greffe.endpoint import server
    from greffe.endpoint.limits import Limits
    from greffe.endpoint.pages import site_in
    from greffe.endpoint.proxies import networks

    session: Session = ctx.obj
    limits = Limits(
        workers=workers,
        time=time_limit,
        memory=memory_limit << 20,
        rows=max_rows,
        bytes=max_size << 20,
        quick=Limits().quick if endpoint is None else QUICK_ELSEWHERE,
    )
    options = server.Options(
        workspace=session.workspace_root,
        endpoint=endpoint,
        restart=_restarting(restart_engine, endpoint),
        masked=not show_persons,
        host=host,
        port=port,
        address=public_address(base_url) if base_url is not None else None,
        proxies=networks(proxy or ()),
        site=site_in(site) if site else None,
        manners=_manners() if site else None,
        watch=watch,
        limits=limits,
    )
    server.run(options, lambda root: session.write(SERVING.format(root=root)[session.language]))


def _restarting(command: str | None, endpoint: str | None) -> tuple[str, ...]:
    """Return the command that restarts an engine in words, as a shell would; none if none is told.

    Raises ``UsageError`` when the command has no end, or where there is no engine.
    """
    import shlex

    if command is not None and endpoint is None:
        raise UsageError(
            Text(
                "--restart-engine ne sert que devant un moteur.",
                "--restart-engine is of use only before an engine.",
            ),
            Text("Donnez aussi --endpoint, ou ôtez-le.", "Give --endpoint too, or take it away."),
        )
    try:
        return tuple(shlex.split(command or ""))
    except ValueError as error:
        raise UsageError(
            Text(
                f"--restart-engine : guillemet sans fin dans « {command} ».",
                f"--restart-engine: a quotation without an end in '{command}'.",
            ),
            Text("Fermez-le, ou ôtez-le.", "Close it, or take it away."),
        ) from error


def _manners() -> Manners:
    """Return how the site is offered: by the table that its rules for other servers are made of."""
    from greffe.endpoint.pages import Manners
    from greffe.publication.identifiers.formats import TYPES
    from greffe.publication.identifiers.weighing import (
        FORMAT_SCALES,
        LANGUAGE_SCALES,
        NOTHING,
        weigh,
    )

    def format_of(accept: str) -> str | None:
        weight, name = max((weigh(scale, accept), scale.name) for scale in FORMAT_SCALES)
        return None if weight == NOTHING else name

    def language_of(header: str) -> Language:
        return "en" if max((weigh(s, header), s.name) for s in LANGUAGE_SCALES)[1] == "en" else "fr"

    return Manners(format_of, language_of, TYPES)


def _require_server() -> None:
    """Raise ``UsageError`` when what serves is not installed."""
    from importlib.util import find_spec

    if not all(map(find_spec, ("starlette", "uvicorn"))):
        raise UsageError(
            Text("« greffe serve » demande un complément.", "'greffe serve' needs an extra."),
            Text(
                "Dans le dossier de Greffe : python -m pip install -e '.[serve]'.",
                "In the folder of Greffe: python -m pip install -e '.[serve]'.",
            ),
        )


COMMAND: Final = Command(
    "serve",
    run,
    Text(
        "Ouvre un point d’accès SPARQL et les questions par HTTP, sûrs à exposer.",
        "Open a SPARQL endpoint and the questions over HTTP, safe to expose.",
    ),
    {
        "host": Text("Adresse où écouter.", "Address to listen on."),
        "port": Text("Port où écouter ; 0 en choisit un.", "Port to listen on; 0 chooses one."),
        "endpoint": Text(
            "Adresse d’un moteur SPARQL devant lequel se tenir, au lieu de l’entrepôt local.",
            "Address of a SPARQL engine to stand before, instead of the local store.",
        ),
        "restart_engine": Text(
            "Commande qui relance ce moteur, s’il travaille encore à une requête abandonnée.",
            "Command that starts that engine again, if it still works on what was given up.",
        ),
        "site": Text(
            "Dossier du site publié, servi avec les données.",
            "Folder of the published site, served with the data.",
        ),
        "base_url": Text(
            "Adresse publique de la racine, si ce n’est pas celle où l’on écoute.",
            "Public address of the root, if it is not where we listen.",
        ),
        "proxy": Text(
            "Adresse d’un mandataire dont X-Forwarded-For est cru ; répétable.",
            "Address of a proxy whose X-Forwarded-For is believed; repeatable.",
        ),
        "workers": Text("Nombre de requêtes évaluées à la fois.", "Queries evaluated at a time."),
        "time_limit": Text("Durée permise à une requête.", "Time that a query may take."),
        "memory_limit": Text("Mémoire permise à une requête.", "Memory that a query may take."),
        "max_rows": Text("Lignes permises à une réponse.", "Rows that an answer may have."),
        "max_size": Text("Taille permise à une réponse.", "Size that an answer may have."),
        "watch": Text(
            "Intervalle où l’on cherche de nouvelles données ; 0 : jamais.",
            "How often to look for new data; 0: never.",
        ),
        "show_persons": Text(
            "Montre le nom des personnes physiques, masqué d’ordinaire.",
            "Show the names of natural persons, which are masked otherwise.",
        ),
    },
)
