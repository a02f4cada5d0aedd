"""Entries of one person: merged, always flat, and separated again; archived ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, a_patient, a_session, open_document

from mesomap.document import Document
from mesomap.document.record.patients import (
    archive,
    births_differ,
    commit_each,
    merge,
    separate,
)
from mesomap.model import Added, KnownError, Patient
from mesomap.storage import Store


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        yield Document(store, actor="B", clock=lambda: NOON)


def added(document: Document, name: str, **more: object) -> Patient:
    patient = a_patient(name, **more)
    document.commit("Add", (Added(patient),))
    document.commit("Add", (Added(a_session(patient)),))
    return patient


def test_a_chain_of_merges_is_flat(document: Document) -> None:
    a, b, c = (added(document, name) for name in ("A", "B", "C"))
    commit_each(document, "Merge", merge(document.store, a, b))
    commit_each(document, "Merge", merge(document.store, document.store.patient(b.id), c))
    store = document.store
    assert [store.patient(one.id).merged_into for one in (a, b)] == [c.id, c.id]
    assert [one.id for one in store.patients()] == [c.id]
    assert len(store.sessions(c.id)) == 3
    assert {s.number for s in store.sessions(c.id)} == {1, 2, 3}
    document.commit("Separate", separate(store.patient(b.id)))
    assert [one.name for one in store.patients()] == ["B", "C"]
    assert len(store.sessions(c.id)) == 2
    assert store.verify().ok


def test_what_matters_is_taken_over(document: Document) -> None:
    a = added(
        document, "A", allergies="latex", number="7", weight_kg=70.0, weighed=date(2026, 1, 2)
    )
    b = added(document, "B", allergies="lidocaine", number="", weight_kg=68.0)
    commit_each(document, "Merge", merge(document.store, a, b))
    found = document.store.patient(b.id)
    assert (found.allergies, found.number) == ("lidocaine; latex", "7")
    assert (found.weight_kg, found.weighed) == (70.0, date(2026, 1, 2))


def test_each_row_of_the_log_holds_one_entry(document: Document) -> None:
    a, b = added(document, "A", allergies="latex"), added(document, "B")
    commit_each(document, "Merge", merge(document.store, a, b))
    rows = [row["patient"] for row in document.store.log_rows()[-2:]]
    assert rows == [b.id.bytes, a.id.bytes]


def test_an_entry_is_not_merged_with_itself_or_twice(document: Document) -> None:
    a, b = added(document, "A"), added(document, "B")
    with pytest.raises(KnownError, match="one entry already"):
        merge(document.store, a, a)
    commit_each(document, "Merge", merge(document.store, a, b))
    with pytest.raises(KnownError, match="one entry already"):
        merge(document.store, document.store.patient(a.id), b)


def test_birth_dates_differ_only_where_both_are_known() -> None:
    one = a_patient("A", born=date(1980, 1, 1))
    assert births_differ(one, a_patient("A", born=date(1980, 1, 2)))
    assert not births_differ(one, a_patient("A", born=date(1980, 1, 1)))
    assert not births_differ(one, a_patient("A", born=None))


def test_the_open_session_follows_a_merge(tmp_path: Path) -> None:
    with Store.create(tmp_path / "open.mesomap") as store:
        document, _ = open_document(store)
        into = a_patient("B", number="")
        document.commit("Add", (Added(into),))
        entry = document.patient
        assert entry is not None
        commit_each(document, "Merge", merge(store, entry, into))
        assert document.patient is not None
        assert document.patient.id == into.id
        assert document.can_undo is None


def test_archived_patients_are_found_when_asked_for(document: Document) -> None:
    a = added(document, "Sample, Anna")
    added(document, "Sample, Berta")
    document.commit("Archive", archive(a, archived=True))
    store = document.store
    assert [one.name for one in store.find_patients("sam", limit=9).patients] == ["Sample, Berta"]
    found = store.find_patients("sam", limit=9, archived=True)
    assert [one.name for one in found.patients] == ["Sample, Anna"]
    assert archive(store.patient(a.id), archived=True) == ()
    document.commit("Back", archive(store.patient(a.id), archived=False))
    assert store.find_patients("", limit=9).total == 2


def test_namesakes_are_told_by_their_name_without_case_and_accents(document: Document) -> None:
    a = added(document, "Sample, Ána")
    b = added(document, "sample, ana")
    added(document, "Sample, Anabel")
    gone = added(document, "Sample, Ana")
    document.commit("Archive", archive(gone, archived=True))
    assert [one.id for one in document.store.namesakes(a.name, besides=a.id)] == [b.id]


def test_a_person_is_found_by_a_merged_entrys_name(document: Document) -> None:
    maiden, married = added(document, "Proof, Eva"), added(document, "Sample, Eva")
    commit_each(document, "Merge", merge(document.store, maiden, married))
    found = document.store.find_patients("proof", limit=9)
    assert [one.id for one in found.patients] == [married.id]


def test_a_page_of_patients_and_how_many_there_are(document: Document) -> None:
    for number in range(7):
        document.commit("Add", (Added(a_patient(f"Sample {number}", number=str(uuid4()))),))
    found = document.store.find_patients("sample", limit=3, offset=3)
    assert ([one.name for one in found.patients], found.total) == (
        ["Sample 3", "Sample 4", "Sample 5"],
        7,
    )
