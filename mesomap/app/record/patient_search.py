"""Fills a dialog's list of patients as its line is typed into."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from PySide6.QtCore import QObject

from mesomap.app.desk import Desk
from mesomap.app.start_view import patient_rows
from mesomap.panels.patient_rows import PatientRow
from mesomap.panels.record.choose_patient import ChoosePatient

PAGE = 16


class PatientSearch(QObject):
    """Finds patients in use, but for some; lives as long as its dialog."""

    def __init__(self, desk: Desk, dialog: ChoosePatient, *, besides: Collection[UUID]) -> None:
        super().__init__(dialog)
        self._desk = desk
        self._dialog = dialog
        self._besides = besides
        dialog.search_changed.connect(lambda _text: self._find())
        dialog.more_wanted.connect(self._more)
        self._read_so_far = 0
        self._find()

    def _find(self) -> None:
        self._read_so_far = 0
        rows, total = self._page()
        self._dialog.show_rows(rows, total)

    def _more(self, _shown: int) -> None:
        self._dialog.add_rows(self._page()[0])

    def _page(self) -> tuple[list[PatientRow], int]:
        """The next patients, and how many there are in all."""
        store = self._desk.clinic.store
        assert store is not None
        found = store.find_patients(
            self._dialog.search.text(), limit=PAGE, offset=self._read_so_far
        )
        self._read_so_far += len(found.patients)
        shown = [one for one in found.patients if one.id not in self._besides]
        rows = patient_rows(store, shown, self._desk.clock().date())
        return rows, found.total - (len(found.patients) - len(shown))
