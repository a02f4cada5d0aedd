"""A site: an address on the skin, the same on every chart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SkinSite:
    """A point of the base mesh: quad `face`, and bilinear `s`, `t` in 0 to 1 on it."""

    face: int
    s: float
    t: float


@dataclass(frozen=True, slots=True)
class PictureSite:
    """A point of a clinic's own flat picture: its chart, and x, y in that chart's mm."""

    chart: str
    x_mm: float
    y_mm: float


Site = SkinSite | PictureSite
