"""A provision as people type it, made the end of its IRI: ``art. 59, al. 2`` is ``art/59/al/2``."""

from __future__ import annotations

import re
from typing import Final

_CHAPTER: Final = re.compile(
    r"(?:(?:rlrq|l\.?r\.?q\.?|cqlr|lrc|l\.r\.c\.?)[\s,]*)?(?:c(?:h(?:ap(?:itre|ter)?)?)?\.?\s*)?"
    r"(?P<letters>[a-z]-\d+(?:\.\d+)*)(?:\s*,?\s*r\.?\s*(?P<regulation>\d+(?:\.\d+)*))?(?![\w.])"
)
_SECTION: Final = re.compile(
    r"[ ,]*(?:art(?:icles?)?\.?|s\.|sections?)?\s*(?P<number>\d+(?:\.\d+)*)(?![\w.])"
)
_LEVEL: Final = re.compile(
    r"[\s,]*(?:(?P<level>al(?:in[ée]a)?|(?:sous-)?par(?:agraphe)?)\.?\s*(?P<value>\d+|[a-z])[º°)]?"
    r"|\((?P<inside>\d+|[a-z])[º°]?\))(?!\w)"
)


def provision_path(words: str) -> str | None:
    """Return the path of a provision that is typed in any usual way, or None for anything else.

    With a chapter the path begins with it (``a-2.1/art/68``), and a chapter alone is no
    provision.  Levels are named as in the IRIs: ``203(4)`` is ``art/203/par/4``.
    """
    text = " ".join(words.casefold().split())
    chapter = _CHAPTER.match(text)
    section = _SECTION.match(text, chapter.end() if chapter else 0)
    if section is None:
        return None
    steps = [_chapter(chapter)] if chapter else []
    steps += ["art", section["number"]]
    end = section.end()
    while level := _LEVEL.match(text, end):
        steps += _step(level, steps)
        end = level.end()
    return "/".join(steps) if end == len(text) else None


def _chapter(found: re.Match[str]) -> str:
    regulation = found["regulation"]
    return f"{found['letters']}-r{regulation}" if regulation else found["letters"]


def _step(found: re.Match[str], before: list[str]) -> tuple[str, str]:
    if found["inside"]:
        return ("sub" if "par" in before else "par", found["inside"])
    name = "sub" if found["level"].startswith("sous") else found["level"][:3].removesuffix("i")
    return (name, found["value"])
