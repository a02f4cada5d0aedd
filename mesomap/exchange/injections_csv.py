"""Sessions as a table: a row an injection or an area pass. The columns are a contract:
docs/exchange.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from mesomap.exchange.areas import areas_json
from mesomap.exchange.csv_table import table_csv
from mesomap.exchange.exported import Exported
from mesomap.exchange.json import injections_json
from mesomap.model import AreaPass, Injection, Lot, PictureSite, Syringe

HEAD = (
    "kind", "order", "id", "session", "date", "session_status", "in_error", "patient", "name",
    "born", "number", "body", "region", "side", "region_name", "patch", "u_mm", "v_mm", "face",
    "s", "t", "picture", "x_mm", "y_mm", "depth_mm", "layer", "volume_ml", "angle_deg",
    "technique", "length_mm", "syringe", "mixture", "products", "lots", "needle", "status",
    "given_at", "given_by", "given_how", "planned_depth_mm", "planned_volume_ml", "reason",
    "lattice", "area_mm2", "entries", "entries_estimated", "device", "performer", "prescriber",
)  # fmt: skip

Row = dict[str, Any]


def injections_csv(sessions: Iterable[Exported]) -> bytes:
    """UTF-8 with BOM, commas, one header row; sessions in their order, each in needle order.

    What a row has nothing to say of is empty; an area pass has no place of its own, an injection
    no area and no count.
    """
    return table_csv(HEAD, (row for one in sessions for row in _rows(one)))


def _rows(exported: Exported) -> Iterator[Row]:
    body, syringes = exported.body, exported.syringes
    injections = injections_json(body, exported.injections, syringes, exported.needles)
    areas = areas_json(body, exported.areas, syringes)
    told = {one["id"]: one for one in (*injections, *areas)}
    head = _head(exported)
    contents = {id: _contents(exported, syringe) for id, syringe in syringes.items()}
    for value in exported.values:
        row = dict.fromkeys(HEAD) | head | _common(exported, value, told[str(value.id)])
        row |= contents[value.syringe]
        if isinstance(value, Injection):
            row |= _injection(value, told[str(value.id)])
        else:
            row |= _area(value, told[str(value.id)])
        yield row


def _head(exported: Exported) -> Row:
    session, patient = exported.session, exported.patient
    return {
        "session": str(session.id),
        "date": session.date.isoformat(),
        "session_status": session.status.value,
        "in_error": _yes(exported.in_error),
        "patient": str(patient.id),
        "name": patient.name,
        "born": _iso(patient.born),
        "number": patient.number,
        "body": session.body,
        "performer": exported.person(session.performer),
        "prescriber": exported.person(session.prescriber),
    }


def _common(exported: Exported, value: Injection | AreaPass, told: Row) -> Row:
    same = ("region", "side", "patch", "depth_mm", "layer", "volume_ml", "technique", "status")
    return {
        **{name: told[name] for name in same},
        "order": value.order,
        "id": str(value.id),
        "region_name": exported.region_name(value),
        "given_at": _iso(value.given_at),
        "given_by": value.given_by,
        "given_how": told["given_how"],
        "reason": value.reason,
    }


def _injection(value: Injection, told: Row) -> Row:
    site, plan = value.site, value.plan
    place: Row = (
        {"picture": site.chart, "x_mm": site.x_mm, "y_mm": site.y_mm}
        if isinstance(site, PictureSite)
        else {"face": site.face, "s": site.s, "t": site.t}
    )
    return {
        "kind": "injection",
        **{name: told[name] for name in ("u_mm", "v_mm", "angle_deg", "length_mm", "needle")},
        **place,
        "lattice": told["lattice"],
        "planned_depth_mm": plan.depth_mm if plan is not None else None,
        "planned_volume_ml": plan.volume_ul / 1000 if plan is not None else None,
    }


def _area(value: AreaPass, told: Row) -> Row:
    return {
        "kind": "area",
        "area_mm2": told["area_mm2"],
        "entries": value.entries,
        "entries_estimated": _yes(value.entries_estimated) if value.entries is not None else None,
        "device": value.device,
    }


def _contents(exported: Exported, syringe: Syringe) -> Row:
    """What is in a syringe; several products and lots are parted by semicolons."""
    held, draws = exported.contents, exported.contents.draws_of(syringe.id)
    used = [one.product for one in draws] or [one.product for one in syringe.parts]
    products = [held.products[id].name for id in used if id in held.products]
    lots = [held.lots[one.lot] for one in draws if one.lot is not None and one.lot in held.lots]
    return {
        "syringe": syringe.name,
        "mixture": syringe.mixture,
        "products": "; ".join(dict.fromkeys(products)),
        "lots": "; ".join(dict.fromkeys(_lot(one) for one in lots)),
    }


def _lot(lot: Lot) -> str:
    return f"{lot.number} ({lot.expiry.isoformat()})" if lot.expiry is not None else lot.number


def _iso(moment: date | datetime | None) -> str | None:
    """As spreadsheets read it: a space between the day and the time."""
    if isinstance(moment, datetime):
        exact = "milliseconds" if moment.microsecond else "seconds"
        return moment.isoformat(sep=" ", timespec=exact)
    return moment.isoformat() if moment is not None else None


def _yes(said: bool) -> str:
    return "true" if said else "false"
