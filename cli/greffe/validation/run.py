"""The whole check: what is under test, the shapes, and body by body where there are several."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from greffe import clock
from greffe.resources import ontology_dir, shapes_dir
from greffe.validation.engine import refuse
from greffe.validation.examining import examine
from greffe.validation.ground import lay, nothing, uncollected
from greffe.validation.keeping import kept
from greffe.validation.narrowing import changed_bodies
from greffe.validation.rulebook import shapes_graph
from greffe.validation.shape_places import placing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from rdflib import Graph

    from greffe.validation.baseline import Baseline
    from greffe.validation.engine import EngineName
    from greffe.validation.findings import Severity
    from greffe.validation.report import Report
    from greffe.workspace import Workspace

FAMILIES: Final = ("structure", "law", "quality")


def shapes_folders() -> list[Path]:
    """Return the folders of the bundled shapes, one a family."""
    return [shapes_dir(), *(shapes_dir() / family for family in FAMILIES)]


@uncollected()
@placing(shapes_folders)
def validate(  # noqa: PLR0913 - each is a choice of whoever asks for the check
    workspace: Workspace,
    paths: Sequence[Path] = (),
    *,
    fail_on: Severity = "violation",
    today: date | None = None,
    baseline: Baseline | None = None,
    since: str | None = None,
    engine: EngineName = "auto",
    placed: bool = True,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> Report:
    """Check the data of the workspace, or only the given files and folders.

    Given files are the data under test; vocabulary, law, organisations and bodies of the workspace
    are their context, and only findings about what the files describe are reported.  Rules and
    waivers stand as on the day ``today``; what ``baseline`` knows does not count; ``since`` narrows
    the check to what has changed since a revision.  Findings about given files have no line where
    nobody sees these files, and they are not ``placed``.  Where there are several bodies, ``tell``
    hears how many of how many are checked.  Raises ``SyntaxFault`` for broken Turtle,
    ``NothingChecked`` when no shape meets any data, ``InputError`` for unreadable files and broken
    shapes, and what ``changed.concerned`` and ``engine.check`` raise.
    """
    today = today or clock.today()
    shapes = all_shapes()
    kept(shapes, "sound", lambda: _sound(shapes))
    if not paths and since is None and len(workspace.bodies()) > 1:
        from greffe.validation.bodywise import check_each

        report = check_each(workspace, shapes, today, baseline=baseline, engine=engine, tell=tell)
    else:
        paths = paths or _narrowed(workspace, since)
        ground = lay(workspace, paths)
        report = examine(
            ground,
            shapes,
            today,
            whole=not paths,
            baseline=baseline,
            since=since,
            engine=engine,
            placed=placed,
        )
    if since is None and not report.checked and not report.total:
        raise nothing(paths)
    return replace(report, fail_on=fail_on)


def _sound(shapes: Graph) -> bool:
    """Say that shapes are well formed; raise ``BrokenShapes`` where they are not."""
    refuse(shapes)
    return True


def _narrowed(workspace: Workspace, since: str | None) -> Sequence[Path]:
    """Return the files of the bodies that have changed since a revision; none to check all.

    Where none has changed, one body stands for all.
    """
    if since is None or len(workspace.bodies()) == 1:
        return ()
    bodies = changed_bodies(workspace, since)
    if bodies is None:
        return ()
    chosen = bodies or workspace.bodies()[:1]
    return [file.path for file in workspace.files() if file.body in chosen]


def all_shapes() -> Graph:
    """Return the bundled shapes of every family, with the prefixes of their queries."""
    return shapes_graph(shapes_folders(), ontology_dir() / "prefixes.ttl")
