"""Lines authored on the canonical body that shading alone leaves too faint.

Each is a spline in the canonical front or back picture (x outwards, y up, mm), lifted onto the
skin; so it sits on the same anatomy in every view of both bodies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely.geometry import Polygon

from .body import Body
from .hair import at_head, head_map
from .hand_lines import hand_lines
from .network import spline
from .pen import Pen
from .raster import rasterise
from .source import Floats
from .svg import area_path, element
from .view import View

INK = "#5c5c62"
STROKES = ((4.0, 0.06), (2.2, 0.10), (1.0, 0.42))
"""Half-widths (in lines) and opacities of the nested strokes: a soft shade with a firm core."""
NAVEL = (0.0, 186.0, 6.2, 8.0)
"""Middle and half-axes of the hollow, canonical mm."""
NAVEL_SHADES = (1.0, 0.84, 0.68, 0.52, 0.36)
"""Sizes of its nested shades."""
SHORTEST_LINES = 10.0
"""Of this many line widths; a shorter stroke would be a blot."""


@dataclass(frozen=True, slots=True)
class AuthoredLine:
    """A line; `strength` scales its width and darkness, `bodies` says whose it is."""

    facing: str
    points: tuple[tuple[float, float], ...]
    strength: float = 1.0
    bodies: tuple[str, ...] = ("female", "male")


LINES: tuple[AuthoredLine, ...] = (
    # clavicle: upper edge, and the hollow below its outer third
    AuthoredLine(
        "front", ((14, 533), (30, 535), (55, 538), (80, 545), (108, 555), (132, 563)), 1.0
    ),
    AuthoredLine("front", ((20, 524), (45, 524), (70, 529), (92, 538)), 0.3),
    # groin
    AuthoredLine("front", ((30, -26), (48, -3), (72, 28), (98, 60), (116, 86)), 0.7),
    # kneecap: its lower edge firm, its upper edge soft
    AuthoredLine("front", ((134, -352), (138, -365), (150, -371), (162, -365), (166, -352)), 0.75),
    AuthoredLine("front", ((135, -343), (141, -334), (150, -331), (159, -334), (165, -343)), 0.4),
    # gluteal fold and cleft
    AuthoredLine("back", ((18, -40), (40, -50), (70, -53), (100, -50), (132, -40)), 1.1),
    AuthoredLine("back", ((0.3, 92), (0.3, 60), (0.3, 20), (0.3, -30)), 1.2),
    # shoulder blade: inner edge and lower angle, spine of the blade
    AuthoredLine("back", ((58, 520), (56, 490), (60, 455), (72, 428), (90, 420)), 0.8),
    AuthoredLine("back", ((66, 512), (92, 528), (122, 545), (146, 556)), 0.55),
    # elbow: skin folds above the olecranon, and the crook's fold
    AuthoredLine("back", ((303, 329), (313, 333), (322, 341), (329, 350)), 0.5),
    AuthoredLine("back", ((309, 318), (319, 318), (329, 325), (335, 334)), 0.4),
    AuthoredLine("front", ((296, 348), (306, 353), (316, 362), (323, 371)), 0.5),
    # navel: its hood
    AuthoredLine("front", ((-6, 184), (-4.4, 191), (0, 194), (4.4, 191), (6, 184)), 0.9),
    # hollow of the knee
    AuthoredLine("back", ((132, -368), (150, -372), (170, -366)), 0.6),
    # middle of the chin's lower edge, where the depth step is too shallow to be drawn
    AuthoredLine(
        "head",
        ((-38, -42.6), (-26, -44), (-12, -43.7), (0, -43.4), (12, -43.7), (26, -44), (38, -42.6)),
        0.8,
        ("male",),
    ),
    # lower edge of the pectoral muscle
    AuthoredLine("front", ((30, 372), (60, 362), (92, 366), (118, 392)), 0.8, ("male",)),
)


class Lifter:
    """Front and back pictures of the canonical body, to lift drawings onto the skin.

    Lines on the "head" are given in its longitude and latitude instead, and show in front only.
    """

    def __init__(self, body: Body) -> None:
        self.body = body
        self.views = {}
        for facing, sign in (("front", 1.0), ("back", -1.0)):
            c = body.canon
            # pixel x runs with sign * x so that the body is seen from outside
            p = np.c_[sign * c[:, 0] + 520.0, 870.0 - c[:, 1], sign * c[:, 2]]
            self.views[facing] = (sign, rasterise(p, body.tri, 1040, 1700))

    def lift(self, facing: str, xy: Floats) -> Floats:
        """World points of canonical picture positions; NaN off the body."""
        if facing == "head":
            position, known = head_map(self.body)
            left = at_head(position, known, np.c_[np.abs(xy[:, 0]), xy[:, 1]])
            return np.asarray(
                left * np.c_[np.where(xy[:, :1] < 0, -1.0, 1.0), np.ones((len(xy), 2))]
            )
        sign, hits = self.views[facing]
        column = np.clip((sign * xy[:, 0] + 520.0).astype(np.int64), 0, 1039)
        row = np.clip((870.0 - xy[:, 1]).astype(np.int64), 0, 1699)
        t = hits.row[row, column]
        u, v = hits.b1[row, column][:, None], hits.b2[row, column][:, None]
        a, b, c = (self.body.xyz[self.body.tri[np.maximum(t, 0), k]] for k in range(3))
        out: Floats = np.where(t[:, None] >= 0, a * (1 - u - v) + b * u + c * v, np.nan)
        return out


def navel_rings(body: Body) -> list[Floats]:
    """World outlines (k, 3) of the navel's nested shades, the widest first."""
    lifter = Lifter(body)
    x, y, wide, high = NAVEL
    t = np.linspace(0.0, 2.0 * np.pi, 60, endpoint=False)
    out = []
    for size in NAVEL_SHADES:
        # the deepest place lies under the hood
        middle = y + (1.0 - size) * 0.25 * high
        ring = np.c_[x + size * wide * np.cos(t), middle + size * high * np.sin(t)]
        out.append(lifter.lift("front", ring))
    return out


def navel_svg(view: View, rings: list[Floats], pen: Pen) -> str:
    """The navel's hollow, where all of it is seen."""
    d = []
    for ring in rings:
        if not (view.seen(ring, 6.0).all() and (_tilt(view, ring) > 0.5).all()):
            return ""
        shape = Polygon(view.camera.project(ring)[:, :2]).buffer(0)
        d.append(area_path(shape, pen.digits))
    paths = "".join(element(p, fill=INK, fill_opacity=0.07) for p in d)
    return f'<g id="navel">{paths}</g>'


def world_lines(body: Body) -> list[tuple[Floats, float, bool]]:
    """All authored lines of a body, both sides, with their strength."""
    lifter = Lifter(body)
    out = []
    for line in LINES:
        if body.build.id not in line.bodies:
            continue
        xy = spline(line.points, 1.5)
        on_midline = xy[:, 0].min() < 0 or np.abs(xy[:, 0]).max() < 1
        sides = (1.0,) if on_midline else (1.0, -1.0)
        for side in sides:
            p = lifter.lift(line.facing, xy * [side, 1.0])
            p = p[np.isfinite(p).all(1)]
            if len(p) > 8:
                k = np.ones(7) / 7
                padded = np.pad(p, ((3, 3), (0, 0)), mode="edge")
                smooth = np.stack([np.convolve(padded[:, i], k, "valid") for i in range(3)], 1)
                out.append((smooth, line.strength, line.facing == "head"))
    for left, strength in hand_lines(body):
        out += [(left, strength, False), (left * [-1.0, 1.0, 1.0], strength, False)]
    return out


def lines_svg(view: View, lines: list[tuple[Floats, float, bool]], pen: Pen) -> str:
    """Tapered strokes along the visible parts of authored lines."""
    strokes: dict[float, list[str]] = {}
    for world, strength, front_only in lines:
        if front_only and view.camera.forward[2] < 0.9:
            continue
        flat = view.camera.project(world)[:, :2]
        seen = view.seen(world, 4.0).astype(bool)
        normal_ok = _tilt(view, world) > 0.12
        edges = np.flatnonzero(np.diff(np.r_[0, (seen & normal_ok).astype(int), 0]))
        for a, b in zip(edges[::2], edges[1::2], strict=True):
            p = flat[a:b]
            length = np.linalg.norm(np.diff(p, axis=0), axis=1).sum()
            if len(p) < 6 or length < max(6.0, SHORTEST_LINES * pen.line_mm):
                continue
            u = np.linspace(0, 1, len(p))
            taper = pen.line_mm * strength * np.sin(np.pi * u) ** 0.7
            step = np.gradient(p, axis=0)
            step /= np.maximum(np.linalg.norm(step, axis=1, keepdims=True), 1e-9)
            normal = np.c_[-step[:, 1], step[:, 0]] * taper[:, None]
            for width, opacity in STROKES:
                side = normal * width
                ring = Polygon(np.r_[p + side, (p - side)[::-1]]).buffer(0)
                d = area_path(ring.simplify(pen.tolerance_mm / 2), 2)
                strokes.setdefault(round(opacity * (0.4 + 0.6 * strength), 3), []).append(d)
    drawn = [
        element("".join(d), fill=INK, fill_opacity=opacity)
        for opacity, d in sorted(strokes.items())
    ]
    return f'<g id="lines">{"".join(drawn)}</g>' if any(drawn) else ""


def _tilt(view: View, world: Floats) -> Floats:
    q = view.camera.project(world)
    ix = np.clip((q[:, 0] / view.px).astype(np.int64), 0, view.camera.columns - 1)
    iy = np.clip((q[:, 1] / view.px).astype(np.int64), 0, view.camera.rows - 1)
    out: Floats = view.normal[iy, ix] @ view.camera.forward
    return out
