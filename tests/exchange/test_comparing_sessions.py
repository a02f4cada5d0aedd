"""Two sessions compared from the file: whose they are, on what, and what stands in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import TODAY, a_session, a_syringe, an_injection, open_document

from mesomap.analysis.plan import plan_region
from mesomap.atlas import Atlas
from mesomap.document.record.patients import MERGE, commit_each, merge
from mesomap.exchange.compare import Compared, compared
from mesomap.exchange.compare_json import comparison_json
from mesomap.model import (
    Added,
    KnownError,
    LatticeSettings,
    PictureSite,
    RegionKey,
    Session,
    Side,
)
from mesomap.storage import Store

KEY = RegionKey("cheek-buccal", Side.LEFT)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "clinic.mesomap")


def two_sessions(store: Store, skin: Atlas, **other: object) -> tuple[Session, Session]:
    """The same few injections in both; the later session with `other` values."""
    document, syringe = open_document(store)
    assert document.session is not None
    assert document.patient is not None
    first = document.session
    second = replace(a_session(document.patient, TODAY + timedelta(days=20)), **other)  # type: ignore[arg-type]
    points = plan_region(skin.body("female"), [KEY], LatticeSettings(spacing_mm=9.0)).points
    document.commit("Add session", (Added(second),))
    for session in (first, second):
        document.open_session(session.id)
        if session is second:
            syringe = a_syringe(session)
            document.commit("Add", (Added(syringe),))
        placed = [an_injection(syringe, n, site=p.site) for n, p in enumerate(points, start=1)]
        document.commit("Add injections", tuple(map(Added, placed)))
    document.close_session()
    return first, second


def test_on_two_bodies_and_atlas_versions_the_site_carries_over(store: Store, atlas: Atlas) -> None:
    first, second = two_sessions(store, atlas, body="male", atlas="newer")
    said = comparison_json(compared(store, atlas, Compared(first.id, second.id)))
    assert said["kept"] == len(said["changes"]) > 3
    assert [("bodies" in note, "atlas" in note) for note in said["notes"]] == [
        (True, False),
        (False, True),
    ]
    back = comparison_json(compared(store, atlas, Compared(second.id, first.id)))
    assert back["kept"] == said["kept"]


def test_what_lies_on_a_picture_that_is_not_to_be_had_is_said(store: Store, atlas: Atlas) -> None:
    first, second = two_sessions(store, atlas)
    document, syringe = open_document(store)
    document.close_session()
    document.open_session(second.id)
    (syringe,) = document.syringes.values()
    away = an_injection(
        syringe, 99, site=PictureSite(str(uuid4()), 4.0, 5.0), region=None, side=None
    )
    document.commit("Add", (Added(away),))
    document.close_session()
    said = comparison_json(compared(store, atlas, Compared(first.id, second.id)))
    assert (said["added"], said["removed"]) == (0, 0)
    assert ["left out" in note for note in said["notes"]] == [True]
    assert not any("\n" in note for note in said["notes"])


def test_a_merged_persons_entries_are_one_person(store: Store, atlas: Atlas) -> None:
    first, _ = two_sessions(store, atlas)
    document, syringe = open_document(store)
    document.commit("Add", (Added(an_injection(syringe)),))
    assert document.patient is not None
    entry, into = document.patient, store.person_of(first)
    wanted = Compared(first.id, syringe.session)
    document.close_session()
    with pytest.raises(KnownError, match="two patients"):
        compared(store, atlas, wanted)
    commit_each(document, MERGE, merge(store, entry, into))
    result = compared(store, atlas, wanted)
    assert result.patient.id == into.id
    assert len(result.difference.comparison.changes) >= 1
