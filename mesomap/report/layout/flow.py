"""Pages being filled from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mesomap.report.layout.paper import BOTTOM_MM, TOP_MM, Paper
from mesomap.report.layout.shapes import CautionShape, ChartBox, Page, Shape

FOOTER_MM = 9.0
RUNNING_HEAD_MM = 13.5
"""Room at the top of every page after the first."""
BARE = 1 / 3


@dataclass(slots=True)
class _OpenPage:
    charts: list[ChartBox] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)


class Flow:
    """Takes blocks one below the other and breaks pages between them."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.y = TOP_MM
        self._pages = [_OpenPage()]
        self._bookmarks: dict[str, int] = {}
        self.bare_pages = 0
        """Pages before the last that a third or more of is left empty."""

    @property
    def bottom(self) -> float:
        """Where the footer begins."""
        return self.paper.height_mm - BOTTOM_MM - FOOTER_MM

    @property
    def top(self) -> float:
        """Where the page's own content begins on every page after the first."""
        return TOP_MM + RUNNING_HEAD_MM

    def need(self, height_mm: float) -> bool:
        """Begin a new page unless `height_mm` more fits on this one; whether it did."""
        if self.y + height_mm <= self.bottom or self.y <= self.top:
            return False
        self.new_sheet()
        return True

    def new_sheet(self) -> None:
        """Begin a new page, whatever fits on this one."""
        self.bare_pages += self.bottom - self.y > BARE * (self.bottom - TOP_MM)
        self._pages.append(_OpenPage())
        self.y = self.top

    def begin_below_head(self) -> None:
        """Leave room for a running head on the first page too."""
        self.y = self.top

    def bookmark(self, title: str) -> None:
        """Something begins on this page; the first place of a title is the one that counts."""
        if title:
            self._bookmarks.setdefault(title, len(self._pages) - 1)

    @property
    def bookmarks(self) -> tuple[tuple[str, int], ...]:
        """What began on which page, from 0."""
        return tuple(self._bookmarks.items())

    def add(self, *shapes: Shape) -> None:
        self._pages[-1].shapes.extend(shapes)

    def charts(self, boxes: Sequence[ChartBox]) -> None:
        """Add a row of charts and go on below it."""
        self._pages[-1].charts.extend(boxes)
        for box in boxes:
            self.bookmark(box.title)
        self.y = max(box.box.bottom for box in boxes) + 2.0

    @property
    def caution(self) -> list[CautionShape]:
        """The caution structures that the charts of all pages show."""
        return [one for page in self._pages for chart in page.charts for one in chart.caution]

    def pages(self, extra: Sequence[Sequence[Shape]]) -> tuple[Page, ...]:
        """The finished pages, each with the shapes that only the whole could tell."""
        return tuple(
            Page(tuple(page.charts), (*page.shapes, *more))
            for page, more in zip(self._pages, extra, strict=True)
        )

    def __len__(self) -> int:
        return len(self._pages)
