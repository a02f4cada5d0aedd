"""Numbers on a chart never overlap each other, hide no mark and stay in the box."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.report.layout.labels import Wish, place_labels
from mesomap.report.layout.shapes import Box

BOUNDS = Box(0, 0, 90, 90)
RADIUS = 0.3

points = st.lists(
    st.tuples(st.floats(6, 84), st.floats(6, 84)), min_size=1, max_size=40, unique=True
)


def _box(x: float, y: float, wish: Wish) -> Box:
    return Box(x - wish.width / 2, y - wish.height / 2, wish.width, wish.height)


@settings(max_examples=60, deadline=None)
@given(points, st.floats(2.0, 6.0))
def test_placed_labels_are_apart_and_hide_no_spot(
    at: list[tuple[float, float]], size: float
) -> None:
    wishes = [Wish(x, y, size, size, on_site=True) for x, y in at]
    keep_out = [Box(0, 84, 20, 6)]
    places = place_labels(
        wishes, spots=np.array(at), spot_radius=RADIUS, bounds=BOUNDS, keep_out=keep_out
    )
    boxes = [_box(p.x, p.y, w) for p, w in zip(places, wishes, strict=True) if p is not None]
    for k, box in enumerate(boxes):
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= 90
        assert box.bottom <= 90
        assert not any(box.overlaps(other) for other in (*boxes[:k], *keep_out))
    for place, wish in zip(places, wishes, strict=True):
        if place is None:
            continue
        box = _box(place.x, place.y, wish)
        hidden = [(x, y) for x, y in at if box.x < x < box.right and box.y < y < box.bottom]
        assert hidden == ([] if place.beside else [(wish.x, wish.y)])


def test_round_labels_need_less_room_at_their_corners() -> None:
    at = np.array([[40.0, 40.0], [43.2, 43.2]])  # 4.5 apart, askew

    def beside(round_: bool) -> list[bool]:
        wishes = [Wish(x, y, 4, 4, on_site=True, round=round_) for x, y in at]
        places = place_labels(wishes, spots=at, spot_radius=RADIUS, bounds=BOUNDS)
        return [place is None or place.beside for place in places]

    assert beside(True) == [False, False]
    assert beside(False) == [False, True]


def test_a_lone_label_sits_on_its_site() -> None:
    (place,) = place_labels(
        [Wish(40, 40, 4, 4, on_site=True)],
        spots=np.array([[40.0, 40.0]]),
        spot_radius=RADIUS,
        bounds=BOUNDS,
    )
    assert place is not None
    assert (place.x, place.y, place.beside) == (40, 40, False)


def test_two_close_labels_part_and_the_later_one_moves() -> None:
    at = np.array([[40.0, 40.0], [42.5, 40.0]])
    first, second = place_labels(
        [Wish(x, y, 4, 4, on_site=True) for x, y in at],
        spots=at,
        spot_radius=RADIUS,
        bounds=BOUNDS,
    )
    assert first is not None
    assert second is not None
    assert (first.beside, second.beside) == (False, True)


def test_no_room_is_said_and_not_papered_over() -> None:
    at = np.array([[2.0, 2.0]])
    places = place_labels(
        [Wish(2, 2, 30, 4, on_site=False)], spots=at, spot_radius=1.0, bounds=Box(0, 0, 20, 20)
    )
    assert places == [None]


def test_no_label_that_must_be_is_ever_left_out() -> None:
    """A box so full that nothing is free: the label still stands in it."""
    box = Box(0.0, 0.0, 12.0, 8.0)
    wishes = [Wish(6.0, 4.0, 5.0, 3.0, on_site=False) for _ in range(12)]
    places = place_labels(
        wishes,
        spots=np.array([[6.0, 4.0]]),
        spot_radius=0.5,
        bounds=box,
        hide_if_must=[True] * len(wishes),
    )
    assert all(place is not None for place in places)
    for place in places:
        assert place is not None
        assert 2.5 <= place.x <= 9.5
        assert 1.5 <= place.y <= 6.5
