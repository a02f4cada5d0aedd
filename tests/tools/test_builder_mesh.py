"""Subdivision, mirroring and the z-buffer of the atlas builder, on tiny meshes."""

from __future__ import annotations

import numpy as np
import pytest

from tools.atlas import body, raster, subdivide

CUBE = np.array([[x, y, z] for z in (-1.0, 1.0) for y in (-1.0, 1.0) for x in (-1.0, 1.0)])
QUADS = np.array(
    [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]]
)


def twice() -> tuple[np.ndarray, np.ndarray]:
    first = subdivide.refine(8, QUADS)
    middle = subdivide.smooth_points(first, CUBE)
    second = subdivide.refine(len(middle), first.quads)
    return subdivide.smooth_points(second, middle), subdivide.grids(first, second, 8)


def test_grid_corners_are_the_quad_corners_in_order() -> None:
    _, grid = twice()
    assert (grid[:, [0, 0, 4, 4], [0, 4, 4, 0]] == QUADS).all()


def test_triangles_close_the_surface_and_face_outwards() -> None:
    xyz, grid = twice()
    tri = subdivide.cell_triangles(grid)
    assert len(tri) == 6 * 32
    edges = np.sort(np.stack([tri, np.roll(tri, -1, 1)], 2).reshape(-1, 2), axis=1)
    assert (np.unique(edges, axis=0, return_counts=True)[1] == 2).all()
    a = xyz[tri]
    outward = np.cross(a[:, 1] - a[:, 0], a[:, 2] - a[:, 0])
    assert ((a.mean(1) * outward).sum(1) > 0).all()


def test_rows_of_the_grid_run_along_the_quad() -> None:
    xyz, grid = twice()
    along = np.diff(xyz[grid], axis=2)
    first_side = xyz[grid[:, 0, 4]] - xyz[grid[:, 0, 0]]
    assert (np.einsum("njic,nc->nji", along, first_side) > 0).all()


def test_linear_points_keep_a_plane_flat() -> None:
    first = subdivide.refine(8, QUADS)
    values = CUBE @ np.array([[1.0], [2.0], [3.0]])
    assert subdivide.linear_points(first, values)[8:14, 0] == pytest.approx(
        values[QUADS].mean(1)[:, 0]
    )


def test_mirrored_vertices_are_mirror_images() -> None:
    xyz, grid = twice()
    mirror = np.array([1, 0, 3, 2, 5, 4, 7, 6])
    quad, corner = body.mirrored_quads(QUADS, mirror)
    other = body.mirrored_vertices(grid, quad, corner, len(xyz))
    assert xyz[other] == pytest.approx(xyz * [-1, 1, 1])


def test_view_axes_see_front_left_and_top() -> None:
    right, up, forward = raster.view_axes(0, 0)
    assert (right, up, forward) == (
        pytest.approx([1, 0, 0]),
        pytest.approx([0, 1, 0]),
        pytest.approx([0, 0, 1]),
    )
    assert raster.view_axes(90, 0)[2] == pytest.approx([1, 0, 0])
    assert raster.view_axes(0, 90)[2] == pytest.approx([0, 1, 0])


def test_nearer_front_faces_hide_farther_ones_and_backs_are_not_drawn() -> None:
    square = np.array([[0.0, 8.0], [8.0, 8.0], [8.0, 0.0], [0.0, 0.0]])  # picture y runs down
    points = np.concatenate([np.c_[square, np.full(4, depth)] for depth in (1.0, 2.0, 3.0)])
    front = np.array([[0, 1, 2], [0, 2, 3]])
    tri = np.concatenate([front, front + 4, (front + 8)[:, ::-1]])
    hits = raster.rasterise(points, tri, 8, 8)
    assert set(np.unique(hits.row)) == {2, 3}
    assert hits.interpolate(points[:, 2], tri) == pytest.approx(np.full((8, 8), 2.0))
    assert hits.interpolate(points, tri)[3, 5] == pytest.approx([5.5, 3.5, 2.0])
