"""What the treat page shows, in ready words and chart millimetres."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from mesomap.atlas import Chart
from mesomap.model import MarkShape, RegionKey, Status

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """Who is treated: never out of sight."""

    name: str
    allergies: str
    session: str


@dataclass(frozen=True, slots=True)
class SideProgress:
    """One side's steps in their order; None stands for the one that is next."""

    words: str
    states: tuple[Status | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far it is."""

    number: str
    of: str
    lines: tuple[str, ...]
    sides: tuple[SideProgress, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that must be read from afar, its unit, and what was planned if that was other."""

    title: str
    value: str
    unit: str
    planned: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyringeLeft:
    """The syringe in hand and what is left in it; `left_ul` None where nothing was drawn up."""

    letter: str
    name: str
    mark: MarkShape
    left: str
    unit: str
    words: str
    drawn_ul: int
    left_ul: int | None
    short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What is to be given next.

    Attributes
    ----------
    side
        Left or right in words, for the banner.
    gate
        What must be pressed before it can be given: another side, another syringe; "" without.
    """

    site: str
    detail: str
    side: str
    figures: tuple[Figure, ...]
    syringe: SyringeLeft
    gate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatMark:
    """A step on the chart: at its site; a thread leads on along `path`."""

    id: UUID
    at: Point
    text: str
    mark: MarkShape
    status: Status
    path: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatArea:
    """An area pass on the chart: closed outlines."""

    id: UUID
    outlines: tuple[tuple[Point, ...], ...]
    at: Point
    text: str
    mark: MarkShape
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatMap:
    """What the chart shows.

    Attributes
    ----------
    walk
        The steps that the chart sees, in needle order, for the line from one to the next; pieces.
    next_id, last_id
        The step that is next, and the one given last: the arrow goes from one to the other.
    extent
        Left, top, right, bottom of what should be in sight, mm.
    hidden
        Whether something covers the next site on every chart.
    spacing_mm
        How far neighbours are apart on the chart; None where there are none.
    """

    chart: Chart
    marks: tuple[TreatMark, ...]
    areas: tuple[TreatArea, ...] = ()
    walk: tuple[tuple[UUID, ...], ...] = ()
    next_id: UUID | None = None
    hidden: bool = False
    last_id: UUID | None = None
    region: RegionKey | None = None
    extent: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    spacing_mm: float | None = None
    skin_factor: float = 1.0
    """The patient's millimetres for one of the chart's."""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line of the summary: what, and planned against given."""

    name: str
    planned: str
    planned_ml: str
    given: str
    given_ml: str
    skipped: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Planned against given, when treating ends."""

    title: str
    lines: tuple[str, ...]
    regions: tuple[SummaryRow, ...]
    syringes: tuple[str, ...]
    total: SummaryRow
    skipped: tuple[str, ...] = field(default_factory=tuple)
    changed: tuple[str, ...] = field(default_factory=tuple)
