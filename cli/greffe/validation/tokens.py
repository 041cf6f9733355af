"""Where the parts of Turtle statements begin: the grammar of Turtle, without what its terms mean.

The places come in the order in which Oxigraph gives the statements, so that the two can be laid
side by side: each statement beside its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

Offset = int
Place = tuple[Offset, Offset, Offset]
"""Where subject, predicate and object of one statement begin."""

# RDF 1.1 Turtle, section 6.5.  A full stop belongs to a name or number if something follows it.
_SPACE: Final = r"(?:[ \t\r\n]++|\#[^\r\n]*+)*+"
_STRING: Final = (
    r'(?:"""(?:[^"\\]|\\.|"(?!""))*+"""|'
    r"'''(?:[^'\\]|\\.|'(?!''))*+'''|"
    r'"(?:[^"\\]|\\.)*+"|'
    r"'(?:[^'\\]|\\.)*+')"
)
_BARE: Final = r"""(?:[^\s<>"'^`{}|;,.\[\]()\\\#]|\\.|\.(?=[^\s<>"'^`{}|;,\[\]()\#]))++"""
_IRI: Final = r"<[^>]*+>"
_TOKEN: Final = re.compile(
    rf"{_SPACE}(?:(?P<mark>[;,.\[\]()])|"
    rf"(?P<term>{_IRI}|{_STRING}(?:@[\w-]+|\^\^{_SPACE}(?:{_IRI}|{_BARE}))?+|{_BARE}))",
    re.DOTALL,
)
_PAIR: Final = re.compile(
    rf"{_SPACE}(?P<verb>{_IRI}|{_BARE})"
    rf"{_SPACE}(?P<value>{_IRI}|{_STRING}(?:@[\w-]+|\^\^{_SPACE}(?:{_IRI}|{_BARE}))?+|{_BARE})"
    rf"{_SPACE}(?P<mark>[;.])",
    re.DOTALL,
)
"""A predicate, its one value, and the end of the statement: what most files are full of."""
_DIRECTIVES: Final = {"@prefix": 3, "@base": 2, "prefix": 2, "base": 1}
"""How many tokens follow the word that begins a directive."""


def places(text: str) -> Iterator[Place]:
    """Yield the place of each statement of a well-formed Turtle text."""
    reader = _Reader()
    at = reader.pairs(text, 0)
    while token := _TOKEN.match(text, at):
        read = reader.mark if token.lastgroup == "mark" else reader.term
        read(token.start(token.lastgroup or 0), token[token.lastgroup or 0])
        at = reader.pairs(text, token.end())
        yield from reader.found
        reader.found.clear()


@dataclass(slots=True)
class _Frame:
    """What is being read between two brackets, or outside all of them.

    ``subject`` and ``verb`` are None until they are read; in a list, ``node`` is the place of the
    member before, and ``outer`` the statement that the list is the object of.
    """

    subject: Offset | None = None
    verb: Offset | None = None
    is_list: bool = False
    start: Offset = 0
    members: int = 0
    outer: Place | None = None


@dataclass(slots=True)
class _Reader:
    """Follows the tokens; ``found`` are the places that are not yet given.

    ``late`` is a statement whose object is a string: Oxigraph gives it after what the next token
    completes, for that might have been its language or datatype.
    """

    found: list[Place] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=lambda: [_Frame()])
    skipping: int = 0
    late: Place | None = None

    def pairs(self, text: str, at: Offset) -> Offset:
        """Take all pairs of predicate and value that follow, and return where the last ends."""
        frame = self.frames[-1]
        if frame.subject is None or frame.verb is not None or self.skipping or self.late:
            return at
        subject, note = frame.subject, self.found.append
        while pair := _PAIR.match(text, at):
            note((subject, pair.start("verb"), pair.start("value")))
            at = pair.end()
            if pair["mark"] == ".":
                frame.subject = None
                break
        return at

    def term(self, at: Offset, text: str) -> None:
        """Take a name or a literal."""
        frame = self.frames[-1]
        if self.skipping:
            self.skipping -= 1
        elif frame.is_list:
            self._value(text, (at, at, at), self._link(frame, at))
        elif frame.subject is None:
            self.skipping = _DIRECTIVES.get(text if text[0] == "@" else text.lower(), 0)
            frame.subject = None if self.skipping else at
        elif frame.verb is None:
            frame.verb = at
        else:
            self._value(text, (frame.subject, frame.verb, at), None)

    def mark(self, at: Offset, text: str) -> None:
        """Take a punctuation mark or a bracket."""
        frame = self.frames[-1]
        if self.skipping:
            self.skipping -= 1
        elif text in "[(":
            self._open(frame, at, is_list=text == "(")
        elif text in "])":
            self._close(self.frames.pop(), at)
        elif text == ";":
            frame.verb = None
        elif text == ".":
            frame.subject = frame.verb = None
        self._flush()

    def _value(self, text: str, place: Place, link: Place | None) -> None:
        """Note a value, and in a list what joins it to the others."""
        is_string = text[0] in "\"'"
        if not is_string:
            self.found.append(place)
        self._note(link)
        self._flush()
        if is_string and text[-1] == text[0]:
            self.late = place
        elif is_string:
            self.found.append(place)

    def _open(self, frame: _Frame, at: Offset, *, is_list: bool) -> None:
        outer = None
        if frame.is_list:
            self._note(self._link(frame, at))
            outer = (at, at, at)
        elif frame.subject is not None and frame.verb is not None:
            outer = (frame.subject, frame.verb, at)
        subject = None if is_list else at
        self.frames.append(_Frame(subject, None, is_list=is_list, start=at, outer=outer))

    def _close(self, frame: _Frame, at: Offset) -> None:
        above = self.frames[-1]
        self._note((at, at, at) if frame.is_list and frame.members else frame.outer)
        if above.subject is None and not above.is_list:
            above.subject = frame.start

    def _link(self, frame: _Frame, at: Offset) -> Place | None:
        """Return the statement that joins a member to its list."""
        frame.members += 1
        return frame.outer if frame.members == 1 else (at, at, at)

    def _note(self, place: Place | None) -> None:
        if place is not None:
            self.found.append(place)

    def _flush(self) -> None:
        if self.late is not None:
            self.found.append(self.late)
            self.late = None
