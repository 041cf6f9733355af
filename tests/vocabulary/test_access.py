from __future__ import annotations

import pytest

from greffe.errors import UnmatchedText
from greffe.vocabulary import Access, Labels, read_access
from greffe.vocabulary.reading import Term

ROLES = Labels(
    [
        Term("Gestionnaires", "manager"),
        Term("Personnel de bureau", "office"),
        Term("analystes", "analyst"),
    ],
    ignored=["des unités suivantes", ":"],
)
UNITS = Labels(
    [
        Term("Centre de contacts", "centre"),
        Term("Service des analystes", "analysis"),
        Term("DEEC", "deec"),
    ]
)


def spoken(access: Access) -> tuple[list[str], list[str]]:
    """Return the roles and the units."""
    return (
        [match.concept for match in access.roles],
        [match.concept for match in access.units],
    )


@pytest.mark.parametrize(
    ("cell", "roles", "units"),
    [
        ("Gestionnaires Personnel de bureau", ["manager", "office"], []),
        (
            "Gestionnaires des unités suivantes : DEEC; Centre de contacts",
            ["manager"],
            ["deec", "centre"],
        ),
        ("", [], []),
    ],
)
def test_roles_and_units_are_told_apart(cell: str, roles: list[str], units: list[str]) -> None:
    """A cell gives its roles and its units, each in the order of the cell."""
    assert (roles, units) == spoken(read_access(cell, ROLES, UNITS))


@pytest.mark.parametrize(
    ("cell", "stranger"),
    [
        ("Centre de contacts et son personnel : analystes", "son personnel"),
        ("Direction du courrier", "Direction du courrier"),
    ],
)
def test_words_that_are_neither_are_refused(cell: str, stranger: str) -> None:
    """An access cell is closed: words that are neither a role nor a unit are shown."""
    with pytest.raises(UnmatchedText, match=stranger):
        read_access(cell, ROLES, UNITS)


def test_a_role_inside_the_name_of_a_unit_is_no_role() -> None:
    """The longest label counts, of whichever vocabulary."""
    assert ([], ["analysis"]) == spoken(read_access("Service des analystes", ROLES, UNITS))
