"""What is told of a rule, and where: the parts of the catalogue, without what reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greffe.resources import ontology_dir, shapes_dir

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.language import Text
    from greffe.validation.rulebook import Rule


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the catalogue: a file of shapes, its family and its title."""

    family: str
    key: str
    title: Text


@dataclass(frozen=True, slots=True)
class Sheet:
    """One rule in full.

    ``name`` is that of its shape, or its code when no shape states it; ``about`` says what it
    looks at and ``field`` in which field; ``confidence`` how surely the law asks for it and
    ``valid_from`` since when (ISO date); ``sources`` and ``reasons`` are addresses.
    """

    rule: Rule
    topic: Topic
    name: str
    about: Text
    field: str | None = None
    confidence: str | None = None
    valid_from: str | None = None
    sources: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.rule.code

    @property
    def is_beside(self) -> bool:
        """Whether no shape states the rule: it is checked beside them, on everything."""
        return self.name == self.code


def sources() -> tuple[Path, ...]:
    """Return the files that state the bundled rules: prefixes of their queries, then shapes."""
    return (ontology_dir() / "prefixes.ttl", *sorted(shapes_dir().rglob("*.ttl")))
