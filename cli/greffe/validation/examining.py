"""What one ground gives: engine, checks of our own and references, told as a report."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from greffe.namespaces import GRSH, SH
from greffe.validation import checks, fidelity
from greffe.validation.changed import Since, concerned, entries_in, touched
from greffe.validation.coverage import looked_at
from greffe.validation.engine import check, targeted
from greffe.validation.explain import Explainer, local_name, shown
from greffe.validation.fidelity_rules import RULES
from greffe.validation.provisions import described
from greffe.validation.references import DANGLING, UNKNOWN_TERM, dangling, unknown_terms
from greffe.validation.report import Checked, Report
from greffe.validation.rulebook import name_of, rule_of
from greffe.validation.settling import Scope, settle

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.baseline import Baseline
    from greffe.validation.engine import EngineName, Result, Targets
    from greffe.validation.ground import Ground
    from greffe.validation.provisions import Reason
    from greffe.validation.references import Stray
    from greffe.validation.rulebook import Rule

_BESIDE: Final = (DANGLING.code, UNKNOWN_TERM.code)
_BY_DOCUMENT: Final = tuple(rule.code for rule in RULES)


def examine(  # noqa: PLR0913 - each is a choice of whoever asks for the check
    ground: Ground,
    shapes: Graph,
    today: date,
    *,
    whole: bool = True,
    baseline: Baseline | None = None,
    since: str | None = None,
    engine: EngineName = "auto",
    elsewhere: Collection[Node] = frozenset(),
    placed: bool = True,
) -> Report:
    """Return what there is to say of what is under test, as rules and waivers stand ``today``.

    Things that are looked at ``elsewhere`` as well are not counted here.  ``whole`` says that
    nothing was left out of the check; the other choices are those of ``run.validate``, as are the
    errors raised.
    """
    tested = ground.subjects if since is None else concerned(ground, since)
    targets = targeted(ground.data, shapes, tested)
    compared = fidelity.compare(ground, None if since is None else touched(ground, since))
    strays = [stray for stray in _strays(ground) if stray.subject in tested]
    strays += compared.strays
    results = _results(ground, shapes, targets, engine) if targets else []
    rules = _rules(shapes, results, strays, today)
    counted = {
        shape: left for shape, nodes in targets.items() if (left := nodes.difference(elsewhere))
    }
    report = Report(
        findings=Explainer(ground, shapes, today, placed=placed).findings(results, strays),
        checked=_checked(shapes, counted),
        files=tuple(map(shown, ground.tested)),
        rules=rules,
        looked_at={
            **dict.fromkeys(_BESIDE, len(ground.subjects.difference(elsewhere))),
            **dict.fromkeys(_BY_DOCUMENT, len(compared.documents)),
            **looked_at(shapes, counted),
        },
        documents=tuple(map(shown, compared.documents)),
        provisions=_provisions(ground.data, rules.values()),
        since=None if since is None else Since(since, entries_in(ground, tested)),
    )
    scope = Scope.of(ground.data, tested, set(report.files), whole=whole)
    return settle(report, ground.data, scope, today, baseline)


def _results(ground: Ground, shapes: Graph, targets: Targets, engine: EngineName) -> list[Result]:
    """Let the engine work beside our own checks, which read words meanwhile."""
    with ThreadPoolExecutor(1) as beside:
        found = beside.submit(check, ground.data, shapes, targets, engine)
        own = checks.run(ground.named, shapes, targets)
        return [*found.result(), *own]


def _strays(ground: Ground) -> list[Stray]:
    tested = ground.tested.values()
    return [*unknown_terms(tested, ground.terms), *dangling(tested, ground.named, ground.bases)]


def _rules(
    shapes: Graph, results: Sequence[Result], strays: Sequence[Stray], today: date
) -> dict[str, Rule]:
    told_by = dict.fromkeys((result.shape, result.constraint) for result in results)
    rules = [rule_of(shapes, *each) for each in told_by]
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
