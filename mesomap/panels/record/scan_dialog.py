"""A field to scan or paste a code into, and the question which of its readings is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, text_label, wrapping


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading of a code in ready words: its product, and all else that it says."""

    product: str
    details: str


class ScanDialog(QDialog):
    """Enter reads what is in the field; a single reading is taken at once."""

    read_wanted = Signal(str)
    chosen = Signal(int)
    """Which of the readings that were shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Scan a box"))
        self.setMinimumWidth(620)
        self.field = QLineEdit()
        self.field.setMinimumHeight(36)
        self.field.setMaxLength(1000)
        self.field.setAccessibleName(self.tr("Code"))
        self.field.setPlaceholderText(self.tr("Scan here, or type the code with its parentheses"))
        self.field.returnPressed.connect(self._enter)
        self.field.textEdited.connect(lambda _text: self.show_readings(()))
        self.fault = wrapping(text_label("", role="warn"))
        self.fault.hide()
        self.question = wrapping(text_label(""))
        self._radios = QWidget()
        self._column = QVBoxLayout(self._radios)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.group = QButtonGroup(self)
        self.ok_button = Button(self.tr("Read"), kind=Kind.PRIMARY, height=36)
        self.ok_button.clicked.connect(self._enter)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(cancel)
        ends.addWidget(self.ok_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(12)
        page.addWidget(text_label(self.tr("Scan a box"), TITLE))
        page.addWidget(
            caption(
                self.tr(
                    "A scanner works without this field too: scan while the session is open."
                    " As printed on the box: (01)…(17)…(10)…"
                )
            )
        )
        page.addWidget(self.field)
        page.addWidget(self.fault)
        page.addWidget(self.question)
        page.addWidget(self._radios)
        page.addStretch(1)
        page.addLayout(ends)
        self.show_readings(())
        self.field.setFocus()

    def say_fault(self, text: str) -> None:
        """Why the code cannot be read."""
        self.show_readings(())
        self.fault.setText(text)
        self.fault.show()
        self.field.setFocus()
        self.field.selectAll()

    def show_readings(self, lines: Sequence[ReadingLine], question: str = "") -> None:
        """Ask which of these the box says; none is taken silently."""
        self.fault.hide()
        for button in self.group.buttons():
            self.group.removeButton(button)
            self._column.removeWidget(button)
            button.deleteLater()
        for number, line in enumerate(lines):
            radio = QRadioButton(f"{line.product}\n{line.details}")
            radio.setMinimumHeight(2 * radio.fontMetrics().lineSpacing() + 16)
            self.group.addButton(radio, number)
            self._column.addWidget(radio)
        self.question.setText(question)
        self.question.setVisible(bool(lines))
        self._radios.setVisible(bool(lines))
        self.ok_button.setText(self.tr("Take this one") if lines else self.tr("Read"))
        self.ok_button.updateGeometry()
        if lines:
            first = self.group.button(0)
            assert first is not None
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(layout.heightForWidth(self.width()), 0))
        self.group.idToggled.connect(self._follow, Qt.ConnectionType.UniqueConnection)
        self._follow()

    def readings(self) -> list[str]:
        """The words of those that are asked about."""
        return [button.text() for button in self.group.buttons()]

    def _follow(self) -> None:
        asking = bool(self.group.buttons())
        self.ok_button.setEnabled(not asking or self.group.checkedId() >= 0)

    def _enter(self) -> None:
        if not self.group.buttons():
            if self.field.text().strip():
                self.read_wanted.emit(self.field.text())
        elif self.group.checkedId() >= 0:
            self.chosen.emit(self.group.checkedId())
