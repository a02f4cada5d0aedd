"""Sheets of paper and the measures of the site chart's page, all in mm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SIDE_MM = 10.5
"""Left and right margin."""
TOP_MM = 11.0
BOTTOM_MM = 9.0
GUTTER_MM = 2.0
"""Between two chart boxes."""
NUMBER_PT = 6.5
"""The smallest type on the page: the number of an injection."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet: its name as people order it, and its size in mm (portrait)."""

    name: str
    width_mm: float
    height_mm: float

    @property
    def left_mm(self) -> float:
        return SIDE_MM

    @property
    def right_mm(self) -> float:
        return self.width_mm - SIDE_MM

    @property
    def content_mm(self) -> float:
        """Width between the side margins."""
        return self.width_mm - 2 * SIDE_MM


PAPERS: Mapping[str, Paper] = MappingProxyType(
    {"A4": Paper("A4", 210.0, 297.0), "Letter": Paper("Letter", 215.9, 279.4)}
)
