"""The sample clinic's record beside the maps: whole, coherent, and plainly made up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mesomap.document import Document
from mesomap.document.record.contents import contents_of
from mesomap.document.record.draws import why_not
from mesomap.document.record.products import is_gtin
from mesomap.document.record.signing import missing
from mesomap.exchange.sample import TODAY, make_sample_clinic
from mesomap.exchange.sample_people import COURSES
from mesomap.exchange.sample_records import RECORDS
from mesomap.model import (
    Addendum,
    AddendumKind,
    ClinicSettings,
    Consent,
    ConsentKind,
    Device,
    FollowUp,
    Known,
    Lot,
    Person,
    Preparation,
    Product,
    Questionnaire,
    ReactionKind,
    SessionStatus,
)
from mesomap.storage import SessionSummary, Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("record") / "sample.mesomap"
    make_sample_clinic(path)
    with Store.open(path, read_only=True) as opened:
        yield opened


def given(store: Store) -> list[SessionSummary]:
    return [one for one in store.sessions() if one.given]


def test_every_patient_has_a_record() -> None:
    assert {course.number for course in COURSES} == set(RECORDS)


def test_the_clinic_is_plainly_made_up(store: Store) -> None:
    (clinic,) = store.of_clinic(ClinicSettings)
    for text in (clinic.name, clinic.address, clinic.emergency, clinic.after_care):
        assert text
    assert len(clinic.consent_texts) == len(clinic.antiseptics) == 2
    doctor, assistant = sorted(store.of_clinic(Person), key=lambda one: one.role, reverse=True)
    assert doctor.may_sign
    assert not assistant.may_sign
    products, devices = store.of_clinic(Product), store.of_clinic(Device)
    names = [one.name for one in products] + [one.name for one in devices]
    assert all("Example" in name or name == "Platelet-rich plasma" for name in names)
    numbers = [one.gtin for one in products if one.gtin] + [one.identifier for one in devices]
    assert len(set(numbers)) == len(numbers) == len(names) - 1
    assert all(is_gtin(number) and number.startswith("0200") for number in numbers)
    for patient in store.patients():
        assert patient.email.endswith("@example.org")
        assert patient.phone.startswith("01632 960")


def test_all_that_was_given_is_signed_but_for_a_few(store: Store) -> None:
    states = Counter(one.session.status for one in given(store))
    assert states[SessionStatus.DRAFT] == len(store.unsigned()) == 3
    assert states[SessionStatus.SIGNED] > 30
    for one in given(store):
        document = Document(store)
        document.open_session(one.session.id)
        assert missing(document) == []


def test_what_was_drawn_up_was_in_use_and_makes_the_mixture(store: Store) -> None:
    for one in given(store):
        contents = contents_of(store, one.session.id)
        for syringe in store.syringes(one.session.id):
            draws = contents.draws_of(syringe.id)
            assert sum(draw.volume_ul for draw in draws) == syringe.drawn_ul
            assert [(p.product, p.volume_ul) for p in syringe.parts] == [
                (draw.product, draw.volume_ul) for draw in draws
            ]
            for draw in draws:
                assert contents.products[draw.product].name in syringe.mixture
        for lot in contents.lots.values():
            assert why_not(lot, one.session.date) == ""
        assert contents.devices


def test_a_mixture_of_three_products_holds_ten_milligrams_a_millilitre(store: Store) -> None:
    (clara,) = store.find_patients("clara", limit=9).patients
    session = store.sessions(clara.id)[0].session.id
    (syringe,) = store.syringes(session)
    doses = contents_of(store, session).strengths([syringe])[syringe.id]
    assert len(syringe.parts) == 3
    assert [float(one.amount) for one in doses if one.substance == "hyaluronic-acid"] == [10.0]


def test_a_recalled_lot_leads_to_those_who_were_given_it(store: Store) -> None:
    (recalled,) = [one for one in store.of_clinic(Lot) if one.recalled]
    uses = store.uses_of_lot(recalled.number.lower().replace("-", " "))
    assert len({use.patient.id for use in uses}) == 2


def test_each_visit_was_asked_about_prepared_and_consented_to(store: Store) -> None:
    unchanged = 0
    for one in given(store):
        (questionnaire,) = store.of_session(Questionnaire, one.session.id)
        (preparation,) = store.of_session(Preparation, one.session.id)
        held = {c.id: c for c in store.of_patient(Consent, one.session.patient)}
        assert preparation.consent is not None
        assert held[preparation.consent].kind is ConsentKind.TREATMENT
        assert held[preparation.consent].given <= one.session.date
        unchanged += questionnaire.unchanged_from is not None
        for topical in preparation.topicals:
            assert topical.on is not None
            assert topical.off is not None
            assert one.session.treated_from is not None
            assert topical.on < topical.off < one.session.treated_from
            assert "Lidocaine" not in store.patient(one.person).allergies
    assert unchanged > 20


def test_reactions_follow_ups_and_what_is_still_to_be_done(store: Store) -> None:
    reactions = [one for p in store.patients() for one in store.reactions_of(p.id)]
    kinds = Counter(one.kind for one in reactions)
    assert kinds[ReactionKind.NODULE] == 1
    assert {ReactionKind.REDNESS, ReactionKind.BRUISING} <= set(kinds)
    (nodule,) = [one for one in reactions if one.kind is ReactionKind.NODULE]
    assert (nodule.known, bool(nodule.reporter)) == (Known.TOLD, True)
    assert all(one.noted.date() <= TODAY for one in reactions)
    done = [f for one in given(store) for f in store.of_session(FollowUp, one.session.id)]
    assert len(done) > 60
    assert all(one.done.date() <= TODAY for one in done)
    assert 3 <= len(store.due_follow_ups(TODAY)) <= 6
    assert all(one.date >= TODAY - timedelta(days=14) for one in store.due_follow_ups(TODAY))


def test_one_addendum_one_error_one_merged_and_one_archived(store: Store) -> None:
    (wrong,) = [one for one in store.sessions() if one.in_error]
    (mark,) = store.of_session(Addendum, wrong.session.id)
    assert mark.other is not None
    right = store.summary(mark.other)
    assert right.patient_name == wrong.patient_name
    assert right.person != wrong.person
    assert (right.given, right.session.date) == (wrong.given, wrong.session.date)
    written = [a for one in store.sessions() for a in store.of_session(Addendum, one.session.id)]
    assert Counter(one.kind for one in written) == {
        AddendumKind.LATE_ENTRY: 1,
        AddendumKind.ENTERED_IN_ERROR: 1,
    }
    patients = store.patients()
    assert [one.name for one in patients if one.archived] == ["Vorlage, Berta"]
    (merged,) = [one for p in patients for one in store.merged(p.id)]
    assert merged.name == "Fittizia, P."


def test_who_performs_is_not_always_who_prescribes(store: Store) -> None:
    apart = [s for s in given(store) if s.session.performer != s.session.prescriber]
    assert apart
    names = {person.id: person.name for person in store.of_clinic(Person)}
    for one in apart:
        assert one.session.performer is not None
        for injection in store.injections(one.session.id):
            if injection.given_by:
                assert injection.given_by == names[one.session.performer]
