"""What the sample clinic has besides lattices: threads, and skin treated by nappage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import numpy as np
import shapely
import shapely.affinity

from mesomap.analysis.areas import estimated_entries
from mesomap.analysis.curve import curve_of
from mesomap.analysis.lesions import extent_on
from mesomap.analysis.outlines import outline_of
from mesomap.atlas import Body
from mesomap.document.document import Document
from mesomap.document.edits import new_injections
from mesomap.document.edits_areas import Pass, new_areas
from mesomap.document.edits_lesions import new_lesion, redrawn
from mesomap.model import (
    Added,
    AreaPass,
    Injection,
    Lesion,
    LesionKind,
    LesionSize,
    RegionKey,
    Session,
    Site,
    Syringe,
    Technique,
    Updated,
)

THREAD_MM, BETWEEN_MM = 12.0, 4.0
"""As long as a needle of 13 mm lays them, and the skin between one and the next."""
ENTRIES_MM = 3.0
INWARD_MM = 4.0
ML_PER_CM2 = 0.01


def thread_syringe(id: UUID, session: Session) -> Syringe:
    """What the threads are laid with."""
    return Syringe(
        id=id,
        session=session.id,
        name="B",
        mixture="Hyaluronic acid 12 mg/mL",
        drawn_ul=1_000,
        mg_per_ml=12.0,
        technique=Technique.LINEAR,
        depth_mm=2.0,
        angle_deg=10.0,
        position=1,
        ul_per_mm=5.0,
    )


def nappage_syringe(id: UUID, session: Session) -> Syringe:
    """What is stippled over an area."""
    return Syringe(
        id=id,
        session=session.id,
        name="C",
        mixture="Vitamins",
        drawn_ul=5_000,
        technique=Technique.NAPPAGE,
        depth_mm=2.0,
        angle_deg=45.0,
        position=2,
    )


def threads_in(body: Body, key: RegionKey, *, most: int) -> list[tuple[Site, Site]]:
    """Entry and exit of threads end to end along the middle of a region."""
    patch = body.regions[key].patch
    polygon = body.patches[patch].polygon(key)
    corners = np.asarray(shapely.minimum_rotated_rectangle(polygon).exterior.coords)
    sides = np.diff(corners[:3], axis=0)
    long = sides[int(np.hypot(*sides.T).argmax())]
    along = long / np.hypot(*long)
    middle = np.asarray(polygon.representative_point().coords[0])
    found: list[tuple[Site, Site]] = []
    for step in np.arange(most) - (most - 1) / 2:
        centre = middle + step * (THREAD_MM + BETWEEN_MM) * along
        ends = np.array([centre - 0.5 * THREAD_MM * along, centre + 0.5 * THREAD_MM * along])
        inside = polygon.contains(shapely.LineString(ends))
        entry, exit = body.from_patch(patch, ends) if inside else (None, None)
        if entry is not None and exit is not None:
            found.append((entry, exit))
    return found


def add_threads(
    document: Document, body: Body, keys: Sequence[RegionKey], syringe: Syringe, *, most: int
) -> list[Injection]:
    """The threads of these regions, not committed."""
    ends = [(key, pair) for key in keys for pair in threads_in(body, key, most=most)]
    lengths = [curve_of(body, pair, home=body.regions[key].patch).length_mm for key, pair in ends]
    added = new_injections(
        document,
        [entry for _, (entry, _) in ends],
        [key for key, _ in ends],
        syringe,
        paths=[[exit] for _, (_, exit) in ends],
        volumes_ul=[round(syringe.ul_per_mm * length) for length in lengths],
    )
    return [change.value for change in added if isinstance(change.value, Injection)]


def add_passes(
    document: Document, body: Body, keys: Sequence[RegionKey], syringe: Syringe
) -> list[AreaPass]:
    """A pass over the inner part of each region, not committed."""
    passes = []
    for key in keys:
        patch = body.regions[key].patch
        region = body.patches[patch].polygon(key)
        inner = region.buffer(-INWARD_MM)
        outline = outline_of(body, patch, inner) if not inner.is_empty else ()
        area = float(inner.area if outline else region.area)
        passes.append(
            Pass(
                key=key,
                outline=outline,
                volume_ul=max(10, round(ML_PER_CM2 * area) * 10),
                entries=estimated_entries(area, spacing_mm=ENTRIES_MM),
            )
        )
    made = new_areas(document, passes, syringe)
    return [change.value for change in made if isinstance(change.value, AreaPass)]


def with_id(value: Injection | AreaPass, id: UUID) -> Added:
    """The same under an id that is the same on every machine."""
    return Added(replace(value, id=id))


def add_lesion(
    document: Document,
    body: Body,
    key: RegionKey,
    *,
    id: UUID,
    kind: LesionKind,
    radius_mm: float,
    name: str,
) -> Added:
    """A lesion in the middle of a region, drawn on the open session's day."""
    outline, size = _round(document, body, key, radius_mm)
    (added,) = new_lesion(document, outline, key, size, kind=kind, name=name)
    assert isinstance(added.value, Lesion)
    return Added(replace(added.value, id=id))


def smaller(document: Document, body: Body, lesion: Lesion, radius_mm: float) -> Updated:
    """The lesion as it is on the open session's day."""
    assert lesion.region is not None
    assert lesion.side is not None
    key = RegionKey(lesion.region, lesion.side)
    outline, size = _round(document, body, key, radius_mm)
    (updated,) = redrawn(lesion, outline, key, size)
    return updated


def _round(
    document: Document, body: Body, key: RegionKey, radius_mm: float
) -> tuple[tuple[Site, ...], LesionSize]:
    assert document.session is not None
    patch = body.regions[key].patch
    middle = body.patches[patch].polygon(key).representative_point()
    shape = shapely.affinity.scale(middle.buffer(radius_mm), yfact=0.8)
    outline = outline_of(body, patch, shape)
    extent = extent_on(shape)
    size = LesionSize(
        measured=document.session.date,
        long_mm=round(extent.long_mm, 2),
        wide_mm=round(extent.wide_mm, 2),
        area_mm2=round(extent.area_mm2, 2),
    )
    return outline, size
