"""The site chart for an image archive, read back by pydicom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pydicom
import pytest
from clinic_values import NOON, a_patient, a_session, a_syringe, an_injection
from pydicom.uid import UID

from mesomap.atlas import Atlas
from mesomap.exchange.dicom import ENCAPSULATED_PDF, encapsulated, person_name, uid_of
from mesomap.exchange.exported import Exported, gather
from mesomap.model import Added, Sex
from mesomap.storage import Store

TYPE_1 = [
    "SpecificCharacterSet",
    "SOPClassUID",
    "SOPInstanceUID",
    "StudyInstanceUID",
    "SeriesInstanceUID",
    "SeriesNumber",
    "Modality",
    "ConversionType",
    "InstanceNumber",
    "BurnedInAnnotation",
    "MIMETypeOfEncapsulatedDocument",
    "EncapsulatedDocument",
]
TYPE_2 = [
    "PatientName",
    "PatientID",
    "PatientBirthDate",
    "PatientSex",
    "StudyDate",
    "StudyTime",
    "StudyID",
    "AccessionNumber",
    "ReferringPhysicianName",
    "Manufacturer",
    "ContentDate",
    "ContentTime",
    "AcquisitionDateTime",
    "DocumentTitle",
    "ConceptNameCodeSequence",
]


@pytest.fixture
def exported(tmp_path: Path, atlas: Atlas) -> Exported:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        patient = a_patient("Prøve-Мария, Zoë \\ Ann^a", sex=Sex.OTHER)
        session = a_session(patient)
        syringe = a_syringe(session)
        for value in (patient, session, syringe, an_injection(syringe)):
            store.apply("add", (Added(value),), actor="B", at=NOON)
        return gather(store, atlas, session.id)


def read(exported: Exported, pdf: bytes = b"%PDF-1.4 odd"):
    return pydicom.dcmread(BytesIO(encapsulated(exported, pdf, at=NOON)))


@pytest.mark.parametrize("pdf", [b"%PDF-1.4 even", b"%PDF-1.4 odd."])
def test_the_pdf_comes_back_byte_for_byte(exported: Exported, pdf: bytes) -> None:
    found = read(exported, pdf)
    assert len(found.EncapsulatedDocument) % 2 == 0
    assert found.EncapsulatedDocumentLength == len(pdf)
    assert found.EncapsulatedDocument[: found.EncapsulatedDocumentLength] == pdf


def test_what_the_standard_requires_is_there(exported: Exported) -> None:
    found = read(exported)
    assert [name for name in TYPE_1 if found.get(name) in (None, "", [])] == []
    assert [name for name in TYPE_2 if name not in found] == []
    assert found.SOPClassUID == ENCAPSULATED_PDF == "1.2.840.10008.5.1.4.1.1.104.1"
    assert found.SpecificCharacterSet == "ISO_IR 192"
    assert found.MIMETypeOfEncapsulatedDocument == "application/pdf"
    assert len(found.ConceptNameCodeSequence) == 0
    meta = found.file_meta
    assert meta.MediaStorageSOPClassUID == found.SOPClassUID
    assert meta.MediaStorageSOPInstanceUID == found.SOPInstanceUID
    assert meta.TransferSyntaxUID == "1.2.840.10008.1.2.1"


def test_the_patient_in_every_script(exported: Exported) -> None:
    found = read(exported)
    assert str(found.PatientName) == "Prøve-Мария^Zoë Ann a"
    assert (found.PatientID, found.PatientSex) == ("00417", "O")
    assert found.PatientBirthDate == "19810314"
    unknown = replace(
        exported, patient=replace(exported.patient, number="", born=None, sex=Sex.UNKNOWN)
    )
    found = read(unknown)
    assert found.PatientID == str(exported.patient.id)
    assert (found.PatientBirthDate, found.PatientSex) == ("", "")


def test_uids_are_valid_and_the_same_for_the_same(exported: Exported) -> None:
    one, again = read(exported), read(exported)
    uids = [one.StudyInstanceUID, one.SeriesInstanceUID, one.SOPInstanceUID]
    assert uids == [again.StudyInstanceUID, again.SeriesInstanceUID, again.SOPInstanceUID]
    assert len(set(uids)) == 3
    assert all(UID(uid).is_valid and len(uid) <= 64 for uid in uids)
    assert one.StudyInstanceUID == uid_of(exported.session.id)
    changed = read(replace(exported, fingerprint="0" * 64))
    assert changed.StudyInstanceUID == one.StudyInstanceUID
    assert changed.SOPInstanceUID != one.SOPInstanceUID


def test_a_draft_says_that_it_is_one(exported: Exported) -> None:
    found = read(exported)
    assert found.DocumentTitle == f"Draft: Site chart {date(2026, 11, 22).isoformat()}"
    assert found.VerificationFlag == "UNVERIFIED"


def test_names_as_the_standard_wants_them() -> None:
    assert person_name("Sample, Anna Maria") == "Sample^Anna Maria"
    assert person_name("Anna Sample") == "Anna Sample"
    assert person_name("A=B^C\\D,") == "A B C D"
    assert len(person_name("x" * 200)) == 64
