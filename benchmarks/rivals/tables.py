"""What was measured of the engines, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.rivals.figures import Asked, Figures

OURS: Final = "greffe"
SLOW: Final = 1.0
MUCH: Final = 10
"""A question is planned badly that takes over a second, and so many times what another takes."""
_LOADS: Final = (
    "| bodies | statements | engine | load, processor (s) | × greffe | load, clock (s) "
    "| peak (MiB) | on disk (MiB) | first answer (ms) |"
)
_QUESTIONS: Final = (
    "| bodies | engine | answered | same rows | all, processor (s) | × greffe "
    "| all, clock (s) | median (ms) | worst (ms) | peak (MiB) |"
)


def tables(all_figures: Sequence[Figures]) -> str:
    """Return three tables: to have the data, to be asked, and the questions that stand out."""
    ours = {each.bodies: each for each in all_figures if each.engine == OURS}
    loads = [_load(each, ours.get(each.bodies)) for each in all_figures]
    asked = [
        _asked(each, each.asked, ours[each.bodies].asked if each.bodies in ours else None)
        for each in all_figures
        if each.asked
    ]
    lines = [
        _LOADS,
        "| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        *loads,
        "",
        _QUESTIONS,
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *asked,
    ]
    if remarks := list(_remarks(all_figures)):
        head = ["", "| bodies | engine | question | what happened |", "| ---: | --- | --- | --- |"]
        lines += [*head, *remarks]
    return "\n".join(lines) + "\n"


def _load(figures: Figures, ours: Figures | None) -> str:
    load, cost = figures.load, figures.load.cost
    times = _times(cost.processor, ours.load.cost.processor) if ours else "–"
    size = "–" if load.size is None else f"{load.size:.0f}"
    cold = f"{figures.asked.cold[1] * 1000:.0f}" if figures.asked else "–"
    return (
        f"| {figures.bodies} | {load.statements} | {figures.engine} | {cost.processor:.1f} "
        f"| {times} | {cost.wall:.1f} | {cost.memory:.0f} | {size} | {cold} |"
    )


def _asked(figures: Figures, asked: Asked, ours: Asked | None) -> str:
    wall, processor = asked.total(list(asked.warm))
    asked_of = len(asked.warm) + len(asked.unanswered)
    alike, times = "–", "–"
    if ours:
        both = [name for name in asked.warm if name in ours.warm]
        alike = str(len(asked.alike(ours)))
        times = _times(asked.total(both)[1], ours.total(both)[1])
    return (
        f"| {figures.bodies} | {figures.engine} | {len(asked.warm)} of {asked_of} | {alike} "
        f"| {processor:.2f} | {times} | {wall:.2f} | {asked.median * 1000:.1f} "
        f"| {asked.worst * 1000:.0f} | {asked.memory:.0f} |"
    )


def _remarks(all_figures: Sequence[Figures]) -> Iterator[str]:
    """Yield a line for each question that an engine did not answer alike, or plans badly."""
    ours = {each.bodies: each for each in all_figures if each.engine == OURS}
    for each in all_figures:
        others = [other for other in all_figures if other.bodies == each.bodies]
        for name, what in (*_misses(each, ours.get(each.bodies)), *_laggard(each, others)):
            yield f"| {each.bodies} | {each.engine} | {name} | {what} |"


def _laggard(figures: Figures, others: Sequence[Figures]) -> Iterator[tuple[str, str]]:
    """Yield what an engine with a store takes long for, and another one does not."""
    if figures.asked is None or figures.load.size is None:
        return
    for name, answer in figures.asked.warm.items():
        told = [
            other.asked.warm[name] for other in others if other.asked and name in other.asked.warm
        ]
        quickest = min(each.processor for each in told)
        if answer.processor > max(SLOW, MUCH * quickest):
            yield name, f"{answer.processor:.1f} s; the quickest takes {quickest * 1000:.0f} ms"


def _misses(figures: Figures, ours: Figures | None) -> Iterator[tuple[str, str]]:
    if figures.asked is None:
        return
    yield from figures.asked.unanswered.items()
    if ours is None or ours.asked is None:
        return
    alike = set(figures.asked.alike(ours.asked))
    for name, answer in figures.asked.warm.items():
        if name in ours.asked.warm and name not in alike:
            yield name, f"{answer.rows} rows, not the {ours.asked.warm[name].rows} of greffe"


def _times(theirs: float, ours: float) -> str:
    return f"{theirs / ours:.1f}" if ours else "–"
