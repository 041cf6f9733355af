"""How far a long work has come is shown to a person, in their language, and to nobody else."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

import pytest

from greffe.language import Text
from greffe.progress import progress, stages
from greffe.session import Session

if TYPE_CHECKING:
    from greffe.language import Language

READ: Final = Text("Données lues", "Data read")
CHECKED: Final = Text("Données vérifiées", "Data checked")
HOW_FAR: Final = re.compile(r"(\d+)%")


class Terminal(io.StringIO):
    """An output that a person looks at."""

    def isatty(self) -> bool:
        """Be a terminal."""
        return True


def a_session(stream: io.StringIO, language: Language = "fr") -> Session:
    """Return a session whose messages go to a stream."""
    return Session(language, None, io.StringIO(), stream)


def test_nothing_is_shown_where_nobody_looks() -> None:
    """A file or a pipe gets no bar, and what tells goes on."""
    stream = io.StringIO()
    with progress(a_session(stream), READ) as tell:
        tell(1, 2)
    with stages(a_session(stream)) as tell_stage:
        tell_stage(READ, 1, 2)
    assert "" == stream.getvalue()


@pytest.mark.parametrize(("language", "label"), [("fr", "Données lues"), ("en", "Data read")])
def test_a_bar_speaks_the_language_of_the_session(language: Language, label: str) -> None:
    """The label is that of the session's language, and the other one is not there."""
    stream = Terminal()
    with progress(a_session(stream, language), READ) as tell:
        tell(1, 4)
    assert label in stream.getvalue()
    assert {"fr": READ.en, "en": READ.fr}[language] not in stream.getvalue()


def test_a_bar_stands_before_the_first_step() -> None:
    """What has begun is shown at once, though nothing of it is done."""
    stream = Terminal()
    with progress(a_session(stream), READ):
        assert READ.fr in stream.getvalue()


def test_a_bar_goes_as_far_as_it_is_told() -> None:
    """A quarter is 25 %, then all is 100 %; a work of no steps is no fault."""
    stream = Terminal()
    with progress(a_session(stream), READ) as tell:
        tell(0, 0)
        tell(1, 4)
        assert "25" == HOW_FAR.findall(stream.getvalue())[-1]
        tell(4, 4)
    assert "100" == HOW_FAR.findall(stream.getvalue())[-1]


def test_stages_follow_each_other_line_by_line() -> None:
    """The bar of a stage ends its line when the next one begins; a stage keeps its bar."""
    stream = Terminal()
    with stages(a_session(stream)) as tell:
        for done in range(3):
            tell(READ, done, 2)
        tell(CHECKED, 1, 1)
    plain = re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", stream.getvalue())
    lines = [line.split("\r")[-1] for line in plain.split("\n") if line.strip()]
    assert [True, True] == [
        line.startswith(stage.fr) for line, stage in zip(lines, (READ, CHECKED), strict=True)
    ]
    assert ["100", "100"] == [HOW_FAR.findall(line)[-1] for line in lines]


def test_a_failure_ends_the_line() -> None:
    """What goes wrong is told on a line of its own, below the bar."""
    stream = Terminal()

    def fail() -> None:
        with stages(a_session(stream)) as tell:
            tell(READ, 1, 2)
            tell(READ, 1 // 0, 2)

    with pytest.raises(ZeroDivisionError):
        fail()
    assert "\n" in stream.getvalue().rpartition("%")[2]
