"""Before a reaction is reported: whether the patient is named."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import text_label, wrapping


class ReactionReportDialog(QDialog):
    """Initials and number, or the full name; then where to save it is asked."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Report of a reaction"))
        self.setMinimumWidth(460)
        self.full_name = QCheckBox(self.tr("With the patient's full name"))
        self.save_button = Button(self.tr("Save as PDF…"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.accept)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(cancel)
        ends.addWidget(self.save_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(12)
        page.addWidget(text_label(self.windowTitle(), TITLE))
        page.addWidget(wrapping(text_label(words, role="t2")))
        page.addWidget(self.full_name)
        page.addLayout(ends)
        self.save_button.setFocus()
