"""One remark whole: what was found, by which source, and the reason for going on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from mesomap.paint.tokens import BODY, SMALL, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, heading, text_label, wrapping
from mesomap.panels.record.remarks_panel import RemarkLine

LONGEST = 1000


class RemarkDialog(QDialog):
    """Looks at a remark, and keeps an answer to it."""

    withdrawn = Signal()
    """The answer is to be taken back."""

    def __init__(
        self, line: RemarkLine, *, may_answer: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.line = line
        self.setWindowTitle(self.tr("Remark"))
        self.setMinimumWidth(520)
        sentence = wrapping(text_label(line.text, BODY, weight=600))
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        source = wrapping(text_label(line.source, SMALL, role="t2"))
        source.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.edit = QPlainTextEdit(line.reason)
        self.edit.setAccessibleName(self.tr("Reason"))
        self.edit.setPlaceholderText(self.tr("Why it is done so; kept with the session."))
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(88)
        self.edit.setReadOnly(not may_answer)
        self.edit.textChanged.connect(self._changed)
        self.keep_button = Button(self.tr("Keep the answer"), "check", kind=Kind.PRIMARY, height=36)
        self.keep_button.clicked.connect(self.accept)
        self.withdraw_button = Button(self.tr("Take the answer back"), height=36)
        self.withdraw_button.clicked.connect(self._withdraw)
        close = Button(self.tr("Cancel") if may_answer else self.tr("Close"), height=36)
        close.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self.withdraw_button)
        ends.addStretch(1)
        ends.addWidget(close)
        ends.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(text_label(line.kind, TITLE))
        column.addWidget(sentence)
        if line.where:
            column.addWidget(wrapping(text_label(line.where, SMALL, role="t2")))
        column.addWidget(heading(self.tr("Source")))
        column.addWidget(source)
        if line.confidence:
            column.addWidget(caption(line.confidence))
        column.addWidget(heading(self.tr("Answer")))
        column.addWidget(self.edit)
        if line.answered:
            column.addWidget(caption(line.answered))
        if not may_answer and not line.reason:
            self.edit.hide()
            column.addWidget(caption(self.tr("None. The session is signed.")))
        column.addSpacing(6)
        column.addLayout(ends)
        self.keep_button.setVisible(may_answer)
        self.withdraw_button.setVisible(may_answer and bool(line.reason))
        self.edit.setFocus()
        self._changed()

    def reason(self) -> str:
        """What was written."""
        return " ".join(self.edit.toPlainText()[:LONGEST].split())

    def _changed(self) -> None:
        self.keep_button.setEnabled(self.reason() not in ("", self.line.reason))

    def _withdraw(self) -> None:
        self.withdrawn.emit()
        self.reject()
