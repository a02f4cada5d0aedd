"""One patient of many: found by typing, told apart by birth date, number and last session."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import text_label, wrapping
from mesomap.panels.patient_rows import ROW, ROW_PX, PatientDelegate, PatientModel, PatientRow
from mesomap.panels.reason import Reason
from mesomap.panels.search_field import SearchField

SHOWN = 5
"""So many rows stand in the dialog at once."""
FRAME_PX = 2
"""The line around the rows."""


class ChoosePatient(QDialog):
    """A list of patients, with a search, a reason and a confirmation where they are needed.

    Parameters
    ----------
    heading, words
        What it is for.
    accept
        What its first button says.
    search
        Whether there is a line to search by; else the rows are all there is.
    reason
        What the line for a reason is called; "" for none. It must be filled then.
    """

    search_changed = Signal(str)
    more_wanted = Signal(int)
    chosen_changed = Signal()

    def __init__(
        self,
        heading: str,
        words: str,
        *,
        accept: str,
        search: bool = True,
        reason: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(760)
        self.search = SearchField(self.tr("Name, date of birth or number"))
        if not search:
            self.search.hide()
        self.search.textChanged.connect(self.search_changed)
        self.search.stepped.connect(self._step)
        self.search.entered.connect(self.accept)
        self.search.left.connect(self.reject)
        self.model = PatientModel(self)
        self.model.more_wanted.connect(self.more_wanted)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(PatientDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFixedHeight(ROW_PX * SHOWN + FRAME_PX)
        self.view.setAccessibleName(self.tr("Patients"))
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.selectionModel().currentChanged.connect(lambda *_: self.chosen_changed.emit())
        self.view.doubleClicked.connect(lambda _index: self.accept())
        self._nobody = text_label(self.tr("Nobody found"), role="t2")
        self._nobody.hide()
        self._reason_words = text_label(reason, role="t2")
        self.reason = QLineEdit()
        self.reason.setAccessibleName(reason)
        self.reason.setMinimumHeight(34)
        self._why = Reason(self.reason)
        self.reason.textEdited.connect(lambda _text: self._why.silence())
        if not reason:
            self._reason_words.hide()
            self.reason.hide()
        self._needs_reason = bool(reason)
        self.confirm = QCheckBox()
        self.confirm.hide()
        self._asked = Reason(self.confirm)
        self.accept_button = Button(accept, kind=Kind.PRIMARY, height=36)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button = Button(self.tr("Cancel"), height=36)
        self.cancel_button.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addStretch(1)
        ends.addWidget(self.cancel_button)
        ends.addWidget(self.accept_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(12)
        page.addWidget(text_label(heading, TITLE))
        page.addWidget(wrapping(text_label(words, role="t2")))
        page.addWidget(self.search)
        page.addWidget(self.view)
        page.addWidget(self._nobody)
        page.addSpacing(4)
        page.addWidget(self._reason_words)
        page.addWidget(self.reason)
        page.addWidget(self.confirm)
        page.addLayout(ends)
        (self.search if search else self.view).setFocus()

    def show_rows(self, rows: Sequence[PatientRow], found: int | None = None) -> None:
        """The first of the patients `found`; the first is chosen."""
        self.model.show(rows, len(rows) if found is None else found)
        if self.search.isHidden():  # nobody else comes: as many rows as there are
            self.view.setFixedHeight(ROW_PX * min(SHOWN, max(1, len(rows))) + FRAME_PX)
        self._nobody.setVisible(not rows)
        self.accept_button.setEnabled(bool(rows))
        self._choose(0)
        self.chosen_changed.emit()

    def add_rows(self, rows: Sequence[PatientRow]) -> None:
        """The patients that follow those shown."""
        self.model.add(rows)

    def chosen(self) -> UUID | None:
        """Who is chosen."""
        row = self.view.currentIndex().data(ROW)
        return row.id if isinstance(row, PatientRow) else None

    def reason_text(self) -> str:
        """The reason that was typed."""
        return " ".join(self.reason.text().split())

    def ask(self, words: str) -> None:
        """Let `words` be confirmed by a tick before it goes on; "" asks nothing."""
        self.confirm.setText(words)
        self.confirm.setChecked(False)
        self.confirm.setVisible(bool(words))

    def accept(self) -> None:
        """Close only with somebody chosen, the reason and the tick where they are needed."""
        if self.chosen() is None:
            return
        if self._needs_reason and not self.reason_text():
            self._why.say(self.tr("A reason is needed: it is kept with the session."))
            self.reason.setFocus()
            return
        if not self.confirm.isHidden() and not self.confirm.isChecked():
            self._asked.say(self.tr("Tick this line if it is so."))
            self.confirm.setFocus()
            return
        super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter accepts, wherever the keyboard is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        self._choose(self.view.currentIndex().row() + by)

    def _choose(self, row: int) -> None:
        last = self.model.rowCount() - 1
        self.view.selectionModel().setCurrentIndex(
            self.model.index(min(max(row, 0), last)),
            QItemSelectionModel.SelectionFlag.ClearAndSelect,
        )
