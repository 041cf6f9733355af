"""From the words of a cell to mentions: what is cited, before anyone asks whether it exists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal

from greffe.citations.paths import branches, has_gaps, paths_of, tokens
from greffe.errors import SyntaxFault, place
from greffe.language import Text

if TYPE_CHECKING:
    from lark import Lark
    from lark.exceptions import UnexpectedInput
    from lark.lexer import TerminalDef

    from greffe.citations.paths import Branch

ReferenceForm = Literal["title", "unknown", "collection", "same"]

_CITATIONS: Final = frozenset({"provision", "instrument", "agreement"})
_TITLE_ENDS: Final = (
    r"(?=\s*(?:[(),.;–—]|\n\s*\n|$|\bet\b|\best\s+en\s+accord\b|\bainsi\s+que\b"
    r"|\barticles?\s+\d))"
)
_EXCERPT: Final = 40


@dataclass(frozen=True, slots=True)
class Reference:
    """The words that name an instrument, how they do it, and the chapter printed after them."""

    form: ReferenceForm
    words: str
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation as printed: its place in the cell, the paths it cites, the instrument it names.

    ``reference`` is None for an agreement.  ``parted`` says that an annex follows several places
    that each repeat the word « article »; ``gaps`` that a range is known by its ends only.
    """

    start: int
    end: int
    reference: Reference | None
    paths: tuple[str, ...] = ()
    parted: bool = False
    gaps: bool = False


def mentions(text: str, titles: tuple[str, ...]) -> tuple[Mention, ...]:
    """Parse a whole cell, in printed order.

    ``titles`` are the labels of instruments in normal form, the longest first.  Raises
    ``SyntaxFault`` with line and column where the words are no citation.
    """
    from lark.exceptions import UnexpectedInput

    if not text.strip():
        return ()
    try:
        tree = _parser(titles).parse(text)
    except UnexpectedInput as fault:
        raise _fault(text, fault) from fault
    return tuple(_mention(text, branch) for branch in branches(tree) if branch.data in _CITATIONS)


@lru_cache(maxsize=4)
def _parser(titles: tuple[str, ...]) -> Lark:
    from lark import Lark
    from lark.lexer import PatternRE

    def _fill_in(terminal: TerminalDef) -> None:
        if terminal.name == "TITLE":
            known = "|".join(map(_title_pattern, titles)) or "(?!)"
            terminal.pattern = PatternRE(f"(?:{known}){_TITLE_ENDS}", ("i",))

    grammar = files("greffe.citations").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar,
        parser="lalr",
        maybe_placeholders=False,
        propagate_positions=True,
        edit_terminals=_fill_in,
    )


def _title_pattern(label: str) -> str:
    return r"\s+".join(re.escape(word).replace("'", "['’]") for word in label.split())


def _mention(text: str, branch: Branch) -> Mention:
    start, end = branch.meta.start_pos, branch.meta.end_pos
    if branch.data == "agreement":
        return Mention(start, end, None)
    if branch.data == "instrument":
        return Mention(start, end, _reference(text, branch))
    places = branches(branch, "places")[0]
    annex = next(iter(branches(branch, "annex")), None)
    return Mention(
        start,
        end,
        _reference(text, branches(branch, "reference")[0]),
        paths_of(places, annex),
        parted=annex is not None and len(branches(places)) > 1,
        gaps=has_gaps(places),
    )


def _reference(text: str, branch: Branch) -> Reference:
    titled = next(iter(branches(branch, "titled")), None)
    if titled is None:
        token = tokens(branch)[0]
        return Reference("same" if token.type == "SAME" else "collection", str(token))
    title = tokens(titled)[0]
    spans = (part.meta for part in branches(titled, "chapter"))
    chapter = " ".join(text[span.start_pos : span.end_pos].strip("() ") for span in spans)
    return Reference("title" if title.type == "TITLE" else "unknown", str(title), chapter)


def _fault(text: str, fault: UnexpectedInput) -> SyntaxFault:
    at = _place(text, fault)
    line, column = place(text, at)
    excerpt = " ".join(text[at : at + _EXCERPT].split()) or text[-_EXCERPT:].strip()
    return SyntaxFault(
        Text(
            "Ligne {line}, caractère {column} : « {excerpt} » ne se lit pas comme une citation.",
            "Line {line}, character {column}: “{excerpt}” does not read as a citation.",
        ).format(line=line, column=column, excerpt=excerpt),
        Text(
            "Ajoutez le titre manquant aux libellés du droit, ou corrigez la cellule.",
            "Add the missing title to the labels of the law graph, or correct the cell.",
        ),
        line=line,
        column=column,
    )


def _place(text: str, fault: UnexpectedInput) -> int:
    """Return where the fault is: after the last word where the cell ends too soon."""
    from lark.exceptions import UnexpectedToken

    too_soon = isinstance(fault, UnexpectedToken) and fault.token.type == "$END"
    at = None if too_soon else fault.pos_in_stream
    return len(text.rstrip()) if at is None else at
