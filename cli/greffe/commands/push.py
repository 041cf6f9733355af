"""``greffe push``: brings a store elsewhere up to date with the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from greffe.errors import UsageError
from greffe.language import Text
from greffe.session import ASKING, Command, Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.remote.graphs import GraphStore
    from greffe.remote.pushing import Plan
    from greffe.remote.store import RemoteStore

TO_WRITE: Final = Text("à écrire", "to write")
TO_REMOVE: Final = Text("à enlever", "to remove")
WRITTEN: Final = Text("écrit", "written")
REMOVED: Final = Text("enlevé", "removed")
DONE: Final = Text(
    "Graphes écrits : {written} ; inchangés : {unchanged} ; enlevés : {removed}.",
    "Graphs written: {written}; unchanged: {unchanged}; removed: {removed}.",
)
INTENDED: Final = Text(
    "Graphes à écrire : {written} ; inchangés : {unchanged} ; à enlever : {removed}. "
    "Rien n’a été envoyé.",
    "Graphs to write: {written}; unchanged: {unchanged}; to remove: {removed}. Nothing was sent.",
)
LEFT: Final = Text(
    "Graphes qui ne sont plus dans les données : {count} ; --prune les enlève.",
    "Graphs that are in the data no more: {count}; --prune removes them.",
)
NO_UNION: Final = Text(
    "Attention : le graphe par défaut de ce point d’accès n’est pas l’union des graphes nommés ; "
    "les questions n’y trouveront rien tant qu’il n’est pas réglé ainsi.",
    "Warning: the default graph of this endpoint is not the union of the named graphs; questions "
    "will find nothing there until it is set so.",
)


def run(
    ctx: typer.Context,
    endpoint: Annotated[str | None, typer.Option(metavar="URL")] = None,
    graph_store: Annotated[str | None, typer.Option(metavar="URL")] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    prune: Annotated[bool, typer.Option("--prune")] = False,
    public: Annotated[bool, typer.Option("--public")] = False,
) -> None:
    """Write the graphs that have changed since the last push."""
    from greffe.remote import GraphStore, RemoteStore
    from greffe.remote.pushing import marks, plan
    from greffe.store import parcels

    session: Session = ctx.obj
    if endpoint is None:
        raise _no_endpoint()
    asked, graphs = RemoteStore.at(endpoint), GraphStore.at(graph_store or endpoint)
    origins = parcels.public if public else parcels.whole
    work = plan(origins(session.workspace()), marks(asked))
    if dry_run:
        _tell_intent(session, work, prune=prune)
        return
    done = list(_pushed(session, work, graphs, asked, prune=prune))
    removed = len(work.withdrawn) if prune else 0
    figures = {"written": len(done) - removed, "unchanged": len(work.unchanged), "removed": removed}
    session.say(DONE.format(**figures))
    _tell_left(session, work, prune=prune)
    _tell_union(session, work, asked)


def _pushed(
    session: Session, work: Plan, graphs: GraphStore, asked: RemoteStore, *, prune: bool
) -> Iterator[str]:
    """Push, and write each graph to standard output once it is there."""
    from greffe.remote.pushing import push

    for iri, triples in push(work, graphs, asked, prune=prune):
        what = WRITTEN if triples else REMOVED
        session.write(f"{what[session.language]}\t{iri}\t{triples}")
        yield iri


def _tell_intent(session: Session, work: Plan, *, prune: bool) -> None:
    removed = [mark.iri for mark in work.withdrawn] if prune else []
    lines = [f"{TO_WRITE[session.language]}\t{iri}" for _, iri in work.changed]
    lines += [f"{TO_REMOVE[session.language]}\t{iri}" for iri in removed]
    if lines:
        session.write("\n".join(lines))
    session.say(
        INTENDED.format(
            written=len(work.changed), unchanged=len(work.unchanged), removed=len(removed)
        )
    )
    _tell_left(session, work, prune=prune)


def _tell_left(session: Session, work: Plan, *, prune: bool) -> None:
    if work.withdrawn and not prune:
        session.say(LEFT.format(count=len(work.withdrawn)))


def _tell_union(session: Session, work: Plan, asked: RemoteStore) -> None:
    from greffe.remote.pushing import is_union

    present = [iri for _, iri in work.changed] or [mark.iri for mark in work.unchanged]
    if present and not is_union(asked, present[0]):
        session.say(NO_UNION)


def _no_endpoint() -> UsageError:
    return UsageError(
        Text("il manque l’adresse du point d’accès.", "the address of the endpoint is missing."),
        Text("Écrivez --endpoint URL.", "Write --endpoint URL."),
    )


COMMAND: Final = Command(
    "push",
    run,
    Text(
        "Met à jour un entrepôt distant : seuls les graphes qui ont changé, chacun vérifié.",
        "Bring a remote store up to date: only the graphs that have changed, each verified.",
    ),
    {
        "endpoint": ASKING["endpoint"],
        "graph_store": Text(
            "Adresse où le serveur reçoit les graphes, si c’en est une autre.",
            "Address where the server takes graphs, if it is another.",
        ),
        "dry_run": Text(
            "Dit ce qui serait fait, sans rien envoyer.", "Say what would be done; send nothing."
        ),
        "prune": Text(
            "Enlève les graphes poussés qui ne sont plus dans les données.",
            "Remove pushed graphs that are in the data no more.",
        ),
        "public": Text(
            "Ne pousse que la vue publique : ni nom de personne, ni inscription confidentielle.",
            "Push the public view only: no natural person named, no confidential entry.",
        ),
    },
)
