"""Parts of a value as one cell of its row, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from mesomap.model import (
    MixturePart,
    PictureSite,
    Plan,
    Site,
    SkinSite,
)

Row = dict[str, Any]


def site_columns(site: Site) -> Row:
    """A site as the columns of its row: a place on the skin, or on a picture."""
    columns: Row = dict.fromkeys(("face", "s", "t", "chart", "x_mm", "y_mm"))
    if isinstance(site, SkinSite):
        columns["face"], columns["s"], columns["t"] = site.face, site.s, site.t
    else:
        columns["chart"], columns["x_mm"], columns["y_mm"] = site.chart, site.x_mm, site.y_mm
    return columns


def site_of(row: Mapping[str, Any]) -> Site:
    """The site of a row's columns."""
    if row["chart"] is not None:
        return PictureSite(row["chart"], row["x_mm"], row["y_mm"])
    return SkinSite(row["face"], row["s"], row["t"])


def site_list(site: Site) -> list[Any]:
    """A site as one short list."""
    if isinstance(site, SkinSite):
        return [site.face, site.s, site.t]
    return [site.chart, site.x_mm, site.y_mm]


def path_of(text: str | None) -> tuple[Site, ...]:
    """The sites of a thread's path; empty without one."""
    return tuple(
        PictureSite(first, a, b) if isinstance(first, str) else SkinSite(first, a, b)
        for first, a, b in (json.loads(text) if text else ())
    )


def parts_text(parts: tuple[MixturePart, ...]) -> str | None:
    """A mixture's products and volumes; None without any."""
    return json.dumps([[one.product.hex, one.volume_ul] for one in parts]) if parts else None


def parts_of(text: str | None) -> tuple[MixturePart, ...]:
    """What `parts_text` wrote."""
    found = json.loads(text) if text else ()
    return tuple(MixturePart(product=UUID(id), volume_ul=volume) for id, volume in found)


def id_of(cell: bytes | None) -> UUID | None:
    """An id, None where there is none."""
    return UUID(bytes=cell) if cell else None


def told_id(cell: object) -> str:
    """An id as it is told, also where something else stands in its place."""
    if isinstance(cell, bytes) and len(cell) == 16:
        return str(UUID(bytes=cell))
    return repr(cell)[:40]


def plan_json(plan: Plan) -> Row:
    """A plan as columns."""
    return {
        **site_columns(plan.site),
        "depth_mm": plan.depth_mm,
        "volume_ul": plan.volume_ul,
        "syringe": plan.syringe.hex,
    }


def plan_of(text: str | None) -> Plan | None:
    """What had been planned; None where nothing else was."""
    if text is None:
        return None
    row = json.loads(text)
    return Plan(
        site=site_of(row),
        depth_mm=row["depth_mm"],
        volume_ul=row["volume_ul"],
        syringe=UUID(row["syringe"]),
    )


def time_of(text: str | None) -> datetime | None:
    """A time, None where there is none."""
    return datetime.fromisoformat(text) if text else None
