"""Reactions and follow-ups as the documented JSON."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

import pytest

from mesomap.atlas import default_atlas
from mesomap.exchange.json import session_json
from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import (
    Added,
    FollowUp,
    FollowUpPoint,
    Known,
    Outcome,
    Reaction,
    ReactionKind,
    Side,
    SkinSite,
)
from mesomap.storage import Store

NOW = datetime(2026, 11, 22, 14, 0)


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "sample.mesomap"
    make_sample_clinic(path)
    with Store.open(path) as opened:
        yield opened


def test_a_session_says_its_reactions_and_follow_ups(store):
    session = next(one.session for one in store.sessions() if not one.given)
    picture = uuid4()
    first = Reaction(
        id=uuid4(),
        session=session.id,
        kind=ReactionKind.ULCER,
        noted=NOW,
        noted_by="t",
        point=FollowUpPoint.DAYS,
        site=SkinSite(10, 0.5, 0.5),
        region="chin",
        side=Side.MIDLINE,
        long_mm=9.5,
        wide_mm=4.0,
        grade=3,
        vas=7.5,
        onset=datetime(2026, 11, 20, 8, 0),
        known=Known.TOLD,
        reporter="the patient",
        serious=True,
        action="seen",
        outcome=Outcome.SEQUELAE,
        ended=date(2026, 11, 21),
        text="small",
        photographs=(picture,),
    )
    later = replace(
        first,
        id=uuid4(),
        noted=datetime(2026, 11, 23, 9, 0),
        site=None,
        region=None,
        side=None,
        long_mm=None,
        wide_mm=None,
        grade=None,
        vas=None,
        onset=None,
        ended=None,
        mistaken=True,
    )
    look = FollowUp(id=uuid4(), session=session.id, point=FollowUpPoint.END, done=NOW, by="t")
    changes = (Added(later), Added(first), Added(look))
    store.apply("test", changes, actor="t", at=NOW, kind="commit")
    said = session_json(store, default_atlas(), session.id)
    one, two = said["reactions"]
    assert one == {
        "id": str(first.id),
        "kind": "ulcer",
        "site": {"kind": "skin", "face": 10, "s": 0.5, "t": 0.5},
        "region": "chin",
        "side": "midline",
        "patch": None,
        "outline_uv": [],
        "long_mm": 9.5,
        "wide_mm": 4.0,
        "size_grade": 2,
        "grade": 3,
        "vas": 7.5,
        "vas_band": "severe",
        "onset": "2026-11-20T08:00:00",
        "point": "48-72-h",
        "known": "told",
        "reporter": "the patient",
        "serious": True,
        "action": "seen",
        "outcome": "recovered-with-sequelae",
        "ended": "2026-11-21",
        "text": "small",
        "photographs": [str(picture)],
        "noted": "2026-11-22T14:00:00",
        "noted_by": "t",
        "mistaken": False,
    }
    assert (two["site"], two["size_grade"], two["vas_band"], two["mistaken"]) == (
        None,
        None,
        None,
        True,
    )
    (done,) = said["follow_ups"]
    assert (done["point"], done["done"], done["known"]) == ("end", NOW.isoformat(), "seen")
