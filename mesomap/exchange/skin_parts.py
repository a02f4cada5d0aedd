"""Lesions and lattices of a session as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np

from mesomap.analysis.lesions import lesion_figures, present
from mesomap.analysis.outlines import patch_of
from mesomap.atlas import Body
from mesomap.model import Injection, Lattice, Lesion, Session, Site, Syringe

Json = dict[str, Any]


def lesions_json(
    body: Body,
    session: Session,
    lesions: Iterable[Lesion],
    injections: Sequence[Injection],
    syringes: Mapping[UUID, Syringe],
) -> list[Json]:
    """The patient's lesions; `injected` is what this session put into each that was there."""
    known = sorted(lesions, key=lambda one: (one.seen, one.id))
    here = {one.id for one in present(known, session.date)}
    return [
        {
            "id": str(one.id),
            "kind": one.kind.value,
            "name": one.name,
            "region": None if one.region in body.pictures else one.region,
            "side": one.side.value if one.side and one.region not in body.pictures else None,
            **outline_json(body, one.outline),
            "keep_free": one.keep_free,
            "seen": one.seen.isoformat(),
            "gone": one.gone.isoformat() if one.gone else None,
            "sizes": [
                {
                    "measured": size.measured.isoformat(),
                    "long_mm": size.long_mm,
                    "wide_mm": size.wide_mm,
                    "area_mm2": size.area_mm2,
                }
                for size in one.sizes
            ],
            "injected": _injected(body, session, one, injections, syringes)
            if one.id in here
            else None,
        }
        for one in known
    ]


def _injected(
    body: Body,
    session: Session,
    lesion: Lesion,
    injections: Sequence[Injection],
    syringes: Mapping[UUID, Syringe],
) -> Json:
    figures = lesion_figures(body, lesion, injections, syringes, on=session.date)
    return {
        "count": figures.count,
        "given": figures.given,
        "volume_ml": figures.volume_ul / 1000,
        "ml_per_cm2": figures.ml_per_cm2,
        "mg_per_cm2": figures.mg_per_cm2,
    }


def lattices_json(body: Body, lattices: Iterable[Lattice]) -> list[Json]:
    """The lattices that were placed; injections name theirs."""
    return [
        {
            "id": str(one.id),
            "pattern": one.settings.pattern.value,
            "spacing_mm": one.settings.spacing_mm,
            "row_spacing_mm": one.settings.across_mm,
            "staggered": one.settings.staggered,
            "angle_deg": one.settings.angle_deg,
            "offset_mm": list(one.settings.offset_mm),
            "margin_mm": one.settings.margin_mm,
            "regions": [{"id": key.id, "side": key.side.value} for key in one.regions],
            **(outline_json(body, one.within) if one.within else _WHOLE),
            "below_mandible_mm": one.below_mandible_mm,
            "lesions": one.lesions.value,
            "lesion_margin_mm": one.lesion_margin_mm,
            "avoid_caution": one.avoid_caution,
            "rest_days": one.rest_days,
        }
        for one in sorted(lattices, key=lambda one: one.id)
    ]


_WHOLE: Json = {"patch": None, "outline_uv": []}


def outline_json(body: Body, outline: Sequence[Site]) -> Json:
    """An outline on the patch that holds it whole, mm; an empty one where none does."""
    patch = patch_of(body, outline)
    if patch is None:
        return _WHOLE
    places = body.on_patch(patch, list(outline))
    return {"patch": patch, "outline_uv": np.round(places, 3).tolist()}
