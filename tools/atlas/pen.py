"""How a chart is drawn: weights and thresholds for each scale."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pen:
    """Drawing parameters; lengths in chart mm.

    Attributes
    ----------
    line_mm
        Width of the outline; inner lines derive from it.
    bands
        Number of nested grey areas.
    detail_mm, soft_mm, coarse_mm
        Blur radii: what detail is kept, what tone bands follow, what counts as the form.
    local
        Radius and gain of the local contrast that brings out clavicles and the like.
    crease_mm
        Widths of creases looked for.
    crease_range
        Hysteresis thresholds of crease strength.
    stroke_mm
        Half-widths of the thinnest and the boldest crease stroke.
    shortest_mm
        Shorter strokes are dropped.
    jump_mm
        A depth step of this size gets a full inner outline.
    """

    line_mm: float = 0.35
    bands: int = 22
    detail_mm: float = 0.3
    soft_mm: float = 1.6
    coarse_mm: float = 5.0
    quiet: float = 0.03
    local: tuple[float, float] = (10.0, 0.5)
    crease_mm: tuple[float, ...] = (0.35, 0.7)
    crease_range: tuple[float, float] = (0.10, 0.26)
    crease_gain: float = 9.0
    stroke_mm: tuple[float, float] = (0.06, 0.24)
    shortest_mm: float = 4.0
    jump_mm: float = 1.2
    hollows: tuple[float, ...] = (0.42, 0.34, 0.26, 0.18)
    tolerance_mm: float = 0.04
    digits: int = 2


FACE = Pen()
PART = Pen(
    line_mm=0.6, bands=24, quiet=0.012, soft_mm=1.4, local=(22.0, 1.8), crease_mm=(0.6, 1.2),
    crease_range=(0.07, 0.16), stroke_mm=(0.1, 0.45), shortest_mm=8.0, jump_mm=1.5, hollows=(),
    tolerance_mm=0.08,
)  # fmt: skip
WHOLE = Pen(
    line_mm=1.1, bands=24, quiet=0.012, soft_mm=2.0, coarse_mm=7.0, local=(22.0, 1.8),
    crease_mm=(1.4, 2.8), crease_range=(0.07, 0.16), stroke_mm=(0.2, 0.8), shortest_mm=8.0,
    jump_mm=3.0, hollows=(), tolerance_mm=0.15, digits=1,
)  # fmt: skip
