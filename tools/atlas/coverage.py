"""A picture of labels to smooth polygons that tile it without gap or overlap.

The pixel borders are joined to arcs between junctions, every arc is smoothed once for both of its
sides, and the plane is cut along the smooth arcs again; so neighbours share their borders exactly.
"""

from __future__ import annotations

import itertools

import numpy as np
import shapely
from scipy import ndimage as ndi
from shapely.geometry import LineString, MultiPolygon, Polygon

from .source import Floats, Ints


def drop_specks(labels: Ints, smallest_px: int) -> Ints:
    """Give connected parts smaller than `smallest_px` the label of the nearest other part.

    Label -1 (nothing) takes part too, so specks of skin vanish into the background.
    """
    out = labels.copy()
    weak = np.zeros(labels.shape, bool)
    boxes = ndi.find_objects(labels + 2)
    for value, box in enumerate(boxes, -1):
        if box is None:
            continue
        part, count = ndi.label(labels[box] == value)
        if count > 1 or part.any():
            small = np.bincount(part.ravel()) < smallest_px
            small[0] = False
            if small.any():
                weak[box] |= small[part]
    if weak.any() and not weak.all():
        at = ndi.distance_transform_edt(weak, return_distances=False, return_indices=True)
        out = np.where(weak, labels[tuple(at)], labels)
    return out


def _border_segments(labels: Ints) -> Ints:
    """(n, 4) unit segments (x0, y0, x1, y1) between pixels of different label."""
    padded = np.pad(labels, 1, constant_values=-1)
    y, x = np.nonzero(padded[:, 1:] != padded[:, :-1])
    upright = np.stack([x, y - 1, x, y], 1)
    y, x = np.nonzero(padded[1:, :] != padded[:-1, :])
    level = np.stack([x - 1, y, x, y], 1)
    return np.concatenate([upright, level])


def _smooth(points: Floats, sigma: float) -> Floats:
    closed = bool((points[0] == points[-1]).all())
    if len(points) < 4:
        return points
    # corners of the stair are cut first: the middles of the steps lie on the line
    middle = (points[1:] + points[:-1]) / 2
    if closed:
        ring: Floats = ndi.gaussian_filter1d(
            middle, min(sigma, len(middle) / 8), axis=0, mode="wrap"
        )
        return np.concatenate([ring, ring[:1]])
    inner = np.concatenate([points[:1], middle, points[-1:]])
    # reflecting through the fixed ends keeps them in place without a kink
    k = len(inner) - 1
    extended = np.concatenate([2 * inner[0] - inner[:0:-1], inner, 2 * inner[-1] - inner[-2::-1]])
    soft = ndi.gaussian_filter1d(extended, min(sigma, len(inner) / 6), axis=0)[k : 2 * k + 1]
    soft[0], soft[-1] = points[0], points[-1]
    return np.asarray(soft)


def smooth_coverage(
    labels: Ints, pixel_mm: float, *, sigma_px: float = 2.0, tolerance_mm: float = 0.03
) -> dict[int, MultiPolygon]:
    """Polygons in mm of every label that is not -1."""
    s = _border_segments(labels)
    lines = shapely.linestrings(s.reshape(-1, 2, 2).astype(np.float64))
    junctions = _junctions(s)
    arcs = []
    for arc in shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines))):
        p = shapely.get_coordinates(arc)
        for piece in _split_at(p, junctions):
            soft = _smooth(piece, sigma_px) * pixel_mm
            simple = LineString(soft).simplify(tolerance_mm)
            coords = shapely.get_coordinates(simple)
            arcs.append(LineString(coords if len(coords) > 2 or not simple.is_ring else soft))
    net = shapely.node(shapely.set_precision(shapely.geometrycollections(arcs), 1e-4))
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(net)))
    owner = np.array([_owner(face, labels, pixel_mm) for face in faces])
    out: dict[int, MultiPolygon] = {}
    for value in np.unique(owner):
        if value >= 0:
            union = shapely.coverage_union_all(faces[owner == value])
            parts = [g for g in shapely.get_parts(union) if g.geom_type == "Polygon"]
            out[int(value)] = MultiPolygon(parts)
    return out


def _owner(face: Polygon, labels: Ints, pixel_mm: float) -> int:
    """The label of most pixels whose middles lie in a face; a sliver's is that at its middle."""
    low_x, low_y, high_x, high_y = (np.array(face.bounds) / pixel_mm).tolist()
    rows = np.arange(max(int(low_y), 0), min(int(high_y) + 1, labels.shape[0]))
    columns = np.arange(max(int(low_x), 0), min(int(high_x) + 1, labels.shape[1]))
    x, y = np.meshgrid(columns, rows)
    shapely.prepare(face)
    inside = shapely.contains_xy(face, (x + 0.5) * pixel_mm, (y + 0.5) * pixel_mm)
    if inside.any():
        value, count = np.unique(labels[y[inside], x[inside]], return_counts=True)
        return int(value[count.argmax()])
    at = shapely.point_on_surface(face)
    row = min(max(int(at.y / pixel_mm), 0), labels.shape[0] - 1)
    return int(labels[row, min(max(int(at.x / pixel_mm), 0), labels.shape[1] - 1)])


def _junctions(segments: Ints) -> set[tuple[int, int]]:
    ends = segments.reshape(-1, 2)
    point, uses = np.unique(ends, axis=0, return_counts=True)
    return set(map(tuple, point[uses > 2].tolist()))


def _split_at(points: Floats, junctions: set[tuple[int, int]]) -> list[Floats]:
    closed = bool((points[0] == points[-1]).all())
    cuts = [k for k, p in enumerate(points.tolist()) if (int(p[0]), int(p[1])) in junctions]
    inner = [k for k in cuts if 0 < k < len(points) - 1]
    if not inner:
        return [points]
    if closed and 0 not in cuts:
        points = np.concatenate([points[inner[0] : -1], points[: inner[0] + 1]])
        inner = [k - inner[0] for k in inner[1:]]
    marks = [0, *inner, len(points) - 1]
    return [points[a : b + 1] for a, b in itertools.pairwise(marks)]
