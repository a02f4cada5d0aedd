"""Rings and polygons of sets of triangles."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

from .source import Floats, Ints


def border_edges(tri: Ints) -> Ints:
    """(k, 2) directed edges whose other side is not in the set."""
    edges = np.stack([tri, np.roll(tri, -1, 1)], 2).reshape(-1, 2)
    base = int(edges.max()) + 1
    there = edges[:, 0] * base + edges[:, 1]
    back = edges[:, 1] * base + edges[:, 0]
    out: Ints = edges[~np.isin(there, back)]
    return out


def rings(tri: Ints) -> list[Ints]:
    """Closed vertex loops around a set of triangles; a pinched border falls into simple loops."""
    after: dict[int, list[int]] = defaultdict(list)
    for a, b in border_edges(tri).tolist():
        after[a].append(b)
    loops: list[Ints] = []
    while after:
        start = next(iter(after))
        path, place = [start], {start: 0}
        while True:
            here = path[-1]
            ways = after[here]
            nxt = ways.pop()
            if not ways:
                del after[here]
            if nxt in place:
                k = place[nxt]
                loops.append(np.array(path[k:], np.int64))
                for v in path[k + 1 :]:
                    del place[v]
                path = path[: k + 1]
                if k == 0 and nxt not in after:
                    break
                if nxt not in after:
                    break
            else:
                place[nxt] = len(path)
                path.append(nxt)
    return loops


def polygons(tri: Ints, uv: Floats, *, smallest_mm2: float = 1e-3) -> MultiPolygon:
    """The area of triangles laid flat without flips, its vertices kept exactly."""
    shells: list[Polygon] = []
    holes: list[Polygon] = []
    for loop in rings(tri):
        if len(loop) < 3:
            continue
        p = Polygon(uv[loop])
        if p.area < smallest_mm2:
            continue
        (shells if p.exterior.is_ccw else holes).append(p)
    shells.sort(key=lambda p: -p.area)
    inside: list[list[Polygon]] = [[] for _ in shells]
    for hole in holes:
        point = hole.representative_point()
        owners = [i for i, s in enumerate(shells) if s.contains(point)]
        if owners:
            inside[owners[-1]].append(hole)
    made = MultiPolygon(
        [
            Polygon(s.exterior.coords, [h.exterior.coords for h in hs])
            for s, hs in zip(shells, inside, strict=True)
        ]
    )
    if not made.is_valid:  # rings that touch along an edge: keep the areas, drop the seam
        parts = shapely.get_parts(
            shapely.get_parts(shapely.make_valid(made, method="structure", keep_collapsed=False))
        )
        made = MultiPolygon([g for g in parts if isinstance(g, Polygon) and g.area > smallest_mm2])
    return shapely.normalize(made)
