"""Who receives: the recipient cell of a communication, read with the directory's names.

A cell names organisations, a group of recipients (whose members may follow in parentheses or in a
numbered list), or a natural person (A-2.1, s. 67.3: *the name of the person or body receiving the
information*).  Which of these a name stands for is declared in the data, never guessed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from greffe.errors import UnmatchedText
from greffe.language import Text
from greffe.namespaces import FOAF, GREFFE, ORG, RDF
from greffe.vocabulary import Labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rdflib import Graph

    from greffe.vocabulary import Match

Kind = Literal["organization", "group", "person"]

_KINDS: Final[dict[str, Kind]] = {
    f"{ORG}Organization": "organization",
    f"{GREFFE}RecipientGroup": "group",
    f"{FOAF}Person": "person",
}
_FILLER: Final = re.compile(r"(?:[\s,;:.()*–—-]|\bet\b|\b\d{1,3}\.(?=\s|$))*")
_CLOSING: Final = re.compile(r"[\s,;:(–—-]*(?:\set)?[\s,;:(–—-]*$")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who a cell names: the IRI, what it is, where its name stands, and its members if listed."""

    iri: str
    kind: Kind
    start: int
    end: int
    members: tuple[Recipient, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """The names of all who may receive, and what each of them is."""

    labels: Labels
    kinds: Mapping[str, Kind]

    @classmethod
    def from_graph(cls, graph: Graph) -> Directory:
        """Take the organisations, groups and persons of the graph, by their SKOS labels."""
        from rdflib import URIRef

        kinds = {
            str(subject): kind
            for class_, kind in _KINDS.items()
            for subject in graph.subjects(URIRef(f"{RDF}type"), URIRef(class_))
        }
        return cls(Labels.from_graph(graph, concepts=kinds.keys()), kinds)

    def organizations_in(self, text: str) -> tuple[str, ...]:
        """Return the organisations that a text names, each once, in the order of their names."""
        matches, _ = self.labels.scan(text)
        named = dict.fromkeys(match.concept for match in matches)
        return tuple(iri for iri in named if self.kinds[iri] == "organization")


def read_recipients(cell: str, directory: Directory) -> tuple[Recipient, ...]:
    """Return those whom the cell names, in order; a repeated name or its acronym counts once.

    Raises ``UnmatchedText`` where words remain that are in no name, with the nearest names.
    """
    found, unknown = known_recipients(cell, directory)
    for words in unknown:
        raise _unmatched(words, directory)
    return found


def known_recipients(
    cell: str, directory: Directory
) -> tuple[tuple[Recipient, ...], tuple[str, ...]]:
    """Return those whom the cell names and the directory knows, and the words that name nobody."""
    matches, _ = directory.labels.scan(cell)
    unknown = (words for words in _between(cell, matches) if not _FILLER.fullmatch(words))
    found = _arranged(cell, [_recipient(match, directory) for match in matches])
    return found, tuple(map(_without_filler, unknown))


def read_member(name: str, directory: Directory) -> str:
    """Return the IRI of the organisation that is named so, to the last word.

    Raises ``UnmatchedText`` where no organisation has this name, with the nearest names.
    """
    matches, _ = directory.labels.scan(name)
    whole = all(_FILLER.fullmatch(words) for words in _between(name, matches))
    if not whole or len({match.concept for match in matches}) != 1:
        raise _unmatched(name, directory)
    return matches[0].concept


def _between(text: str, matches: Sequence[Match]) -> Iterator[str]:
    """Yield what stands before, between and after the matches."""
    reached = 0
    for match in matches:
        yield text[reached : match.start]
        reached = match.end
    yield text[reached:]


def _recipient(match: Match, directory: Directory) -> Recipient:
    return Recipient(match.concept, directory.kinds[match.concept], match.start, match.end)


def _arranged(cell: str, named: list[Recipient]) -> tuple[Recipient, ...]:
    """Put each recipient that a group's list names under that group."""
    top: list[Recipient] = []
    seen: set[str] = set()
    for each in named:
        if each.iri in seen:
            continue
        seen.add(each.iri)
        group = top[-1] if top and top[-1].kind == "group" else None
        if group and _lists(cell[group.end : each.start]):
            top[-1] = replace(group, members=(*group.members, each))
        else:
            top.append(each)
    return tuple(top)


def _lists(between: str) -> bool:
    """Tell whether what follows a group's name has opened a list that is not closed."""
    return between.count("(") > between.count(")") or ":" in between


def _without_filler(text: str) -> str:
    """Return words that name nobody, without what ties them to the names around."""
    opening = _FILLER.match(text)
    return _CLOSING.sub("", text[opening.end() if opening else 0 :])


def _unmatched(words: str, directory: Directory) -> UnmatchedText:
    near = directory.labels.nearest(words, 3)
    french = " ; ".join(f"« {name} »" for name in near)
    english = "; ".join(f"'{name}'" for name in near)
    return UnmatchedText(
        Text(
            f"Aucun destinataire connu ne s’appelle « {words} ».",
            f"No known recipient is called '{words}'.",
        ),
        Text(
            f"Noms proches : {french}. Ajoutez ce nom au répertoire des organisations, ou à "
            "l’organisme (groupe, personne), comme skos:altLabel ou skos:hiddenLabel.",
            f"Near names: {english}. Add this name to the directory of organisations, or to the "
            "body (group, person), as skos:altLabel or skos:hiddenLabel.",
        ),
    )
