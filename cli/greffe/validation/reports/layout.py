"""JSON laid out for people, member by member, as ``json.dumps`` with an indent of two would."""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_STEP = "  "


def laid_out(value: Any, margin: str = "\n") -> str:  # noqa: ANN401 - whatever JSON can say
    """Return a value as JSON; ``margin`` is the line feed and the indent of where it stands."""
    if isinstance(value, str):
        return encode_basestring(value)
    inner = margin + _STEP
    if isinstance(value, dict):
        members = [f"{encode_basestring(k)}: {laid_out(v, inner)}" for k, v in value.items()]
        return f"{{{inner}{f',{inner}'.join(members)}{margin}}}" if members else "{}"
    if isinstance(value, list | tuple):
        members = [laid_out(each, inner) for each in value]
        return f"[{inner}{f',{inner}'.join(members)}{margin}]" if members else "[]"
    return json.dumps(value)


def listed(values: Iterable[Any], margin: str = "\n") -> Iterator[str]:
    """Yield a list as JSON, one piece a member."""
    inner = margin + _STEP
    begin = f"[{inner}"
    empty = True
    for value in values:
        yield begin + laid_out(value, inner)
        begin, empty = f",{inner}", False
    yield "[]" if empty else f"{margin}]"


def keyed(values: Mapping[str, Iterable[str]], margin: str = "\n") -> Iterator[str]:
    """Yield an object as JSON, whose values are JSON in pieces."""
    inner = margin + _STEP
    begin = f"{{{inner}"
    for key, value in values.items():
        yield f"{begin}{encode_basestring(key)}: "
        yield from value
        begin = f",{inner}"
    yield f"{margin}}}"
