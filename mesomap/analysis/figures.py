"""The figures of a session's regions, from scratch.

A region is measured on its patch, together with everything in the patch's margin: an injection of a
neighbouring region counts there as a neighbour, and its deposit covers what it reaches. Skipped
injections leave nothing in the skin: they are counted as skipped and are in no other figure.

Area passes count in volumes and amounts, never in spacing or coverage: nobody marked their entries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol
from uuid import UUID

import numpy as np

from mesomap.analysis.marks import Mark, deposits_of, in_skin, key_of, marks_on
from mesomap.analysis.near import Near
from mesomap.analysis.skin import Skin
from mesomap.analysis.tally import Tally, tally
from mesomap.geometry.arrays import Floats
from mesomap.geometry.covered import covered_mm2
from mesomap.geometry.curves import resampled
from mesomap.geometry.gaps import Gap, find_gaps
from mesomap.geometry.spacing import close_pairs, nearest_mm
from mesomap.model import AreaPass, Injection, RegionKey, Syringe

TOO_CLOSE = 0.75
"""Two injections are too close below this part of their region's median spacing."""

ClosePair = tuple[UUID, UUID, float]
"""The ids of two injections, the smaller first, and their distance in mm."""


LEAST_FOR_A_LATTICE = 4
"""Fewer injections than this on a patch have no gaps: they are no lattice yet."""

THREAD_STEP_MM = 1.0
"""A thread stands for places so far apart where gaps are looked for."""


class Wanted(NamedTuple):
    """What the gaps of a region are judged by, in one part of it.

    Attributes
    ----------
    spacing_mm : float
    polygon : shapely geometry
        The part of the region that a lattice fills, mm.
    outside : (n, 2) array, mm
        The lattice's places beyond what it fills: they count as taken.
    """

    spacing_mm: float
    polygon: Any
    outside: Floats


class Lattices(Protocol):
    """The remembered lattices of a session (`mesomap.analysis.lattices.Fillings`)."""

    def spacing_mm(self, key: RegionKey, used: Collection[UUID]) -> float | None:
        """The finest wanted spacing in a region; None where no lattice is remembered."""

    def wanted(self, key: RegionKey, used: Collection[UUID]) -> tuple[Wanted, ...]:
        """What a region's gaps are judged by; empty where no lattice is remembered."""


@dataclass(frozen=True, slots=True)
class SpacingFigures:
    """Distances to the nearest neighbour, mm; None while there are fewer than two injections."""

    min_mm: float | None
    median_mm: float | None
    max_mm: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionFigures:
    """What is known of one region in a session.

    Attributes
    ----------
    count, given, skipped : int
        Injections planned or given; those of them that were given; those skipped.
    volume_ul, given_ul : int
        What was planned or given, and what was given, area passes included.
    areas, area_ul, entries : int
        Area passes planned or given, their volume, and their entries as far as they are known.
    mg : float or None
        None unless all of it is one mixture of known strength.
    covered_mm2 : float
        Deposits within the region, those of neighbouring regions too.
    gaps : tuple or None
        Places that the lattice missed, largest first; None if they were not asked for.
    close_pairs : tuple
        Pairs nearer than 0.75 x the median spacing, one of them at least in this region.
    wanted_spacing_mm : float or None
        What gaps are judged by: the spacing of the region's lattice where one is remembered (of
        several the finest), else the median spacing.
    nearest_mm : tuple
        The spacing of each of its injections that has a neighbour, in order of size.
    """

    key: RegionKey
    count: int
    given: int
    skipped: int
    volume_ul: int
    given_ul: int
    mg: float | None
    area_mm2: float
    covered_mm2: float
    spacing: SpacingFigures
    close_pairs: tuple[ClosePair, ...]
    gaps: tuple[Gap, ...] | None
    wanted_spacing_mm: float | None
    nearest_mm: tuple[float, ...]
    areas: int = 0
    area_ul: int = 0
    entries: int = 0

    @property
    def coverage(self) -> float:
        """Covered fraction, 0 to 1."""
        return self.covered_mm2 / self.area_mm2 if self.area_mm2 > 0 else 0.0

    @property
    def uncovered_mm2(self) -> float:
        """Skin that no deposit covers; most of it is no gap."""
        return max(self.area_mm2 - self.covered_mm2, 0.0)

    @property
    def density_per_cm2(self) -> float:
        """Injections per cm2."""
        return self._per_cm2(self.count)

    @property
    def ml_per_cm2(self) -> float:
        """mL per cm2."""
        return self._per_cm2(self.volume_ul / 1000.0)

    @property
    def mg_per_cm2(self) -> float | None:
        """mg per cm2, where the mixture's strength is known."""
        return None if self.mg is None else self._per_cm2(self.mg)

    def _per_cm2(self, amount: float) -> float:
        return amount / (self.area_mm2 / 100.0) if self.area_mm2 > 0 else 0.0


def session_figures(
    body: Skin,
    injections: Iterable[Injection],
    syringes: Mapping[UUID, Syringe],
    *,
    areas: Iterable[AreaPass] = (),
    lattices: Lattices | None = None,
) -> dict[RegionKey, RegionFigures]:
    """The figures of every region that has injections or area passes."""
    found = figures_in_turn(body, injections, syringes, areas=areas, lattices=lattices)
    return {one.key: one for one in found}


def figures_in_turn(
    body: Skin,
    injections: Iterable[Injection],
    syringes: Mapping[UUID, Syringe],
    *,
    areas: Iterable[AreaPass] = (),
    lattices: Lattices | None = None,
    gaps: bool = True,
) -> Iterator[RegionFigures]:
    """As `session_figures`, one region after another; without `gaps` none is looked for."""
    everyone, passes = list(injections), list(areas)
    own: dict[RegionKey, list[Injection | AreaPass]] = {}
    values: list[Injection | AreaPass] = [*everyone, *passes]
    for one in values:
        if (key := key_of(one, body)) is not None:
            own.setdefault(key, []).append(one)
    near, used = Near(body, everyone), lattices_used(everyone)
    for key, held in own.items():
        around = near.on(body.regions[key].patch)
        yield _measured(body, key, around, held, syringes, used, lattices, gaps=gaps)


def region_figures(
    body: Skin,
    key: RegionKey,
    injections: Iterable[Injection],
    syringes: Mapping[UUID, Syringe],
    *,
    areas: Iterable[AreaPass] = (),
    lattices: Lattices | None = None,
) -> RegionFigures:
    """The figures of one region, whether it has injections or not.

    Parameters
    ----------
    lattices
        Those that the session remembers: its gaps are judged by them.

    Raises
    ------
    KeyError
        If the body has no such region.
    """
    everyone = list(injections)
    values: list[Injection | AreaPass] = [*everyone, *areas]
    own = [one for one in values if key_of(one, body) == key]
    return _measured(body, key, everyone, own, syringes, lattices_used(everyone), lattices)


def _measured(
    body: Skin,
    key: RegionKey,
    around: Sequence[Injection],
    values: Iterable[Injection | AreaPass],
    syringes: Mapping[UUID, Syringe],
    used: set[UUID],
    lattices: Lattices | None,
    *,
    gaps: bool = True,
) -> RegionFigures:
    """The figures of a region that has `values`, measured with what lies `around`."""
    patch = body.regions[key].patch
    polygon = body.patches[patch].polygon(key)
    held = marks_on(body, patch, around)
    points = np.array([mark.at for mark in held]).reshape(-1, 2)
    own = np.array([mark.key == key for mark in held], dtype=bool)
    nearest = np.sort(nearest_mm(points)[own])
    nearest = nearest[np.isfinite(nearest)]
    spacing = spacing_figures(nearest)
    pairs: list[ClosePair] = []
    if spacing.median_mm is not None:
        found, distances = close_pairs(points, below_mm=TOO_CLOSE * spacing.median_mm)
        for (i, j), distance in zip(found.tolist(), distances.tolist(), strict=True):
            if own[i] or own[j]:
                pairs.append(ordered(held[i].id, held[j].id, distance))
    return assemble(
        key,
        tally(values),
        syringes,
        area_mm2=float(polygon.area),
        covered_mm2=covered_mm2(polygon, *deposits_of(held)),
        spacing=spacing,
        nearest=nearest.tolist(),
        pairs=pairs,
        gaps=gaps_of(polygon, held, spacing, lattices.wanted(key, used) if lattices else ())
        if gaps
        else (),
        wanted_mm=lattices.spacing_mm(key, used) if lattices else None,
    )


def lattices_used(injections: Iterable[Injection]) -> set[UUID]:
    """The lattices that injections in the skin name; one that none names any more is forgotten."""
    return {one.lattice for one in injections if one.lattice is not None and in_skin(one)}


def spacing_figures(nearest: Floats) -> SpacingFigures:
    """Of distances to the nearest neighbour; infinite ones (alone) are left out."""
    real = nearest[np.isfinite(nearest)]
    if len(real) == 0:
        return SpacingFigures(None, None, None)
    return SpacingFigures(float(real.min()), float(np.median(real)), float(real.max()))


def gaps_of(
    polygon: Any,
    marks: Sequence[Mark],
    spacing: SpacingFigures,
    wanted: Iterable[Wanted] = (),
) -> tuple[Gap, ...]:
    """The gaps of a region, largest first.

    Where lattices are remembered (`wanted`), what they fill is judged by their spacing, and the
    rest of the region has none: it was to stay free. Elsewhere by the median spacing: none where
    there is none, nor among fewer than `LEAST_FOR_A_LATTICE` injections: a gap is a place that a
    lattice missed, and so few are no lattice yet. Skin along a thread is taken; the thread itself
    says nothing of where a pattern would go on.
    """
    points, radii, capsules = deposits_of(marks)
    threads = [resampled(one.path, step_mm=THREAD_STEP_MM) for one in capsules]
    taken = np.concatenate([np.empty((0, 2)), *threads])
    judged = list(wanted)
    if judged:
        found = []
        for one in judged:
            outside = np.concatenate([one.outside.reshape(-1, 2), taken])
            found += find_gaps(one.polygon, points, radii, one.spacing_mm, outside=outside)
        return tuple(sorted(found, key=lambda gap: (-gap.area_mm2, gap.at)))
    if not spacing.median_mm or len(marks) < LEAST_FOR_A_LATTICE:
        return ()
    return tuple(find_gaps(polygon, points, radii, spacing.median_mm, outside=taken))


def ordered(a: UUID, b: UUID, distance_mm: float) -> ClosePair:
    """The pair with the smaller id first."""
    return (a, b, distance_mm) if a < b else (b, a, distance_mm)


def assemble(
    key: RegionKey,
    tallies: Mapping[UUID, Tally],
    syringes: Mapping[UUID, Syringe],
    *,
    area_mm2: float,
    covered_mm2: float,
    spacing: SpacingFigures,
    nearest: Iterable[float],
    pairs: Iterable[ClosePair],
    gaps: tuple[Gap, ...] | None,
    wanted_mm: float | None,
) -> RegionFigures:
    """Put the parts together; `tallies` are the region's, by syringe, `wanted_mm` its lattice's."""
    whole = sum(tallies.values(), Tally())
    return RegionFigures(
        key=key,
        count=whole.count,
        given=whole.given,
        skipped=whole.skipped,
        volume_ul=whole.volume_ul,
        given_ul=whole.given_ul,
        mg=mg_of(tallies, syringes),
        area_mm2=area_mm2,
        covered_mm2=covered_mm2,
        spacing=spacing,
        close_pairs=tuple(sorted(pairs, key=lambda pair: (pair[2], pair[0], pair[1]))),
        gaps=gaps,
        wanted_spacing_mm=spacing.median_mm if wanted_mm is None else wanted_mm,
        nearest_mm=tuple(nearest),
        areas=whole.areas,
        area_ul=whole.area_ul,
        entries=whole.entries,
    )


def mg_of(tallies: Mapping[UUID, Tally], syringes: Mapping[UUID, Syringe]) -> float | None:
    """mg in the region; amounts of different mixtures do not add up to anything."""
    used = [
        (syringes.get(id), part.volume_ul)
        for id, part in tallies.items()
        if part.count or part.areas
    ]
    mixtures = {syringe.mixture if syringe else None for syringe, _ in used}
    if len(mixtures) != 1 or None in mixtures:
        return None
    mg = 0.0
    for syringe, volume_ul in used:
        if syringe is None or syringe.mg_per_ml is None:
            return None
        mg += syringe.mg_per_ml * volume_ul / 1000.0
    return mg
