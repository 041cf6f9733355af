"""Bars stand apart, ribbons fill them, and nothing leaves the picture."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.publication.pictures.alluvial import BAR, Alluvium, Bar, lay_out
from greffe.publication.pictures.streams import Stream

XS = (100.0, 400.0, 700.0)
STOP = st.sampled_from([(letter,) for letter in "abcdefgh"] + [()])
STREAMS = st.dictionaries(
    st.tuples(STOP, STOP, STOP), st.integers(1, 60), min_size=1, max_size=30
).map(lambda runs: [Stream(stops, ("C",) * weight) for stops, weight in runs.items()])
ROOM = 20.0


def laid(streams: list[Stream]) -> Alluvium:
    """Lay streams out with labels of one line."""
    return lay_out(streams, XS, lambda _column, _at: ROOM)


def column_of(layout: Alluvium, column: int) -> list[Bar]:
    """Return the bars of a column from top to bottom."""
    return sorted((bar for bar in layout.bars if bar.column == column), key=lambda bar: bar.top)


@given(STREAMS)
def test_bars_stand_apart(streams: list[Stream]) -> None:
    """No bar of a column begins before the one above it ends."""
    layout = laid(streams)
    for column in range(3):
        for above, below in pairwise(column_of(layout, column)):
            assert above.top + above.height < below.top


@given(STREAMS)
def test_labels_stand_apart(streams: list[Stream]) -> None:
    """Two labels half way down their bars never touch."""
    layout = laid(streams)
    for column in range(3):
        for above, below in pairwise(column_of(layout, column)):
            assert below.middle - above.middle >= ROOM


@given(STREAMS)
def test_heights_are_weights(streams: list[Stream]) -> None:
    """All bars and ribbons have one measure: so much height for one communication."""
    layout = laid(streams)
    unit = layout.bars[0].height / layout.bars[0].weight
    assert all(bar.height == pytest.approx(bar.weight * unit) for bar in layout.bars)
    for stream, bands in zip(streams, layout.bands, strict=True):
        assert all(band.height == pytest.approx(stream.weight * unit) for band in bands)


@given(STREAMS)
def test_ribbons_fill_their_bars(streams: list[Stream]) -> None:
    """On each side that has ribbons, they cover the bar from top to bottom without overlap."""
    layout = laid(streams)
    for bar in layout.bars:
        through = [
            bands
            for stream, bands in zip(streams, layout.bands, strict=True)
            if stream.stations[bar.column] == bar.station
        ]
        sides = []
        if bar.column < 2:
            sides.append([(bands[bar.column].top1, bands[0].height) for bands in through])
        if bar.column > 0:
            sides.append([(bands[bar.column - 1].top2, bands[0].height) for bands in through])
        for side in sides:
            ends = bar.top
            for top, height in sorted(side):
                assert top == pytest.approx(ends)
                ends = top + height
            assert bar.top + bar.height == pytest.approx(ends)


@given(STREAMS)
def test_nothing_leaves_the_picture(streams: list[Stream]) -> None:
    """Every bar, with its label, is between the top and the bottom."""
    layout = laid(streams)
    assert all(bar.top >= -1e-9 for bar in layout.bars)
    assert all(bar.top + bar.height <= layout.height + 1e-9 for bar in layout.bars)
    assert all(ROOM / 2 <= bar.middle + 1e-9 <= layout.height for bar in layout.bars)


@given(STREAMS)
def test_ribbons_run_from_bar_to_bar(streams: list[Stream]) -> None:
    """A ribbon leaves the right edge of one bar and reaches the left edge of the next."""
    for first, second in laid(streams).bands:
        assert (XS[0] + BAR, XS[1], XS[1] + BAR, XS[2]) == (
            first.x1,
            first.x2,
            second.x1,
            second.x2,
        )


def test_many_communications_do_not_make_a_tower() -> None:
    """A register a hundred times as long gives a picture of about the same height."""
    few = laid([Stream((("a",), ("b",), ("c",)), ("C",) * 140)])
    many = laid([Stream((("a",), ("b",), ("c",)), ("C",) * 14000)])
    assert many.height == pytest.approx(few.height, rel=0.05)
