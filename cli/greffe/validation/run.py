"""The whole check: lays the ground, applies the shapes and the checks beside them, and reports."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from greffe import clock
from greffe.namespaces import GRSH, SH
from greffe.resources import ontology_dir, shapes_dir
from greffe.validation import checks, fidelity
from greffe.validation.changed import Since, concerned, entries_in, touched
from greffe.validation.coverage import looked_at
from greffe.validation.engine import aim, check
from greffe.validation.explain import Explainer, local_name, shown
from greffe.validation.fidelity_rules import RULES
from greffe.validation.ground import lay, nothing, uncollected
from greffe.validation.provisions import described
from greffe.validation.references import DANGLING, UNKNOWN_TERM, dangling, unknown_terms
from greffe.validation.report import Checked, Report
from greffe.validation.rulebook import name_of, rule_of, shapes_graph
from greffe.validation.settling import Scope, settle
from greffe.validation.shape_places import placing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.baseline import Baseline
    from greffe.validation.engine import EngineName, Result, Targets
    from greffe.validation.findings import Severity
    from greffe.validation.ground import Ground
    from greffe.validation.provisions import Reason
    from greffe.validation.references import Stray
    from greffe.validation.rulebook import Rule
    from greffe.workspace import Workspace

FAMILIES: Final = ("structure", "law", "quality")
_BESIDE: Final = (DANGLING.code, UNKNOWN_TERM.code)
_BY_DOCUMENT: Final = tuple(rule.code for rule in RULES)


@uncollected()
@placing(lambda: shapes_folders())  # noqa: PLW0108 - it is defined below
def validate(  # noqa: PLR0913 - each is a choice of whoever asks for the check
    workspace: Workspace,
    paths: Sequence[Path] = (),
    *,
    fail_on: Severity = "violation",
    today: date | None = None,
    baseline: Baseline | None = None,
    since: str | None = None,
    engine: EngineName = "auto",
) -> Report:
    """Check the data of the workspace, or only the given files and folders.

    Given files are the data under test; vocabulary, law, organisations and bodies of the workspace
    are their context, and only findings about what the files describe are reported.  Rules and
    waivers stand as on the day ``today``; what ``baseline`` knows does not count; ``since`` narrows
    the check to what has changed since a revision.  Raises ``SyntaxFault`` for broken Turtle,
    ``NothingChecked`` when no shape meets any data, ``InputError`` for unreadable files and broken
    shapes, and what ``changed.concerned`` and ``engine.check`` raise.
    """
    today = today or clock.today()
    ground = lay(workspace, paths)
    shapes = all_shapes()
    tested = ground.subjects if since is None else concerned(ground, since)
    targets = aim(ground.data, shapes, tested)
    compared = fidelity.compare(ground, None if since is None else touched(ground, since))
    strays = [stray for stray in _strays(ground) if stray.subject in tested]
    strays += compared.strays
    if since is None and not targets and not strays:
        raise nothing(paths)
    results = _results(ground, shapes, targets, engine) if targets else []
    rules = _rules(shapes, results, strays, today)
    report = Report(
        findings=Explainer(ground, shapes, today).findings(results, strays),
        checked=_checked(shapes, targets),
        files=tuple(str(path) for path in ground.tested),
        rules=rules,
        fail_on=fail_on,
        looked_at={
            **dict.fromkeys(_BESIDE, len(ground.subjects)),
            **dict.fromkeys(_BY_DOCUMENT, len(compared.documents)),
            **looked_at(shapes, targets),
        },
        documents=tuple(map(shown, compared.documents)),
        provisions=_provisions(ground.data, rules.values()),
        since=None if since is None else Since(since, entries_in(ground, tested)),
    )
    files = {shown(path) for path in ground.tested}
    scope = Scope.of(ground.data, tested, files, whole=not paths)
    return settle(report, ground.data, scope, today, baseline)


def all_shapes() -> Graph:
    """Return the bundled shapes of every family, with the prefixes of their queries."""
    return shapes_graph(shapes_folders(), ontology_dir() / "prefixes.ttl")


def shapes_folders() -> list[Path]:
    """Return the folders of the bundled shapes, one a family."""
    return [shapes_dir(), *(shapes_dir() / family for family in FAMILIES)]


def _results(ground: Ground, shapes: Graph, targets: Targets, engine: EngineName) -> list[Result]:
    """Let the engine work beside our own checks, which read words meanwhile."""
    with ThreadPoolExecutor(1) as beside:
        found = beside.submit(check, ground.data, shapes, targets, engine)
        own = checks.run(ground.data, shapes, targets)
        return [*found.result(), *own]


def _strays(ground: Ground) -> list[Stray]:
    tested = ground.tested.values()
    return [*unknown_terms(tested, ground.terms), *dangling(tested, ground.data, ground.bases)]


def _rules(
    shapes: Graph, results: Sequence[Result], strays: Sequence[Stray], today: date
) -> dict[str, Rule]:
    rules = [rule_of(shapes, result.shape, result.constraint) for result in results]
    rules += [stray.rule for stray in strays]
    return {rule.code: rule.on(today) for rule in rules}


def _provisions(law: Graph, rules: Iterable[Rule]) -> dict[str, Reason]:
    return {rule.provision: described(law, rule.provision) for rule in rules if rule.provision}


def _checked(shapes: Graph, targets: Targets) -> tuple[Checked, ...]:
    counts = [
        Checked(
            shape=str(shape).rsplit("#", 1)[-1],
            name=name_of(shapes, shape),
            count=len(nodes),
            aspect=not _is_of_a_kind(shapes, shape),
        )
        for shape, nodes in targets.items()
    ]
    return tuple(sorted(counts, key=lambda each: each.shape))


def _is_of_a_kind(shapes: Graph, shape: Node) -> bool:
    """Say whether a shape is the one of a class, and so has its name (``AgreementShape``)."""
    from rdflib import URIRef

    classes = shapes.objects(shape, URIRef(f"{SH}targetClass"))
    return any(str(shape) == f"{GRSH}{local_name(str(each))}Shape" for each in classes)
