"""The visible parts of region borders as smooth lines on a chart."""

from __future__ import annotations

import numpy as np
import shapely
from scipy import ndimage as ndi
from shapely.geometry import LineString, MultiPolygon

from .partition import Cells
from .source import Floats, Ints, Mask
from .view import View


def skin_borders(cells: Cells, key: Ints) -> list[Ints]:
    """Chains of cell vertices between triangles of different `key` (0 is not skin)."""
    edges = np.stack([cells.tri, np.roll(cells.tri, -1, 1)], 2).reshape(-1, 2)
    owner = np.repeat(key, 3)
    low = np.sort(edges, 1)
    order = np.lexsort((low[:, 1], low[:, 0]))
    e, k = low[order], owner[order]
    twin = (e[1:] == e[:-1]).all(1)
    first = np.flatnonzero(twin)
    differ = (k[first] != k[first + 1]) & (k[first] != 0) & (k[first + 1] != 0)
    pairs = e[first[differ]]
    return _chains(pairs)


def _chains(pairs: Ints) -> list[Ints]:
    after: dict[int, list[int]] = {}
    for a, b in pairs.tolist():
        after.setdefault(a, []).append(b)
        after.setdefault(b, []).append(a)
    used: set[tuple[int, int]] = set()
    chains = []
    ends = [v for v, n in after.items() if len(n) != 2]
    for start in ends + [v for v, n in after.items() if len(n) == 2]:
        for step in after[start]:
            if (min(start, step), max(start, step)) in used:
                continue
            path = [start, step]
            used.add((min(start, step), max(start, step)))
            while len(after[path[-1]]) == 2 and path[-1] != start:
                a, b = after[path[-1]]
                nxt = b if a == path[-2] else a
                link = (min(path[-1], nxt), max(path[-1], nxt))
                if link in used:
                    break
                used.add(link)
                path.append(nxt)
            chains.append(np.array(path, np.int64))
    return chains


def visible_lines(
    view: View,
    chains: list[Ints],
    xyz: Floats,
    drawn: Mask,
    *,
    tolerance_mm: float = 1.2,
    simplify_mm: float = 0.03,
) -> list[Floats]:
    """Chart polylines (mm) of the parts of the chains that the view sees.

    `drawn` says which cell vertices belong to the part of the body that is drawn.
    """
    out = []
    w, h = view.camera.width_mm, view.camera.height_mm
    for chain in chains:
        p3 = xyz[chain]
        if len(chain) > 3:
            soft = ndi.gaussian_filter1d(p3, 0.8, axis=0, mode="nearest")
            soft[0], soft[-1] = p3[0], p3[-1]
            p3 = soft
        length = np.linalg.norm(np.diff(p3, axis=0), axis=1)
        at = np.r_[0.0, np.cumsum(length)]
        if at[-1] < 1.0:
            continue
        fine = np.linspace(0, at[-1], max(2, int(at[-1] / 0.5)))
        q3 = np.stack([np.interp(fine, at, p3[:, k]) for k in range(3)], 1)
        whole = np.interp(fine, at, drawn[chain].astype(np.float64)) > 0.99
        q = view.camera.project(q3)[:, :2]
        inside = (q >= 0).all(1) & (q[:, 0] <= w) & (q[:, 1] <= h)
        seen = view.seen(q3, tolerance_mm) & inside & whole
        edge = np.flatnonzero(np.diff(np.r_[0, seen.astype(int), 0]))
        for a, b in zip(edge[::2], edge[1::2], strict=True):
            if at[-1] * (b - a) / len(fine) < 2.0 or b - a < 3:
                continue
            line = LineString(q[a:b]).simplify(simplify_mm)
            out.append(shapely.get_coordinates(line))
    return out


def parts_near(lines: list[Floats], shapes: list[MultiPolygon], reach_mm: float) -> list[Floats]:
    """The parts of polylines that run along the edges of drawn regions."""
    rims = shapely.union_all(shapely.boundary(shapes))
    out = []
    for line in lines:
        near = shapely.distance(rims, shapely.points(line)) <= reach_mm
        edge = np.flatnonzero(np.diff(np.r_[0, near.astype(int), 0]))
        out += [line[a:b] for a, b in zip(edge[::2], edge[1::2], strict=True) if b - a > 1]
    return out
