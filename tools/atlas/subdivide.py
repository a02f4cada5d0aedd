"""Catmull-Clark subdivision that keeps track of each base quad's 5 x 5 grid of vertices.

Vertices of degree-n and border rules: E. Catmull, J. Clark, "Recursively generated B-spline
surfaces on arbitrary topological meshes", Computer-Aided Design 10 (1978) 350-355.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .source import Floats, Ints


@dataclass(frozen=True, slots=True)
class Refined:
    """One subdivision step: new vertices are the old ones, then face points, then edge points."""

    quads: Ints
    """(4 n, 4): child 4 q + k keeps corner k of quad q as its corner 0."""
    faces: Ints
    edges: Ints
    edge_of: Ints
    """(n, 4) edge number of each quad side (corner k to k + 1)."""
    face_count: Ints


def refine(count: int, quads: Ints) -> Refined:
    """Topology of one step for a mesh of `count` vertices."""
    n = len(quads)
    ends = np.sort(np.stack([quads, np.roll(quads, -1, 1)], 2).reshape(-1, 2), axis=1)
    key, inverse, uses = np.unique(
        ends[:, 0] * count + ends[:, 1], return_inverse=True, return_counts=True
    )
    edges = np.stack([key // count, key % count], 1)
    edge_of = inverse.reshape(n, 4)
    edge_id = edge_of + count + n
    face_id = np.arange(n) + count
    children = [
        np.stack([quads[:, k], edge_id[:, k], face_id, edge_id[:, (k - 1) % 4]], 1)
        for k in range(4)
    ]
    return Refined(np.stack(children, 1).reshape(-1, 4), quads, edges, edge_of, uses)


def smooth_points(step: Refined, values: Floats) -> Floats:
    """Catmull-Clark positions after `step`; open borders follow the cubic B-spline rule."""
    count, m = len(values), len(step.edges)
    face_points = values[step.faces].mean(1)
    middle = values[step.edges].mean(1)
    around = np.zeros((m, values.shape[1]))
    np.add.at(around, step.edge_of.ravel(), np.repeat(face_points, 4, 0))
    border = step.face_count != 2
    edge_points = np.where(border[:, None], middle, (2 * middle + around) / 4)

    valence = np.bincount(step.faces.ravel(), minlength=count)
    faces_mean = np.zeros_like(values)
    np.add.at(faces_mean, step.faces.ravel(), np.repeat(face_points, 4, 0))
    faces_mean /= np.maximum(valence, 1)[:, None]
    edges_mean = np.zeros_like(values)
    degree = np.bincount(step.edges.ravel(), minlength=count)
    for k in (0, 1):
        np.add.at(edges_mean, step.edges[:, k], middle)
    edges_mean /= np.maximum(degree, 1)[:, None]
    d = np.maximum(degree, 3)[:, None]
    vertex_points = (faces_mean + 2 * edges_mean + (d - 3) * values) / d

    rim = step.edges[border]
    if len(rim):
        neighbours = np.zeros_like(values)
        rim_degree = np.zeros(count)
        for a, b in ((0, 1), (1, 0)):
            np.add.at(neighbours, rim[:, a], values[rim[:, b]])
            np.add.at(rim_degree, rim[:, a], 1)
        on_rim = rim_degree > 0
        along = 0.75 * values + 0.25 * neighbours / np.maximum(rim_degree, 1)[:, None]
        vertex_points[on_rim] = along[on_rim]
    return np.concatenate([vertex_points, face_points, edge_points])


def linear_points(step: Refined, values: Floats) -> Floats:
    """The same split without smoothing (for texture coordinates, weights, canonical position)."""
    return np.concatenate([values, values[step.faces].mean(1), values[step.edges].mean(1)])


def _three(step: Refined, count: int) -> Ints:
    """(n, 3, 3) vertex grid [j, i] of each quad after one step."""
    n = len(step.faces)
    e = step.edge_of + count + n
    f = step.faces
    grid = np.empty((n, 3, 3), np.int64)
    grid[:, 0, 0], grid[:, 0, 2], grid[:, 2, 2], grid[:, 2, 0] = f[:, 0], f[:, 1], f[:, 2], f[:, 3]
    grid[:, 0, 1], grid[:, 1, 2], grid[:, 2, 1], grid[:, 1, 0] = e[:, 0], e[:, 1], e[:, 2], e[:, 3]
    grid[:, 1, 1] = np.arange(n) + count
    return grid


def grids(first: Refined, second: Refined, count: int) -> Ints:
    """(n, 5, 5) vertex ids [j, i] of each base quad after two steps; i along s, j along t."""
    n = len(first.faces)
    count_1 = count + n + len(first.edges)
    fine = _three(second, count_1)
    grid = np.empty((n, 5, 5), np.int64)
    # Child k is turned by k quarter turns: its corner 0 is corner k of the parent.
    places = [(0, 0), (0, 2), (2, 2), (2, 0)]
    for k, (j, i) in enumerate(places):
        child = np.rot90(fine[k::4], -k, axes=(1, 2))
        grid[:, j : j + 3, i : i + 3] = child
    return grid


def cell_triangles(grid: Ints) -> Ints:
    """(n * 32, 3) triangles: id = (q * 16 + j * 4 + i) * 2 + k, split along A-C."""
    a, b = grid[:, :4, :4], grid[:, :4, 1:]
    c, d = grid[:, 1:, 1:], grid[:, 1:, :4]
    both = np.stack([np.stack([a, b, c], -1), np.stack([a, c, d], -1)], -2)
    return both.reshape(-1, 3)
