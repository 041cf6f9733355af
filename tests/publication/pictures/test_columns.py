"""Boxes never overlap, whatever stands in the columns."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from greffe.publication.pictures.columns import Block, Box, Placed, curve, place

SPANS = ((0.0, 100.0), (150.0, 100.0), (300.0, 100.0))
BLOCKS = st.lists(
    st.builds(Block, st.lists(st.integers(1, 3), min_size=1, max_size=6).map(tuple), st.booleans()),
    max_size=4,
)


def boxes(placed: tuple[tuple[Placed, ...], ...]) -> list[Box]:
    """Return every box of every column."""
    return [box for column in placed for group in column for box in group.boxes]


def overlap(one: Box, other: Box) -> bool:
    """Return whether two boxes share more than an edge."""
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@given(st.tuples(BLOCKS, BLOCKS, BLOCKS))
def test_boxes_do_not_overlap(columns: tuple[list[Block], ...]) -> None:
    """No two boxes share more than an edge."""
    placed, _ = place(columns, SPANS)
    assert [] == [pair for pair in combinations(boxes(placed), 2) if overlap(*pair)]


@given(st.tuples(BLOCKS, BLOCKS, BLOCKS))
def test_boxes_stay_in_the_picture(columns: tuple[list[Block], ...]) -> None:
    """Every box is between the top and the height that is told."""
    placed, height = place(columns, SPANS)
    assert all(0 <= box.y and box.y + box.height <= height + 1e-9 for box in boxes(placed))


@given(st.tuples(BLOCKS, BLOCKS, BLOCKS))
def test_every_line_has_its_box(columns: tuple[list[Block], ...]) -> None:
    """As many boxes come out as went in, in the same groups."""
    placed, _ = place(columns, SPANS)
    assert [[len(block.lines) for block in column] for column in columns] == [
        [len(group.boxes) for group in column] for column in placed
    ]


@given(BLOCKS)
def test_headings_stand_over_their_boxes(column: list[Block]) -> None:
    """The base line of a heading is above its first box and under the box before it."""
    placed, _ = place([column], SPANS[:1])
    before = 0.0
    for block, group in zip(column, placed[0], strict=True):
        assert group.heading > before
        assert not block.heading or group.heading < group.boxes[0].y
        before = group.boxes[-1].y + group.boxes[-1].height


def test_boxes_that_share_an_edge_do_not_overlap() -> None:
    """Touching is not overlapping; sharing a corner of the inside is."""
    box = Box(0, 0, 10, 10)
    assert not overlap(box, Box(10, 0, 10, 10))
    assert overlap(box, Box(9, 9, 10, 10))


def test_a_curve_joins_edges() -> None:
    """From half way down the right edge to half way down the left edge, level at both ends."""
    drawn = curve(Box(0, 0, 10, 20), Box(30, 40, 10, 20))
    assert "M10.0,10.0C20.0,10.0 20.0,50.0 30.0,50.0" == drawn


def test_nothing_takes_no_room() -> None:
    """Without blocks there is no height."""
    assert ((), 0.0) == place([], [])
