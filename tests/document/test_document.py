"""The one writer: what it refuses, and that a refusal changes nothing anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from clinic_values import a_patient, a_session, a_syringe, an_injection, open_document

from mesomap.document import Document, Event
from mesomap.document.edits import (
    new_injections,
    new_patient,
)
from mesomap.document.placed import move, remove
from mesomap.document.validate import InvalidChangeError
from mesomap.model import (
    Added,
    Change,
    Injection,
    KnownError,
    RegionKey,
    Removed,
    Session,
    SessionStatus,
    Side,
    SkinSite,
    Syringe,
    Updated,
)
from mesomap.storage import Store

SITE = SkinSite(1, 0.5, 0.5)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        yield open_document(store)[0]


@pytest.fixture
def syringe(document: Document) -> Syringe:
    return next(iter(document.syringes.values()))


def place(document: Document, syringe: Syringe, count: int = 1) -> list[Injection]:
    """Commit `count` new injections; return them."""
    sites = [SkinSite(face, 0.5, 0.5) for face in range(count)]
    changes = new_injections(document, sites, [None] * count, syringe)
    document.commit("Add", changes)
    return [change.value for change in changes if isinstance(change.value, Injection)]


def stored(document: Document) -> list[Injection]:
    assert document.session is not None
    return document.store.injections(document.session.id)


def test_a_commit_is_on_the_disk_before_anybody_hears(document: Document, syringe: Syringe) -> None:
    heard: list[tuple[Event, int]] = []
    document.subscribe(lambda event: heard.append((event, len(stored(document)))))
    place(document, syringe, 3)
    ((event, on_disk),) = heard
    assert (event.kind, event.label, len(event.changes), on_disk) == ("commit", "Add", 3, 3)


def test_new_injections_take_the_syringes_settings(document: Document) -> None:
    assert document.session is not None
    brush = a_syringe(document.session, depth_mm=None, layer="mid-fat", volume_ul=200, radius_mm=5)
    document.commit("Add syringe", (Added(brush),))
    regions = [RegionKey("submental", Side.LEFT), None]
    one, two = (c.value for c in new_injections(document, [SITE, SITE], regions, brush.id))
    assert isinstance(one, Injection)
    assert isinstance(two, Injection)
    assert (one.depth_mm, one.layer, one.volume_ul, one.radius_mm) == (None, "mid-fat", 200, 5)
    assert (one.region, one.side, two.region, two.side) == ("submental", Side.LEFT, None, None)
    assert (one.order, two.order) == (1, 2)


def test_moving_decides_the_region_anew(document: Document, syringe: Syringe) -> None:
    class Body:
        def regions_of(self, sites: object) -> list[RegionKey | None]:
            return [RegionKey("chin", Side.RIGHT)]

    (injection,) = place(document, syringe)
    to = SkinSite(7, 0.1, 0.9)
    document.commit("Move", move(Body(), [injection], [[to]]))
    (moved,) = document.injections.values()
    assert moved == replace(injection, site=to, region="chin", side=Side.RIGHT)
    assert stored(document) == [moved]


def bad_changes(document: Document, syringe: Syringe) -> dict[str, tuple[Change, ...]]:
    assert document.session is not None
    assert document.patient is not None
    there = next(iter(document.injections.values()))
    other_session = a_session(document.patient)
    good = an_injection(syringe, 50)
    return {
        "nothing": (),
        "added twice": (Added(there),),
        "added twice in one": (Added(good), Added(good)),
        "removed though not there": (Removed(good),),
        "removed twice": (Removed(there), Removed(there)),
        "updated from what it is not": (Updated(replace(there, volume_ul=1), there),),
        "an update that changes the id": (Updated(there, replace(there, id=good.id)),),
        "of another session": (Added(an_injection(a_syringe(other_session))),),
        "a volume below nothing": (Added(replace(good, volume_ul=-1)),),
        "an unknown syringe": (Added(replace(good, syringe=good.id)),),
        "a good one, then a bad one": (Added(good), Added(there)),
    }


NAMES = (
    "nothing", "added twice", "added twice in one", "removed though not there", "removed twice",
    "updated from what it is not", "an update that changes the id", "of another session",
    "a volume below nothing", "an unknown syringe", "a good one, then a bad one",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_what_contradicts_the_state_changes_nothing(
    document: Document, syringe: Syringe, name: str
) -> None:
    place(document, syringe)
    heard: list[Event] = []
    document.subscribe(heard.append)
    before = (dict(document.injections), stored(document), document.store.log_rows())
    with pytest.raises(Exception) as caught:
        document.commit("Bad", bad_changes(document, syringe)[name])
    assert isinstance(caught.value, InvalidChangeError) or "FOREIGN KEY" in str(caught.value)
    assert (dict(document.injections), stored(document), document.store.log_rows()) == before
    assert document.can_undo == "Add"
    assert heard == []


def test_what_a_person_can_mend_gets_a_sentence(document: Document, syringe: Syringe) -> None:
    place(document, syringe)
    with pytest.raises(KnownError, match="has injections in this session"):
        document.commit("Remove syringe", (Removed(syringe),))
    with pytest.raises(KnownError, match="needs a name"):
        document.commit("Add patient", (Added(new_patient("   ", "female")),))
    with pytest.raises(KnownError, match="more than one syringe holds"):
        document.commit("Change", (Updated(syringe, replace(syringe, drawn_ul=10**6)),))


def test_a_signed_session_stays_as_it_is(document: Document, syringe: Syringe) -> None:
    (injection,) = place(document, syringe)
    session = document.session
    assert session is not None
    document.commit("Sign", (Updated(session, replace(session, status=SessionStatus.SIGNED)),))
    with pytest.raises(KnownError, match="is signed"):
        document.commit("Erase", remove([injection]))
    assert stored(document) == [injection]


def test_a_store_that_fails_leaves_everything_as_it_was(
    document: Document, syringe: Syringe, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(document, syringe)
    heard: list[Event] = []
    document.subscribe(heard.append)

    def fail(*_: object, **__: object) -> int:
        raise KnownError("the disk is full")

    monkeypatch.setattr(document.store, "apply", fail)
    with pytest.raises(KnownError, match="disk is full"):
        place(document, syringe)
    with pytest.raises(KnownError, match="disk is full"):
        document.undo()
    assert len(document.injections) == len(stored(document)) == 1
    assert (document.can_undo, document.can_redo, heard) == ("Add", None, [])


def test_a_listener_that_fails_harms_nobody(
    document: Document, syringe: Syringe, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Event] = []

    def broken(event: Event) -> None:
        raise RuntimeError("broken listener")

    document.subscribe(broken)
    unsubscribe = document.subscribe(heard.append)
    place(document, syringe)
    assert len(heard) == len(stored(document)) == 1
    assert "broken listener" in caplog.text
    unsubscribe()
    place(document, syringe)
    assert len(heard) == 1


def test_undo_belongs_to_the_open_session(document: Document, syringe: Syringe) -> None:
    place(document, syringe)
    session = document.session
    assert isinstance(session, Session)
    document.commit("Add patient", (Added(a_patient("Muster, Clara")),))
    assert document.can_undo == "Add"
    document.close_session()
    assert (document.can_undo, document.undo(), document.redo()) == (None, None, None)
    document.open_session(session.id)
    assert len(document.injections) == 1
    assert document.can_undo is None


def test_undo_is_logged_as_what_it_is(document: Document, syringe: Syringe) -> None:
    place(document, syringe, 2)
    assert document.undo() == "Add"
    assert document.can_redo == "Add"
    assert document.redo() == "Add"
    kinds = [(row["kind"], row["label"]) for row in document.store.log_rows()[-3:]]
    assert kinds == [("commit", "Add"), ("undo", "Add"), ("redo", "Add")]
    place(document, syringe)
    assert document.can_redo is None
