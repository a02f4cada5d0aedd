"""The strip below the mandible's border that the submental protocol keeps free."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import shapely
from flat_strip import FlatBody, site

from mesomap.analysis.mandible import mandible_exclusion
from mesomap.model import KnownError, Side

NAMES = ("gonion", "mandible-1", "mandible-2", "mandible-3", "mandible-4")


def body_with_border(left_x: float, right_x: float, *, height: float = 70.0) -> FlatBody:
    """A mandible straight across the strip: right gonion, menton in the middle, left gonion."""
    middle = 0.5 * (left_x + right_x)
    marks = [SimpleNamespace(id="menton", side=Side.MIDLINE, site=site(middle, height))]
    for number, id in enumerate(NAMES):
        part = number / len(NAMES)
        for side, end in ((Side.RIGHT, left_x), (Side.LEFT, right_x)):
            x = end + part * (middle - end)
            marks.append(SimpleNamespace(id=id, side=side, site=site(x, height)))
    return FlatBody([*marks, SimpleNamespace(id="tragus", side=Side.LEFT, site=site(0.0, 0.0))])


def test_the_strip_is_as_wide_as_asked_along_the_whole_border():
    exclusion = mandible_exclusion(body_with_border(10.0, 110.0), "near")
    assert exclusion.patch == "near"
    border = shapely.LineString([(-50.0, 30.0), (50.0, 30.0)])
    for below, inside in ((0.0, True), (14.9, True), (15.1, False)):
        line = shapely.transform(border, lambda uv, d=below: uv - [0.0, d])
        assert exclusion.shape.covers(line) is inside
        assert exclusion.shape.intersects(line) is (inside or below < 15.0)
    narrow = mandible_exclusion(body_with_border(10.0, 110.0), "near", below_mm=10.0)
    assert narrow.shape.area < exclusion.shape.area


def test_the_border_is_drawn_on_where_its_landmarks_leave_the_patch():
    exclusion = mandible_exclusion(body_with_border(-60.0, 180.0), "near")
    edge = shapely.Point(120.0 - 60.0, 70.0 - 14.0 - 40.0)
    assert exclusion.shape.contains(edge)


def test_a_patch_without_the_border_is_told():
    with pytest.raises(KnownError, match="far"):
        mandible_exclusion(body_with_border(0.0, 90.0), "far")
    with pytest.raises(KnownError, match="near"):
        mandible_exclusion(FlatBody(), "near")
