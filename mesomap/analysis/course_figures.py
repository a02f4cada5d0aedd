"""The figures of a course: spacing, coverage, volume and doses of each session, region by region.

Of a session of which something was given, only what was given counts; of one of which nothing was
given yet, what is planned. Skipped injections are in no figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import median
from uuid import UUID

from mesomap.analysis.doses import Dose, Strengths, Value, doses_of
from mesomap.analysis.figures import RegionFigures, region_figures
from mesomap.analysis.marks import key_of
from mesomap.analysis.skin import Skin
from mesomap.model import AreaPass, Injection, RegionKey, Status, Syringe, Unit


class Figure(StrEnum):
    """What is followed over the sessions. Exported: never rename one."""

    SPACING = "spacing_mm"
    COVERAGE = "coverage"
    VOLUME = "volume_ml"
    DOSE = "dose"


Component = tuple[str, str, Unit]
"""Name, substance and unit: amounts add up only where all three are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A region of a session, or all of it.

    Attributes
    ----------
    count
        Injections.
    spacing_mm
        Median distance to the nearest neighbour; None among fewer than two.
    coverage
        Covered fraction, 0 to 1: of the region, or of all regions with injections; None where
        only area passes treated it: nobody marked their entries.
    volume_ul
        Area passes included.
    doses
        As far as draws or recipes tell.
    """

    count: int = 0
    spacing_mm: float | None = None
    coverage: float | None = 0.0
    volume_ul: int = 0
    doses: tuple[Dose, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMeasured:
    """One session; `planned` says that nothing of it was given yet.

    `whole` has also what lies off every region.
    """

    planned: bool
    regions: Mapping[RegionKey, Measured]
    whole: Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One figure over the sessions, in their order; None where it is not known.

    In mm, as a fraction, in mL, or in the component's unit.
    """

    figure: Figure
    component: Component | None
    values: tuple[float | None, ...]


def measuring(
    body: Skin,
    injections: Iterable[Injection],
    areas: Iterable[AreaPass],
    syringes: Mapping[UUID, Syringe],
    strengths: Strengths,
) -> Iterator[SessionMeasured | None]:
    """Measure a session, one region at a time: None after each, at last the session."""
    values: list[Value] = [*injections, *areas]
    given = [one for one in values if one.status is Status.GIVEN]
    held = given or [one for one in values if one.status is Status.PLANNED]
    points = [one for one in held if isinstance(one, Injection)]
    passes = [one for one in held if isinstance(one, AreaPass)]
    of_region: dict[RegionKey, list[Value]] = {}
    for one in held:
        key = key_of(one, body)
        if key is not None:
            of_region.setdefault(key, []).append(one)
    found: dict[RegionKey, RegionFigures] = {}
    regions: dict[RegionKey, Measured] = {}
    for key, own in of_region.items():
        found[key] = figures = region_figures(body, key, points, syringes, areas=passes)
        regions[key] = Measured(
            count=figures.count,
            spacing_mm=figures.spacing.median_mm,
            coverage=figures.coverage if figures.count else None,
            volume_ul=figures.volume_ul,
            doses=doses_of(own, strengths),
        )
        yield None
    nearest = [one for figures in found.values() for one in figures.nearest_mm]
    marked = [one for one in found.values() if one.count]
    skin_mm2 = sum(one.area_mm2 for one in marked)
    whole = Measured(
        count=len(points),
        spacing_mm=median(nearest) if nearest else None,
        coverage=sum(one.covered_mm2 for one in marked) / skin_mm2 if skin_mm2 else None,
        volume_ul=sum(one.volume_ul for one in held),
        doses=doses_of(held, strengths),
    )
    yield SessionMeasured(planned=not given, regions=regions, whole=whole)


def tracks(
    sessions: Sequence[SessionMeasured | None], region: RegionKey | None = None
) -> tuple[Track, ...]:
    """Spacing, coverage, volume, and each component that any session has, by name.

    Parameters
    ----------
    sessions
        None for one that is not measured.
    region
        Without it all that each session holds. A session that left the region alone has 0 there.
    """
    parts = [None if one is None else measured_of(one, region) for one in sessions]
    components = sorted(
        {(dose.name, dose.substance, dose.unit) for one in parts if one for dose in one.doses}
    )
    plain = [Track(figure=f, component=None, values=_values(parts, f)) for f in _PLAIN]
    doses = [
        Track(figure=Figure.DOSE, component=one, values=tuple(_dose(part, one) for part in parts))
        for one in components
    ]
    return (*plain, *doses)


def most_treated(sessions: Iterable[SessionMeasured | None]) -> list[RegionKey]:
    """Every region that any session treated: in how many first, then by mL, then by name."""
    times: Counter[RegionKey] = Counter()
    volume_ul: Counter[RegionKey] = Counter()
    for one in sessions:
        for key, part in one.regions.items() if one is not None else ():
            times[key] += 1
            volume_ul[key] += part.volume_ul
    return sorted(times, key=lambda k: (-times[k], -volume_ul[k], k.id, k.side.value))


def measured_of(session: SessionMeasured, region: RegionKey | None) -> Measured:
    """A region of a session, empty if it was left alone; without one all of the session."""
    return session.whole if region is None else session.regions.get(region, Measured())


def amount_of(measured: Measured, component: Component) -> Decimal | None:
    """How much of it; None where something was placed and nothing tells what it held."""
    if measured.volume_ul and not measured.doses:
        return None
    same = (
        one.amount for one in measured.doses if (one.name, one.substance, one.unit) == component
    )
    return sum(same, Decimal(0))


_PLAIN = (Figure.SPACING, Figure.COVERAGE, Figure.VOLUME)


def _values(parts: Sequence[Measured | None], figure: Figure) -> tuple[float | None, ...]:
    return tuple(None if one is None else _plain(one, figure) for one in parts)


def _plain(one: Measured, figure: Figure) -> float | None:
    if figure is Figure.SPACING:
        return one.spacing_mm
    return one.coverage if figure is Figure.COVERAGE else one.volume_ul / 1000


def _dose(one: Measured | None, component: Component) -> float | None:
    amount = None if one is None else amount_of(one, component)
    return None if amount is None else float(amount)
