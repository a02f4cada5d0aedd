"""How long a record is kept, erasing within that time, and a clock that was set back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from clinic_values import NOON, TODAY, open_document

from mesomap.document import Document
from mesomap.document.record.clinic import clinic_settings, settings_change
from mesomap.document.record.clock import behind
from mesomap.document.record.personal_data import erase
from mesomap.document.record.retention import kept_until
from mesomap.model import KnownError
from mesomap.storage import Store
from mesomap.storage.done import Wanted

SENTENCE = "asked in writing by letter"


def keeps(document: Document, years: int) -> None:
    wanted = replace(clinic_settings(document.store), retention_years=years)
    document.commit("Change clinic settings", settings_change(document.store, wanted))


def test_a_record_is_kept_from_its_last_session_on(tmp_path: Path) -> None:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document, _ = open_document(store)
        assert document.patient is not None
        patient = document.patient.id
        assert kept_until(store, patient, today=TODAY) is None
        keeps(document, 10)
        assert kept_until(store, patient, today=TODAY) == date(2036, 11, 22)
        assert kept_until(store, patient, today=date(2036, 11, 21)) == date(2036, 11, 22)
        assert kept_until(store, patient, today=date(2036, 11, 22)) is None


def test_within_that_time_a_manager_says_why_in_a_sentence(tmp_path: Path) -> None:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document, _ = open_document(store)
        keeps(document, 10)
        patient = document.patient
        assert patient is not None
        name = patient.name
        with pytest.raises(KnownError, match="only somebody who may manage"):
            erase(document, patient, typed=name, reason=SENTENCE, manages=False)
        with pytest.raises(KnownError, match="in your own words"):
            erase(document, patient, typed=name, reason="asked", manages=True)
        assert store.patients()
        erase(document, patient, typed=name, reason=SENTENCE, manages=True)
        assert store.patients() == []
        (row,) = store.what_was_done(Wanted(kinds=("erase",)), limit=9)
        assert row.details == {"reason": SENTENCE, "until": "2036-11-22"}
        assert store.verify().ok


def test_without_a_period_and_after_it_erasing_is_as_before(tmp_path: Path) -> None:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document, _ = open_document(store)
        keeps(document, 1)
        document.clock = lambda: NOON + timedelta(days=366)
        patient = document.patient
        assert patient is not None
        erase(document, patient, typed=patient.name, reason="asked", manages=False)
        (row,) = store.what_was_done(Wanted(kinds=("erase",)), limit=9)
        assert row.details == {"reason": "asked"}


def test_a_clock_set_back_is_noticed_beyond_two_minutes(tmp_path: Path) -> None:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        assert behind(store, NOON) is None
        open_document(store)
        assert behind(store, NOON - timedelta(minutes=2)) is None
        said = behind(store, NOON - timedelta(minutes=3))
        assert said is not None
        assert "2026-11-22 12:00" in said.render()
        store.record("Print", actor="me", at=NOON - timedelta(hours=5))
        report = store.verify()
        assert report.ok
        (remark,) = report.remarks
        assert remark.render().startswith("Time goes back before change 4:")
