"""Where in an instrument: from the branches of a place to paths such as ``art/59/al/2/par/3``."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lark import Token, Tree

    Branch = Tree[Token]

_LEVELS: Final = {"alinea": "al", "paragraphs": "par", "subparagraphs": "sub"}
_TOP: Final = {"annexe": Text("annexe", "Annex"), "art": Text("art.", "s.")}
_BELOW: Final = {"al": "al.", "par": "par.", "sub": "sous-par."}
_BELOW_IN_ENGLISH: Final = ("par.", "subpar.", "sub-subpar.")
_ORDINALS: Final = {
    "premier": "1",
    "deuxième": "2",
    "second": "2",
    "troisième": "3",
    "quatrième": "4",
    "cinquième": "5",
    "sixième": "6",
}


def branches(branch: Branch, name: str | None = None) -> list[Branch]:
    """Return the branches below one, only those of a name if one is given."""
    below = [child for child in branch.children if not isinstance(child, str)]
    return [child for child in below if name in {None, child.data}]


def tokens(branch: Branch) -> list[Token]:
    """Return the tokens directly below a branch."""
    return [child for child in branch.children if isinstance(child, str)]


def paths_of(places: Branch, annex: Branch | None) -> tuple[str, ...]:
    """Return the paths of all places of a citation, in printed order.

    An annex is that of the last place only: « Article 12 et article 26 de l'annexe A ».
    """
    found: list[str] = []
    *before, last = branches(places)
    for place in before:
        found += _paths(place)
    inside = "" if annex is None else f"annexe/{tokens(annex)[0].split()[-1].casefold()}/"
    found += [f"{inside}{path}" for path in _paths(last)]
    return tuple(dict.fromkeys(found))


def has_gaps(places: Branch) -> bool:
    """Tell whether a range has two ends between which nothing can be counted (65.1 à 67)."""
    ranges = places.find_pred(lambda branch: branch.data in {"article_range", "point_range"})
    return any(_between(*_ends(range_)) is None for range_ in ranges)


def in_words(path: str, jurisdiction: str = "qc") -> Text:
    """Return a path as a lawyer of the jurisdiction writes it: « art. 59, al. 2, par. 3 ».

    In English the levels of a Québec section are named by their depth, ``s. 59, par. 2, subpar.
    3``; elsewhere all are put in parentheses in both languages, ``s. 203(4)``.
    """
    steps = path.split("/")
    pairs = list(zip(steps[::2], steps[1::2], strict=True))
    top = [(_TOP[level], number) for level, number in pairs if level in _TOP]
    below = [(level, number) for level, number in pairs if level not in _TOP]
    french = ", ".join(f"{word.fr} {_title(word, number)}" for word, number in top)
    english = ", ".join(f"{word.en} {_title(word, number)}" for word, number in top)
    if jurisdiction != "qc":
        numbers = [number for _level, number in below]
        letters = (f"({each})" if each.isdecimal() else f" {each})" for each in numbers)
        return Text(french + "".join(letters), english + "".join(f"({each})" for each in numbers))
    french += "".join(f", {_BELOW[level]} {number}" for level, number in below)
    named = zip(_BELOW_IN_ENGLISH, below, strict=False)
    return Text(french, english + "".join(f", {word} {number}" for word, (_, number) in named))


def _title(word: Text, number: str) -> str:
    return number.upper() if word is _TOP["annexe"] else number


def _paths(place: Branch) -> Iterator[str]:
    """Give the paths of one place; details belong to the last of its articles."""
    articles = [_article(branch) for branch in branches(place, "federal")]
    articles += [path for holder in branches(place, "articles") for path in _articles(holder)]
    details = [branch for branch in branches(place) if branch.data in _LEVELS]
    if place.data == "inverted":
        details.reverse()
    levels = [
        [f"{_LEVELS[level.data]}/{number}" for number in _numbers(level)] for level in details
    ]
    yield from articles[:-1]
    for tail in product(*levels):
        yield "/".join((articles[-1], *tail))


def _articles(holder: Branch) -> Iterator[str]:
    for branch in branches(holder):
        if branch.data == "article_range":
            first, last = _ends(branch)
            yield from (f"art/{number}" for number in _between(first, last) or (first, last))
        else:
            yield _article(branch)


def _article(branch: Branch) -> str:
    number, *qualifiers = map(_bare, tokens(branch))
    levels = zip(("par", "sub"), qualifiers, strict=False)
    return "/".join((f"art/{number}", *(f"{level}/{value}" for level, value in levels)))


def _numbers(detail: Branch) -> Iterator[str]:
    if detail.data == "alinea":
        token = tokens(detail)[0]
        yield _ORDINALS.get(token.casefold()) or "".join(filter(str.isdigit, token))
        return
    for branch in branches(detail):
        if branch.data == "point_range":
            first, last = _ends(branch)
            yield from _between(first, last) or (first, last)
        else:
            yield _bare(tokens(branch)[0])


def _ends(range_: Branch) -> tuple[str, str]:
    first, last = (_bare(tokens(end)[0]) for end in branches(range_))
    return first, last


def _between(first: str, last: str) -> list[str] | None:
    """Return every member of a range that counts by its last number or letter, else None."""
    stem, _, low = first.rpartition(".")
    other_stem, _, high = last.rpartition(".")
    if stem != other_stem:
        return None
    dotted = f"{stem}." if stem else ""
    if low.isdecimal() and high.isdecimal():
        return [f"{dotted}{number}" for number in range(int(low), int(high) + 1)]
    if low.isalpha() and high.isalpha():
        return [chr(code) for code in range(ord(low), ord(high) + 1)]
    return None


def _bare(token: str) -> str:
    return token.strip("() \u00a0\u202fº°") if len(token) > 1 else token
