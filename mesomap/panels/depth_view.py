"""What the depth strip shows: a region's layers, the depth that is set, and a needle's reach."""

from __future__ import annotations

from dataclasses import dataclass

from mesomap.model import MarkShape

Range = tuple[float, float]
"""Lowest and highest, mm."""
DEEPEST_MM = 60.0
"""No depth is set beyond this."""
DEEPEST_SHOWN = (2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 13.0, 16.0, 20.0, 30.0, 45.0, 60.0)
"""How deep the strip may reach, mm: steps, so that it does not breathe with every change."""


@dataclass(frozen=True, slots=True)
class Band:
    """A layer: its name as clinical knows it, its label, its borders in mm (None: unknown)."""

    name: str
    label: str
    from_mm: Range
    to_mm: Range | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DepthView:
    """Ready for the strip; lengths in mm, words ready.

    Attributes
    ----------
    bands
        From the surface down; empty where no figure is known.
    depth_mm
        None where a layer is meant, or where the selected injections differ.
    meant
        The name of the band that is meant in place of a depth; "" for none.
    reach_mm
        How deep the needle reaches at its angle; None where no needle is noted.
    nothing
        What stands in place of bands.
    where, reach, source
        The lines under the strip: the layer, the needle's reach, whose figures these are.
    beyond
        Whether the depth is out of the needle's reach.
    details
        Everything with its source: the tooltip.
    """

    bands: tuple[Band, ...] = ()
    depth_mm: float | None = None
    meant: str = ""
    angle_deg: float | None = None
    reach_mm: float | None = None
    mark: MarkShape = MarkShape.CIRCLE
    nothing: str = ""
    where: str = ""
    reach: str = ""
    beyond: bool = False
    source: str = ""
    details: str = ""

    @property
    def deepest_mm(self) -> float:
        """How deep the strip reaches: past the skin and past the depth that is set."""
        wanted = 1.2 * (self.depth_mm or 0.0)
        for band in self.bands:
            if band.name != "hypodermis" and band.to_mm is not None:
                wanted = max(wanted, 1.6 * band.to_mm[1])
            if band.name == self.meant:
                wanted = max(wanted, 1.25 * band.from_mm[1] + 1.0)
        return next((one for one in DEEPEST_SHOWN if one >= wanted), DEEPEST_SHOWN[-1])
