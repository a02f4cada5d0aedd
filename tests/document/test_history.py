"""What earlier sessions treated stays free of a lattice that leaves it so, for so many days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from clinic_values import NOON, TODAY, a_patient, a_session, a_syringe

from mesomap.analysis.lattices import fillings_of, places_of
from mesomap.analysis.plan import plan_region
from mesomap.atlas import default_atlas
from mesomap.document import Document
from mesomap.document.history import earlier_sessions, rested_of, sessions_by
from mesomap.model import (
    Added,
    Addendum,
    AddendumKind,
    AreaPass,
    GivenHow,
    Injection,
    Lattice,
    LatticeSettings,
    RegionKey,
    Session,
    Side,
    Status,
    Technique,
)
from mesomap.storage import Store

BODY = default_atlas().body("female")
KEY = RegionKey("cheek-buccal", Side.LEFT)
SETTINGS = LatticeSettings(spacing_mm=6.0)


@pytest.fixture
def visits(tmp_path: Path) -> tuple[Store, Session, Session]:
    """A session given ten days ago, a second one today."""
    store = Store.create(tmp_path / "clinic.mesomap")
    document = Document(store, actor="me", clock=lambda: NOON)
    patient = a_patient()
    first = replace(a_session(patient, TODAY - timedelta(days=10)), body="female")
    second = replace(a_session(patient, TODAY), body="female")
    document.commit("Add", (Added(patient), Added(first), Added(second)))
    document.open_session(first.id)
    syringe = a_syringe(first)
    places = plan_region(BODY, [KEY], SETTINGS).points
    given = [
        Injection(
            id=uuid4(),
            session=first.id,
            order=order,
            site=place.site,
            region=KEY.id,
            side=KEY.side,
            syringe=syringe.id,
            technique=syringe.technique,
            volume_ul=50,
            depth_mm=1.0,
            status=Status.GIVEN,
            given_at=NOON,
            given_how=GivenHow.EACH,
        )
        for order, place in enumerate(places, start=1)
        if order % 2
    ]
    document.commit("Give", (Added(syringe), *map(Added, given)))
    document.close_session()
    return store, first, second


def count(store: Store, session: Session, days: int | None) -> int:
    lattice = Lattice(
        id=uuid4(), session=session.id, settings=SETTINGS, regions=(KEY,), rest_days=days
    )
    rested = rested_of(store, BODY, session)
    return sum(len(places_of(BODY, one)) for one in fillings_of(BODY, lattice, [], rested))


def test_places_that_were_treated_within_the_days_stay_free(
    visits: tuple[Store, Session, Session],
) -> None:
    store, first, second = visits
    whole = count(store, second, None)
    given = len(store.injections(first.id))
    assert count(store, second, 11) == whole - given
    assert count(store, second, 10) == whole
    store.close()


def test_a_session_entered_in_error_treated_nobody(visits: tuple[Store, Session, Session]) -> None:
    store, first, second = visits
    kind = AddendumKind.ENTERED_IN_ERROR
    mistaken = Addendum(id=uuid4(), session=first.id, kind=kind, text="wrong person", written=NOON)
    Document(store, actor="me", clock=lambda: NOON).commit("Mark", (Added(mistaken),))
    assert earlier_sessions(store, second) == []
    assert count(store, second, 11) == count(store, second, None)
    store.close()


def test_a_session_of_an_area_pass_alone_has_treated_too(
    visits: tuple[Store, Session, Session],
) -> None:
    """Its summary counts injections, and it has none."""
    store, first, second = visits
    document = Document(store, actor="me", clock=lambda: NOON)
    alone = replace(a_session(a_patient(), TODAY), id=uuid4(), patient=first.patient, body="female")
    alone = replace(alone, date=TODAY - timedelta(days=3), started=first.started)
    document.commit("Add", (Added(alone),))
    document.open_session(alone.id)
    syringe = a_syringe(alone)
    area = AreaPass(
        id=uuid4(),
        session=alone.id,
        order=1,
        region=KEY.id,
        side=KEY.side,
        outline=(),
        syringe=syringe.id,
        technique=Technique.NAPPAGE,
        volume_ul=2000,
        status=Status.GIVEN,
        given_at=NOON,
        given_how=GivenHow.EACH,
    )
    document.commit("Give", (Added(syringe), Added(area)))
    document.close_session()
    assert count(store, second, 4) == 0
    assert count(store, second, 3) == count(store, second, None)
    store.close()


def test_a_day_knows_every_session_until_it_and_the_open_one_if_it_was_before(
    visits: tuple[Store, Session, Session],
) -> None:
    store, first, second = visits

    def by(session: Session, day: date) -> list[UUID]:
        return [one.session.id for one in sessions_by(store, session, day)]

    assert by(first, TODAY) == [first.id, second.id]
    assert by(second, TODAY) == [first.id]
    assert by(first, first.date) == []
    store.close()


def test_a_session_knows_only_those_before_it(visits: tuple[Store, Session, Session]) -> None:
    store, first, second = visits
    assert [one.session.id for one in earlier_sessions(store, second)] == [first.id]
    assert earlier_sessions(store, first) == []
    store.close()
