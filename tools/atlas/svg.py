"""Short SVG path data, and areas of a picture as polygons."""

from __future__ import annotations

import numpy as np
import shapely
from scipy import ndimage as ndi
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from skimage import measure

from .source import Floats, Mask


def areas(
    field: Floats, level: float, px: float, *, tolerance_mm: float = 0.04, smallest_mm2: float = 0.6
) -> BaseGeometry:
    """Where `field` exceeds `level`, as a (multi)polygon in mm."""
    low = min(float(field.min()), level) - 1
    rings = []
    for contour in measure.find_contours(np.pad(field, 1, constant_values=low), level):
        if len(contour) < 4:
            continue
        p = Polygon(np.c_[contour[:, 1] - 0.5, contour[:, 0] - 0.5] * px)
        if p.area >= smallest_mm2:
            rings.append(p)
    rings.sort(key=lambda p: -p.area)
    out: BaseGeometry = Polygon()
    for p in rings:
        out = out.symmetric_difference(p.buffer(0))
    return out.simplify(tolerance_mm, preserve_topology=True)


def _number(n: int, digits: int) -> str:
    text = f"{n / 10**digits:.{digits}f}".rstrip("0").rstrip(".") if digits else str(n)
    if text in ("-0", ""):
        return "0"
    return (
        text.replace("-0.", "-.")
        if text.startswith("-0.")
        else text.removeprefix("0")
        if text.startswith("0.")
        else text
    )


def line_path(points: Floats, digits: int = 2) -> str:
    """Relative path data of an open line; empty if it is a point."""
    q = np.round(np.asarray(points) * 10**digits).astype(np.int64)
    q = q[np.r_[True, np.any(np.diff(q, axis=0) != 0, axis=1)]]
    if len(q) < 2:
        return ""
    start = f"M{_number(int(q[0, 0]), digits)} {_number(int(q[0, 1]), digits)}l"
    steps = []
    for a, b in np.diff(q, axis=0).tolist():
        x, y = _number(a, digits), _number(b, digits)
        steps.append(x + (y if y.startswith("-") else " " + y))
    joined = steps[0]
    for s in steps[1:]:
        joined += s if s.startswith("-") else " " + s
    return start + joined


def area_path(shape: BaseGeometry, digits: int = 2) -> str:
    """Path data of a (multi)polygon; empty if nothing is left after rounding."""
    parts = [g for g in shapely.get_parts(shape) if isinstance(g, Polygon) and not g.is_empty]
    out = []
    for p in parts:
        for ring in (p.exterior, *p.interiors):
            d = line_path(np.asarray(ring.coords)[:-1], digits)
            if d.count("l") and len(ring.coords) > 3:
                out.append(d + "z")
    return "".join(out)


def element(d: str, **style: str | float) -> str:
    """A path element, or nothing if `d` is empty (Qt warns about an empty one)."""
    if not d:
        return ""
    text = "".join(f' {k.replace("_", "-")}="{v}"' for k, v in style.items())
    return f'<path d="{d}"{text}/>'


def parts_of(shape: BaseGeometry) -> list[Polygon]:
    """The polygons of any geometry."""
    return [g for g in shapely.get_parts(shape) if isinstance(g, Polygon) and not g.is_empty]


def blur_in(field: Floats, mask: Mask, sigma: float) -> Floats:
    """Gaussian blur that looks only at pixels of `mask`; wide blurs work on a coarser grid."""
    step = max(1, int(sigma / 5))
    inside = np.where(mask, field, 0.0)
    weight = mask.astype(np.float64)
    if step > 1:
        shape = field.shape
        inside, weight = _shrink(inside, step), _shrink(weight, step)
    blurred = ndi.gaussian_filter(inside, sigma / step) / np.maximum(
        ndi.gaussian_filter(weight, sigma / step), 1e-6
    )
    if step > 1:
        rows = (np.arange(shape[0]) + 0.5) / step - 0.5
        columns = (np.arange(shape[1]) + 0.5) / step - 0.5
        blurred = _bilinear(blurred, rows, columns)
    out: Floats = np.where(mask, blurred, 0.0)
    return out


def _shrink(field: Floats, step: int) -> Floats:
    pad = [(0, -n % step) for n in field.shape]
    f = np.pad(field, pad)
    out: Floats = f.reshape(f.shape[0] // step, step, f.shape[1] // step, step).mean((1, 3))
    return out


def _bilinear(field: Floats, rows: Floats, columns: Floats) -> Floats:
    """Sample a grid at the crossings of `rows` and `columns`."""
    for axis, at in ((0, rows), (1, columns)):
        low = np.clip(np.floor(at).astype(np.int64), 0, field.shape[axis] - 2)
        w = np.clip(at - low, 0.0, 1.0)
        w = w[:, None] if axis == 0 else w[None, :]
        field = np.take(field, low, axis) * (1 - w) + np.take(field, low + 1, axis) * w
    return field


def spread(field: Floats, mask: Mask) -> Floats:
    """Fill outside `mask` with the nearest inside value."""
    at = ndi.distance_transform_edt(~mask, return_distances=False, return_indices=True)
    out: Floats = field[tuple(at)]
    return out


def smoothstep(x: Floats, low: float, high: float) -> Floats:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return t * t * (3 - 2 * t)


__all__ = [
    "LineString", "MultiPolygon", "area_path", "areas", "blur_in", "element", "line_path",
    "parts_of", "smoothstep", "spread",
]  # fmt: skip
