"""Shapes and discs for Hypothesis to draw."""

from __future__ import annotations

import math

import shapely
from hypothesis import strategies as st

MM = st.floats(-30.0, 30.0).map(lambda x: round(x, 3))
GRID_MM = st.integers(-6, 6).map(lambda k: 5.0 * k)
"""Places that coincide, line up and touch, as lattices do."""

PLACES = st.tuples(MM, MM) | st.tuples(GRID_MM, GRID_MM)
RADII = st.sampled_from([0.0, 0.4, 2.5, 4.0, 5.0, 9.0]) | st.floats(0.1, 12.0)
DISCS = st.tuples(PLACES, RADII)


@st.composite
def polygons(draw):
    """A box, a star with an odd outline, one with a hole, or two pieces."""
    kind = draw(st.sampled_from(["box", "star", "hole", "two"]))
    if kind == "box":
        return shapely.box(-20.0, -15.0, 20.0, 15.0)
    corners = draw(st.integers(5, 12))
    reach = draw(st.lists(st.floats(8.0, 25.0), min_size=corners, max_size=corners))
    turn = [2.0 * math.pi * k / corners for k in range(corners)]
    star = shapely.Polygon(
        [(r * math.cos(a), r * math.sin(a)) for r, a in zip(reach, turn, strict=True)]
    )
    if kind == "hole":
        return star.difference(shapely.box(-3.0, -3.0, 3.0, 2.0))
    if kind == "two":
        return shapely.union_all([star, shapely.box(26.0, -8.0, 32.0, 8.0)])
    return star


@st.composite
def blobs(draw, *, spacing_mm: float):
    """A region at least four spacings across, with rounded or square corners."""
    width, height = (draw(st.floats(4.0, 8.0)) * spacing_mm for _ in range(2))
    middle = draw(st.floats(-50.0, 50.0)), draw(st.floats(-50.0, 50.0))
    box = shapely.box(
        middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2
    )
    rounded = draw(st.sampled_from([0.0, 0.5, 1.5])) * spacing_mm
    return box.buffer(-rounded).buffer(rounded) if rounded else box
