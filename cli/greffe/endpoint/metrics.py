"""What the endpoint counts, and how it tells (Prometheus text exposition format 0.0.4)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
BOUNDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_PREFIX: Final = "greffe_"


@dataclass(slots=True)
class Metrics:
    """Counts since the start."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    spent: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0
    set_aside: int = 0
    started: int = 0
    cut_off: int = 0
    reloads: int = 0
    failed_reloads: int = 0
    restarts: int = 0

    def record(self, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        self.requests[route, status] += 1
        self.spent[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds

    def text(self, now: Mapping[str, int]) -> str:
        """Return all counts; ``now`` are those of this moment, by name."""
        return "\n".join((*self._lines(now), ""))

    def _lines(self, now: Mapping[str, int]) -> Iterator[str]:
        yield from _heading("requests_total", "counter", "Answers by route and status.")
        for (route, status), count in sorted(self.requests.items()):
            yield f'{_PREFIX}requests_total{{route="{route}",status="{status}"}} {count}'
        yield from _heading("problems_total", "counter", "Problem documents by kind.")
        for kind, count in sorted(self.problems.items()):
            yield f'{_PREFIX}problems_total{{kind="{kind}"}} {count}'
        yield from self._histogram()
        for name, value, told in (
            ("set_aside_total", self.set_aside, "Queries that ran on and were set aside."),
            ("workers_started_total", self.started, "Worker processes started."),
            ("cut_off_total", self.cut_off, "Connections cut off for being slow or too many."),
            ("reloads_total", self.reloads, "New builds served."),
            ("reload_failures_total", self.failed_reloads, "New builds that cannot be served."),
            ("engine_restarts_total", self.restarts, "Restarts of the engine that were asked for."),
        ):
            yield from _heading(name, "counter", told)
            yield f"{_PREFIX}{name} {value}"
        for name, value in now.items():
            yield from _heading(name, "gauge", f"{name.replace('_', ' ').capitalize()} now.")
            yield f"{_PREFIX}{name} {value}"

    def _histogram(self) -> Iterator[str]:
        name = "request_seconds"
        yield from _heading(name, "histogram", "Time from request to answer.")
        total = 0
        for bound, count in zip((*BOUNDS, "+Inf"), self.spent, strict=True):
            total += count
            yield f'{_PREFIX}{name}_bucket{{le="{bound}"}} {total}'
        yield f"{_PREFIX}{name}_sum {self.seconds:.6f}"
        yield f"{_PREFIX}{name}_count {total}"


def _heading(name: str, kind: str, told: str) -> Iterator[str]:
    yield f"# HELP {_PREFIX}{name} {told}"
    yield f"# TYPE {_PREFIX}{name} {kind}"
