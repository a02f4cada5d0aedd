"""What is found tile by tile is what is found among all of a chart's triangles at once."""

from __future__ import annotations

import numpy as np
import pytest

from mesomap.atlas import Body, Chart
from mesomap.atlas.locator import Locator
from mesomap.atlas.sight import Sight

CHARTS = ("face-left-oblique", "hand-back-left", "body-front")


def sight_of(chart: Chart, body: Body) -> Sight:
    mesh = body.mesh
    return Sight(
        mesh,
        triangles=chart.triangles,
        hiding=chart.project(mesh.occluder_xyz[mesh.occluder_tri.T]),
        project=chart.project,
        width_mm=chart.width_mm,
        height_mm=chart.height_mm,
    )


def all_at_once(chart: Chart, body: Body) -> Locator:
    mesh = body.mesh
    skin = chart.project(mesh.corners(chart.triangles)).transpose(1, 0, 2)
    hiding = chart.project(mesh.occluder_xyz[mesh.occluder_tri.T])
    x, y, depth = np.moveaxis(np.concatenate([skin, hiding], axis=1), 2, 0)
    return Locator(x, -y, depth)


@pytest.mark.parametrize("id", CHARTS)
def test_tiles_find_what_all_triangles_hold(body: Body, id: str) -> None:
    chart = body.charts[id]
    sight = sight_of(chart, body)
    size = (chart.width_mm, chart.height_mm)
    places = np.random.default_rng(4).uniform(-0.05, 1.05, (1500, 2)) * size
    on = ((places >= 0) & (places <= size)).all(axis=1)
    found = sight.many(places)
    expected = all_at_once(chart, body).many(places * (1.0, -1.0))
    assert np.isneginf(found.height[~on]).all()
    assert (found.row[~on] == -1).all()
    assert np.allclose(found.height[on], expected.height[on], rtol=0, atol=1e-6)
    skin = on & (found.row >= 0)
    assert skin.sum() > 100
    assert (found.row[skin] == expected.row[skin]).mean() > 0.999, "but for shared edges"
    # One place at a time, on tiles that are ready and on fresh ones.
    for asked in (sight, sight_of(chart, body)):
        for number in skin.nonzero()[0][:60].tolist():
            hit = asked.at(*places[number].tolist())
            assert hit is not None
            assert hit[0] == found.row[number]
            assert hit[3] == pytest.approx(found.height[number], abs=1e-6)


def test_no_places(body: Body) -> None:
    sight = sight_of(body.charts["face-front"], body)
    assert len(sight.many(np.empty((0, 2))).row) == 0
    assert sight.at(-0.1, 5.0) is None
    assert (sight.many(np.array([[np.nan, 5.0], [5.0, 1e9]])).row == -1).all()
