"""An index of labels, and the search for the longest of them in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from greffe.errors import UnmatchedText
from greffe.language import Text
from greffe.matching import resembling
from greffe.vocabulary.folding import Folded, fold, key_of
from greffe.vocabulary.reading import Term, read_ignored, read_terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from rdflib import Graph

    from greffe.language import Language

_TOKEN: Final = re.compile(r"[\w-]+|\S")
_REACH: Final = 4
"""How many characters beyond its first word tell a label from most others."""
_SEPARATORS: Final = frozenset({",", ";", ".", "et"})
_WORD_CHARACTER: Final = re.compile(r"[\w-]")


@dataclass(frozen=True, slots=True)
class Match:
    """A label found at ``start:end`` of a text, as the vocabulary writes it, and its concept."""

    start: int
    end: int
    label: str
    concept: str


@dataclass(frozen=True, slots=True)
class Remainder:
    """Words at ``start:end`` of a text that no label explains."""

    start: int
    end: int
    text: str


class Known(NamedTuple):
    """A stretch of a text that a label explains, or a phrase to pass over (no term)."""

    start: int
    end: int
    terms: tuple[Term, ...]


class Labels:
    """The labels of a vocabulary, ready to be found in texts.

    Where several labels begin at a word, the longest one counts; a label found is a whole word or
    several, never a part of one, and hyphens belong to words.  A label all in capitals is an
    acronym and matches capitals only (``AIDE`` is not ``aide``).  A hidden label that two concepts
    share is a phrase that means both, and gives a match for each.
    """

    def __init__(self, terms: Iterable[Term], ignored: Collection[str] = ()) -> None:
        """Index labels, and phrases to pass over (which look like a label or join two of them)."""
        self._terms: dict[str, tuple[Term, ...]] = dict.fromkeys(map(key_of, ignored), ())
        for term in terms:
            key = key_of(term.label)
            self._terms[key] = _added(self._terms.get(key, ()), term)
        self._concepts = frozenset(term.concept for term in self._every_term())
        self._lengths = _lengths(self._terms)
        self._firsts = frozenset(_TOKEN.findall(key)[0] for key in filter(None, self._terms))
        self._kinds: dict[str, tuple[tuple[Term, ...], tuple[Term, ...]]] = {}

    def extended(self, terms: Iterable[Term]) -> Labels | None:
        """Return these labels and more, which cost no more than they are.

        None where one of them is a label already.
        """
        more = Labels(terms)
        if not more._terms.keys().isdisjoint(self._terms):
            return None
        both = object.__new__(Labels)
        both._terms = {**self._terms, **more._terms}
        both._concepts = self._concepts | more._concepts
        both._kinds = {}
        both._firsts = self._firsts | more._firsts
        both._lengths = {**self._lengths}
        for begin, lengths in more._lengths.items():
            together = {*self._lengths.get(begin, ()), *lengths}
            both._lengths[begin] = tuple(sorted(together, reverse=True))
        return both

    @classmethod
    def from_graph(
        cls,
        graph: Graph,
        scheme: str | None = None,
        language: Language = "fr",
        *,
        concepts: Collection[str] | None = None,
    ) -> Labels:
        """Read the labels of a concept scheme, or of whatever in the graph has SKOS labels.

        ``scheme`` is the IRI of a scheme; without it all subjects count, or only ``concepts`` if
        given.  Labels in ``language`` or in none are taken; ``greffe:acronym`` counts as a label,
        ``greffe:ignoredText`` of the scheme gives the phrases to pass over.

        Raises ``InputError`` where a preferred or alternative label belongs to two concepts.
        """
        terms = read_terms(graph, scheme, language, concepts)
        return cls(terms, read_ignored(graph, scheme, language))

    def __contains__(self, concept: object) -> bool:
        """Tell whether a concept (its IRI) has a label here."""
        return concept in self._concepts

    def __or__(self, other: Labels) -> Labels:
        """Join two vocabularies; a label in both means the concepts of both."""
        both = (*self._every_term(), *other._every_term())
        return Labels(both, (*self._ignored(), *other._ignored()))

    def segment(self, text: str) -> tuple[Match, ...]:
        """Read a closed list: labels, parted by white space, commas, semicolons, « et » or stops.

        Raises ``UnmatchedText`` at the first words that no label explains, with their place and
        the nearest labels.
        """
        matches, remainders = self.scan(text)
        if remainders:
            raise self._unmatched(remainders[0])
        return matches

    def scan(self, text: str) -> tuple[tuple[Match, ...], tuple[Remainder, ...]]:
        """Find labels in running text, from left to right, and give back the words between them."""
        folded = fold(text)
        remainders: list[Remainder] = []
        reached = 0
        for known in (*self._known(folded), Known(len(folded.text), len(folded.text), ())):
            remainders += _gap(folded, reached, known.start)
            reached = known.end
        return self.find(text), tuple(remainders)

    def find(self, text: str) -> tuple[Match, ...]:
        """Find labels in running text, from left to right, as ``scan`` does."""
        return tuple(
            Match(start, end, *each) for start, end, terms in self.stretches(text) for each in terms
        )

    def stretches(self, text: str) -> tuple[Known, ...]:
        """Find labels in running text as ``scan`` does: where each stands, and all it may mean."""
        folded = fold(text)
        return tuple(
            Known(*folded.place(known.start, known.end), known.terms)
            for known in self._known(folded)
            if known.terms
        )

    def nearest(self, text: str, n: int = 3) -> tuple[str, ...]:
        """Return the labels most like a text, best first, at most ``n``, one a concept."""
        names = {key: terms[0] for key, terms in self._terms.items() if terms}
        best: dict[str, str] = {}
        for key in resembling(key_of(text), names, 4 * n):
            best.setdefault(names[key].concept, names[key].label)
        return tuple(best.values())[:n]

    def _known(self, folded: Folded) -> Iterator[Known]:
        position = 0
        firsts = self._firsts
        for token in [each for each in _TOKEN.finditer(folded.text) if each[0] in firsts]:
            if token.start() >= position and (known := self._longest(folded, *token.span())):
                position = known.end
                yield known

    def _longest(self, folded: Folded, start: int, after: int) -> Known | None:
        """Return the longest label that begins with the word from ``start`` to ``after``."""
        lengths = {
            length: None
            for reach in range(after + _REACH, after - 1, -1)
            for length in self._lengths.get(folded.text[start:reach], ())
        }
        for length in lengths:
            end = start + length
            terms = self._terms.get(folded.text[start:end])
            if terms is not None and end <= len(folded.text) and _ends_word(folded.text, end):
                first, last = folded.place(start, end)
                acronyms, words = self._parted(folded.text[start:end])
                is_acronym = acronyms and folded.original[first:last].isupper()
                fitting = acronyms if is_acronym else words
                if fitting or not terms:
                    return Known(start, end, fitting)
        return None

    def _parted(self, key: str) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
        """Return the acronyms of a key, which count where a text is in capitals, and the others."""
        if key not in self._kinds:
            terms = self._terms[key]
            acronyms = tuple(term for term in terms if term.label.isupper())
            self._kinds[key] = acronyms, tuple(term for term in terms if not term.label.isupper())
        return self._kinds[key]

    def _every_term(self) -> Iterator[Term]:
        return (term for terms in self._terms.values() for term in terms)

    def _ignored(self) -> Iterator[str]:
        return (key for key, terms in self._terms.items() if not terms)

    def _unmatched(self, remainder: Remainder) -> UnmatchedText:
        near = [f"« {name} »" for name in self.nearest(remainder.text)]
        message = Text(
            "Aucun libellé ne correspond à « {text} » (caractère {place}).",
            "No label matches “{text}” (character {place}).",
        ).format(text=remainder.text, place=remainder.start + 1)
        remedy = Text(
            "Libellés proches : {near}. Corrigez la cellule, ou ajoutez le libellé au vocabulaire.",
            "Nearest labels: {near}. Correct the cell, or add the label to the vocabulary.",
        ).format(near=Text(" ; ".join(near), ", ".join(near)))
        return UnmatchedText(message, remedy)


def _lengths(keys: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return how long the keys are that begin alike, the longest first.

    They begin with the same word and, if they are that long, so many more characters.
    """
    found: defaultdict[str, set[int]] = defaultdict(set)
    for key in filter(None, keys):
        found[key[: len(_TOKEN.findall(key)[0]) + _REACH]].add(len(key))
    return {begin: tuple(sorted(lengths, reverse=True)) for begin, lengths in found.items()}


def _added(terms: tuple[Term, ...], term: Term) -> tuple[Term, ...]:
    known = {each.concept for each in terms}
    return terms if term.concept in known else (*terms, term)


def _ends_word(text: str, end: int) -> bool:
    return not (_WORD_CHARACTER.match(text[end - 1]) and _WORD_CHARACTER.match(text[end : end + 1]))


def _gap(folded: Folded, start: int, end: int) -> list[Remainder]:
    """Return the words between two known stretches, without the separators around them."""
    tokens = [t for t in _TOKEN.finditer(folded.text, start, end) if t.group() not in _SEPARATORS]
    if not tokens:
        return []
    first, last = folded.place(tokens[0].start(), tokens[-1].end())
    return [Remainder(first, last, folded.original[first:last])]
