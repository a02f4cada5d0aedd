"""Questionnaire, preparation and consents: the changes, and what is offered."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from clinic_values import NOON, TODAY, a_patient, a_syringe, an_injection

from mesomap.clinical.questions import QUESTIONS
from mesomap.document import Document
from mesomap.document.record.consent import (
    holds,
    named_consent,
    new_consent,
    offered_consent,
    withdraw_consent,
)
from mesomap.document.record.preparation import (
    applied_mg,
    give_under,
    injected_lidocaine,
    preparation_of,
    set_preparation,
)
from mesomap.document.record.questionnaire import (
    ENTRIES,
    asked_again,
    last_questionnaire,
    questionnaire_of,
    set_questionnaire,
    unanswered,
)
from mesomap.document.record.wrong_patient import is_in_error
from mesomap.model import (
    Added,
    Addendum,
    AddendumKind,
    Answer,
    Component,
    Consent,
    ConsentKind,
    KnownError,
    MixturePart,
    Product,
    Removed,
    Reply,
    Session,
    Status,
    Topical,
    Unit,
)
from mesomap.storage import Store

NO_ALLERGY = (Answer(question="allergy", reply=Reply.NO),)


@pytest.fixture
def clinic(tmp_path):
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document = Document(store, actor="Dr. B. Example", clock=lambda: NOON)
        patient = a_patient()
        document.commit("Add patient", (Added(patient),))
        yield document, patient


def visit(document, patient, day=TODAY):
    session = Session(
        id=uuid4(),
        patient=patient.id,
        date=day,
        body="female",
        atlas="test",
        started=datetime.combine(day, NOON.time()),
    )
    document.commit("Add session", (Added(session),))
    document.open_session(session.id)
    return session


def test_the_questions_are_those_of_the_field_and_each_yes_has_its_place():
    assert len(QUESTIONS) == 11
    assert set(ENTRIES) == set(QUESTIONS) - {"pregnancy-or-lactation"}


def test_an_unanswered_question_stays_open_and_dysphagia_is_of_the_chin():
    left = {one.id for one in unanswered(NO_ALLERGY, frozenset({"cheek-buccal"}))}
    assert left == set(QUESTIONS) - {"allergy", "dysphagia"}
    left = {one.id for one in unanswered(NO_ALLERGY, frozenset({"submental"}))}
    assert "dysphagia" in left


def test_asked_again_takes_the_answers_of_the_newest_earlier_session(clinic):
    document, patient = clinic
    first = visit(document, patient, TODAY - timedelta(days=30))
    assert last_questionnaire(document) is None
    document.commit("Ask", set_questionnaire(document, NO_ALLERGY))
    assert set_questionnaire(document, NO_ALLERGY) == ()
    old = questionnaire_of(document)
    assert old.asked_by == "Dr. B. Example"
    visit(document, patient)
    summary, last = last_questionnaire(document)
    assert (summary.session.id, last) == (first.id, old)
    document.commit("Again", asked_again(document, last))
    now = questionnaire_of(document)
    assert (now.answers, now.unchanged_from) == (NO_ALLERGY, old.id)
    assert now.id != old.id
    other = (Answer(question="allergy", reply=Reply.YES, detail="latex"),)
    document.commit("Ask", set_questionnaire(document, other))
    assert questionnaire_of(document).unchanged_from is None


def test_a_session_that_was_another_persons_is_not_last_time(clinic):
    document, patient = clinic
    first = visit(document, patient, TODAY - timedelta(days=30))
    document.commit("Ask", set_questionnaire(document, NO_ALLERGY))
    mistake = Addendum(
        id=uuid4(),
        session=first.id,
        kind=AddendumKind.ENTERED_IN_ERROR,
        text="another's",
        written=NOON,
    )
    assert is_in_error([mistake])
    document.commit("Error", (Added(mistake),))
    visit(document, patient)
    assert last_questionnaire(document) is None


def test_topical_milligrams_are_applied_and_never_summed_with_injected(clinic):
    document, patient = clinic
    session = visit(document, patient)
    lidocaine = Product(
        id=uuid4(),
        name="Lidocaine 1 %",
        components=(
            Component(name="Lidocaine", substance="lidocaine", per_ml=Decimal(10), unit=Unit.MG),
        ),
    )
    syringe = a_syringe(session, parts=(MixturePart(product=lidocaine.id, volume_ul=1000),))
    given = an_injection(syringe, volume_ul=500, status=Status.GIVEN)
    planned = an_injection(syringe, volume_ul=300)
    cream = Topical(product="Cream", grams=Decimal(2), mg_per_g=Decimal(25))
    document.commit("Add", (Added(lidocaine),))
    document.commit("Add", (Added(syringe), Added(given), Added(planned)))
    changes = set_preparation(document, antiseptic=" a  b ", topicals=[cream], note="")
    document.commit("Prepare", changes)
    assert preparation_of(document).antiseptic == "a b"
    assert applied_mg(cream) == 50
    assert applied_mg(Topical(product="Cream", grams=Decimal(2))) is None
    assert injected_lidocaine(document).amount == 5


def test_preparation_is_refused_without_a_name_and_gone_when_emptied(clinic):
    document, patient = clinic
    visit(document, patient)
    assert set_preparation(document, antiseptic="", topicals=[], note=" ") == ()
    with pytest.raises(KnownError):
        set_preparation(document, antiseptic="", topicals=[Topical(product=" ")], note="")
    late = Topical(product="Cream", on=NOON, off=NOON - timedelta(minutes=1))
    with pytest.raises(KnownError):
        set_preparation(document, antiseptic="", topicals=[late], note="")
    document.commit("A", set_preparation(document, antiseptic="alcohol", topicals=[], note=""))
    (change,) = set_preparation(document, antiseptic="", topicals=[], note="")
    assert isinstance(change, Removed)


def consent(patient, day, **more):
    values = {"kind": ConsentKind.TREATMENT, "text_version": "3", "taken_by": "Dr."}
    return Consent(id=uuid4(), patient=patient.id, given=day, **(values | more))


def test_a_consent_holds_from_its_day_to_the_day_before_it_is_withdrawn(clinic):
    _, patient = clinic
    one = consent(patient, date(2026, 3, 1), withdrawn=date(2026, 3, 5))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 4), date(2026, 3, 5)]
    assert [holds(one, day) for day in days] == [False, True, True, False]


def test_the_newest_holding_consent_to_treatment_is_offered_and_set_by_a_click_only(clinic):
    document, patient = clinic
    visit(document, patient)
    old = consent(patient, TODAY - timedelta(days=90))
    good = consent(patient, TODAY - timedelta(days=40))
    gone = consent(patient, TODAY - timedelta(days=20), withdrawn=TODAY - timedelta(days=1))
    photo = consent(patient, TODAY, kind=ConsentKind.PHOTOGRAPHS)
    document.commit("Add", tuple(Added(one) for one in (old, good, gone, photo)))
    assert offered_consent(document) == good
    assert named_consent(document) is None
    document.commit("Use", give_under(document, good.id))
    assert named_consent(document) == good
    assert offered_consent(document) is None
    changes = set_preparation(document, antiseptic="alcohol", topicals=[], note="")
    document.commit("Prepare", changes)
    assert named_consent(document) == good
    document.commit("Prepare", set_preparation(document, antiseptic="", topicals=[], note=""))
    assert named_consent(document) == good
    document.commit("Not", give_under(document, None))
    assert preparation_of(document) is None


def test_a_consent_needs_who_took_it_and_is_withdrawn_once(clinic):
    document, patient = clinic
    visit(document, patient)
    said = {"kind": ConsentKind.TREATMENT, "given": TODAY, "text_version": "3"}
    with pytest.raises(KnownError):
        new_consent(document, **said, taken_by=" ")
    document.commit("Note", new_consent(document, **said, taken_by="Dr. B. Example"))
    (one,) = document.of(Consent).values()
    with pytest.raises(KnownError):
        withdraw_consent(one, TODAY - timedelta(days=1))
    document.commit("Withdraw", withdraw_consent(one, TODAY))
    (one,) = document.of(Consent).values()
    with pytest.raises(KnownError):
        withdraw_consent(one, TODAY)
