"""Which day it is."""

from __future__ import annotations

from datetime import date

import pytest

from greffe.clock import today
from greffe.errors import UsageError


def test_today_is_the_calendar_s() -> None:
    """Without the variable, or with an empty one, it is today."""
    before = date.today()  # noqa: DTZ011 - as the clock
    assert before <= today({}) <= date.today()  # noqa: DTZ011
    assert today({}) == today({"GREFFE_TODAY": ""})


def test_the_day_can_be_chosen() -> None:
    """The variable names any day, past or to come."""
    assert date(2027, 4, 1) == today({"GREFFE_TODAY": "2027-04-01"})


@pytest.mark.parametrize("written", ["2027-02-30", "demain", "2027-4-1"])
def test_what_is_no_day_is_refused(written: str) -> None:
    """The message names the variable and shows how a day is written."""
    with pytest.raises(UsageError, match="GREFFE_TODAY") as caught:
        today({"GREFFE_TODAY": written})
    assert caught.value.remedy is not None
    assert "2027-01-01" in caught.value.remedy.fr
