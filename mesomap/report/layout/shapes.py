"""What a laid-out page is made of. Lengths in mm from the sheet's top left corner, y down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import hypot
from typing import Literal
from uuid import UUID

from mesomap.model import LesionKind, MarkShape, Status
from mesomap.report.layout.paper import Paper

Align = Literal["left", "right", "centre"]


class Weight(StrEnum):
    """The three weights of the page's one type family."""

    REGULAR = "regular"
    MEDIUM = "medium"
    BOLD = "bold"


class Ink(StrEnum):
    """Black, the softer black of captions, the grey of thin rules, and bare paper."""

    BLACK = "black"
    SOFT = "soft"
    RULE = "rule"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is its baseline, `x` its left end, right end or middle."""

    x: float
    y: float
    text: str
    size_pt: float
    weight: Weight = Weight.REGULAR
    align: Align = "left"
    ink: Ink = Ink.BLACK


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.2
    ink: Ink = Ink.BLACK


@dataclass(frozen=True, slots=True)
class Outline:
    """A line of many corners, in page mm."""

    points: tuple[tuple[float, float], ...]
    width: float = 0.2
    ink: Ink = Ink.BLACK
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle, outlined and perhaps filled."""

    box: Box
    width: float = 0.25
    ink: Ink = Ink.BLACK
    fill: Ink | None = None


@dataclass(frozen=True, slots=True)
class Logo:
    """The clinic's logo, filling `box`."""

    box: Box
    media: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Spot:
    """One injection's own place on a chart: the dot or small mark that nothing may hide."""

    id: UUID
    x: float
    y: float
    radius: float
    mark: MarkShape
    status: Status
    elsewhere: bool = False
    """Numbered on another chart; here only for the overview."""


@dataclass(frozen=True, slots=True)
class Label:
    """The number of an injection, or the range of a run of them.

    `x`, `y` is its middle. `inside` labels are written in their own mark, which stands either on
    the site or, with a leader from (`from_x`, `from_y`), beside it.
    """

    ids: tuple[UUID, ...]
    text: str
    x: float
    y: float
    width: float
    height: float
    mark: MarkShape
    status: Status
    inside: bool
    round: bool = False
    """Whether it fills only the circle within its box."""
    radius: float = 0.0
    """Of the mark that an `inside` label is written in, as the paint functions take it."""
    leader: tuple[float, float] | None = None

    @property
    def box(self) -> Box:
        return Box(self.x - self.width / 2, self.y - self.height / 2, self.width, self.height)

    def overlaps(self, other: Label) -> bool:
        """Whether the two share ink."""
        if self.round and other.round:
            away = hypot(self.x - other.x, self.y - other.y)
            return away < (self.width + other.width) / 2
        return self.box.overlaps(other.box)

    def covers(self, x: float, y: float) -> bool:
        """Whether a point of the page lies under it."""
        if self.round:
            return hypot(self.x - x, self.y - y) < self.width / 2
        box = self.box
        return box.x < x < box.right and box.y < y < box.bottom


@dataclass(frozen=True, slots=True)
class LesionShape:
    """A lesion as a chart box shows it: closed rings in mm of the page, and its label."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    kind: LesionKind
    keep_free: bool
    label: Text


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A thread's way in sight, from its entry on, page mm."""

    points: tuple[tuple[float, float], ...]
    mark: MarkShape
    status: Status


@dataclass(frozen=True, slots=True)
class AreaShape:
    """An area pass: its borders, page mm, and its name in `box` on the chart it was chosen for."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    mark: MarkShape
    status: Status
    label: str = ""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class CautionShape:
    """A caution structure: its borders and the place of its sign, page mm, and its name."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    sign: tuple[float, float] | None
    name: str


@dataclass(frozen=True, slots=True)
class NotePin:
    """A note's pin; its point is at `x`, `y` mm of the page."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class ChartBox:
    """A part of a chart on the page. Chart point (cx, cy) lies at box + scale * (c - crop)."""

    chart: str
    title: str
    caption: str
    box: Box
    crop: Box
    scale: float
    spots: tuple[Spot, ...]
    labels: tuple[Label, ...]
    bar_mm: float
    """Chart length that the scale bar shows."""
    bar_text: str
    letters: tuple[Text, ...]
    """R and L, the patient's right and left."""
    areas: tuple[AreaShape, ...] = ()
    threads: tuple[ThreadLine, ...] = ()
    lesions: tuple[LesionShape, ...] = ()
    pins: tuple[NotePin, ...] = ()
    caution: tuple[CautionShape, ...] = ()

    def on_page(self, x_mm: float, y_mm: float) -> tuple[float, float]:
        """Chart mm to page mm."""
        return (
            self.box.x + (x_mm - self.crop.x) * self.scale,
            self.box.y + (y_mm - self.crop.y) * self.scale,
        )


@dataclass(frozen=True, slots=True)
class LegendMark:
    """A mark standing in a line of text."""

    x: float
    y: float
    radius: float
    mark: MarkShape
    status: Status
    text: str = ""
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class LegendSign:
    """A thread's line or an area pass's hatch standing in a line of text, `box` high and wide."""

    box: Box
    mark: MarkShape
    status: Status
    area: bool


Shape = Text | Rule | Outline | Frame | Logo | LegendMark | LegendSign


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its charts first, the rest over them."""

    charts: tuple[ChartBox, ...]
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole document."""

    paper: Paper
    title: str
    pages: tuple[Page, ...]
    author: str = ""
    """The clinic."""
    bookmarks: tuple[tuple[str, int], ...] = ()
    """What begins on which page, from 0."""
