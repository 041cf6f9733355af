"""The whole check: lays the ground, applies the shapes and the checks beside them, and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe import clock
from greffe.resources import ontology_dir, shapes_dir
from greffe.validation import checks
from greffe.validation.engine import aim, check
from greffe.validation.explain import Explainer
from greffe.validation.ground import lay, nothing
from greffe.validation.references import DANGLING, UNKNOWN_TERM, dangling, unknown_terms
from greffe.validation.report import Checked, Report
from greffe.validation.rulebook import name_of, rule_of, shapes_graph

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from rdflib import Graph

    from greffe.validation.engine import Result, Targets
    from greffe.validation.findings import Severity
    from greffe.validation.ground import Ground
    from greffe.validation.references import Stray
    from greffe.validation.rulebook import Rule
    from greffe.workspace import Workspace

FAMILIES: Final = ("structure", "law", "quality")


def validate(
    workspace: Workspace,
    paths: Sequence[Path] = (),
    *,
    fail_on: Severity = "violation",
    today: date | None = None,
) -> Report:
    """Check the data of the workspace, or only the given files and folders.

    Given files are the data under test; vocabulary, law, organisations and bodies of the workspace
    are their context, and only findings about what the files describe are reported.  Raises
    ``SyntaxFault`` for broken Turtle, ``NothingChecked`` when no shape meets any data, and
    ``InputError`` for unreadable files and broken shapes.
    """
    today = today or clock.today()
    ground = lay(workspace, paths)
    shapes = all_shapes()
    targets = aim(ground.data, shapes, ground.subjects)
    strays = _strays(ground)
    if not targets and not strays:
        raise nothing(paths)
    results = [*check(ground.data, shapes, targets), *checks.run(ground.data, shapes, targets)]
    return Report(
        findings=Explainer(ground, shapes, today).findings(results, strays),
        checked=_checked(shapes, targets),
        files=tuple(str(path) for path in ground.tested),
        rules=_rules(shapes, results, strays, today),
        fail_on=fail_on,
    )


def all_shapes() -> Graph:
    """Return the bundled shapes of every family, with the prefixes of their queries."""
    folders = [shapes_dir(), *(shapes_dir() / family for family in FAMILIES)]
    return shapes_graph(folders, ontology_dir() / "prefixes.ttl")


def _strays(ground: Ground) -> list[Stray]:
    tested = ground.tested.values()
    return [*unknown_terms(tested, ground.terms), *dangling(tested, ground.data, ground.bases)]


def _rules(
    shapes: Graph, results: Sequence[Result], strays: Sequence[Stray], today: date
) -> dict[str, Rule]:
    rules = [rule_of(shapes, result.shape, result.constraint) for result in results]
    rules += [DANGLING, UNKNOWN_TERM] if strays else []
    return {rule.code: rule.on(today) for rule in rules}


def _checked(shapes: Graph, targets: Targets) -> tuple[Checked, ...]:
    counts = [
        Checked(str(shape).rsplit("#", 1)[-1], name_of(shapes, shape), len(nodes))
        for shape, nodes in targets.items()
    ]
    return tuple(sorted(counts, key=lambda each: each.shape))
