"""JSON laid out for people, as ``json.dumps`` does, in pieces that need not be in memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_STEP = "  "


def laid_out(value: Any, margin: str = "\n") -> str:  # noqa: ANN401 - whatever JSON can say
    """Return a value as JSON; ``margin`` is the line feed and the indent of where it stands."""
    return json.dumps(value, ensure_ascii=False, indent=len(_STEP)).replace("\n", margin)


def listed(values: Iterable[Any], margin: str = "\n") -> Iterator[str]:
    """Yield a list as JSON, one piece a member."""
    inner = margin + _STEP
    begin = f"[{inner}"
    empty = True
    for value in values:
        yield begin + laid_out(value, inner)
        begin, empty = f",{inner}", False
    yield "[]" if empty else f"{margin}]"


def keyed(values: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield an object as JSON, whose values are JSON in pieces."""
    inner = f"\n{_STEP}"
    begin = f"{{{inner}"
    for key, value in values.items():
        yield f"{begin}{laid_out(key)}: "
        yield from value
        begin = f",{inner}"
    yield "\n}"
