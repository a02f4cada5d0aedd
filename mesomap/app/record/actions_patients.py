"""What the menu Record can do with patients and with a session under the wrong one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mesomap.app.action_spec import Spec, When
from mesomap.app.slots import Slot
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.app.record.patients_desk import PatientsDesk

IMPORT = (
    Spec(
        "import_file",
        "file",
        QT_TRANSLATE_NOOP("Actions", "&Import…"),
        QT_TRANSLATE_NOOP("Actions", "Sessions from JSON or a site chart, patients from a table"),
        ("Ctrl+U",),
        When.ALWAYS,
    ),
)
EXPORT_ALL = (
    Spec(
        "export_all",
        "file",
        QT_TRANSLATE_NOOP("Actions", "Export a&ll sessions…"),
        QT_TRANSLATE_NOOP("Actions", "Everybody’s or a patient’s, as files for another system"),
        ("Ctrl+Shift+F11",),
        When.ALWAYS,
    ),
)
PATIENTS = (
    Spec(
        "wrong_patient",
        "record",
        QT_TRANSLATE_NOOP("Actions", "&Wrong patient…"),
        QT_TRANSLATE_NOOP(
            "Actions", "Move this draft to the right patient, or copy a signed session to them"
        ),
        ("Ctrl+Shift+F4",),
        rule=True,
    ),
    Spec(
        "merge_patients",
        "record",
        QT_TRANSLATE_NOOP("Actions", "&Merge with another entry…"),
        QT_TRANSLATE_NOOP("Actions", "Two entries of one person become one patient"),
        ("Ctrl+Shift+F6",),
        When.ALWAYS,
    ),
    Spec(
        "archive_patient",
        "record",
        QT_TRANSLATE_NOOP("Actions", "&Archive or bring back"),
        QT_TRANSLATE_NOOP("Actions", "Out of the list of patients, or into it again"),
        ("Ctrl+Shift+F7",),
        When.ALWAYS,
    ),
    Spec(
        "export_person",
        "record",
        QT_TRANSLATE_NOOP("Actions", "&Export everything of the patient…"),
        QT_TRANSLATE_NOOP("Actions", "One PDF, the JSON and the pictures in a zip file"),
        ("Ctrl+Shift+F10",),
        When.ALWAYS,
    ),
    Spec(
        "erase_person",
        "record",
        QT_TRANSLATE_NOOP("Actions", "Erase the patient's &data…"),
        QT_TRANSLATE_NOOP("Actions", "For good, at the patient's request; asked twice"),
        ("Ctrl+Shift+F12",),
        When.ALWAYS,
    ),
)
ON_ROWS = ("edit_patient", "merge_patients", "archive_patient", "export_person", "erase_person")
"""What a patient of the start page's list offers on the right mouse button."""


def patients_slots(desk: Callable[[], PatientsDesk]) -> dict[str, Slot]:
    """What each of these actions does, by name."""
    return {
        "import_file": lambda: desk().ask_import(),
        "export_all": lambda: desk().ask_export_all(),
        "edit_patient": lambda: desk().ask_details(),
        "wrong_patient": lambda: desk().ask_wrong_patient(),
        "merge_patients": lambda: desk().ask_merge(),
        "archive_patient": lambda: desk().archive(),
        "export_person": lambda: desk().ask_export(),
        "erase_person": lambda: desk().ask_erase(),
    }
