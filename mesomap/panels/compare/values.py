"""What the compare page shows: ready words, and places in chart mm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from mesomap.analysis.compare import Fate
from mesomap.atlas import Chart
from mesomap.model import RegionKey

Point = tuple[float, float]
Runs = tuple[tuple[Point, ...], ...]


class Mode(Enum):
    """How two maps stand beside one another."""

    SIDE_BY_SIDE = "side by side"
    SWIPE = "swipe"
    OVERLAY = "overlay"


class Shows(Enum):
    """What one chart shows of the two maps."""

    BEFORE = "before"
    AFTER = "after"
    BOTH = "both"
    """The later map with what is gone."""
    SWIPE = "swipe"
    """The earlier map left of the divider, the later one right of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareMark:
    """One injection's fate on a chart.

    Attributes
    ----------
    number
        Of the change, the same on every chart.
    old, new
        Where the chart sees it, mm; None where it does not or the map has none.
    words
        What happened to it, line by line.
    """

    number: int
    fate: Fate
    old: Point | None
    new: Point | None
    words: str
    region: RegionKey | None
    old_ways: Runs = ()
    new_ways: Runs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareMap:
    """A chart with both maps."""

    chart: Chart
    marks: tuple[CompareMark, ...] = ()
    old_passes: Runs = ()
    new_passes: Runs = ()
    names: Mapping[RegionKey, str] = field(default_factory=dict)
    skin_factor: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionLine:
    """One row of the table; None where that map has nothing there."""

    key: RegionKey
    name: str
    count_a: int
    count_b: int
    fates: Mapping[Fate, int]
    coverage_a: float | None
    coverage_b: float | None
    spacing_a_mm: float | None
    spacing_b_mm: float | None
    volume_a_ul: int
    volume_b_ul: int
    areas: str = ""
    """What the area passes of both share, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainRow:
    """A row of ready words, and the region that it is of."""

    key: RegionKey | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainRows:
    """A table of ready words.

    Attributes
    ----------
    words
        So many of the first columns are words, the others figures.
    strong
        The columns of the later map.
    """

    headings: tuple[str, ...]
    rows: tuple[PlainRow, ...]
    words: int
    strong: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One line of a choice: its value, what it says, and whether a line stands before it."""

    value: object
    text: str
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands over a chart."""

    chosen: object
    options: tuple[Option, ...]
    state: str
    figures: str
    title: str
    """Short, for the table and the swipe's labels."""
