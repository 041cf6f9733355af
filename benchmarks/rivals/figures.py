"""What was measured of the engines, kept as JSON: of each, so many bodies, what it took."""

from __future__ import annotations

import json
import statistics
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from benchmarks.processes import Cost
from benchmarks.rivals.engine import as_answer

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from pathlib import Path

    from benchmarks.rivals.engine import Answer


V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Load:
    """What it took to have so many statements in an engine, and how much of the disk (MiB)."""

    statements: int
    cost: Cost
    size: float | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What it took to ask: the first answer of all from nothing, then each question.

    A question that was not answered is there with the reason.  ``memory`` is the highest (MiB).
    ``texts`` tells the queries that were asked from others, by the names of the questions.
    """

    cold: tuple[float, float]
    memory: float
    warm: Mapping[str, Answer]
    unanswered: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def stale(self, queries: Mapping[str, str]) -> dict[str, str]:
        """Return the queries that were not asked yet as they are now."""
        return {
            name: query
            for name, query in queries.items()
            if self.texts.get(name) != text_digest(query)
        }

    def renewed(self, later: Asked, library: Container[str]) -> Asked:
        """Return these figures with later ones in place of theirs, of questions in a library."""

        def joined(mine: Mapping[str, V], others: Mapping[str, V]) -> dict[str, V]:
            kept = {name: mine[name] for name in mine if name not in later.texts}
            return {name: each for name, each in (kept | {**others}).items() if name in library}

        return Asked(
            later.cold,
            max(self.memory, later.memory),
            joined(self.warm, later.warm),
            joined(self.unanswered, later.unanswered),
            joined(self.texts, later.texts),
        )

    def total(self, names: Sequence[str]) -> tuple[float, float]:
        """Return the seconds of the clock and of the processor that some questions took."""
        told = [self.warm[name] for name in names]
        return sum(each.wall for each in told), sum(each.processor for each in told)

    @property
    def median(self) -> float:
        """The processor's time for a question that is neither slow nor quick."""
        return statistics.median(each.processor for each in self.warm.values())

    @property
    def worst(self) -> float:
        """The processor's time for the slowest question that was answered."""
        return max(each.processor for each in self.warm.values())

    def alike(self, other: Asked) -> list[str]:
        """Return the questions that have the same rows in both."""
        return [
            name
            for name, answer in self.warm.items()
            if name in other.warm and answer.digest == other.warm[name].digest
        ]


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is known of an engine with so many bodies."""

    engine: str
    bodies: int
    load: Load
    asked: Asked | None = None

    def write(self, folder: Path) -> None:
        """Keep them in a folder."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        _path(folder, self.engine, self.bodies).write_text(text, encoding="utf-8")


def text_digest(query: str) -> str:
    """Return what tells a query from others."""
    return sha256(query.encode()).hexdigest()[:16]


def read(folder: Path, engine: str, bodies: int) -> Figures | None:
    """Return what is kept in a folder of an engine with so many bodies, if anything is."""
    path = _path(folder, engine, bodies)
    if not path.is_file():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    load, asked = told["load"], told["asked"]
    return Figures(
        engine,
        bodies,
        Load(**load | {"cost": Cost(**load["cost"])}),
        asked and Asked(**asked | {"cold": tuple(asked["cold"]), "warm": _answers(asked["warm"])}),
    )


def _answers(told: Mapping[str, Mapping[str, object]]) -> dict[str, Answer]:
    return {name: as_answer(each) for name, each in told.items()}


def _path(folder: Path, engine: str, bodies: int) -> Path:
    return folder / f"{engine}-{bodies}.json"
