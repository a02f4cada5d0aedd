"""Where a patient's name shows beside the page: in the window's title and in names of files.

Titles are listed by the system and seen when a screen is shared, names of files by whoever opens
the folder. So neither has the name unless a person of this computer chose it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mesomap.app import settings
from mesomap.app.action_spec import Spec, When
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.app.window import MainWindow
    from mesomap.model import Patient

NAMES_OF_FILES = (
    Spec(
        "name_in_files",
        "file",
        QT_TRANSLATE_NOOP("Actions", "Patient's na&me in names of files"),
        QT_TRANSLATE_NOOP(
            "Actions", "Else PDFs and exports are named by date and the patient's number"
        ),
        (),
        When.ALWAYS,
        checkable=True,
    ),
)
TITLES = (
    Spec(
        "name_in_title",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Patient's na&me in the window's title"),
        QT_TRANSLATE_NOOP(
            "Actions", "The system lists titles, and whoever shares the screen shows them"
        ),
        (),
        When.ALWAYS,
        checkable=True,
        rule=True,
    ),
)


def window_title(clinic: str, patient: Patient | None) -> str:
    """The clinic file's name, and before it the patient's where that was chosen."""
    if patient is None or not settings.name_in_title():
        return clinic or "mesomap"
    return f"{patient.name} – {clinic}"


def file_stem(patient: Patient, day: date) -> str:
    """What a file of a patient is called by default, without its ending.

    The day with the patient's number (the beginning of the id where there is none), or with the
    name where that was chosen.
    """
    if settings.name_in_files():
        return "-".join([*_plain(patient.name), day.isoformat()])
    return "-".join([day.isoformat(), *(_plain(patient.number) or [patient.id.hex[:8]])])


def _plain(text: str) -> list[str]:
    return "".join(one if one.isalnum() else " " for one in text).split()


class Naming(QObject):
    """The two choices of the menus; remembered on this computer."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def slots(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {"name_in_title": self._choose_title, "name_in_files": self._choose_files}

    def show_chosen(self) -> None:
        """Check the actions of what is chosen."""
        commands = self._window.commands
        commands["name_in_title"].setChecked(settings.name_in_title())
        commands["name_in_files"].setChecked(settings.name_in_files())

    def entitle(self) -> None:
        """Give the window its title."""
        clinic = self._window.desk.clinic
        patient = clinic.document.patient if clinic.document is not None else None
        self._window.setWindowTitle(window_title(clinic.name(), patient))

    def _choose_title(self) -> None:
        settings.remember_name_in_title(self._window.commands["name_in_title"].isChecked())
        self.entitle()

    def _choose_files(self) -> None:
        settings.remember_name_in_files(self._window.commands["name_in_files"].isChecked())
