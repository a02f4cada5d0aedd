"""The consents of a patient: noted, with a scan, withdrawn; and which one this session is under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import ConsentKind
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.date_field import DateField
from mesomap.panels.look import caption, heading, separator, text_label, wrapping
from mesomap.panels.message_bar import MessageBar
from mesomap.panels.reason import Reason

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """One consent in ready words; `usable` for this session, `named` by it."""

    id: UUID
    text: str
    usable: bool
    named: bool
    scanned: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class ConsentEntry:
    """A new consent as it was typed."""

    kind: ConsentKind
    given: date
    text_version: str
    taken_by: str
    note: str


class ConsentDialog(QDialog):
    """What is clicked is asked for by a signal, and done at once; there is no Save."""

    note_wanted = Signal(object)
    """A `ConsentEntry` is to be noted."""
    use_wanted = Signal(object)
    """The session is given under this one (an id), or under none (None)."""
    scan_wanted = Signal(object)
    view_wanted = Signal(object)
    withdraw_wanted = Signal(object, object)
    """The id, and the day."""

    def __init__(
        self,
        *,
        texts: Sequence[str],
        takers: Sequence[str],
        taker: str,
        today: date,
        locked: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Consent"))
        self._lines: dict[UUID, ConsentLine] = {}
        self._locked, self._today = locked, today
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Consents of this patient"))
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(lambda _row: self._follow())
        self._nothing = caption(self.tr("No consent is noted yet."))
        self.offer = wrapping(text_label("", role="warn"))
        self.use_button = Button(self.tr("This session is given under it"), "check", height=34)
        self.use_button.clicked.connect(self._use)
        self.scan_button = Button(self.tr("Attach scan…"), "file-plus", height=34)
        self.scan_button.clicked.connect(lambda: self.scan_wanted.emit(self.chosen()))
        self.view_button = Button(self.tr("View scan"), "search", height=34)
        self.view_button.setToolTip(
            self.tr("Opens a temporary copy in another program; it is removed with the session")
        )
        self.view_button.clicked.connect(lambda: self.view_wanted.emit(self.chosen()))
        self.day = DateField(
            name=self.tr("Withdrawn on"), refusal=self.tr("Withdrawn on a day to come?")
        )
        self.day.set_value(today)
        self.withdraw_button = Button(self.tr("Withdrawn on this day"), "close", height=34)
        self.withdraw_button.clicked.connect(self._withdraw)
        self.kind = Choice()
        self.kind.addItem(self.tr("Treatment"), ConsentKind.TREATMENT.value)
        self.kind.addItem(self.tr("Photographs"), ConsentKind.PHOTOGRAPHS.value)
        self.given = DateField(
            name=self.tr("Given on"), refusal=self.tr("A consent is not given on this day.")
        )
        self.given.set_value(today)
        self.text = _editable(texts, texts[0] if texts else "")
        self.taker = _editable(takers, taker)
        self.note = QLineEdit()
        self.note_button = Button(self.tr("Note consent"), "plus", kind=Kind.PRIMARY, height=36)
        self.note_button.clicked.connect(self._note)
        self._reason = Reason(self.taker)
        self.message = MessageBar(self)
        self._lay_out()
        self.resize(760, 620)
        self.show_consents([])

    def show_consents(
        self, lines: Sequence[ConsentLine], offer: str = "", *, choose: UUID | None = None
    ) -> None:
        """All of them, newest first; `offer` says that one may be named for this session."""
        before = choose or self.chosen()
        self._lines = {one.id: one for one in lines}
        self.list.clear()
        for one in lines:
            item = QListWidgetItem(one.text)
            item.setData(_ID, one.id)
            item.setSizeHint(QSize(0, 48))
            self.list.addItem(item)
        ids = list(self._lines)
        first = next((one.id for one in lines if one.usable and not one.named), None)
        wanted = before if before in self._lines else first
        if ids:
            self.list.setCurrentRow(ids.index(wanted) if wanted is not None else 0)
        self.list.setVisible(bool(ids))
        self._nothing.setVisible(not ids)
        self.offer.setText(offer)
        self.offer.setVisible(bool(offer))
        self._follow()

    def chosen(self) -> UUID | None:
        """The chosen consent."""
        item = self.list.currentItem()
        found = item.data(_ID) if item is not None else None
        return found if isinstance(found, UUID) else None

    # Inside.

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for button in (self.use_button, self.scan_button, self.view_button):
            acts.addWidget(button)
        acts.addStretch(1)
        gone = QHBoxLayout()
        gone.setSpacing(8)
        self.day.setFixedWidth(300)
        gone.addWidget(self.day)
        gone.addWidget(self.withdraw_button)
        gone.addStretch(1)
        self._acts = QWidget()
        both = QVBoxLayout(self._acts)
        both.setContentsMargins(0, 0, 0, 0)
        both.addLayout(acts)
        both.addLayout(gone)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for words, field in (
            (self.tr("To what"), self.kind),
            (self.tr("Given on"), self.given),
            (self.tr("Text"), self.text),
            (self.tr("Taken by"), self.taker),
            (self.tr("Note"), self.note),
        ):
            field.setMinimumHeight(34)
            field.setAccessibleName(words)
            form.addRow(words, field)
        close = Button(self.tr("Close"), height=36)
        close.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addStretch(1)
        ends.addWidget(close)
        ends.addWidget(self.note_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addWidget(text_label(self.tr("Consent"), TITLE))
        if self._locked:
            column.addWidget(wrapping(text_label(self._locked, role="warn")))
        column.addWidget(self.offer)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        column.addWidget(self._acts)
        column.addWidget(separator())
        column.addWidget(heading(self.tr("Note a consent")))
        column.addLayout(form)
        column.addLayout(ends)

    def _follow(self) -> None:
        id = self.chosen()
        line = self._lines.get(id) if id is not None else None
        self._acts.setVisible(line is not None)
        if line is None:
            return
        self.use_button.setText(
            self.tr("Not under it after all")
            if line.named
            else self.tr("This session is given under it")
        )
        self.use_button.updateGeometry()
        self.use_button.setEnabled((line.usable or line.named) and not self._locked)
        self.scan_button.setText(
            self.tr("Attach another scan…") if line.scanned else self.tr("Attach scan…")
        )
        self.scan_button.updateGeometry()
        self.view_button.setEnabled(line.scanned)
        for part in (self.day, self.withdraw_button):
            part.setVisible(not line.withdrawn)

    def _use(self) -> None:
        id = self.chosen()
        if id is not None:
            self.use_wanted.emit(None if self._lines[id].named else id)

    def _withdraw(self) -> None:
        if self.day.checked():
            self.withdraw_wanted.emit(self.chosen(), self.day.value() or self._today)

    def _note(self) -> None:
        if not self.given.checked():
            return
        if not self.taker.currentText().strip():
            self._reason.say(self.tr("Say who took the consent."))
            self.taker.setFocus()
            return
        self.note_wanted.emit(
            ConsentEntry(
                ConsentKind(self.kind.currentData()),
                self.given.value() or self._today,
                self.text.currentText(),
                self.taker.currentText(),
                self.note.text(),
            )
        )
        self.note.clear()


def _editable(offered: Sequence[str], start: str) -> QComboBox:
    field = QComboBox()
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.addItems(list(offered))
    field.setCurrentText(start)
    return field
