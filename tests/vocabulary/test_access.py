from __future__ import annotations

import pytest

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


def spoken(access: Access) -> tuple[list[str], list[str], list[str]]:
    """Return the roles, the units and the words left over."""
    return (
        [match.concept for match in access.roles],
        [match.concept for match in access.units],
        [remainder.text for remainder in access.remainders],
    )


@pytest.mark.parametrize(
    ("cell", "roles", "units", "remainders"),
    [
        ("Gestionnaires Personnel de bureau", ["manager", "office"], [], []),
        (
            "Gestionnaires des unités suivantes : DEEC; Centre de contacts",
            ["manager"],
            ["deec", "centre"],
            [],
        ),
        (
            "Centre de contacts et son personnel : analystes",
            ["analyst"],
            ["centre"],
            ["son personnel"],
        ),
        ("Direction du courrier", [], [], ["Direction du courrier"]),
        ("", [], [], []),
    ],
)
def test_roles_and_units_are_told_apart(
    cell: str, roles: list[str], units: list[str], remainders: list[str]
) -> None:
    """A cell gives its roles, its units, and whatever is neither, each in the order of the cell."""
    assert (roles, units, remainders) == spoken(read_access(cell, ROLES, UNITS))


def test_a_role_inside_the_name_of_a_unit_is_no_role() -> None:
    """The longest label counts, of whichever vocabulary."""
    assert ([], ["analysis"], []) == spoken(read_access("Service des analystes", ROLES, UNITS))
