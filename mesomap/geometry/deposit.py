"""The deposit: the skin that an injection serves, a disc or, along a thread, a capsule.

It is a model of where the volume lies, not of what it does. Measured: 0.1 mL intradermally raises
a wheal 6 to 10 mm across (CDC PHIL 24234; SSI RT23 leaflet), which the dermal cylinder gives.
"""

from __future__ import annotations

import math
from enum import StrEnum

DERMAL_THICKNESS_MM = 2.0
"""Thickness of the dermal depot taken as a cylinder."""


class Depot(StrEnum):
    """Where the volume spreads: a flat cylinder in the dermis, a sphere below it."""

    DERMIS = "dermis"
    HYPODERMIS = "hypodermis"


def deposit_radius_mm(volume_ul: float, *, depot: Depot) -> float:
    """Radius of the deposit of `volume_ul` microlitres (= mm3), in mm.

    Dermis: ``sqrt(V / (2 mm pi))``; hypodermis: ``(3 V / 4 pi) ** (1 / 3)``.
    0.1 mL in the dermis gives 4.0 mm; 0.2 mL and 0.5 mL below it give 3.6 and 4.9 mm.

    Raises
    ------
    ValueError
        If the volume is negative.
    """
    if volume_ul < 0:
        raise ValueError("a volume cannot be negative")
    if depot is Depot.DERMIS:
        return math.sqrt(volume_ul / (DERMAL_THICKNESS_MM * math.pi))
    return math.cbrt(3.0 * volume_ul / (4.0 * math.pi))


def thread_radius_mm(volume_ul: float, *, length_mm: float) -> float:
    """Radius of the deposit of a thread, mm: a cylinder along the needle's way.

    ``sqrt(V / (pi length))``: 10 microlitres a mm give 1.8 mm. No measurement of threads was found
    in the literature; the cylinder is the volume's own geometry, as the discs' is, and the radius
    can be edited.

    Raises
    ------
    ValueError
        If the volume is negative, or the length not positive.
    """
    if volume_ul < 0:
        raise ValueError("a volume cannot be negative")
    if not length_mm > 0:
        raise ValueError("a thread needs a length")
    return math.sqrt(volume_ul / (math.pi * length_mm))
