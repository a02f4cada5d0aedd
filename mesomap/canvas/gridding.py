"""What a grid would add to the regions it was asked to fill, and where its handle stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import numpy as np

from mesomap.analysis.figures import spacing_figures
from mesomap.analysis.lattices import Filling, Place, fillings_of, places_of
from mesomap.analysis.marks import deposits_of, marks_on
from mesomap.analysis.missing import open_places
from mesomap.analysis.rest import Rested
from mesomap.atlas import Body
from mesomap.canvas.info import FitReport, GridPreview, GridWishes
from mesomap.canvas.rows import Floats
from mesomap.geometry.bestfit import Fit, angles_to_try, best_fit
from mesomap.geometry.covered import covered_mm2
from mesomap.geometry.lattice import join
from mesomap.geometry.moves_in_cell import Ground
from mesomap.geometry.spacing import nearest_mm
from mesomap.model import Injection, Lattice, LatticeSettings, Lesion, RegionKey, Site

_HANDLE_LENGTHS_MM = (25.0, 18.0, 12.0, 8.0, 5.0)


@dataclass(frozen=True, slots=True)
class Area:
    """Regions of one patch that one lattice fills, or the part of them inside an outline."""

    regions: tuple[RegionKey, ...]
    within: tuple[Site, ...] = ()


@dataclass(frozen=True, slots=True)
class Brush:
    """Of each injection that a grid would add: deposit radius, volume, strength."""

    radius_mm: float
    volume_ul: int
    mg_per_ml: float | None = None

    def mg(self, count: int) -> float | None:
        """What `count` of them hold, where the strength is known."""
        return None if self.mg_per_ml is None else self.mg_per_ml * self.volume_ul * count / 1000.0


@dataclass(frozen=True, slots=True)
class PlannedGrid:
    """The sites that would be added, in needle order, and the figures to show before.

    `owners` says of each site which lattice it would belong to, `lattices` what those are.
    """

    sites: tuple[Site, ...]
    regions: tuple[RegionKey, ...]
    owners: tuple[UUID | None, ...]
    lattices: tuple[Lattice, ...]
    preview: GridPreview


def areas_of(body: Body, keys: Sequence[RegionKey]) -> tuple[Area, ...]:
    """Whole regions, those that share a patch together."""
    by_patch: dict[str, list[RegionKey]] = {}
    for key in keys:
        by_patch.setdefault(body.regions[key].patch, []).append(key)
    return tuple(Area(tuple(found)) for found in by_patch.values())


def drafts(areas: Sequence[Area], wishes: GridWishes, session: UUID) -> list[Lattice]:
    """A lattice for each area, not placed yet."""
    return [
        Lattice(
            id=uuid4(),
            session=session,
            settings=wishes.settings,
            regions=area.regions,
            within=area.within,
            below_mandible_mm=wishes.below_mandible_mm,
            lesions=wishes.lesions,
            lesion_margin_mm=wishes.lesion_margin_mm,
            avoid_caution=wishes.avoid_caution,
            rest_days=wishes.rest_days,
        )
        for area in areas
    ]


def plan_grid(
    body: Body,
    lattices: Sequence[Lattice],
    lesions: Sequence[Lesion],
    *,
    existing: Iterable[Injection],
    brush: Brush,
    fit: FitReport | None = None,
    coverage: float | None = None,
    rested: Rested | None = None,
) -> PlannedGrid:
    """What `lattices` would add, leaving out the places that are taken already.

    Parameters
    ----------
    lesions
        Those that are there on the session's day.
    existing
        The session's injections, on whatever skin.
    coverage
        Where it is known already.
    rested
        Tells what earlier sessions treated.
    """
    old = list(existing)
    sites = [one.site for one in old]
    fresh: list[Place] = []
    owners: list[UUID | None] = []
    nearest = [np.empty(0)]
    planned = 0
    skin: list[tuple[str, Any]] = []
    for lattice in lattices:
        for filling in fillings_of(body, lattice, lesions, rested):
            skin += [(filling.patch, part) for part in filling.parts.values()]
            places = places_of(body, filling)
            planned += len(places)
            nearest.append(nearest_mm([place.uv for place in places]))
            free = open_places(body, places, sites, nearest_mm=lattice.settings.nearest_mm)
            fresh += free
            owners += [lattice.id] * len(free)
    keys = tuple(dict.fromkeys(key for one in lattices for key in one.regions))
    if coverage is None:
        coverage = _coverage(body, skin, fresh, brush.radius_mm, old)
    return PlannedGrid(
        sites=tuple(place.site for place in fresh),
        regions=tuple(place.key for place in fresh),
        owners=tuple(owners),
        lattices=tuple(one for one in lattices if one.id in owners),
        preview=GridPreview(
            regions=keys,
            settings=lattices[0].settings,
            count=len(fresh),
            skipped=planned - len(fresh),
            region_mm2=sum(part.area for _, part in skin),
            coverage=coverage,
            spacing=spacing_figures(np.concatenate(nearest)),
            volume_ul=brush.volume_ul * len(fresh),
            mg=brush.mg(len(fresh)),
            fit=fit,
        ),
    )


def fit_best(
    body: Body,
    lattices: Sequence[Lattice],
    lesions: Sequence[Lesion],
    *,
    existing: Iterable[Injection],
    brush: Brush,
    wanted: float | None,
    turn: bool,
    shown: GridPreview | None = None,
    rested: Rested | None = None,
) -> tuple[LatticeSettings, FitReport]:
    """The offset (with `turn` the angle too) with the fewest points for the coverage `wanted`.

    `shown` is the preview of the lattices as they are.
    """
    old = list(existing)
    fillings = [f for one in lattices for f in fillings_of(body, one, lesions, rested)]
    grounds = [_ground(body, filling, old) for filling in fillings]
    settings = lattices[0].settings
    known = None
    if shown is not None and shown.settings == settings:
        known = Fit(settings=settings, count=shown.count, coverage=shown.coverage)
    before, after = best_fit(
        grounds,
        settings,
        radius_mm=brush.radius_mm,
        wanted=wanted,
        angles_deg=angles_to_try(settings) if turn else (),
        before=known,
    )
    return after.settings, FitReport(
        change=after.count - before.count,
        moved=after.settings != settings,
        coverage=after.coverage,
        coverage_before=before.coverage,
        wanted=wanted,
    )


def _ground(body: Body, filling: Filling, old: Sequence[Injection]) -> Ground:
    sites = [one.site for one in old]
    taken = body.on_patch(filling.patch, sites) if sites else np.empty((0, 2))
    centres, radii, capsules = deposits_of(marks_on(body, filling.patch, old))
    return Ground(
        parts=list(filling.parts.values()),
        exclusion=filling.exclusion,
        whole=join(list(filling.parts.values())),
        taken=taken[~np.isnan(taken).any(axis=1)],
        discs=np.column_stack([centres, radii]),
        capsules=capsules,
    )


def _polygon(body: Body, key: RegionKey) -> Any:
    return body.patches[body.regions[key].patch].polygon(key)


def _coverage(
    body: Body,
    skin: Sequence[tuple[str, Any]],
    places: Sequence[Place],
    radius_mm: float,
    old: Sequence[Injection],
) -> float:
    """The fraction of `skin` (patches and polygons) that `places` and the injections serve."""
    sites = [place.site for place in places]
    whole = covered = 0.0
    for patch in dict.fromkeys(patch for patch, _ in skin):
        uv = body.on_patch(patch, sites) if sites else np.empty((0, 2))
        uv = uv[~np.isnan(uv).any(axis=1)]
        centres, radii, capsules = deposits_of(marks_on(body, patch, old))
        centres = np.concatenate([uv, centres])
        radii = np.concatenate([np.full(len(uv), radius_mm), radii])
        for polygon in [part for of, part in skin if of == patch]:
            whole += polygon.area
            covered += covered_mm2(polygon, centres, radii, capsules)
    return covered / whole if whole else 0.0


def plan_missing(
    body: Body,
    places: Sequence[Place],
    owners: Sequence[UUID | None],
    keys: Sequence[RegionKey],
    *,
    existing: Iterable[Injection],
    brush: Brush,
    no_lattice: tuple[RegionKey, ...] = (),
) -> PlannedGrid:
    """What filling the `places` that lattices of the regions `keys` miss would add."""
    skin = [(body.regions[key].patch, _polygon(body, key)) for key in keys]
    return PlannedGrid(
        sites=tuple(place.site for place in places),
        regions=tuple(place.key for place in places),
        owners=tuple(owners),
        lattices=(),
        preview=GridPreview(
            regions=tuple(keys),
            settings=None,
            count=len(places),
            skipped=0,
            region_mm2=sum(part.area for _, part in skin),
            coverage=_coverage(body, skin, places, brush.radius_mm, list(existing)),
            spacing=spacing_figures(np.empty(0)),
            volume_ul=brush.volume_ul * len(places),
            mg=brush.mg(len(places)),
            no_lattice=no_lattice,
        ),
    )


def known_already(plan: PlannedGrid, lattices: Iterable[Lattice]) -> PlannedGrid:
    """The plan with lattices that are remembered already in place of equal new ones."""
    same: dict[UUID | None, UUID] = {}
    for lattice in plan.lattices:
        for known in lattices:
            if replace(lattice, id=known.id) == known:
                same[lattice.id] = known.id
    return replace(
        plan,
        owners=tuple(same.get(owner, owner) for owner in plan.owners),
        lattices=tuple(one for one in plan.lattices if one.id not in same),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """The lever that turns the lattice: its pivot and its tip in chart mm."""

    patch: str
    pivot_uv: tuple[float, float]
    pivot_xy: tuple[float, float]
    tip_xy: tuple[float, float]
    angle_deg: float

    def angle_towards(self, body: Body, site: Site) -> float | None:
        """The angle in degrees at which the tip would point at `site`."""
        u, v = body.on_patch(self.patch, [site])[0].tolist()
        if u != u:
            return None
        return float(np.degrees(np.arctan2(v - self.pivot_uv[1], u - self.pivot_uv[0])))


def handle_for(body: Body, chart: str, filling: Filling) -> Handle | None:
    """The lever of a lattice on what it fills first; None if the chart cannot show it."""
    part = next((part for part in filling.parts.values() if part.area > 0), None)
    if part is None:
        return None
    pivot, patch = part.representative_point(), filling.patch
    angle_deg = filling.lattice.settings.angle_deg
    turn = np.radians(angle_deg)
    way = np.array([np.cos(turn), np.sin(turn)])
    uv: Floats = np.array([pivot.x, pivot.y])
    ends = uv + np.array((0.0, *_HANDLE_LENGTHS_MM))[:, None] * way
    sites = body.from_patch(patch, ends)
    if sites[0] is None:
        return None
    known = [site for site in sites if site is not None]
    placed = body.on_chart(chart, known)
    if not placed.visible[0]:
        return None
    for xy, visible in list(zip(placed.xy_mm.tolist(), placed.visible.tolist(), strict=True))[1:]:
        if visible:
            return Handle(
                patch=patch,
                pivot_uv=(pivot.x, pivot.y),
                pivot_xy=(float(placed.xy_mm[0, 0]), float(placed.xy_mm[0, 1])),
                tip_xy=(xy[0], xy[1]),
                angle_deg=angle_deg,
            )
    return None
