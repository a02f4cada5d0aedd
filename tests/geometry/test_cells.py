"""Cells within polygons and capsules are those whose middles are, wherever the shape lies."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mesomap.geometry.capsule import Capsule
from mesomap.geometry.cells import Cells

CELLS = Cells.over((-7.3, 4.1, 12.0, 31.5), 1.3)
places = st.tuples(st.floats(-15, 20), st.floats(-5, 40))


def brute(shape: shapely.Geometry) -> np.ndarray:
    u, v = np.meshgrid(*CELLS.middles())
    return shapely.contains_xy(shape, u, v)


@given(corners=st.lists(places, min_size=3, max_size=6))
def test_within_a_polygon_as_if_every_cell_were_asked(corners) -> None:
    shape = shapely.MultiPoint(corners).convex_hull.buffer(0.4)
    assert (CELLS.within(shape) == brute(shape)).all()


@given(path=st.lists(places, min_size=2, max_size=4, unique=True), radius=st.floats(0.2, 6))
def test_within_a_capsule_as_if_every_cell_were_asked(path, radius) -> None:
    capsule = Capsule("one", tuple(path), radius)
    u, v = np.meshgrid(*CELLS.middles())
    away = shapely.distance(shapely.LineString(path), shapely.points(u, v))
    found = CELLS.within_capsules([capsule])
    clear = np.abs(away - radius) > 1e-6  # a middle on the border may be either
    assert (found == (away <= radius))[clear].all()


def test_within_nothing_is_none() -> None:
    assert not CELLS.within(shapely.Polygon()).any()
    assert not CELLS.within_capsules([]).any()
