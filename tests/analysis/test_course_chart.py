"""Scales and labels of a course's lines."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesomap.analysis.course_chart import DASHES, MARKS, MOST_LINES, last_known, spread, top_of

FIGURES = st.floats(min_value=0, max_value=1e6, allow_nan=False)


def test_every_line_has_its_own_dash_and_mark() -> None:
    assert len(set(DASHES)) == len(set(MARKS)) == MOST_LINES


@pytest.mark.parametrize(
    ("values", "top"),
    [([], 1.0), ([0.0, None], 1.0), ([10.0], 15.0), ([0.2], 0.3), ([3.2, 1.0], 4.0), ([95], 150)],
)
def test_the_scale_ends_at_a_round_figure(values, top) -> None:
    assert top_of(values) == pytest.approx(top)


@given(st.lists(FIGURES, min_size=1))
def test_no_value_lies_over_the_scale(values) -> None:
    assert top_of(values) >= max(values)


def test_the_last_value_that_is_known() -> None:
    assert last_known([1.0, None, 2.0, None]) == 2
    assert last_known([None]) is None


@given(st.lists(st.floats(min_value=0, max_value=100), max_size=9))
def test_labels_keep_their_order_and_their_distance(wanted) -> None:
    found = spread(wanted, apart=10.0, low=0.0, high=100.0)
    assert all(-1e-6 <= place <= 100 + 1e-6 for place in found)
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    for a, b in itertools.pairwise(order):
        assert found[b] - found[a] >= 10.0 - 1e-6


def test_labels_with_room_stand_where_they_belong() -> None:
    assert spread([60.0, 20.0, 40.0], apart=10.0, low=0.0, high=100.0) == [60.0, 20.0, 40.0]
    assert spread([50.0, 50.0], apart=10.0, low=0.0, high=55.0) == [45.0, 55.0]
