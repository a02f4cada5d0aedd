"""Site and triangle: an exact pair of inverse maps.

A base quad carries a 5 x 5 grid of vertices, hence 4 x 4 cells, each cut from its corner A (i, j)
to its corner C (i+1, j+1) into two triangles. Triangle ``(face*16 + j*4 + i)*2 + k`` is (A, B, C)
for k = 0, where fs >= ft, and (A, C, D) for k = 1, where ft > fs; fs and ft run from 0 to 1
within the cell and s = (i + fs)/4, t = (j + ft)/4. On its triangle a site moves linearly, so a
site is a triangle with weights, and back, without loss.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mesomap.atlas.values import Floats, Ints, Sites
from mesomap.model import SkinSite

TRIANGLES_PER_FACE = 32


def _corners() -> Ints:
    """The places in a face's flattened 5 x 5 grid of the corners of its 32 triangles, (32, 3)."""
    rows = []
    for code in range(TRIANGLES_PER_FACE):
        j, i, k = code >> 3, (code >> 1) & 3, code & 1
        a = j * 5 + i
        rows.append((a, a + 1, a + 6) if k == 0 else (a, a + 6, a + 5))
    return np.array(rows, np.int64)


CORNERS = _corners()
"""Where the corners of a face's triangles lie among its 25 points, (32, 3)."""


def triangle_vertices(grid: NDArray[np.int32], triangles: Ints) -> NDArray[np.int32]:
    """Vertex ids (n, 3), counter-clockwise from outside, of `triangles` (n,)."""
    flat = grid.reshape(len(grid), 25)
    out: NDArray[np.int32] = flat[
        (triangles // TRIANGLES_PER_FACE)[:, None], CORNERS[triangles % TRIANGLES_PER_FACE]
    ]
    return out


def split_one(site: SkinSite) -> tuple[int, float, float, float]:
    """The triangle that `site` lies on, and the weights of its three corners."""
    s4, t4 = site.s * 4.0, site.t * 4.0
    i, j = min(int(s4), 3), min(int(t4), 3)
    fs, ft = s4 - i, t4 - j
    cell = site.face * 16 + j * 4 + i
    if ft > fs:
        return cell * 2 + 1, 1.0 - ft, fs, ft - fs
    return cell * 2, 1.0 - fs, fs - ft, ft


def join(triangles: Ints, second: Floats, third: Floats) -> Sites:
    """The sites (n,) on `triangles` whose second and third corners have these weights."""
    upper = (triangles & 1).astype(bool)
    both = second + third
    fs = np.clip(np.where(upper, second, both), 0.0, 1.0)
    ft = np.clip(np.where(upper, both, third), 0.0, 1.0)
    i, j = (triangles >> 1) & 3, (triangles >> 3) & 3
    return Sites(triangles // TRIANGLES_PER_FACE, (i + fs) / 4.0, (j + ft) / 4.0)


def join_one(triangle: int, second: float, third: float) -> SkinSite:
    """The site on `triangle` whose second and third corners have these weights."""
    both = second + third
    fs, ft = (second, both) if triangle & 1 else (both, third)
    fs, ft = min(max(fs, 0.0), 1.0), min(max(ft, 0.0), 1.0)
    i, j = (triangle >> 1) & 3, (triangle >> 3) & 3
    return SkinSite(triangle // TRIANGLES_PER_FACE, (i + fs) / 4.0, (j + ft) / 4.0)
