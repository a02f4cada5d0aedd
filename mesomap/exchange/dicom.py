"""A session's site chart for an image archive: DICOM Encapsulated PDF.

Study, series and instance have UIDs made of the session's id (2.25 and a UUID): the study is the
session, the instance is the session as it is now. Sent twice unchanged it is the same instance;
sent again after a change it is another one of the same series. No code was verified for the kind
of document, so its concept name is empty, which the standard allows.
"""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

import mesomap
from mesomap.exchange.exported import Exported
from mesomap.model import SessionStatus, Sex

if TYPE_CHECKING:
    from pydicom.dataset import Dataset, FileMetaDataset

ENCAPSULATED_PDF = "1.2.840.10008.5.1.4.1.1.104.1"
EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1"
UTF_8 = "ISO_IR 192"
LONG = 64
"""Characters of a person's name and of a long string at most."""
_SEXES = {Sex.FEMALE: "F", Sex.MALE: "M", Sex.OTHER: "O", Sex.UNKNOWN: ""}


def encapsulated(exported: Exported, pdf: bytes, *, at: datetime) -> bytes:
    """The file: patient, study, series, equipment, document and the PDF itself.

    Parameters
    ----------
    at
        When the document was made.
    """
    from pydicom.dataset import Dataset

    data = Dataset()
    data.SpecificCharacterSet = UTF_8
    data.SOPClassUID = ENCAPSULATED_PDF
    data.SOPInstanceUID = uid_of(uuid5(exported.session.id, _content_of(exported)))
    data.InstanceCreationDate, data.InstanceCreationTime = _day(at), _time(at)
    _add_patient(data, exported)
    _add_study(data, exported)
    _add_document(data, exported, pdf, at)
    out = BytesIO()
    data.file_meta = _meta(data)
    data.preamble = b"\0" * 128
    data.save_as(out, enforce_file_format=True)
    return out.getvalue()


def uid_of(id: UUID) -> str:
    """A UID that needs no registration, by DICOM PS3.5 annex B.2: 2.25 and the UUID in decimals."""
    return f"2.25.{id.int}"


def person_name(name: str) -> str:
    """A name as it is written in the clinic, as family^given; all family where no comma says."""
    family, _, given = (_plain(part, "^=") for part in name.partition(","))
    return f"{family}^{given}"[:LONG] if given else family[:LONG]


def _add_patient(data: Dataset, exported: Exported) -> None:
    patient = exported.patient
    data.PatientName = person_name(patient.name)
    data.PatientID = _plain(patient.number)[:LONG] or str(patient.id)
    data.PatientBirthDate = _day(patient.born)
    data.PatientSex = _SEXES[patient.sex]


def _add_study(data: Dataset, exported: Exported) -> None:
    session = exported.session
    data.StudyInstanceUID = uid_of(session.id)
    data.StudyDate, data.StudyTime = _day(session.date), _time(session.started)
    data.StudyID = ""
    data.AccessionNumber = ""
    data.ReferringPhysicianName = ""
    data.StudyDescription = "Mesotherapy session"
    data.SeriesInstanceUID = uid_of(uuid5(session.id, "series"))
    data.SeriesNumber = 1
    data.SeriesDescription = "Site chart"
    data.Modality = "DOC"
    performer = exported.person(session.performer)
    if performer:
        data.PerformingPhysicianName = person_name(performer)
    data.Manufacturer = "mesomap"
    data.ManufacturerModelName = "mesomap"
    data.SoftwareVersions = mesomap.__version__
    data.InstitutionName = _plain(exported.clinic)[:LONG]
    data.ConversionType = "WSD"


def _add_document(data: Dataset, exported: Exported, pdf: bytes, at: datetime) -> None:
    signed = exported.session.status is SessionStatus.SIGNED
    title = f"Site chart {exported.session.date.isoformat()}"
    if exported.in_error:
        title = f"ENTERED IN ERROR: {title}"
    elif not signed:
        title = f"Draft: {title}"
    data.InstanceNumber = 1
    data.ContentDate, data.ContentTime = _day(at), _time(at)
    data.AcquisitionDateTime = _day(exported.session.started) + _time(exported.session.started)
    data.BurnedInAnnotation = "YES"
    data.VerificationFlag = "VERIFIED" if signed and not exported.in_error else "UNVERIFIED"
    data.DocumentTitle = title
    data.ConceptNameCodeSequence = []
    data.MIMETypeOfEncapsulatedDocument = "application/pdf"
    data.EncapsulatedDocumentLength = len(pdf)
    data.EncapsulatedDocument = pdf + b"\0" * (len(pdf) % 2)


def _meta(data: Dataset) -> FileMetaDataset:
    from pydicom.dataset import FileMetaDataset
    from pydicom.uid import PYDICOM_IMPLEMENTATION_UID, UID

    meta = FileMetaDataset()
    meta.FileMetaInformationVersion = b"\0\1"
    meta.MediaStorageSOPClassUID = UID(ENCAPSULATED_PDF)
    meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    meta.TransferSyntaxUID = UID(EXPLICIT_LITTLE_ENDIAN)
    meta.ImplementationClassUID = PYDICOM_IMPLEMENTATION_UID
    meta.ImplementationVersionName = f"MESOMAP {mesomap.__version__}"[:16]
    return meta


def _content_of(exported: Exported) -> str:
    """A hash of what the chart shows: another one for another content."""
    shown: tuple[Any, ...] = (
        exported.fingerprint,
        exported.session,
        exported.patient,
        exported.reactions,
        exported.follow_ups,
        exported.addenda,
    )
    return sha256(repr(shown).encode()).hexdigest()


def _plain(text: str, besides: str = "") -> str:
    """Without what separates values, and on one line."""
    kept = "".join(" " if c in "\\" + besides or not c.isprintable() else c for c in text)
    return " ".join(kept.split())


def _day(day: date | None) -> str:
    return f"{day:%Y%m%d}" if day is not None else ""


def _time(moment: datetime) -> str:
    return f"{moment:%H%M%S}"
