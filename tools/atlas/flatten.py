"""Lay a piece of the mesh flat with as little stretch as can be.

Tutte embedding as a start (W. T. Tutte, "How to draw a graph", 1963: no triangle flips), then SLIM
with the symmetric Dirichlet energy (M. Rabinovich et al., "Scalable locally injective mappings",
ACM Trans. Graph. 36 (2017)), as libigl has it.
"""

from __future__ import annotations

import igl
import numpy as np
from scipy.sparse import coo_matrix, diags
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import spsolve

from .outline import rings
from .source import Floats, Ints


def flat_area(uv: Floats, tri: Ints) -> Floats:
    """Signed areas; counter-clockwise is positive."""
    a, b = uv[tri[:, 1]] - uv[tri[:, 0]], uv[tri[:, 2]] - uv[tri[:, 0]]
    out: Floats = (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) / 2
    return out


def skin_area(xyz: Floats, tri: Ints) -> Floats:
    """Areas in space."""
    a, b = xyz[tri[:, 1]] - xyz[tri[:, 0]], xyz[tri[:, 2]] - xyz[tri[:, 0]]
    out: Floats = np.linalg.norm(np.cross(a, b), axis=1) / 2
    return out


def as_disc(tri: Ints) -> Ints:
    """Rows of the largest edge-connected part without pinched border vertices.

    Vertices whose triangles do not form one fan are opened by dropping all but the largest fan.
    """
    rows = np.arange(len(tri))
    for _ in range(20):
        rows = rows[_largest_part(tri[rows])]
        t = tri[rows]
        loops = rings(t)
        on_border = np.concatenate(loops)
        v, uses = np.unique(on_border, return_counts=True)
        pinched = set(v[uses > 1].tolist())
        if not pinched:
            return rows
        rows = rows[~np.isin(t, list(pinched)).any(1)]
    raise ValueError("no disc found")


def _largest_part(tri: Ints) -> Ints:
    edges = np.sort(np.stack([tri, np.roll(tri, -1, 1)], 2).reshape(-1, 2), axis=1)
    _, number = np.unique(edges, axis=0, return_inverse=True)
    number = number.reshape(-1)
    owner = np.repeat(np.arange(len(tri)), 3)
    graph = coo_matrix((np.ones(len(owner)), (owner, number)), (len(tri), number.max() + 1))
    _, part = connected_components(graph @ graph.T, directed=False)
    return np.flatnonzero(part == np.bincount(part).argmax())


def fill_holes(xyz: Floats, tri: Ints) -> tuple[Floats, Ints, Ints]:
    """Close every border but the longest with a fan. Returns points, triangles, outer border."""
    loops = rings(tri)
    length = [np.linalg.norm(np.diff(xyz[np.r_[r, r[:1]]], axis=0), axis=1).sum() for r in loops]
    outer = int(np.argmax(length))
    points, fans = [xyz], [tri]
    count = len(xyz)
    for k, r in enumerate(loops):
        if k == outer:
            continue
        points.append(xyz[r].mean(0)[None])
        fans.append(np.stack([np.roll(r, -1), r, np.full(len(r), count)], 1))
        count += 1
    return np.concatenate(points), np.concatenate(fans), loops[outer]


def is_sheet(xyz: Floats, tri: Ints) -> bool:
    """Whether the piece is a disc but for small holes: no handle, no tube around a limb."""
    used = np.unique(tri)
    edges = np.unique(np.sort(np.stack([tri, np.roll(tri, -1, 1)], 2).reshape(-1, 2), 1), axis=0)
    loops = rings(tri)
    length = sorted(
        float(np.linalg.norm(np.diff(xyz[np.r_[r, r[:1]]], axis=0), axis=1).sum()) for r in loops
    )
    genus_free = len(used) - len(edges) + len(tri) == 2 - len(loops)
    return genus_free and (len(length) < 2 or length[-2] < 0.35 * length[-1])


def tutte(xyz: Floats, tri: Ints, outer: Ints) -> Floats:
    """Embed a disc in the unit disc; uniform weights keep every triangle unflipped."""
    n = len(xyz)
    steps = np.linalg.norm(np.diff(xyz[np.r_[outer, outer[:1]]], axis=0), axis=1)
    turn = 2 * np.pi * np.r_[0.0, np.cumsum(steps)[:-1]] / steps.sum()
    uv = np.zeros((n, 2))
    uv[outer] = np.c_[np.cos(turn), np.sin(turn)]
    i, j = tri.ravel(), np.roll(tri, -1, 1).ravel()
    links = coo_matrix((np.ones(2 * len(i)), (np.r_[i, j], np.r_[j, i])), (n, n)).tocsr()
    links.data[:] = 1.0
    laplace = diags(np.asarray(links.sum(1)).ravel()) - links
    inner = np.setdiff1d(np.arange(n), outer)
    right = -laplace[inner][:, outer] @ uv[outer]
    system = laplace[inner][:, inner].tocsc()
    for k in (0, 1):
        uv[inner, k] = spsolve(system, right[:, k])
    return uv


def _conformal(xyz: Floats, tri: Ints) -> Floats | None:
    """Least-squares conformal map, two far vertices pinned; None if it flips a triangle.

    B. Levy et al., "Least squares conformal maps", ACM Trans. Graph. 21 (2002) 362-371.
    """
    a = int(np.argmax(((xyz - xyz.mean(0)) ** 2).sum(1)))
    b = int(np.argmax(((xyz - xyz[a]) ** 2).sum(1)))
    far = float(np.linalg.norm(xyz[a] - xyz[b]))
    pins = np.array([a, b], np.int64)
    made = igl.lscm(np.ascontiguousarray(xyz), np.ascontiguousarray(tri), pins,
                    np.array([[0.0, 0.0], [far, 0.0]]))  # fmt: skip
    uv = np.asarray(made[0] if isinstance(made, tuple) else made, np.float64)[:, :2]
    if not np.isfinite(uv).all():
        return None
    if flat_area(uv, tri).sum() < 0:
        uv = uv * [1.0, -1.0]
    return uv if flat_area(uv, tri).min() > 1e-9 else None


def flatten(
    xyz: Floats,
    tri: Ints,
    *,
    rounds: int = 12,
    pins: tuple[Ints, Floats] | None = None,
) -> Floats:
    """(n, 2) flat positions in mm of a disc (holes allowed), counter-clockwise from outside.

    `pins` (vertices, positions) pulls some vertices towards given places.

    Raises
    ------
    ValueError
        If a triangle ends up flipped.
    """
    area = skin_area(xyz, tri)
    start = _conformal(xyz, tri)
    if start is None:
        points, filled, outer = fill_holes(xyz, tri)
        start = tutte(points, filled, outer)[: len(xyz)]
    start = start * np.sqrt(area.sum() / flat_area(start, tri).sum())
    where, place, pull = np.zeros(0, np.int64), np.zeros((0, 2)), 0.0
    if pins is not None:
        where, place = pins
        # turn and shift the start onto the pinned places
        a, b = start[where], place
        u, _, vt = np.linalg.svd((a - a.mean(0)).T @ (b - b.mean(0)))
        turn = u @ np.diag([1.0, np.sign(np.linalg.det(u @ vt))]) @ vt
        start = (start - a.mean(0)) @ turn + b.mean(0)
        pull = 1e3
    solver = igl.slim_precompute(
        np.ascontiguousarray(xyz), np.ascontiguousarray(tri), np.ascontiguousarray(start),
        igl.MappingEnergyType.SYMMETRIC_DIRICHLET, where, place, pull,
    )  # fmt: skip
    uv = np.asarray(igl.slim_solve(solver, rounds))[:, :2].astype(np.float64)
    size = np.sqrt(area.sum())
    for _ in range(40):  # long thin pieces (fingers) need many more rounds
        before = uv
        uv = np.asarray(igl.slim_solve(solver, 8))[:, :2].astype(np.float64)
        if np.abs(uv - before).max() < 1e-3 * size:
            break
    if (flat_area(uv, tri) <= 0).any():
        raise ValueError("a triangle flipped")
    return uv


def stretch(xyz: Floats, uv: Floats, tri: Ints) -> Floats:
    """(n, 2) singular values of each triangle's map from skin to flat skin, larger first."""
    e1, e2 = xyz[tri[:, 1]] - xyz[tri[:, 0]], xyz[tri[:, 2]] - xyz[tri[:, 0]]
    a = np.maximum(np.linalg.norm(e1, axis=1), 1e-12)
    x = e1 / a[:, None]
    b = (e2 * x).sum(1)
    h = np.maximum(np.linalg.norm(e2 - b[:, None] * x, axis=1), 1e-12)
    d1, d2 = uv[tri[:, 1]] - uv[tri[:, 0]], uv[tri[:, 2]] - uv[tri[:, 0]]
    j1 = d1 / a[:, None]
    j2 = (d2 - j1 * b[:, None]) / h[:, None]
    out: Floats = np.linalg.svd(np.stack([j1, j2], 2), compute_uv=False)
    return out


def length_error(values: Floats, area: Floats) -> tuple[float, float]:
    """Area-weighted mean and 95th percentile of the worst-direction length error."""
    error = np.maximum(values[:, 0], 1 / np.maximum(values[:, 1], 1e-9)) - 1
    order = np.argsort(error, kind="stable")
    share = np.cumsum(area[order]) / area.sum()
    p95 = error[order][min(int(np.searchsorted(share, 0.95)), len(error) - 1)]
    return float((error * area).sum() / area.sum()), float(p95)
