"""The stages in which a site is made, as people are told how far each has come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from greffe.language import Text

Tell = Callable[[Text, int, int], None]
"""What hears of which stage how many of how many steps are done."""

READ: Final = Text("Données lues", "Data read")
NUMBERED: Final = Text("Données comparées", "Data compared")
PLANNED: Final = Text("Pages prévues", "Pages planned")
WRITTEN: Final = Text("Pages écrites", "Pages written")
INDEXED: Final = Text("Index de recherche", "Search index")


def nobody(_stage: Text, _done: int, _all: int) -> None:
    """Hear nothing."""
