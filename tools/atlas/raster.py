"""A small z-buffer rasteriser with back-face culling (numba)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from .source import Floats, Ints


@njit(cache=True)  # type: ignore[untyped-decorator, unused-ignore]
def _fill(p: Any, tri: Any, z: Any, hit: Any, b1: Any, b2: Any) -> None:
    height, width = z.shape
    for t in range(tri.shape[0]):
        i, j, k = tri[t, 0], tri[t, 1], tri[t, 2]
        x0, y0, x1, y1, x2, y2 = p[i, 0], p[i, 1], p[j, 0], p[j, 1], p[k, 0], p[k, 1]
        twice = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if twice >= 0.0:  # picture y runs down: a front face turns clockwise
            continue
        xa = max(int(np.floor(min(x0, x1, x2) - 0.5)), 0)
        xb = min(int(np.ceil(max(x0, x1, x2) - 0.5)), width - 1)
        ya = max(int(np.floor(min(y0, y1, y2) - 0.5)), 0)
        yb = min(int(np.ceil(max(y0, y1, y2) - 0.5)), height - 1)
        for y in range(ya, yb + 1):
            cy = y + 0.5
            for x in range(xa, xb + 1):
                cx = x + 0.5
                u = ((cx - x0) * (y2 - y0) - (x2 - x0) * (cy - y0)) / twice
                v = ((x1 - x0) * (cy - y0) - (cx - x0) * (y1 - y0)) / twice
                if u < -1e-9 or v < -1e-9 or u + v > 1.0 + 1e-9:
                    continue
                depth = p[i, 2] * (1.0 - u - v) + p[j, 2] * u + p[k, 2] * v
                if depth > z[y, x]:
                    z[y, x] = depth
                    hit[y, x] = t
                    b1[y, x] = u
                    b2[y, x] = v


@njit(cache=True)  # type: ignore[untyped-decorator, unused-ignore]
def _depth_only(p: Any, tri: Any, z: Any) -> None:
    height, width = z.shape
    for t in range(tri.shape[0]):
        i, j, k = tri[t, 0], tri[t, 1], tri[t, 2]
        x0, y0, x1, y1, x2, y2 = p[i, 0], p[i, 1], p[j, 0], p[j, 1], p[k, 0], p[k, 1]
        twice = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if twice >= 0.0:
            continue
        xa = max(int(np.floor(min(x0, x1, x2) - 0.5)), 0)
        xb = min(int(np.ceil(max(x0, x1, x2) - 0.5)), width - 1)
        ya = max(int(np.floor(min(y0, y1, y2) - 0.5)), 0)
        yb = min(int(np.ceil(max(y0, y1, y2) - 0.5)), height - 1)
        for y in range(ya, yb + 1):
            cy = y + 0.5
            for x in range(xa, xb + 1):
                cx = x + 0.5
                u = ((cx - x0) * (y2 - y0) - (x2 - x0) * (cy - y0)) / twice
                v = ((x1 - x0) * (cy - y0) - (cx - x0) * (y1 - y0)) / twice
                if u < -1e-9 or v < -1e-9 or u + v > 1.0 + 1e-9:
                    continue
                depth = p[i, 2] * (1.0 - u - v) + p[j, 2] * u + p[k, 2] * v
                if depth > z[y, x]:
                    z[y, x] = depth


@njit(cache=True)  # type: ignore[untyped-decorator, unused-ignore]
def _blend(values: Any, tri: Any, row: Any, b1: Any, b2: Any, out: Any) -> None:
    for y in range(row.shape[0]):
        for x in range(row.shape[1]):
            t = row[y, x]
            if t < 0:
                continue
            u, v = b1[y, x], b2[y, x]
            for k in range(values.shape[1]):
                out[y, x, k] = (
                    values[tri[t, 0], k] * (1.0 - u - v)
                    + values[tri[t, 1], k] * u
                    + values[tri[t, 2], k] * v
                )


@dataclass(frozen=True, slots=True)
class Hits:
    """What each pixel sees: depth, triangle row (-1 none) and barycentrics of corners 1 and 2."""

    depth: Floats
    row: NDArray[np.int32]
    b1: Floats
    b2: Floats

    def interpolate(self, values: Floats, tri: Ints) -> Floats:
        """Per-vertex values in the picture; zero where nothing is hit."""
        flat = np.ascontiguousarray(values.reshape(len(values), -1), np.float64)
        out = np.zeros((*self.row.shape, flat.shape[1]))
        _blend(flat, np.ascontiguousarray(tri), self.row, self.b1, self.b2, out)
        return out.reshape(self.row.shape + values.shape[1:])


def rasterise(pixels: Floats, tri: Ints, width: int, height: int) -> Hits:
    """Z-buffer of triangles whose vertices are (pixel x, pixel y down, depth to the viewer)."""
    hits = Hits(
        np.full((height, width), -1e30),
        np.full((height, width), -1, np.int32),
        np.zeros((height, width)),
        np.zeros((height, width)),
    )
    p = np.ascontiguousarray(pixels)
    _fill(p, np.ascontiguousarray(tri), hits.depth, hits.row, hits.b1, hits.b2)
    return hits


def depth_map(pixels: Floats, tri: Ints, width: int, height: int) -> Floats:
    """The depths alone."""
    z = np.full((height, width), -1e30)
    _depth_only(np.ascontiguousarray(pixels), np.ascontiguousarray(tri), z)
    return z


def view_axes(azimuth_deg: float, elevation_deg: float) -> tuple[Floats, Floats, Floats]:
    """Unit right, up and towards-the-viewer vectors.

    Azimuth 0 sees the front, +90 the subject's left side; elevation 90 looks down from above.
    """
    a, e = np.radians(azimuth_deg), np.radians(elevation_deg)
    forward = np.array([np.sin(a) * np.cos(e), np.sin(e), np.cos(a) * np.cos(e)])
    right = np.array([np.cos(a), 0.0, -np.sin(a)])
    return right, np.cross(forward, right), forward
