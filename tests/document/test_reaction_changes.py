"""Which follow-up points of a session are to be done, and the changes that note reactions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from clinic_values import NOON, a_patient, a_session, open_document

from mesomap.document.record.reactions import begun, looked, noted, point_states, struck_out
from mesomap.model import (
    FollowUp,
    FollowUpPoint,
    Known,
    Reaction,
    ReactionKind,
    Session,
    SessionStatus,
    Updated,
)
from mesomap.storage import Store

P = FollowUpPoint
DAY = date(2026, 3, 1)


@pytest.fixture
def session() -> Session:
    return a_session(a_patient(), DAY)


def due(session, days, *, follow_ups=(), reactions=(), again=None):
    today = DAY + timedelta(days=days)
    seen = None if again is None else DAY + timedelta(days=again)
    states = point_states(session, follow_ups, reactions, today=today, seen_again=seen)
    return {one.point for one in states if one.due}, {one.point for one in states if one.overdue}


def looked_at(session, point):
    (change,) = looked(session.id, point, at=NOON, by="t")
    return change.value


@pytest.mark.parametrize(
    ("days", "now", "past"),
    [
        (0, {P.END}, set()),
        (1, set(), set()),
        (2, {P.DAYS}, set()),
        (3, {P.DAYS}, set()),
        (4, {P.DAYS}, {P.DAYS}),
        (14, {P.TWO_WEEKS}, set()),
        (15, {P.TWO_WEEKS}, {P.TWO_WEEKS}),
        (84, {P.TWELVE_WEEKS}, set()),
    ],
)
def test_only_the_latest_point_is_due(session, days, now, past):
    assert due(session, days) == (now, past)


def test_what_was_done_or_found_is_not_due(session):
    assert due(session, 3, follow_ups=[looked_at(session, P.DAYS)]) == (set(), set())
    found = replace(begun(session, at=NOON, by="t", point=P.DAYS), kind=ReactionKind.PAIN)
    assert due(session, 3, reactions=[found]) == (set(), set())
    assert due(session, 3, reactions=[replace(found, mistaken=True)])[0] == {P.DAYS}
    other = replace(found, session=a_session(a_patient()).id)
    assert due(session, 3, reactions=[other])[0] == {P.DAYS}


def test_the_next_session_asks_about_the_one_before(session):
    assert due(session, 7, again=7)[0] == {P.DAYS, P.NEXT_SESSION}
    done = [looked_at(session, P.NEXT_SESSION), looked_at(session, P.DAYS)]
    assert due(session, 7, again=7, follow_ups=done)[0] == set()


def test_a_new_one_is_noted_at_the_nearest_point(session):
    at = datetime(2026, 3, 16, 9, 0)
    draft = begun(session, at=at, by="Dr. B. Example", known=Known.TOLD)
    assert (draft.point, draft.noted, draft.known) == (P.TWO_WEEKS, at, Known.TOLD)


def test_they_are_noted_on_a_signed_session_changed_and_never_removed(tmp_path):
    with Store.create(tmp_path / "test.mesomap") as store:
        document, _ = open_document(store)
        session = document.session
        assert session is not None
        signed = replace(session, status=SessionStatus.SIGNED, signed=NOON)
        document.commit("sign", (Updated(session, signed),))
        first = begun(signed, at=NOON, by="t")
        document.commit("Add reaction", noted(None, first))
        worse = replace(first, serious=True, grade=3)
        document.commit("Change reaction", noted(first, worse))
        assert noted(worse, worse) == ()
        document.commit("mistake", struck_out(worse))
        document.commit("look", looked(signed.id, P.END, at=NOON, by="t"))
        document.close_session()
        (kept,) = store.of_session(Reaction, signed.id)
        assert kept == replace(worse, mistaken=True)
        (done,) = store.of_session(FollowUp, signed.id)
        assert done.point is P.END
        labels = [row["label"] for row in store.log_rows()]
        assert labels[-4:] == ["Add reaction", "Change reaction", "mistake", "look"]
