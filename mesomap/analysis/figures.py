"""The figures of a session's regions, from scratch.

A region is measured on its patch, together with everything in the patch's margin: an injection of a
neighbouring region counts there as a neighbour, and its deposit covers what it reaches. Skipped
injections leave nothing in the skin: they are counted as skipped and are in no other figure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol
from uuid import UUID

import numpy as np

from mesomap.analysis.skin import Skin
from mesomap.analysis.tally import Tally, tally
from mesomap.clinical.depot import depot_of
from mesomap.geometry.arrays import Floats
from mesomap.geometry.covered import covered_mm2
from mesomap.geometry.deposit import deposit_radius_mm
from mesomap.geometry.gaps import Gap, find_gaps
from mesomap.geometry.spacing import close_pairs, nearest_mm
from mesomap.model import Injection, RegionKey, Status, Syringe

TOO_CLOSE = 0.75
"""Two injections are too close below this part of their region's median spacing."""

ClosePair = tuple[UUID, UUID, float]
"""The ids of two injections, the smaller first, and their distance in mm."""


LEAST_FOR_A_LATTICE = 4
"""Fewer injections than this on a patch have no gaps: they are no lattice yet."""


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
        Of `count` and of `given`.
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


def deposit_radius_of(injection: Injection) -> float:
    """Radius of its deposit, mm: what it says itself, else from volume, technique and depth."""
    if injection.radius_mm is not None:
        return injection.radius_mm
    depot = depot_of(injection.technique, depth_mm=injection.depth_mm, layer=injection.layer)
    return deposit_radius_mm(injection.volume_ul, depot=depot)


def key_of(injection: Injection, body: Skin) -> RegionKey | None:
    """The region that it counts in; None off every region of this body."""
    if injection.region is None or injection.side is None:
        return None
    key = RegionKey(injection.region, injection.side)
    return key if key in body.regions else None


def in_skin(injection: Injection) -> bool:
    """Whether it takes part in spacing and coverage."""
    return injection.status is not Status.SKIPPED


def places_on(
    body: Skin, patch: str, injections: Iterable[Injection]
) -> list[tuple[Injection, tuple[float, float]]]:
    """Those that the patch holds, with (u, v) in mm."""
    held = [injection for injection in injections if in_skin(injection)]
    sites = [injection.site for injection in held]
    if not sites:
        return []
    rows = body.on_patch(patch, sites).tolist()
    return [(one, (u, v)) for one, (u, v) in zip(held, rows, strict=True) if u == u]


def session_figures(
    body: Skin,
    injections: Iterable[Injection],
    syringes: Mapping[UUID, Syringe],
    *,
    lattices: Lattices | None = None,
) -> dict[RegionKey, RegionFigures]:
    """The figures of every region that has injections."""
    everyone = list(injections)
    keys = dict.fromkeys(key for key in (key_of(one, body) for one in everyone) if key is not None)
    return {key: region_figures(body, key, everyone, syringes, lattices=lattices) for key in keys}


def region_figures(
    body: Skin,
    key: RegionKey,
    injections: Iterable[Injection],
    syringes: Mapping[UUID, Syringe],
    *,
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
    patch = body.regions[key].patch
    polygon = body.patches[patch].polygon(key)
    held = places_on(body, patch, everyone)
    points = np.array([at for _, at in held]).reshape(-1, 2)
    radii = np.array([deposit_radius_of(one) for one, _ in held])
    own = np.array([key_of(one, body) == key for one, _ in held], dtype=bool)
    nearest = np.sort(nearest_mm(points)[own])
    nearest = nearest[np.isfinite(nearest)]
    spacing = spacing_figures(nearest)
    used = lattices_used(everyone)
    pairs: list[ClosePair] = []
    if spacing.median_mm is not None:
        found, distances = close_pairs(points, below_mm=TOO_CLOSE * spacing.median_mm)
        for (i, j), distance in zip(found.tolist(), distances.tolist(), strict=True):
            if own[i] or own[j]:
                pairs.append(ordered(held[i][0].id, held[j][0].id, distance))
    return assemble(
        key,
        tally(one for one in everyone if key_of(one, body) == key),
        syringes,
        area_mm2=float(polygon.area),
        covered_mm2=covered_mm2(polygon, points, radii),
        spacing=spacing,
        nearest=nearest.tolist(),
        pairs=pairs,
        gaps=gaps_of(
            polygon, points, radii, spacing, lattices.wanted(key, used) if lattices else ()
        ),
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
    points: Floats,
    radii: Floats,
    spacing: SpacingFigures,
    wanted: Iterable[Wanted] = (),
) -> tuple[Gap, ...]:
    """The gaps of a region, largest first.

    Where lattices are remembered (`wanted`), what they fill is judged by their spacing, and the
    rest of the region has none: it was to stay free. Elsewhere by the median spacing: none where
    there is none, nor among fewer than `LEAST_FOR_A_LATTICE` injections: a gap is a place that a
    lattice missed, and so few are no lattice yet.
    """
    judged = list(wanted)
    if judged:
        found = [
            gap
            for one in judged
            for gap in find_gaps(one.polygon, points, radii, one.spacing_mm, outside=one.outside)
        ]
        return tuple(sorted(found, key=lambda gap: (-gap.area_mm2, gap.at)))
    if not spacing.median_mm or len(points) < LEAST_FOR_A_LATTICE:
        return ()
    return tuple(find_gaps(polygon, points, radii, spacing.median_mm))


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
    )


def mg_of(tallies: Mapping[UUID, Tally], syringes: Mapping[UUID, Syringe]) -> float | None:
    """mg in the region; amounts of different mixtures do not add up to anything."""
    used = [(syringes.get(id), part.volume_ul) for id, part in tallies.items() if part.count]
    mixtures = {syringe.mixture if syringe else None for syringe, _ in used}
    if len(mixtures) != 1 or None in mixtures:
        return None
    mg = 0.0
    for syringe, volume_ul in used:
        if syringe is None or syringe.mg_per_ml is None:
            return None
        mg += syringe.mg_per_ml * volume_ul / 1000.0
    return mg
