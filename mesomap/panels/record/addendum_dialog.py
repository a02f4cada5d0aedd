"""What was added to a session since, and a place to add more; nothing of it is ever removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import AddendumKind
from mesomap.paint.tokens import BODY, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import caption, separator, text_label, wrapping

LONGEST = 4000
LIST_PX = 220


@dataclass(frozen=True, slots=True)
class AddendumLine:
    """One addendum in ready words: its kind, when and by whom, and its text."""

    kind: str
    written: str
    text: str


class AddendumDialog(QDialog):
    """The addenda of one session, oldest first, and a new one."""

    def __init__(
        self, session: str, lines: Sequence[AddendumLine], by: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        heading = self.tr("Addenda") if lines else self.tr("Addendum")
        self.setWindowTitle(heading)
        self.setMinimumWidth(540)
        self.kind = Choice()
        self.kind.setAccessibleName(self.tr("Kind"))
        self.kind.addItem(self.tr("Correction"), AddendumKind.CORRECTION)
        self.kind.addItem(self.tr("Late entry"), AddendumKind.LATE_ENTRY)
        self.kind.setMinimumHeight(34)
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName(self.tr("Text of the addendum"))
        self.edit.setPlaceholderText(
            self.tr("What is to be corrected or added. It stays as it is written.")
        )
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(104)
        self.edit.textChanged.connect(self._changed)
        self.add_button = Button(self.tr("Add"), "plus", kind=Kind.PRIMARY, height=36)
        self.add_button.clicked.connect(self._add)
        cancel = Button(self.tr("Close") if lines else self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(caption(self.tr("Written by {name}").format(name=by) if by else ""), 1)
        ends.addWidget(cancel)
        ends.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text_label(heading, TITLE))
        column.addWidget(wrapping(text_label(session, BODY, role="t2")))
        if lines:
            column.addWidget(_list(lines))
            column.addWidget(separator())
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.edit)
        column.addLayout(ends)
        self.lines = tuple(lines)
        self.edit.setFocus()
        self._changed()

    def entry(self) -> tuple[AddendumKind, str]:
        """The kind and the text that were written."""
        return AddendumKind(self.kind.currentData()), self.edit.toPlainText()[:LONGEST].strip()

    def _changed(self) -> None:
        self.add_button.setEnabled(bool(self.entry()[1]))

    def _add(self) -> None:
        if self.entry()[1]:
            self.accept()


def _list(lines: Sequence[AddendumLine]) -> QWidget:
    inside = QWidget()
    rows = QVBoxLayout(inside)
    rows.setContentsMargins(0, 0, 8, 0)
    rows.setSpacing(2)
    for line in lines:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(text_label(line.kind, weight=600))
        head.addWidget(caption(line.written), 1)
        rows.addLayout(head)
        text = wrapping(text_label(line.text))
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        rows.addWidget(text)
        rows.addSpacing(8)
    rows.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.setFixedHeight(min(LIST_PX, 20 + 60 * len(lines)))
    return area
