"""Signing: what it says, what it locks, and a fingerprint that stays as the content does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, TODAY, open_document

from mesomap.document import Document
from mesomap.document.edits import new_injections
from mesomap.document.record.addenda import in_time, new_addendum
from mesomap.document.record.people import (
    hand,
    last_people,
    people,
    person_change,
    set_people,
    written,
)
from mesomap.document.record.signing import counts, missing, sign
from mesomap.document.treating import give, skip, steps_of
from mesomap.document.validate import InvalidChangeError
from mesomap.model import (
    Added,
    Addendum,
    AddendumKind,
    Answer,
    Consent,
    ConsentKind,
    KnownError,
    Person,
    Questionnaire,
    Reaction,
    ReactionKind,
    Removed,
    Reply,
    SessionStatus,
    SkinSite,
    Syringe,
    Updated,
)
from mesomap.storage import Store
from mesomap.storage.fingerprint import canonical, fingerprint

DOCTOR = Person(id=uuid4(), name="B. Example", title="Dr.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clinic.mesomap"


@pytest.fixture
def draft(path: Path) -> Iterator[tuple[Document, Syringe]]:
    with Store.create(path) as store:
        document, syringe = open_document(store)
        for face in range(3):
            site = SkinSite(face, 0.5, 0.25)
            document.commit("Add injection", new_injections(document, [site], [None], syringe))
        document.commit("Add person", person_change(store, DOCTOR))
        yield document, syringe


def sentences(document: Document) -> list[str]:
    return [one.render() for one in missing(document)]


def a_reaction(document: Document) -> Reaction:
    assert document.session is not None
    return Reaction(id=uuid4(), session=document.session.id, kind=ReactionKind.BRUISING, noted=NOON)


def test_what_is_missing_is_listed_and_never_refused(draft) -> None:  # type: ignore[no-untyped-def]
    document, _ = draft
    assert sentences(document) == [
        "Nothing was given.",
        "3 planned were neither given nor skipped.",
        "The questionnaire was not asked.",
        "No consent is noted.",
        "Who performed is not said.",
    ]
    first, second, _third = steps_of(document)
    document.commit("Give", give(document, [first]))
    document.commit("Skip", skip(document, second))
    found = counts(document)
    assert (found.given, found.planned, found.skipped) == (1, 1, 1)
    assert found.given_ul == first.volume_ul
    assert "No lot is noted for A." in sentences(document)
    assert "1 planned was neither given nor skipped." in sentences(document)
    document.commit("Sign", sign(document, DOCTOR))
    assert document.session.status is SessionStatus.SIGNED


def test_what_is_there_is_not_missing(draft) -> None:  # type: ignore[no-untyped-def]
    document, _ = draft
    document.commit("Give", give(document, steps_of(document)))
    session = document.session
    consent = Consent(
        id=uuid4(), patient=session.patient, kind=ConsentKind.TREATMENT, given=TODAY,
        text_version="1", taken_by="A",
    )  # fmt: skip
    asked = Questionnaire(
        id=uuid4(), session=session.id, asked=NOON,
        answers=(Answer(question="allergy", reply=Reply.NO),),
    )  # fmt: skip
    document.commit("Note", (Added(consent), Added(asked)))
    document.commit("Say", set_people(document, performer=DOCTOR.id, prescriber=None))
    assert sentences(document) == ["No lot is noted for A."]
    withdrawn = replace(consent, withdrawn=TODAY)
    document.commit("Withdraw", (Updated(consent, withdrawn),))
    assert "No consent is noted." in sentences(document)
    photographs = replace(consent, id=uuid4(), kind=ConsentKind.PHOTOGRAPHS)
    document.commit("Note", (Added(photographs),))
    assert "No consent is noted." in sentences(document)


def test_signed_who_when_for_whom_and_the_fingerprint(draft, path: Path) -> None:  # type: ignore[no-untyped-def]
    document, _ = draft
    document.commit("Sign", sign(document, DOCTOR))
    session = document.session
    assert (session.signed, session.signed_by) == (NOON, "Dr. B. Example")
    assert session.signed_for == "Sample, Anna\n1981-03-14\n00417"
    assert len(session.fingerprint) == 64
    assert document.store.fingerprint(session.id) == session.fingerprint
    document.store.close()
    with Store.open(path) as store:
        assert store.fingerprint(session.id) == session.fingerprint
        assert store.verify().ok


def test_another_name_of_the_patient_breaks_no_signature(draft) -> None:  # type: ignore[no-untyped-def]
    document, _ = draft
    document.commit("Sign", sign(document, DOCTOR))
    patient = document.patient
    document.commit("Rename", (Updated(patient, replace(patient, name="Other, Anna")),))
    document.commit("Add", (Added(a_reaction(document)),))
    assert document.store.verify().ok


def test_who_may_not_sign(draft) -> None:  # type: ignore[no-untyped-def]
    document, _ = draft
    for person in (replace(DOCTOR, may_sign=False), replace(DOCTOR, retired=True)):
        with pytest.raises(KnownError, match="may not sign"):
            sign(document, person)
    document.commit("Sign", sign(document, DOCTOR))
    with pytest.raises(KnownError, match="is signed"):
        sign(document, DOCTOR)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE injections SET volume_ul = 999 WHERE needle_order = 2",
        "DELETE FROM injections WHERE needle_order = 3",
        "UPDATE syringes SET mixture = 'other'",
        "UPDATE sessions SET note = 'later'",
        "UPDATE sessions SET signed_for = 'Somebody'",
        "UPDATE sessions SET fingerprint = 'ab'",
    ],
)
def test_verify_names_a_signed_session_that_was_changed(  # type: ignore[no-untyped-def]
    draft, path: Path, statement: str
) -> None:
    document, _ = draft
    document.commit("Sign", sign(document, DOCTOR))
    session = document.session
    document.store.close()
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    with Store.open(path, read_only=True) as store:
        found = [one.render() for one in store.verify().problems]
    expected = f"Session {session.id} of {session.date} is not what was signed"
    assert any(expected in one for one in found), found


def test_a_field_that_came_later_and_is_empty_changes_no_fingerprint(draft) -> None:  # type: ignore[no-untyped-def]
    document, _ = draft
    session, injections = document.session, list(document.injections.values())
    form = canonical(session, injections, None).decode()
    for absent in ("response", "reason", "given_at", "treated_from"):
        assert absent not in form
    backwards = fingerprint(session, reversed(injections), None)
    assert backwards == fingerprint(session, injections, None)
    whole = [replace(one, depth_mm=2.0) for one in injections]
    as_int = [replace(one, depth_mm=2) for one in injections]
    assert fingerprint(session, whole, None) == fingerprint(session, as_int, None)
    deeper = [replace(injections[0], depth_mm=2.5), *injections[1:]]
    assert fingerprint(session, deeper, None) != fingerprint(session, injections, None)


def test_addenda_stay(draft) -> None:  # type: ignore[no-untyped-def]
    document, _ = draft
    document.commit("Sign", sign(document, DOCTOR))
    id = document.session.id
    late = new_addendum(document, id, AddendumKind.LATE_ENTRY, "  Cooled for 10 minutes. ")
    document.commit("Add addendum", late)
    document.clock = lambda: NOON + timedelta(hours=1)
    document.commit("Add addendum", new_addendum(document, id, AddendumKind.CORRECTION, "2 mm."))
    first, second = in_time(document.of(Addendum).values())
    assert (first.text, first.by) == ("Cooled for 10 minutes.", "Dr. B. Example")
    assert second.kind is AddendumKind.CORRECTION
    for change in (Removed(first), Updated(first, replace(first, text="Other."))):
        with pytest.raises(InvalidChangeError):
            document.commit("Edit", (change,))
    with pytest.raises(KnownError, match="needs a text"):
        document.commit("Add", new_addendum(document, id, AddendumKind.CORRECTION, " "))
    assert document.store.verify().ok


def test_an_addendum_to_a_draft_is_not_undone(draft) -> None:  # type: ignore[no-untyped-def]
    document, _ = draft
    before = document.can_undo
    id = document.session.id
    document.commit("Add addendum", new_addendum(document, id, AddendumKind.LATE_ENTRY, "x"))
    assert document.can_undo == before
    document.undo()
    assert len(document.of(Addendum)) == 1


def test_what_came_after_is_taken_back_of_a_draft_only(draft) -> None:  # type: ignore[no-untyped-def]
    document, _ = draft
    document.commit("Add reaction", (Added(a_reaction(document)),))
    document.undo()
    assert not document.of(Reaction)
    document.redo()
    document.commit("Sign", sign(document, DOCTOR))
    (reaction,) = document.of(Reaction).values()
    with pytest.raises(KnownError, match="is signed"):
        document.commit("Remove", (Removed(reaction),))
    document.commit("Change", (Updated(reaction, replace(reaction, text="smaller")),))
    document.close_session()
    with pytest.raises(InvalidChangeError):
        document.commit("Remove", (Removed(replace(reaction, text="smaller")),))


def test_the_performer_gives_else_who_types(draft) -> None:  # type: ignore[no-untyped-def]
    document, _ = draft
    assert hand(document) == document.actor
    document.actor = "desk"
    first, second, _ = steps_of(document)
    document.commit("Give", give(document, [first]))
    document.commit("Say", set_people(document, performer=DOCTOR.id, prescriber=DOCTOR.id))
    document.commit("Give", give(document, [second]))
    by = {one.id: one.given_by for one in document.injections.values()}
    assert (by[first.id], by[second.id]) == ("desk", "Dr. B. Example")
    assert last_people(document) is None, "no session before this one"


def test_people_of_the_clinic(draft) -> None:  # type: ignore[no-untyped-def]
    document, _ = draft
    store = document.store
    nurse = Person(id=uuid4(), name="  A.   Nurse ", may_sign=False)
    document.commit("Add person", person_change(store, nurse))
    assert [written(one) for one in people(store)] == ["A. Nurse", "Dr. B. Example"]
    with pytest.raises(KnownError, match="is in the list already"):
        person_change(store, Person(id=uuid4(), name="dr. b. example"))
    document.commit("Retire", person_change(store, replace(DOCTOR, retired=True)))
    assert [one.retired for one in people(store)] == [False, True]
    assert person_change(store, Person(id=uuid4(), name="B. Example", title="Dr."))
    with pytest.raises(KnownError, match="needs a name"):
        document.commit("Add", person_change(store, Person(id=uuid4(), name=" ")))


def test_the_unsigned_are_drafts_with_something_given(draft) -> None:  # type: ignore[no-untyped-def]
    document, _ = draft
    store, id = document.store, document.session.id
    assert store.unsigned() == []
    document.commit("Give", give(document, steps_of(document)[:1]))
    (one,) = store.unsigned()
    assert (one.session.id, one.number, one.given, one.patient_name) == (id, 1, 1, "Sample, Anna")
    assert store.unsigned(limit=0) == []
    document.commit(
        "Add addendum", new_addendum(document, id, AddendumKind.ENTERED_IN_ERROR, "Not hers.")
    )
    assert store.unsigned() == []
