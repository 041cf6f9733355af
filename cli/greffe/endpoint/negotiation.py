"""What a client prefers: media types, languages and codings, weighed as RFC 9110 has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greffe.language import Language

_WEIGHT: Final = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
_PIECE: Final = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*+"?)+')
_PART: Final = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*+"?)+')
_ANY: Final = "*/*"


@dataclass(frozen=True, slots=True)
class Preference:
    """One member of an ``Accept`` header: a range, in lower case, and its weight."""

    value: str
    weight: float


def preferences(header: str) -> Iterator[Preference]:
    """Yield the members of a header (RFC 9110, 12.4.2); one whose weight is malformed is none."""
    for piece in _PIECE.findall(header):
        value, *parameters = (part.strip() for part in _PART.findall(piece) or [""])
        weights = [
            part.partition("=")[2].strip()
            for part in parameters
            if part.partition("=")[0].strip().lower() == "q"
        ]
        written = weights[0] if weights else "1"
        if value and _WEIGHT.fullmatch(written):
            yield Preference(value.lower(), float(written))


def media_type(header: str, offers: Sequence[str]) -> str | None:
    """Return the offer that an ``Accept`` header wants most, None when none will do.

    The most specific range that covers an offer counts (12.5.1); of equal weights, the first
    offer wins.  Without a header anything will do.
    """
    if not header.strip():
        return offers[0]
    weights: dict[str, float] = {}
    for each in preferences(header):
        weights[each.value] = max(each.weight, weights.get(each.value, 0.0))
    return _heaviest({offer: _weight_of(offer, weights) for offer in offers})


def language(header: str) -> Language:
    """Return the language that ``Accept-Language`` wants most; French where it does not say."""
    weights: dict[str, float] = {}
    for each in preferences(header):
        name = each.value.partition("-")[0]
        weights[name] = max(each.weight, weights.get(name, 0.0))
    found = _heaviest({name: weights.get(name, weights.get("*", 0.0)) for name in LANGUAGES})
    return "en" if found == "en" else "fr"


def takes_gzip(header: str) -> bool:
    """Return whether ``Accept-Encoding`` names gzip with a weight above zero (12.5.3)."""
    weights = {each.value: each.weight for each in preferences(header)}
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0


def _weight_of(offer: str, weights: dict[str, float]) -> float:
    ranges = (offer, f"{offer.partition('/')[0]}/*", _ANY)
    return next((weights[each] for each in ranges if each in weights), 0.0)


def _heaviest(weights: dict[str, float]) -> str | None:
    best = max(weights, key=lambda offer: weights[offer])
    return best if weights[best] > 0 else None
