"""Area passes, and the paths of threads, as the documented JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from mesomap.analysis.areas import area_figures, patch_of_area
from mesomap.analysis.marks import corners_of, thread_length_mm
from mesomap.atlas import Body
from mesomap.model import AreaPass, Injection, Site, Syringe

Json = dict[str, Any]


def areas_json(
    body: Body, areas: Sequence[AreaPass], syringes: Mapping[UUID, Syringe]
) -> list[Json]:
    """Area passes in needle order; an empty `outline_uv` is the whole region."""
    return [
        _area(body, area, syringes) for area in sorted(areas, key=lambda one: (one.order, one.id))
    ]


def thread_json(body: Body, injection: Injection, patch: str | None) -> Json:
    """Where a thread leads on its region's patch, entry first; empty for a single deposit."""
    if not injection.path:
        return {"path_uv": [], "length_mm": None}
    return {
        "path_uv": _places(body, patch, corners_of(injection)),
        "length_mm": round(thread_length_mm(body, injection), 4),
    }


def _area(body: Body, area: AreaPass, syringes: Mapping[UUID, Syringe]) -> Json:
    on_picture = area.region in body.pictures
    patch = patch_of_area(body, area)
    figures = area_figures(body, area, syringes)
    return {
        "id": str(area.id),
        "region": None if on_picture else area.region,
        "side": area.side.value if area.side and not on_picture else None,
        "patch": patch,
        "outline_uv": _places(body, patch, area.outline),
        "area_mm2": round(figures.area_mm2, 4),
        "technique": area.technique.value,
        "device": area.device,
        "entries": area.entries,
        "entries_estimated": area.entries_estimated,
        "volume_ml": area.volume_ul / 1000,
        "mixture": syringes[area.syringe].mixture,
        "layer": area.layer,
        "depth_mm": area.depth_mm,
        "status": area.status.value,
        "given_at": _iso(area.given_at),
        "given_by": area.given_by,
        "given_how": area.given_how.value if area.given_how else None,
    }


def _places(body: Body, patch: str | None, sites: Sequence[Site]) -> list[list[float] | None]:
    """(u, v) of each site on a patch, mm; null where it does not hold it."""
    if patch is None or not sites:
        return []
    rows = body.on_patch(patch, sites).tolist()
    return [[round(u, 4), round(v, 4)] if u == u else None for u, v in rows]


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
