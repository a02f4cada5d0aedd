"""How much of the sky each point of the skin sees: for shading, and to tell skin from cavity."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix, diags

from .raster import depth_map
from .source import Floats, Ints


def directions(count: int) -> Floats:
    """(count, 3) unit vectors spread evenly on the sphere (Fibonacci lattice)."""
    i = np.arange(count) + 0.5
    polar, turn = np.arccos(1 - 2 * i / count), np.pi * (1 + 5**0.5) * i
    return np.stack([np.cos(turn) * np.sin(polar), np.cos(polar), np.sin(turn) * np.sin(polar)], 1)


def visibility(
    xyz: Floats, normal: Floats, tri: Ints, *, count: int, resolution_mm: float
) -> tuple[Floats, Floats]:
    """Cosine-weighted visibility and plain share of the sphere, per vertex of `normal`.

    `xyz` may hold further vertices (occluders) after those of `normal`.
    """
    n = len(normal)
    cosine = np.zeros(n)
    weight = np.zeros(n)
    share = np.zeros(n)
    for d in directions(count):
        a = np.cross([0.0, 1.0, 0.0] if abs(d[1]) < 0.95 else [1.0, 0.0, 0.0], d)
        a /= np.linalg.norm(a)
        b = np.cross(d, a)
        p = np.stack([xyz @ a, -(xyz @ b), xyz @ d], 1)
        p[:, :2] = (p[:, :2] - p[:, :2].min(0)) / resolution_mm + 2.0
        width, height = (np.ceil(p[:, :2].max(0)) + 3).astype(int)
        z = depth_map(p, tri, int(width), int(height))
        facing = normal @ d
        q = p[:n]
        seen_depth = z[q[:, 1].astype(np.int64), q[:, 0].astype(np.int64)]
        free = (facing > 0) & (
            seen_depth <= q[:, 2] + 1.2 * resolution_mm / np.maximum(facing, 0.15)
        )
        lit = np.maximum(facing, 0.0)
        cosine += lit * free
        weight += lit
        share += free
    return cosine / np.maximum(weight, 1e-9), share / count


def neighbour_mean(values: Floats, tri: Ints, rounds: int) -> Floats:
    """Average a per-vertex value with its neighbours, 60 % a round."""
    n = len(values)
    i, j = tri.ravel(), np.roll(tri, -1, 1).ravel()
    links = coo_matrix((np.ones(2 * len(i)), (np.r_[i, j], np.r_[j, i])), (n, n)).tocsr()
    links.data[:] = 1.0
    mean = diags(1 / np.maximum(np.asarray(links.sum(1)).ravel(), 1)) @ links
    for _ in range(rounds):
        values = 0.4 * values + 0.6 * (mean @ values)
    return values


def cached_visibility(
    xyz: Floats, normal: Floats, tri: Ints, head_from_mm: float, cache: Path
) -> tuple[Floats, Floats]:
    """Visibility of a whole body, the head again and finer; kept in `cache` by content."""
    digest = hashlib.sha256(np.round(xyz, 3).tobytes() + tri.tobytes()).hexdigest()[:16]
    path = cache / f"visibility-{digest}.npy"
    if path.exists():
        both = np.load(path)
        return both[0], both[1]
    n = len(normal)
    cosine, share = visibility(xyz, normal, tri, count=160, resolution_mm=1.0)
    head = xyz[:, 1] > head_from_mm
    head_tri = tri[head[tri].all(1)]
    rows = np.flatnonzero(head[:n])
    order = np.r_[rows, np.flatnonzero(head[n:]) + n]
    local = -np.ones(len(xyz), np.int64)
    local[order] = np.arange(len(order))
    fine = visibility(xyz[order], normal[rows], local[head_tri], count=220, resolution_mm=0.4)
    w = np.clip((xyz[rows, 1] - head_from_mm - 90) / 40, 0.0, 1.0)
    for whole, part in ((cosine, fine[0]), (share, fine[1])):
        whole[rows] = whole[rows] * (1 - w) + part * w
    cache.mkdir(parents=True, exist_ok=True)
    np.save(path, np.stack([cosine, share]))
    return cosine, share
