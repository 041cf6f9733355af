"""Which entry of a file is which entry that is there: by identifier, by number, or by content.

An entry keeps its number for ever.  Where a file says which entry a row is (the hidden column of
our exports), that counts; else its number does; else its words.  Where number and words disagree,
or several entries are as near, nothing is decided: the person is asked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from greffe.documents.spans import paragraphs
from greffe.importing.refusals import Refusal
from greffe.language import Text
from greffe.matching import likeness

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from greffe.importing.rows import Found
    from greffe.importing.standing import Standing

Manner = Literal["auto", "number", "content"]
MANNERS: Final[tuple[Manner, ...]] = ("auto", "number", "content")

ALIKE: Final = 0.7
"""How like each other two entries must be, of 1, to be the same one changed."""

CLEAR: Final = 0.1
"""By how much the nearest entry must be nearer than the next."""


@dataclass(slots=True)
class Pairing:
    """The number of each entry of a file, in its order, and what could not be decided.

    ``numbers`` has None where a refusal says why; ``new`` are those that nothing there is.
    """

    numbers: list[int | None] = field(default_factory=list)
    new: set[int] = field(default_factory=set)
    refusals: list[Refusal] = field(default_factory=list)


def pair(  # noqa: PLR0913 - what is there, what comes, and how a person joins them
    found: Sequence[Found],
    standing: Sequence[Standing],
    given: Collection[int],
    letter: str,
    manner: Manner = "auto",
    *,
    jumping: bool = False,
) -> Pairing:
    """Return the number of each entry that was found.

    ``given`` are all numbers ever given; ``letter`` begins what people call an entry by (``C5``);
    ``jumping`` lets new entries have any number that none has.
    """
    return _Pairer(found, standing, given, letter, jumping=jumping).pair(manner)


def same(words: str, there: str) -> bool:
    """Tell whether a cell says what is there: to the letter, but for the breaks of its lines."""
    return words == there or words == paragraphs(there.split("\n"))


class _Pairer:
    def __init__(
        self,
        found: Sequence[Found],
        standing: Sequence[Standing],
        given: Collection[int],
        letter: str,
        *,
        jumping: bool,
    ) -> None:
        self.found, self.jumping = found, jumping
        self.there = {each.number: each for each in standing}
        self.by_iri = {each.iri: each.number for each in standing}
        self.by_iri |= {f"{letter}{each.number}": each.number for each in standing}
        self.given = set(given)
        self.letter = letter
        self.fields = sorted({name for each in found for name in each.cells})
        self.result = Pairing([None] * len(found))
        self.by_words = self._index()
        self.asked: set[int] = set()

    def pair(self, manner: Manner) -> Pairing:
        """Join what can be joined, give new numbers to the rest, and tell what is in doubt."""
        if manner != "content":
            self._by_identity(doubting=manner == "auto")
            self._by_number(doubting=manner == "auto")
        self._by_content(all_of_them=manner == "content")
        self._twice()
        self._number_the_new(keep=manner != "content")
        return self.result

    def _by_identity(self, *, doubting: bool) -> None:
        for at, each in enumerate(self.found):
            if each.iri is None:
                continue
            number = self.by_iri.get(each.iri)
            if number is None:
                self._refuse(at, UNKNOWN_ID, words=each.iri)
            elif doubting and (other := self._moved(each, number)) is not None:
                self._refuse(at, ESTRANGED, number=number, other=other)
            self.result.numbers[at] = number

    def _by_number(self, *, doubting: bool) -> None:
        for at, each in enumerate(self.found):
            if self.result.numbers[at] is not None or each.iri or each.number is None:
                continue
            if each.number in self.there:
                other = self._moved(each, each.number) if doubting else None
                if other is not None:
                    self._refuse(at, MOVED, number=each.number, other=other)
                self.result.numbers[at] = each.number
            elif each.number in self.given:
                self._refuse(at, REUSED, number=each.number)

    def _moved(self, found: Found, number: int) -> int | None:
        """Return the number of another entry that says exactly what this one says."""
        words = self._words_of(found)
        if self._words_there(self.there[number]) == words:
            return None
        others = self.by_words.get(words, [])
        return others[0] if others else None

    def _by_content(self, *, all_of_them: bool) -> None:
        """Join what has neither identifier nor number: the same words first, then the nearest."""
        free = {number for number in self.there if number not in set(self.result.numbers)}
        waiting = [
            at
            for at, each in enumerate(self.found)
            if self.result.numbers[at] is None
            and at not in self.asked
            and (all_of_them or each.number is None)
        ]
        for at in list(waiting):
            alike = self.by_words.get(self._words_of(self.found[at]), ())
            if equal := [number for number in alike if number in free]:
                self._join(at, equal[0], free, waiting)
        for at in list(waiting):
            near = self._near(self.found[at], free)
            if len(near) == 1:
                self._join(at, near[0], free, waiting)
            elif near:
                names = ", ".join(f"{self.letter}{number}" for number in near)
                self._refuse(at, DOUBTFUL, names=names)

    def _join(self, at: int, number: int, free: set[int], waiting: list[int]) -> None:
        self.result.numbers[at] = number
        free.discard(number)
        waiting.remove(at)

    def _near(self, found: Found, free: Collection[int]) -> list[int]:
        """Return the entries that this one may be: one if it is clearly the nearest."""
        words = "\n".join(self._words_of(found))
        ranked = sorted(
            (
                (likeness(words, "\n".join(self._words_there(self.there[number])), ALIKE), number)
                for number in free
            ),
            reverse=True,
        )
        close = [(score, number) for score, number in ranked if score >= ALIKE]
        if not close:
            return []
        best = close[0][0]
        return [number for score, number in close if best - score < CLEAR]

    def _twice(self) -> None:
        counted = Counter(number for number in self.result.numbers if number is not None)
        for at, number in enumerate(self.result.numbers):
            if number is not None and counted[number] > 1:
                self._refuse(at, TWICE, number=number)

    def _number_the_new(self, *, keep: bool) -> None:
        """Give each new entry the next number; one that the file gives must be the next."""
        last = max(self.given, default=0)
        new = [
            at
            for at in range(len(self.found))
            if self.result.numbers[at] is None and at not in self.asked
        ]
        own = [self.found[at].number for at in new if keep]
        expected = set(range(last + 1, last + len(new) + 1))
        claimed = Counter(number for number in own if number is not None)
        rest = iter(sorted(expected - claimed.keys()))
        for at in new:
            number = self.found[at].number if keep else None
            if number is not None and claimed[number] > 1:
                self._refuse(at, TWICE, number=number)
            elif number is not None and number not in expected and not self.jumping:
                self._refuse(at, JUMPS, number=number, next=last + 1)
            else:
                number = next(rest) if number is None else number
                self.result.numbers[at] = number
                self.result.new.add(number)

    def _index(self) -> dict[tuple[str, ...], list[int]]:
        index: dict[tuple[str, ...], list[int]] = {}
        for number, each in self.there.items():
            index.setdefault(self._words_there(each), []).append(number)
        return index

    def _words_of(self, found: Found) -> tuple[str, ...]:
        return tuple(found.text(name) if name in found.cells else "" for name in self.fields)

    def _words_there(self, standing: Standing) -> tuple[str, ...]:
        texts = (standing.texts.get(name, "") for name in self.fields)
        return tuple(paragraphs(text.split("\n")) for text in texts)

    def _refuse(self, at: int, what: tuple[Text, Text], **words: object) -> None:
        message, remedy = what
        named = {"letter": self.letter, **words}
        self.asked.add(at)
        self.result.refusals.append(
            Refusal(self.found[at].place, message.format(**named), remedy.format(**named))
        )


ASK: Final = Text(
    "Dites comment joindre les inscriptions : --match number (par leur numéro) ou "
    "--match content (par leurs mots).",
    "Say how to join the entries: --match number (by their number) or --match content (by their "
    "words).",
)
UNKNOWN_ID: Final = (
    Text("aucune inscription n’est « {words} ».", "no entry is “{words}”."),
    Text(
        "Rétablissez l’identifiant d’origine, ou videz la cellule si l’inscription est nouvelle.",
        "Restore the original identifier, or blank the cell if the entry is new.",
    ),
)
ESTRANGED: Final = (
    Text(
        "l’identifiant est celui de {letter}{number}, mais les mots sont ceux de {letter}{other}.",
        "the identifier is that of {letter}{number}, but the words are those of {letter}{other}.",
    ),
    Text(
        "Triez des rangées entières, colonne masquée comprise, ou joignez par les mots : "
        "--match content.",
        "Sort whole rows, the hidden column included, or join by words: --match content.",
    ),
)
MOVED: Final = (
    Text(
        "le numéro dit {letter}{number}, mais les mots sont ceux de {letter}{other}.",
        "the number says {letter}{number}, but the words are those of {letter}{other}.",
    ),
    ASK,
)
DOUBTFUL: Final = (
    Text(
        "l’inscription ressemble autant à plusieurs autres : {names}.",
        "the entry is as like several others: {names}.",
    ),
    Text(
        "Écrivez son numéro dans la première colonne (No).",
        "Write its number in the first column (No).",
    ),
)
TWICE: Final = (
    Text(
        "le numéro {letter}{number} est donné à plusieurs inscriptions.",
        "the number {letter}{number} is given to several entries.",
    ),
    Text(
        "Laissez son numéro à une seule ; videz celui de toute inscription nouvelle.",
        "Leave the number to one of them; blank that of any new entry.",
    ),
)
REUSED: Final = (
    Text(
        "le numéro {letter}{number} a été celui d’une inscription retirée.",
        "the number {letter}{number} was that of an entry since withdrawn.",
    ),
    Text(
        "Un numéro ne sert qu’une fois : videz la cellule, le prochain sera donné.",
        "A number is used once: blank the cell, the next one will be given.",
    ),
)
JUMPS: Final = (
    Text(
        "le numéro {letter}{number} saute : le prochain est {letter}{next}.",
        "the number {letter}{number} jumps: the next is {letter}{next}.",
    ),
    Text(
        "Videz la cellule d’une inscription nouvelle, le prochain numéro sera donné.",
        "Blank the cell of a new entry, the next number will be given.",
    ),
)
