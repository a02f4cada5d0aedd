"""What is done with a record without changing it: seen, printed, exported; each an event.

The details are codes and ids: a file's name may be a person's, so it is not among them.
"""

from __future__ import annotations

import hashlib
from typing import Final
from uuid import UUID

from mesomap.document.document import Document
from mesomap.model import Session
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage.events import Happened

SIGN = QT_TRANSLATE_NOOP("labels", "Sign")
"""The label of the step that signs a session."""
SEE_SESSION = QT_TRANSLATE_NOOP("labels", "Look at a session")
SEE_PATIENT = QT_TRANSLATE_NOOP("labels", "Look at a patient")
COMPARE = QT_TRANSLATE_NOOP("labels", "Compare sessions")
SEE_COURSE = QT_TRANSLATE_NOOP("labels", "Look at a course")
PRINT = QT_TRANSLATE_NOOP("labels", "Print")
EXPORT = QT_TRANSLATE_NOOP("labels", "Export")
EXPORT_MANY = QT_TRANSLATE_NOOP("labels", "Export sessions")
PICTURE = QT_TRANSLATE_NOOP("labels", "Save a picture")
EVERYTHING = QT_TRANSLATE_NOOP("labels", "Export everything of a patient")
LOT = QT_TRANSLATE_NOOP("labels", "Look up a lot")
SCAN = QT_TRANSLATE_NOOP("labels", "Open a consent's scan")
IMPORT_FROM = QT_TRANSLATE_NOOP("labels", "Import from a file")
BACK_UP = QT_TRANSLATE_NOOP("labels", "Make a backup")
RESTORE = QT_TRANSLATE_NOOP("labels", "Restore a backup")
SEE_LOG = QT_TRANSLATE_NOOP("labels", "Look at what was done")
EXPORT_LOG = QT_TRANSLATE_NOOP("labels", "Export what was done")

LOOKS: Final = (SEE_SESSION, SEE_PATIENT, COMPARE, SEE_COURSE, LOT, SEE_LOG)
"""Labels of what was seen."""
OUT: Final = (PRINT, EXPORT, EXPORT_MANY, PICTURE, EVERYTHING, SCAN, EXPORT_LOG, BACK_UP)
"""Labels of what left the clinic file."""

AGAIN_AFTER_S: Final = 60.0
"""The same seen again by the same person within so long is one event: pages come and go."""


def of_session(label: str, session: Session, **details: str) -> Happened:
    """What happened to one session."""
    return Happened(label, session.patient, session.id, details)


def of_patient(label: str, patient: UUID, **details: str) -> Happened:
    """What happened to a patient as a whole."""
    return Happened(label, patient, None, details)


def of_clinic(label: str, **details: str) -> Happened:
    """What happened to the clinic file, or to many patients at once."""
    return Happened(label, None, None, details)


def note(document: Document, what: Happened) -> bool:
    """Record `what`; the same again within a minute is one. False where nothing may be written.

    Raises
    ------
    KnownError
        The disk refused.
    """
    return document.record(
        what.label,
        patient=what.patient,
        session=what.session,
        once_in_s=AGAIN_AFTER_S if what.label in LOOKS else 0.0,
        **what.details,
    )


def source_of(data: bytes) -> str:
    """What tells a file that was read from others without its name: SHA-256, as hex."""
    return hashlib.sha256(data).hexdigest()
