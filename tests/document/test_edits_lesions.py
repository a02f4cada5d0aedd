"""The changes of lesions: measured, drawn again, ended, and taken back."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from mesomap.document import Document
from mesomap.document.edits_lesions import (
    edited,
    ended,
    find,
    measured_again,
    new_lesion,
    redrawn,
    removed,
    with_size,
)
from mesomap.model import (
    Added,
    LesionKind,
    LesionSize,
    Patient,
    RegionKey,
    Session,
    Side,
    SkinSite,
)
from mesomap.storage import Store

OUTLINE = (SkinSite(1, 0.0, 0.0), SkinSite(1, 1.0, 0.0), SkinSite(1, 1.0, 1.0))
CHEEK = RegionKey("cheek-medial", Side.LEFT)


def size(day: str, long: float = 10.0) -> LesionSize:
    return LesionSize(measured=date.fromisoformat(day), long_mm=long, wide_mm=5.0)


@pytest.fixture
def document(tmp_path: Path):

    patient = Patient(id=uuid4(), name="Sample, Anna", body="flat")
    session = Session(
        id=uuid4(),
        patient=patient.id,
        date=date(2026, 11, 22),
        body="flat",
        atlas="1",
        started=datetime(2026, 11, 22, 9, 0),
    )
    with Store.create(tmp_path / "test.mesomap") as store:
        made = Document(store, actor="test")
        made.commit("New", (Added(patient), Added(session)))
        made.open_session(session.id)
        yield made
        made.close_session()


def drawn(document: Document):
    changes = new_lesion(
        document, OUTLINE, CHEEK, size("2026-11-22"), kind=LesionKind.KELOID, name="ear"
    )
    document.commit("Draw lesion", changes)
    (lesion,) = document.lesions.values()
    return lesion


def test_it_is_the_patients_and_comes_back_with_every_session(document) -> None:
    lesion = drawn(document)
    assert lesion.patient == document.patient.id
    assert (lesion.region, lesion.side, lesion.seen) == (CHEEK.id, CHEEK.side, date(2026, 11, 22))
    assert find(document, lesion.id) == lesion
    assert find(document, None) is None
    session = document.session.id
    document.close_session()
    document.open_session(session)
    assert list(document.lesions.values()) == [lesion]


def test_sizes_are_in_the_order_of_their_days_one_a_day(document) -> None:
    lesion = drawn(document)
    for change in (size("2027-01-01", 8.0), size("2026-10-01", 12.0), size("2026-11-22", 11.0)):
        document.commit("Measure lesion", measured_again(lesion, change))
        (lesion,) = document.lesions.values()
    assert [one.long_mm for one in lesion.sizes] == [12.0, 11.0, 8.0]
    assert measured_again(lesion, size("2026-11-22", 11.0)) == ()
    assert with_size(lesion, size("2028-01-01"))[-1].measured.year == 2028
    for _ in range(3):
        document.undo()
    assert [one.long_mm for one in document.lesions[lesion.id].sizes] == [10.0]


def test_drawn_again_it_keeps_its_history(document) -> None:
    lesion = drawn(document)
    document.commit(
        "Draw lesion again", redrawn(lesion, OUTLINE[::-1], None, size("2027-02-02", 6.0))
    )
    after = document.lesions[lesion.id]
    assert after.outline == OUTLINE[::-1]
    assert after.region is None
    assert [one.long_mm for one in after.sizes] == [10.0, 6.0]
    document.undo()
    assert document.lesions[lesion.id] == lesion


def test_edits_ending_and_striking_out(document) -> None:
    lesion = drawn(document)
    assert edited(lesion) == ()
    document.commit("Change lesion", edited(lesion, name="  left   ear ", keep_free=False))
    changed = document.lesions[lesion.id]
    assert (changed.name, changed.keep_free, changed.kind) == ("left ear", False, LesionKind.KELOID)
    assert ended(changed, None) == ()
    document.commit("Lesion gone", ended(changed, date(2026, 11, 22)))
    gone = document.lesions[lesion.id]
    assert gone.gone == date(2026, 11, 22)
    document.commit("Delete lesion", removed(gone))
    assert not document.lesions
    for _ in range(3):
        document.undo()
    assert document.lesions[lesion.id] == lesion
