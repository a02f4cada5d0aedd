"""The syringes in the documented JSON: in the order of their keys, with where their volume went."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from mesomap.clinical.needles import BUILT_IN, needles
from mesomap.document.record.contents import Contents
from mesomap.exchange.syringes import needle_of, syringes_json
from mesomap.model import (
    AreaPass,
    Injection,
    MarkShape,
    Needle,
    SkinSite,
    Status,
    Syringe,
    Technique,
)

SESSION = uuid4()
STAMP = next(one for one in BUILT_IN.values() if one.count == 5)
FIRST = Syringe(
    id=uuid4(), session=SESSION, name="HA", mixture="HA", drawn_ul=1000, needle=STAMP.id, position=1
)
SECOND = Syringe(
    id=uuid4(), session=SESSION, name="B", mixture="", depth_mm=None, layer="mid-fat", position=0
)


def injection(syringe: Syringe, volume_ul: int, status: Status) -> Injection:
    return Injection(
        id=uuid4(),
        session=SESSION,
        order=1,
        site=SkinSite(0, 0.5, 0.5),
        region=None,
        side=None,
        syringe=syringe.id,
        technique=Technique.PAPULE,
        volume_ul=volume_ul,
        depth_mm=1.0,
        status=status,
        given_at=datetime(2026, 11, 22) if status is Status.GIVEN else None,
    )


def test_volumes_are_planned_given_and_left() -> None:
    area = AreaPass(
        id=uuid4(),
        session=SESSION,
        order=4,
        region="forehead",
        side=None,
        outline=(),
        syringe=FIRST.id,
        technique=Technique.NAPPAGE,
        volume_ul=200,
    )
    values = [
        injection(FIRST, 50, Status.GIVEN),
        injection(FIRST, 100, Status.PLANNED),
        injection(FIRST, 400, Status.SKIPPED),
        area,
    ]
    second, first = syringes_json([FIRST, SECOND], values, needles({}), Contents())
    assert [second["number"], first["number"]] == [1, 2]
    assert (first["drawn_ml"], first["planned_ml"], first["given_ml"], first["left_ml"]) == (
        1.0,
        0.3,
        0.05,
        0.95,
    )
    assert second["left_ml"] is None
    assert (second["depth_mm"], second["layer"], second["needle"]) == (None, "mid-fat", None)
    assert (first["mark"], second["mark"]) == ("circle", "circle")
    json.dumps([first, second], allow_nan=False)


def test_a_needle_is_the_clinics_own_entry_where_it_has_one() -> None:
    mine = replace(STAMP, name="Our stamp", length_mm=6.0, retired=True)
    (told,) = syringes_json([FIRST], [], needles({mine.id: mine}), Contents())
    assert told["needle"] == {
        "id": str(STAMP.id),
        "name": "Our stamp",
        "gauge": None,
        "length_mm": 6.0,
        "needles": 5,
        "plate": [list(place) for place in STAMP.plate],
    }
    assert needle_of(FIRST, needles({})) == STAMP.name
    assert needle_of(SECOND, needles({})) is None
    unknown = replace(FIRST, needle=uuid4(), mark=MarkShape.PLUS)
    assert (
        needle_of(unknown, {one.id: one for one in (Needle(id=uuid4(), name="x", length_mm=1),)})
        is None
    )
    assert syringes_json([unknown], [], {}, Contents())[0]["mark"] == "plus"
