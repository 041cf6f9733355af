from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from greffe.sheets.shown import shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (12, "12"),
        (-3, "-3"),
        (12.0, "12"),
        (0.1, "0,1"),
        (0.1 + 0.2, "0,3"),
        (1234567.5, "1234567,5"),
        (-0.25, "-0,25"),
        (123456789012345, "123456789012345"),
        (1e20, "100000000000000000000"),
    ],
)
def test_a_number_without_a_format_is_its_value(value: float, text: str) -> None:
    """A number is written out, to the 15 digits that a workbook keeps, with a decimal comma."""
    assert text == shown(value)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (42, "0000", "0042"),
        (2.5, "0", "3"),
        (2.5, "0.00", "2,50"),
        (2.345, "0.00", "2,35"),
        (1234.5, "#,##0.00", "1\u00a0234,50"),
        (1234567, "#,##0", "1\u00a0234\u00a0567"),
        (1234567, r"#\ ##0", "1\u00a0234\u00a0567"),
        (123, "#,##0", "123"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12,5%"),
        (0.125, "0.0 %", "12,5 %"),
        (12, '0 "mois"', "12 mois"),
        (12.5, r"0.00\ $", "12,50 $"),
        (1234, "#,##0\u00a0[$$-C0C]", "1\u00a0234\u00a0$"),
        (7, "_-* #,##0_-", "7"),
        (3.10, "0.0#", "3,1"),
        (0, "#", ""),
        (5, "[Red]0", "5"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: float, number_format: str, text: str) -> None:
    """Digits, groups, per cent, units and currency are those that a person reads in the cell."""
    assert text == shown(value, number_format)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (-5, "0", "-5"),
        (-5, "0;(0)", "(5)"),
        (-5, "0;-0", "-5"),
        (5, "0;(0)", "5"),
        (0, '0;-0;"aucun"', "aucun"),
        (0, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-', "-"),
        (-0.001, "0.00", "-0,00"),
    ],
)
def test_a_negative_number_has_its_own_section(value: float, number_format: str, text: str) -> None:
    """Sections of a format say how what is under zero, and zero itself, are shown."""
    assert text == shown(value, number_format)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1234.5, "0.00E+00", "1234,5"),
        (0.5, "# ?/?", "0,5"),
        (1234567, "#,##0,", "1234567"),
        (12, "@", "12"),
        (12, "", "12"),
        (12, ";;;", "12"),
    ],
)
def test_a_format_beyond_us_shows_the_value(value: float, number_format: str, text: str) -> None:
    """Where a format is one that we do not write (powers, fractions, thousands), the value is."""
    assert text == shown(value, number_format)


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ("yyyy-mm-dd", "2009-12-01"),
        ("d mmmm yyyy", "2009-12-01"),
        ("mmmm yyyy", "2009-12"),
        ("mm/yy", "2009-12"),
        ("yyyy", "2009"),
        ("[$-C0C]d mmmm yyyy;@", "2009-12-01"),
        ('"le "d mmm', "2009-12-01"),
        ("General", "2009-12-01"),
    ],
)
def test_a_date_is_iso_to_the_precision_shown(number_format: str, text: str) -> None:
    """A date that shows no day is a month, one that shows only a year is a year (ISO 8601)."""
    assert text == shown(datetime(2009, 12, 1), number_format)  # noqa: DTZ001 - a sheet has no zone


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (datetime(2024, 5, 1, 13, 30), "yyyy-mm-dd hh:mm", "2024-05-01T13:30:00"),  # noqa: DTZ001
        (datetime(2024, 5, 1), "yyyy-mm-dd hh:mm", "2024-05-01T00:00:00"),  # noqa: DTZ001
        (date(2024, 5, 1), "yyyy-mm-dd", "2024-05-01"),
        (time(8, 15), "hh:mm", "08:15:00"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05:00"),
        (timedelta(minutes=-90), "[h]:mm", "-1:30:00"),
    ],
)
def test_times_are_iso_too(value: object, number_format: str, text: str) -> None:
    """A time of day, a moment and a duration are written in figures that no language changes."""
    assert text == shown(value, number_format)


def test_truth_is_said_in_french() -> None:
    """A truth value is what a French Excel shows."""
    assert ("VRAI", "FAUX") == (shown(True), shown(False))


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("a_x000D_\nb", "a\nb"),
        ("a_x000D_b", "a\nb"),
        ("tab_x0009_ici", "tab\tici"),
        ("_x005F_x0041_", "_x0041_"),
        ("x_x_x", "x_x_x"),
        ("=1+1", "=1+1"),
        (" deux  espaces ", " deux  espaces "),
    ],
)
def test_text_is_kept_to_the_letter(stored: str, text: str) -> None:
    """Text is what was typed: only the escapes of SpreadsheetML and line ends are undone."""
    assert text == shown(stored)
