"""Cutting a mesh along borders, polygons of triangles, and pictures to polygons."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from tools.atlas import coverage, network, outline, partition
from tools.atlas.borders import skin_borders


def sheet(n: int = 24) -> tuple[np.ndarray, np.ndarray]:
    """A square from -1 to 1 of n x n cells, in the plane."""
    y, x = np.mgrid[: n + 1, : n + 1] * 2.0 / n - 1
    at = np.arange((n + 1) ** 2).reshape(n + 1, n + 1)
    a, b, c, d = at[:-1, :-1], at[:-1, 1:], at[1:, 1:], at[1:, :-1]
    both = np.stack([np.stack([a, b, c], -1), np.stack([a, c, d], -1)], -2)
    return np.c_[x.ravel(), y.ravel()], both.reshape(-1, 3)


def three_labels(at: np.ndarray) -> np.ndarray:
    """A disc (2) on two halves (1 left, 3 right)."""
    halves = np.where(at[:, 0] < 0.013, 1, 3)
    return np.where(np.hypot(at[:, 0], at[:, 1]) < 0.6, 2, halves)


def cut_sheet() -> tuple[partition.Cells, np.ndarray]:
    xy, tri = sheet()
    cells = partition.cut(xy, tri, three_labels(xy), three_labels)
    return cells, cells.interpolate(xy)


def area(points: np.ndarray, tri: np.ndarray) -> np.ndarray:
    a, b = points[tri[:, 1]] - points[tri[:, 0]], points[tri[:, 2]] - points[tri[:, 0]]
    return (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) / 2


def test_cells_fill_their_triangles_without_flips() -> None:
    cells, points = cut_sheet()
    xy, tri = sheet()
    own = area(points, cells.tri)
    assert (own > 0).all()
    assert np.bincount(cells.parent, own) == pytest.approx(area(xy, tri))


def test_borders_follow_the_authored_curve_not_the_mesh() -> None:
    cells, points = cut_sheet()
    disc = area(points, cells.tri)[cells.label == 2].sum()
    assert disc == pytest.approx(np.pi * 0.36, rel=0.01)
    shape = outline.polygons(cells.tri[cells.label == 2], points)
    rim = shapely.get_coordinates(shape)
    off = np.abs(np.hypot(*rim.T) - 0.6)
    assert np.percentile(off, 80) < 0.001
    assert off.max() < 0.083  # a junction lies within its triangle


def test_neighbouring_cells_share_their_border_exactly() -> None:
    cells, points = cut_sheet()
    shapes = [outline.polygons(cells.tri[cells.label == k], points) for k in (1, 2, 3)]
    assert bool(shapely.coverage_is_valid(shapes))
    assert sum(s.area for s in shapes) == pytest.approx(4.0)


def test_border_chains_end_where_three_regions_meet() -> None:
    cells, points = cut_sheet()
    chains = skin_borders(cells, cells.label)
    assert len(chains) == 4  # two arcs of the disc, two of the line between the halves
    longest = max(chains, key=len)
    assert np.linalg.norm(np.diff(points[longest], axis=0), axis=1).sum() == pytest.approx(
        np.pi * 0.6, rel=0.1
    )


def test_islands_take_the_label_around_them() -> None:
    xy, tri = sheet()
    labels = np.where(xy[:, 0] < 0.02, 1, 2)
    labels[np.argmin(np.hypot(xy[:, 0] - 0.5, xy[:, 1]))] = 1
    tidy = partition.tidy_labels(labels, tri, np.abs(area(xy, tri)), 0.02)
    assert (tidy == np.where(xy[:, 0] < 0.02, 1, 2)).all()


def test_a_ring_of_triangles_has_a_hole() -> None:
    xy, tri = sheet()
    r = np.hypot(*xy[tri].mean(1).T)
    shape = outline.polygons(tri[(r < 0.8) & (r > 0.4)], xy)
    assert len(shape.geoms) == 1
    assert len(shape.geoms[0].interiors) == 1


def test_areas_that_touch_in_a_point_stay_valid() -> None:
    xy, tri = sheet(4)
    c = xy[tri].mean(1)
    shape = outline.polygons(tri[(c[:, 0] > 0) == (c[:, 1] > 0)], xy)
    assert shape.is_valid
    assert shape.area == pytest.approx(2.0)


def test_a_picture_becomes_a_smooth_coverage() -> None:
    y, x = (np.mgrid[:200, :200] + 0.5) * 0.25 - 25
    labels = np.where(np.hypot(x, y) < 20, np.where(x < 1, 4, 9), -1)
    shapes = coverage.smooth_coverage(labels, 0.25)
    assert sorted(shapes) == [4, 9]
    assert bool(shapely.coverage_is_valid(list(shapes.values())))
    whole = shapely.union_all(list(shapes.values()))
    rim = np.hypot(*(shapely.get_coordinates(whole.exterior) - 25).T)
    assert np.abs(rim - 20).max() < 0.25
    turns = shapely.get_coordinates(shapely.segmentize(whole.exterior, 0.5))
    step = np.diff(turns, axis=0)
    bend = np.abs(np.diff(np.unwrap(np.arctan2(step[:, 1], step[:, 0]))))
    assert np.percentile(bend, 95) < 0.25  # pixel stairs would turn by half a right angle and more


def test_specks_vanish() -> None:
    labels = np.full((40, 40), 3)
    labels[5:7, 5:7] = -1
    labels[20:, :] = 6
    assert set(np.unique(coverage.drop_specks(labels, 10))) == {3, 6}


NODES = {"a": (0.0, 0.0), "b": (10.0, 0.0), "c": (10.0, 10.0), "d": (0.0, 10.0)}
FRAME = (("a", "b"), ("b", "c"), ("c", "d"), ("d", "a"))


def test_points_of_an_atlas_find_their_region() -> None:
    made = network.build_network(
        NODES, [("a", (6, 4), "c")], FRAME, {"low": (8, 2), "high": (2, 8)}, x_range=(0, 10)
    )
    found = made.lookup(np.array([9.0, 1.0, 30.0]), np.array([1.0, 9.0, 9.0]))
    assert [made.ids[i] for i in found] == ["low", "high", "low"]


def test_a_missing_border_is_an_error() -> None:
    with pytest.raises(ValueError, match="no border between"):
        network.build_network(NODES, [], FRAME, {"low": (8, 2), "high": (2, 8)}, x_range=(0, 10))
    with pytest.raises(ValueError, match="without a closed border"):
        network.build_network(NODES, [], FRAME, {"in": (8, 2), "out": (20, 2)}, x_range=(0, 10))
