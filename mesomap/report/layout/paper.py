"""Sheets of paper and the measures of the site chart's page, all in mm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

SIDE_MM = 10.5
TOP_MM = 11.0
BOTTOM_MM = 9.0
GUTTER_MM = 2.0
"""Between two chart boxes."""
NUMBER_PT = 6.5
"""The smallest type on the page: the number of an injection."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet as it lies: its name as people order it, and its size in mm."""

    name: str
    width_mm: float
    height_mm: float
    side_mm: float = SIDE_MM
    """Left and right margin."""

    @property
    def landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width_mm > self.height_mm

    @property
    def left_mm(self) -> float:
        return self.side_mm

    @property
    def right_mm(self) -> float:
        return self.width_mm - self.side_mm

    @property
    def content_mm(self) -> float:
        """Width between the side margins."""
        return self.width_mm - 2 * self.side_mm


PAPERS: Mapping[str, Paper] = MappingProxyType(
    {"A4": Paper("A4", 210.0, 297.0), "Letter": Paper("Letter", 215.9, 279.4)}
)
"""Upright."""


def paper_of(name: str, *, landscape: bool = False) -> Paper:
    """The sheet of that name, on its side if `landscape`; KnownError if there is none."""
    if name not in PAPERS:
        text = QT_TRANSLATE_NOOP("messages", "No paper is called {paper}: say A4 or Letter.")
        raise KnownError(text, paper=name)
    paper = PAPERS[name]
    return Paper(name, paper.height_mm, paper.width_mm) if landscape else paper
