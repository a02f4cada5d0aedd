"""Longitude and latitude of the canonical (un-morphed) head about a point inside it."""

from __future__ import annotations

import numpy as np

from .source import Floats

CENTRE_MM = np.array([0.0, 690.41, 62.54])
"""Below and behind the eyes; the head's skin, ears apart, is star-shaped about it."""


def longitude_latitude(canon_mm: Floats) -> tuple[Floats, Floats, Floats]:
    """Degrees left of the midline plane, degrees up, and distance in mm."""
    d = canon_mm - CENTRE_MM
    radius = np.linalg.norm(d, axis=-1)
    lon = np.degrees(np.arctan2(d[..., 0], d[..., 2]))
    lat = np.degrees(np.arcsin(d[..., 1] / np.maximum(radius, 1e-9)))
    return lon, lat, radius
