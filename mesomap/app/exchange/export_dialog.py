"""Before a session is exported: as what. Where to is asked next."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.exchange.format_choice import FormatChoice
from mesomap.panels.look import text_label, wrapping

WIDTH = 520


class ExportDialog(QDialog):
    """The formats, and what each is for; `words` says what the file will say of itself."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export the session"))
        self.setMinimumWidth(WIDTH)
        self.formats = FormatChoice()
        self.words = wrapping(text_label(words, role="t2"))
        self.words.setVisible(bool(words))
        self.save_button = Button(self.tr("Save…"), "file", kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.accept)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addStretch(1)
        ends.addWidget(cancel)
        ends.addWidget(self.save_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(12)
        page.addWidget(text_label(self.windowTitle(), TITLE))
        page.addWidget(self.words)
        page.addWidget(self.formats)
        page.addLayout(ends)
        self.resize(WIDTH, page.totalHeightForWidth(WIDTH))
        self.formats.buttons[self.formats.format()].setFocus()
