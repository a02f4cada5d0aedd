"""A session's syringes as the documented JSON: content, settings, mark, needle, volumes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from mesomap.analysis.tally import Tally, tally
from mesomap.clinical.needles import needles
from mesomap.document.record.contents import Contents
from mesomap.exchange.record.doses import components_json
from mesomap.model import (
    AreaPass,
    Draw,
    Injection,
    Needle,
    Syringe,
    in_order,
    mark_of_syringe,
)
from mesomap.storage import Store

Json = dict[str, Any]
Needles = Mapping[UUID, Needle]


def needles_in(store: Store) -> Needles:
    """Every needle that the clinic file's sessions may name, by id."""
    return needles({one.id: one for one in store.of_clinic(Needle)})


def syringes_json(
    syringes: Iterable[Syringe],
    values: Iterable[Injection | AreaPass],
    known: Needles,
    contents: Contents,
) -> list[Json]:
    """The syringes in the order of their keys; volumes in mL.

    `planned_ml` is what is still to be given of the map, `left_ml` what was drawn up less what
    was given (null where nothing is noted as drawn up).
    """
    tallies = tally(values)
    return [
        {
            **_syringe(number, one, tallies.get(one.id, Tally()), known),
            **_content(one, contents),
        }
        for number, one in enumerate(in_order(syringes), start=1)
    ]


def needle_of(syringe: Syringe, known: Needles) -> str | None:
    """The name of what was on a syringe; None where it is not noted."""
    found = known.get(syringe.needle) if syringe.needle is not None else None
    return found.name if found is not None else None


def _syringe(number: int, syringe: Syringe, used: Tally, known: Needles) -> Json:
    drawn = syringe.drawn_ul
    return {
        "id": str(syringe.id),
        "number": number,
        "name": syringe.name,
        "mixture": syringe.mixture,
        "mg_per_ml": syringe.mg_per_ml,
        "mark": mark_of_syringe(syringe).value,
        "technique": syringe.technique.value,
        "depth_mm": syringe.depth_mm,
        "layer": syringe.layer,
        "volume_ml": syringe.volume_ul / 1000,
        "ul_per_mm": syringe.ul_per_mm,
        "angle_deg": syringe.angle_deg,
        "needle": _needle(known.get(syringe.needle) if syringe.needle is not None else None),
        "drawn_ml": drawn / 1000,
        "planned_ml": (used.volume_ul - used.given_ul) / 1000,
        "given_ml": used.given_ul / 1000,
        "left_ml": max(drawn - used.given_ul, 0) / 1000 if drawn else None,
    }


def _content(syringe: Syringe, contents: Contents) -> Json:
    """The recipe, what was drawn up, and what a mL of it holds."""
    return {
        "parts": [
            {
                "product": _product(one.product, contents),
                "volume_ml": one.volume_ul / 1000,
            }
            for one in syringe.parts
        ],
        "draws": [_draw(one, contents) for one in contents.draws_of(syringe.id)],
        "components": components_json(contents.strengths([syringe])[syringe.id]),
    }


def _draw(one: Draw, contents: Contents) -> Json:
    lot = contents.lots.get(one.lot) if one.lot is not None else None
    return {
        "id": str(one.id),
        "product": _product(one.product, contents),
        "lot": lot.number if lot else None,
        "expiry": lot.expiry.isoformat() if lot and lot.expiry else None,
        "recalled": lot.recalled.isoformat() if lot and lot.recalled else None,
        "serial": one.serial,
        "volume_ml": one.volume_ul / 1000,
        "discarded_ml": one.discarded_ul / 1000,
        "vials": one.vials,
        "drawn": one.drawn.isoformat(),
        "drawn_by": one.drawn_by,
        "opened": one.opened.isoformat() if one.opened else None,
        "collected": one.collected.isoformat() if one.collected else None,
        "kit_lot": one.kit_lot,
        "reason": one.reason,
    }


def _product(id: UUID, contents: Contents) -> Json:
    known = contents.products.get(id)
    return {"id": str(id), "name": known.name if known else ""}


def _needle(needle: Needle | None) -> Json | None:
    if needle is None:
        return None
    return {
        "id": str(needle.id),
        "name": needle.name,
        "gauge": needle.gauge,
        "length_mm": needle.length_mm,
        "needles": needle.count,
        "plate": [list(place) for place in needle.plate],
    }
