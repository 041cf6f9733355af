"""Which day it is: the calendar's, or the one that ``GREFFE_TODAY`` names.

Waivers end and rules tighten on a day.  The variable lets tests, and whoever wants to know what
next January's check will say, choose it.
"""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Final

from greffe.errors import UsageError
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE: Final = "GREFFE_TODAY"


def today(environment: Mapping[str, str] = os.environ) -> date:
    """Return the day that ``GREFFE_TODAY`` names (``2027-01-01``), else today.

    Raises ``UsageError`` when the variable is set to something that is no day.
    """
    written = environment.get(VARIABLE)
    if not written:
        return date.today()  # noqa: DTZ011 - the day where the person is
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise UsageError(
            Text(
                f"{VARIABLE} vaut « {written} », qui n’est pas un jour.",
                f"{VARIABLE} is '{written}', which is no day.",
            ),
            Text("Écrivez-le comme 2027-01-01.", "Write it like 2027-01-01."),
        ) from error
