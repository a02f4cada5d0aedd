"""Any session, written as a table and read again: the table holds it exactly."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import numpy as np
from clinic_values import NOON, a_patient, a_session, a_syringe
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.atlas import Body
from mesomap.document.record.contents import Contents
from mesomap.exchange.csv_table import text_of
from mesomap.exchange.exported import Exported
from mesomap.exchange.injections_csv import HEAD, injections_csv
from mesomap.model import (
    AreaPass,
    Draw,
    GivenHow,
    Injection,
    Lot,
    Plan,
    Product,
    Side,
    SkinSite,
    Status,
    Technique,
)

FACES = 13_378
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
nasty = st.builds(
    str.__add__,
    st.sampled_from(
        ["", "=", "+", "-", "@", "\t", "\r", "\n", " =", "'=", "'", "\uff1d", ",", '"']
    ),
    texts,
)
lengths = st.none() | st.floats(0, 80, allow_subnormal=False)
moments = st.none() | st.integers(0, 10**9).map(lambda ms: NOON + timedelta(milliseconds=ms))


@st.composite
def sessions(draw: st.DrawFn, body: Body) -> Exported:
    """A session of up to two syringes, with injections anywhere on the skin and area passes."""
    patient = a_patient(draw(nasty), number=draw(nasty))
    session = a_session(patient)
    product = Product(id=uuid4(), name=draw(texts.filter(lambda text: ";" not in text)))
    lot = Lot(id=uuid4(), product=product.id, number=draw(nasty))
    syringes = [
        a_syringe(session, name=name, mixture=draw(nasty))
        for name in ("A", "B")[: draw(st.integers(1, 2))]
    ]
    drawn = Draw(
        id=uuid4(),
        session=session.id,
        syringe=syringes[0].id,
        product=product.id,
        volume_ul=3000,
        drawn=NOON,
        lot=lot.id,
    )
    unit = st.floats(0, 1, allow_subnormal=False)
    sites = st.builds(SkinSite, st.integers(0, FACES - 1), unit, unit)

    def common(order: int) -> dict[str, object]:
        return {
            "id": draw(st.uuids()),
            "session": session.id,
            "order": order,
            "syringe": draw(st.sampled_from(syringes)).id,
            "technique": draw(st.sampled_from(Technique)),
            "volume_ul": draw(st.integers(0, 20_000)),
            "depth_mm": draw(lengths),
            "layer": draw(nasty),
            "status": draw(st.sampled_from(Status)),
            "given_at": draw(moments),
            "given_by": draw(nasty),
            "given_how": draw(st.none() | st.sampled_from(GivenHow)),
            "reason": draw(nasty),
        }

    injections, areas = [], []
    for order in range(draw(st.integers(0, 6))):
        site = draw(sites)
        key = body.regions_of([site])[0]
        plan = Plan(site=site, depth_mm=draw(lengths), volume_ul=5, syringe=syringes[0].id)
        injections.append(
            Injection(
                **common(order),  # type: ignore[arg-type]
                site=site,
                region=key.id if key is not None else None,
                side=key.side if key is not None else None,
                angle_deg=draw(st.floats(0, 90, allow_subnormal=False)),
                plan=draw(st.sampled_from([None, plan])),
                lattice=draw(st.none() | st.uuids()),
            )
        )
    for order in range(10, 10 + draw(st.integers(0, 2))):
        areas.append(
            AreaPass(
                **common(order),  # type: ignore[arg-type]
                region="forehead",
                side=Side.LEFT,
                outline=(),
                entries=draw(st.none() | st.integers(0, 900)),
                entries_estimated=draw(st.booleans()),
                device=draw(nasty),
            )
        )
    return Exported(
        clinic="",
        patient=patient,
        session=session,
        body=body,
        injections=tuple(injections),
        areas=tuple(areas),
        syringes={one.id: one for one in syringes},
        needles={},
        contents=Contents(draws=(drawn,), products={product.id: product}, lots={lot.id: lot}),
        devices={},
        people={},
        reactions=(),
        follow_ups=(),
        addenda=(),
        fingerprint="",
    )


Row = dict[str, str]


def rows_of(data: bytes) -> list[Row]:
    """The rows as somebody's own program reads them: the apostrophes undone."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    assert tuple(rows[0]) == HEAD
    assert all(len(row) == len(HEAD) for row in rows)
    return [dict(zip(HEAD, map(text_of, row), strict=True)) for row in rows[1:]]


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _common(row: Row, exported: Exported) -> dict[str, object]:
    (syringe,) = [one for one in exported.syringes.values() if one.name == row["syringe"]]
    assert row["mixture"] == syringe.mixture
    return {
        "id": UUID(row["id"]),
        "session": UUID(row["session"]),
        "order": int(row["order"]),
        "region": row["region"] or None,
        "side": Side(row["side"]) if row["side"] else None,
        "syringe": syringe.id,
        "technique": Technique(row["technique"]),
        "volume_ul": round(float(row["volume_ml"]) * 1000),
        "depth_mm": _number(row["depth_mm"]),
        "layer": row["layer"],
        "status": Status(row["status"]),
        "given_at": datetime.fromisoformat(row["given_at"]) if row["given_at"] else None,
        "given_by": row["given_by"],
        "given_how": GivenHow(row["given_how"]) if row["given_how"] else None,
        "reason": row["reason"],
    }


def injection_of(row: Row, exported: Exported, plan: Plan | None) -> Injection:
    """The injection of a row; what was planned stands there without its place and syringe."""
    if plan is not None:
        planned = float(row["planned_volume_ml"])
        plan = replace(
            plan, depth_mm=_number(row["planned_depth_mm"]), volume_ul=round(planned * 1000)
        )
    else:
        assert row["planned_volume_ml"] == row["planned_depth_mm"] == ""
    return Injection(
        **_common(row, exported),  # type: ignore[arg-type]
        site=SkinSite(int(row["face"]), float(row["s"]), float(row["t"])),
        angle_deg=float(row["angle_deg"]),
        lattice=UUID(row["lattice"]) if row["lattice"] else None,
        plan=plan,
    )


def area_of(row: Row, exported: Exported, *, otherwise: bool) -> AreaPass:
    """The area pass of a row; `otherwise` where nothing was counted that could be estimated."""
    return AreaPass(
        **_common(row, exported),  # type: ignore[arg-type]
        outline=(),
        entries=int(row["entries"]) if row["entries"] else None,
        entries_estimated=row["entries_estimated"] == "true" if row["entries"] else otherwise,
        device=row["device"],
    )


@settings(max_examples=60)
@given(data=st.data())
def test_a_table_holds_the_session(body: Body, data: st.DataObject) -> None:
    exported = data.draw(sessions(body))
    rows = rows_of(injections_csv([exported]))
    injections, areas = {i.id: i for i in exported.injections}, {a.id: a for a in exported.areas}
    assert [UUID(row["id"]) for row in rows] == [one.id for one in exported.values]
    for row in rows:
        assert row["name"] == exported.patient.name
        assert row["number"] == exported.patient.number
        id = UUID(row["id"])
        if row["kind"] == "injection":
            assert injection_of(row, exported, injections[id].plan) == injections[id]
        else:
            counted = areas[id].entries_estimated
            assert area_of(row, exported, otherwise=counted) == areas[id]
        if row["syringe"] == "A":
            (lot,) = exported.contents.lots.values()
            (product,) = exported.contents.products.values()
            assert (row["products"], row["lots"]) == (product.name, lot.number)
        else:
            assert row["products"] == row["lots"] == ""


@settings(max_examples=40)
@given(data=st.data())
def test_the_place_on_its_patch_leads_back_to_the_skin(body: Body, data: st.DataObject) -> None:
    exported = data.draw(sessions(body))
    sites = {str(one.id): one.site for one in exported.injections}
    for row in rows_of(injections_csv([exported])):
        if row["kind"] != "injection" or not row["patch"] or not row["region"]:
            continue
        (found,) = body.from_patch(row["patch"], [(float(row["u_mm"]), float(row["v_mm"]))])
        if found is None:  # the very edge of a patch
            continue
        apart = body.xyz([found]) - body.xyz([sites[row["id"]]])
        assert np.linalg.norm(apart) < 0.01


@given(cells=st.lists(nasty, min_size=1, max_size=4))
def test_sessions_stand_one_after_another(body: Body, cells: list[str]) -> None:
    """Of many sessions one table; each row names its own."""
    made = []
    for said in cells:
        patient = a_patient(said)
        session = a_session(patient)
        syringe = a_syringe(session, mixture=said)
        one = Injection(
            id=uuid4(),
            session=session.id,
            order=1,
            site=SkinSite(1, 0.5, 0.5),
            region=None,
            side=None,
            syringe=syringe.id,
            technique=Technique.PAPULE,
            volume_ul=50,
            depth_mm=None,
        )
        made.append(
            Exported(
                clinic="",
                patient=patient,
                session=session,
                body=body,
                injections=(one,),
                areas=(),
                syringes={syringe.id: syringe},
                needles={},
                contents=Contents(),
                devices={},
                people={},
                reactions=(),
                follow_ups=(),
                addenda=(),
                fingerprint="",
            )
        )
    rows = rows_of(injections_csv(made))
    assert [UUID(row["session"]) for row in rows] == [one.session.id for one in made]
    assert [row["name"] for row in rows] == cells
