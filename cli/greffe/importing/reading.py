"""How the cells of an entry are read: strictly, or leniently where people are to be told more.

A strict draft refuses the first words that mean nothing.  A lenient one keeps what it can read,
and remarks the rest with the nearest labels: nothing is guessed, and nothing keeps the other cells
from being read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe import citations
from greffe.errors import SyntaxFault
from greffe.importing.recipients import known_recipients, read_recipients
from greffe.language import Text
from greffe.matching import likeness
from greffe.vocabulary import Access, read_access

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.citations import Citation, LegalIndex
    from greffe.importing.draft import Draft, Entry
    from greffe.importing.recipients import Directory, Recipient
    from greffe.vocabulary import Labels, Match

PARAGRAPH: Final = "\n\n"
_MANY: Final = 60
_LIKE: Final = 0.5
_SLIP: Final = 0.8
_BETWEEN: Final = re.compile(r"\s*[,;\n]\s*")
_LONGEST: Final = 120
_SHOWN: Final = 3
_WORD: Final = re.compile(r"[^\W_]")
_ARTICLES: Final = re.compile(
    r"(?:l['’]|les\s+)?(?:art(?:icle)?s?\b\.?\s*)?\d+(?:\.\d+)*(?:(?:\s*[,;]\s*|\s+(?:et|à|ou)\s+)"
    r"\d+(?:\.\d+)*)*\.?",
    re.IGNORECASE,
)
"""Numbers of articles, and nothing else."""
NOBODY: Final = Text("destinataire inconnu : « {words} »", "unknown recipient: “{words}”")
NO_LABEL: Final = Text("hors de la liste : « {words} »", "not in the list: “{words}”")
NO_CITATION: Final = Text(
    "ce n’est pas une référence légale que l’on sache lire : « {words} »",
    "not a legal reference that can be read: “{words}”",
)
NO_LAW: Final = Text(
    "article sans le nom de sa loi : « {words} » (écrivez « article 68 de la Loi sur l’accès »)",
    "an article that names no Act: “{words}” (write “article 68 de la Loi sur l’accès”)",
)


def recipients_in(draft: Draft, entry: Entry, directory: Directory) -> tuple[Recipient, ...]:
    """Return whom the cell of recipients names.

    Raises ``UnmatchedText``, naming the cell, where words name nobody and the draft is strict.
    """
    if not draft.lenient:
        with entry.reading("recipientText") as words:
            return read_recipients(words, directory)
    found, unknown = known_recipients(entry.text("recipientText"), directory)
    for words in unknown:
        near = nearest(words, directory.labels)
        said = NOBODY.format(words=_shortened(words))
        draft.remark(entry, "recipientText", "unmatched", said, words=words, near=near)
    return found


def citations_in(draft: Draft, entry: Entry, law: LegalIndex) -> tuple[Citation, ...]:
    """Return the citations of the cell of legal bases.

    Raises ``UnmatchedText``, naming the cell, where words are no citation and the draft is strict.
    A lenient draft then reads each paragraph by itself.
    """
    if not draft.lenient:
        with entry.reading("legalBasisText") as words:
            return citations.read(words, law)
    text = entry.text("legalBasisText")
    try:
        return citations.read(text, law)
    except SyntaxFault:
        return tuple(_by_paragraph(draft, entry, text, law))


def listed_in(draft: Draft, entry: Entry, field: str, labels: Labels) -> tuple[Match, ...]:
    """Return what a closed list, the cell of ``field``, holds.

    Raises ``UnmatchedText``, naming the cell, where words are no label and the draft is strict.
    """
    if not draft.lenient:
        with entry.reading(field) as words:
            return labels.segment(words)
    matches, remainders = labels.scan(entry.text(field))
    for words in (remainder.text for remainder in remainders if _WORD.search(remainder.text)):
        said, near = NO_LABEL.format(words=_shortened(words)), nearest(words, labels)
        draft.remark(entry, field, "unmatched", said, words=words, near=near)
    return matches


def access_in(draft: Draft, entry: Entry, roles: Labels, units: Labels) -> Access:
    """Return the roles and units of the cell that says who has access to a file.

    Raises ``UnmatchedText``, naming the cell, where words are neither and the draft is strict.
    """
    if not draft.lenient:
        with entry.reading("accessRoleText") as words:
            return read_access(words, roles, units)
    matches = listed_in(draft, entry, "accessRoleText", roles | units)
    return Access(
        tuple(match for match in matches if match.concept in roles),
        tuple(match for match in matches if match.concept in units),
    )


def slips(words: str, labels: Labels) -> tuple[str, ...]:
    """Return the few labels that words between commas may be, misspelt."""
    found = (nearest(each, labels, _SLIP)[:1] for each in _BETWEEN.split(words))
    return tuple(dict.fromkeys(label for some in found for label in some))[:_SHOWN]


def nearest(words: str, labels: Labels, least: float = _LIKE) -> tuple[str, ...]:
    """Return the few labels that could be meant: those with most letters in common with words.

    ``least`` is how many of the letters it must be, of 1.
    """
    wanted = words.casefold()
    scored = [(likeness(wanted, each.casefold()), each) for each in labels.nearest(words, _MANY)]
    ranked = sorted((pair for pair in scored if pair[0] >= least), key=lambda pair: -pair[0])
    return tuple(label for _, label in ranked[:_SHOWN])


def _shortened(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rpartition(' ')[0]}…"


def _by_paragraph(draft: Draft, entry: Entry, text: str, law: LegalIndex) -> Iterator[Citation]:
    for words in text.split(PARAGRAPH):
        try:
            yield from citations.read(words, law)
        except SyntaxFault:
            bare = _ARTICLES.fullmatch(words.strip())
            said = (NO_LAW if bare else NO_CITATION).format(words=_shortened(words))
            draft.remark(entry, "legalBasisText", "unmatched", said, words=words)
