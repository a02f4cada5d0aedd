"""As what sessions are exported: each format with a line on what it is for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.tokens import SMALL
from mesomap.panels.look import text_label, wrapping
from mesomap.report.exporting import Format

TITLES = {
    Format.CSV: QT_TRANSLATE_NOOP("labels", "&Table (CSV)"),
    Format.JSON: QT_TRANSLATE_NOOP("labels", "&mesomap (JSON)"),
    Format.FHIR: QT_TRANSLATE_NOOP("labels", "Health &record (FHIR R4)"),
    Format.DICOM: QT_TRANSLATE_NOOP("labels", "&Image archive (DICOM)"),
}
"""In the order in which they are offered."""
ABOUT = {
    Format.CSV: QT_TRANSLATE_NOOP(
        "labels", "A row for each injection and area pass, for a spreadsheet or statistics."
    ),
    Format.JSON: QT_TRANSLATE_NOOP(
        "labels", "All of the session with its pictures: File, Import reads it in another clinic."
    ),
    Format.FHIR: QT_TRANSLATE_NOOP(
        "labels", "A transaction bundle with the site chart as PDF, for a patient record system."
    ),
    Format.DICOM: QT_TRANSLATE_NOOP(
        "labels", "The site chart as an encapsulated PDF, for the archive of the clinic’s images."
    ),
}
INDENT = 27
"""Pixels: a line begins under the words of its button."""


class FormatChoice(QWidget):
    """One button a format."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Format"))
        self.buttons: dict[Format, QRadioButton] = {}
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(2)
        for format, title in TITLES.items():
            about = QCoreApplication.translate("labels", ABOUT[format])
            button = QRadioButton(QCoreApplication.translate("labels", title))
            button.setAccessibleDescription(about)
            button.toggled.connect(self._toggle)
            line = wrapping(text_label(about, SMALL, role="t2"))
            line.setContentsMargins(INDENT, 0, 0, 6)
            page.addWidget(button)
            page.addWidget(line)
            self.buttons[format] = button
        self.buttons[Format.CSV].setChecked(True)

    def format(self) -> Format:
        """The chosen one."""
        return next(one for one, button in self.buttons.items() if button.isChecked())

    def _toggle(self, on: bool) -> None:
        if on:
            self.changed.emit()
