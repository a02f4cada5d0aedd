"""A patient's lesions on flat skin: their shapes, sizes, and what was injected into them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

import numpy as np
import shapely

from mesomap.analysis.figures import mg_of
from mesomap.analysis.marks import in_skin
from mesomap.analysis.outlines import patch_of, polygon_on
from mesomap.analysis.skin import Skin
from mesomap.analysis.tally import Tally, tally
from mesomap.atlas import Body
from mesomap.geometry.arrays import Floats
from mesomap.model import Injection, Lesion, LesionKind, LesionSize, Site, Syringe

NEVER_FILLED = frozenset({LesionKind.MOLE, LesionKind.OTHER})
"""While such a one is to be kept free, a lattice that fills lesions leaves it free."""
RING_STEP_MM = 1.5
"""An outline gets a corner at least this often, to follow the skin's curve."""


class Outlined(Protocol):
    """What has a closed outline on the skin: a lesion, or a reaction."""

    @property
    def outline(self) -> tuple[Site, ...]: ...


def present(lesions: Iterable[Lesion], on: date) -> list[Lesion]:
    """Those that had been drawn and were still there on a day."""
    return [one for one in lesions if one.seen <= on and (one.gone is None or one.gone > on)]


def shape_on(body: Skin, patch: str, lesion: Outlined) -> Any:
    """Its polygon on `patch`, mm; of one that the patch holds in part, that part's."""
    whole = polygon_on(body, patch, lesion.outline)
    if not whole.is_empty:
        return whole
    places = body.on_patch(patch, lesion.outline)
    held = places[~np.isnan(places[:, 0])]
    return shapely.MultiPoint(held).convex_hull if len(held) >= 3 else shapely.Polygon()


def shapes_on(body: Skin, patch: str, lesions: Iterable[Lesion]) -> Any:
    """All of them as one shape, mm; empty where the patch holds none."""
    shapes = [shape_on(body, patch, one) for one in lesions]
    return shapely.union_all([shape for shape in shapes if shape.area > 0])


def rings_on(body: Body, chart: str, lesion: Outlined) -> list[Floats]:
    """Its outline as a chart sees it: closed rings (n, 2) of chart mm, without what is hidden."""
    best: list[Floats] = []
    most = 0.0
    for patch in body.patches_holding(lesion.outline[0]) if lesion.outline else []:
        shape = shapely.segmentize(shape_on(body, patch, lesion), RING_STEP_MM)
        found = []
        for ring in shapely.get_rings(shapely.get_parts(shape)):
            sites = body.from_patch(patch, shapely.get_coordinates(ring)[:-1])
            known = [site for site in sites if site is not None]
            if len(known) >= 3:
                placed = body.on_chart(chart, known)
                found.append(placed.xy_mm[placed.visible])
        found = [ring for ring in found if len(ring) >= 3]
        area = sum(float(shapely.Polygon(ring).area) for ring in found)
        if area > most:
            best, most = found, area
    return best


@dataclass(frozen=True, slots=True)
class Extent:
    """Measured on the map: the longest extent, the widest across it, and the skin within."""

    long_mm: float
    wide_mm: float
    area_mm2: float


def extent_of(body: Body, outline: Sequence[Site]) -> Extent | None:
    """The size of an outline, flat; None where no patch holds all of it."""
    patch = patch_of(body, outline)
    polygon = polygon_on(body, patch, outline) if patch is not None else shapely.Polygon()
    return None if polygon.is_empty else extent_on(polygon)


def extent_on(polygon: Any) -> Extent:
    """The size of a polygon of flat skin, mm: of a shape as it was drawn, before it is stored."""
    corners = shapely.get_coordinates(polygon.convex_hull)
    apart = corners[:, None, :] - corners[None, :, :]
    lengths = np.hypot(apart[..., 0], apart[..., 1])
    i, j = np.unravel_index(int(np.argmax(lengths)), lengths.shape)
    way = apart[i, j] / lengths[i, j]
    across = corners @ np.array([-way[1], way[0]])
    wide = float(across.max() - across.min())
    return Extent(float(lengths[i, j]), wide, float(polygon.area))


def size_on(lesion: Lesion, on: date) -> LesionSize:
    """The latest of its measurements up to a day; its first, if that came later."""
    known = [size for size in lesion.sizes if size.measured <= on]
    return known[-1] if known else lesion.sizes[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class LesionFigures:
    """What a session put into one lesion.

    Attributes
    ----------
    area_mm2 : float or None
        What densities are per: the area that was measured last, else that of its outline.
    mg : float or None
        None unless all of it is one mixture of known strength.
    """

    lesion: Lesion
    count: int
    given: int
    volume_ul: int
    mg: float | None
    area_mm2: float | None

    @property
    def density_per_cm2(self) -> float | None:
        """Injections per cm2."""
        return self._per_cm2(self.count)

    @property
    def ml_per_cm2(self) -> float | None:
        """mL per cm2."""
        return self._per_cm2(self.volume_ul / 1000.0)

    @property
    def mg_per_cm2(self) -> float | None:
        """mg per cm2, where the mixture's strength is known."""
        return None if self.mg is None else self._per_cm2(self.mg)

    def _per_cm2(self, amount: float) -> float | None:
        return amount / (self.area_mm2 / 100.0) if self.area_mm2 else None


def lesion_figures(
    body: Body,
    lesion: Lesion,
    injections: Iterable[Injection],
    syringes: Mapping[UUID, Syringe],
    *,
    on: date,
) -> LesionFigures:
    """What lies within the lesion's outline, by the size it had on the day `on`."""
    inside = within(body, lesion, injections)
    tallies = tally(inside)
    whole = sum(tallies.values(), Tally())
    area = size_on(lesion, on).area_mm2
    if area is None:
        extent = extent_of(body, lesion.outline)
        area = extent.area_mm2 if extent is not None else None
    return LesionFigures(
        lesion=lesion,
        count=whole.count,
        given=whole.given,
        volume_ul=whole.volume_ul,
        mg=mg_of(tallies, syringes),
        area_mm2=area,
    )


def within(body: Body, lesion: Lesion, injections: Iterable[Injection]) -> list[Injection]:
    """The injections whose entry lies in the lesion; skipped ones are not in the skin."""
    known = [one for one in injections if in_skin(one)]
    patch = patch_of(body, lesion.outline)
    if patch is None or not known:
        return []
    polygon = polygon_on(body, patch, lesion.outline)
    places = body.on_patch(patch, [one.site for one in known])
    held = ~np.isnan(places[:, 0])
    inside = np.zeros(len(known), bool)
    shapely.prepare(polygon)
    inside[held] = shapely.intersects(polygon, shapely.points(places[held]))
    return [one for one, is_in in zip(known, inside.tolist(), strict=True) if is_in]
