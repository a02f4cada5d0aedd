"""Parts of the body that a chart may draw alone, and the camera that frames regions."""

from __future__ import annotations

import numpy as np

from .body import Body
from .chart_list import ChartSpec
from .partition import Cells
from .regions import INDEX
from .source import Floats, Ints, Mask
from .view import Camera, camera


def kept(body: Body, name: str) -> Mask | None:
    """Vertices of a part, None for the whole body."""
    if name == "all":
        return None
    c = body.canon
    arm = body.bone["arm"] > 0.5
    parts: dict[str, Mask] = {
        "upper": body.xyz[:, 1] > body.top_mm - 420,
        "head": c[:, 1] > 612,
        "no-arms": ~arm,
        "arm-left": arm & (c[:, 0] > 0),
        "arm-right": arm & (c[:, 0] < 0),
        "leg-left": (c[:, 0] > -0.01) & ~arm,
        "leg-right": (c[:, 0] < 0.01) & ~arm,
        "feet": c[:, 1] < -700,
    }
    return parts[name]


def _mine(cells: Cells, side: Ints, regions: tuple[str, ...], sides: tuple[str, ...]) -> Ints:
    wanted = np.isin(cells.label, [INDEX[r] for r in regions])
    signs = [1 if s == "left" else -1 for s in sides]
    return np.flatnonzero(wanted & np.isin(side, signs))


def frame_of(body: Body, cells: Cells, side: Ints, spec: ChartSpec) -> Camera:
    """The chart's camera: as given for the head, else fitted around its regions."""
    if not spec.fit:
        centre = np.array([0.0, body.top_mm - spec.below_top_mm, spec.forward_mm])
        tilt = body.build.head_pitch_deg if spec.head else 0.0
        elevation = spec.elevation_deg + tilt * np.cos(np.radians(spec.azimuth_deg))
        return camera(
            spec.azimuth_deg, elevation, centre, spec.width_mm, spec.height_mm, spec.pixel_mm
        )
    xyz = cells.interpolate(body.xyz)
    azimuth, elevation = spec.azimuth_deg, spec.elevation_deg
    if spec.facing:
        tri = xyz[cells.tri[_mine(cells, side, spec.facing, spec.sides)]]
        n = np.cross(tri[:, 1] - tri[:, 0], tri[:, 2] - tri[:, 0]).sum(0)
        n /= np.linalg.norm(n)
        azimuth = float(np.round(np.degrees(np.arctan2(n[0], n[2])), 3))
        elevation = float(np.round(np.degrees(np.arcsin(n[1])), 3))
    first = camera(azimuth, elevation, np.zeros(3), 0, 0, spec.pixel_mm)
    right, up = _turned(body, first, spec)
    points = xyz[np.unique(cells.tri[_mine(cells, side, spec.fit, spec.sides)])]
    x, y = points @ right, points @ up
    width = float(np.ceil((np.ptp(x) + 2 * spec.border_mm) / 10) * 10)
    height = float(np.ceil((np.ptp(y) + 2 * spec.border_mm) / 10) * 10)
    depth = float((points @ first.forward).mean())
    middle = np.array([(x.min() + x.max()) / 2, (y.min() + y.max()) / 2, depth])
    centre = middle[0] * right + middle[1] * up + middle[2] * first.forward
    return Camera(right, up, first.forward, np.round(centre, 3), width, height, spec.pixel_mm)


def _turned(body: Body, cam: Camera, spec: ChartSpec) -> tuple[Floats, Floats]:
    if spec.upright is None:
        return cam.right, cam.up
    flip = np.array([1.0 if spec.sides == ("left",) else -1.0, 1.0, 1.0])
    ends = []
    for point in spec.upright:
        off = ((body.canon - np.array(point) * flip) ** 2).sum(1)
        ends.append(body.xyz[np.argsort(off, kind="stable")[:60]].mean(0))
    way = ends[0] - ends[1]
    a = np.array([way @ cam.right, way @ cam.up])
    a /= np.linalg.norm(a)
    right = a[1] * cam.right - a[0] * cam.up
    up = a[0] * cam.right + a[1] * cam.up
    return right, up
