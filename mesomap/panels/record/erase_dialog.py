"""A patient's erasure, asked twice: first name and reason, then once more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import BODY, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import text_label, wrapping
from mesomap.panels.reason import Reason


class EraseDialog(QDialog):
    """Name and reason, then a last look.

    Parameters
    ----------
    who
        The patient in ready words.
    what
        What will be gone.
    name
        To be typed.
    check
        Says why name and reason are not taken, "" when they are.
    """

    def __init__(
        self,
        who: str,
        what: str,
        name: str,
        check: Callable[[str, str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        heading = self.tr("Erase a patient's data")
        self.setWindowTitle(heading)
        self.setMinimumWidth(560)
        self._check = check
        self.name = QLineEdit()
        self.name.setPlaceholderText(name)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Who asked, when and how; without a name"))
        for field in (self.name, self.reason):
            field.setMinimumHeight(34)
        self._why = Reason(self.name)
        for field in (self.name, self.reason):
            field.textEdited.connect(lambda _text: self._why.silence())
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow(self.tr("Type the &name"), self.name)
        form.addRow(self.tr("&Reason"), self.reason)
        first = QWidget()
        asked = QVBoxLayout(first)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(12)
        asked.addWidget(wrapping(text_label(what)))
        asked.addWidget(
            wrapping(
                text_label(
                    self.tr(
                        "The change log keeps that something was erased, when, by whom and why;"
                        " not of whom. Copies and backups of the clinic file, papers and exports"
                        " are not touched."
                    ),
                    role="t2",
                )
            )
        )
        asked.addLayout(form)
        asked.addStretch(1)
        second = wrapping(
            text_label(
                self.tr("Everything of {who} will be gone for good. There is no way back.").format(
                    who=who
                ),
                BODY,
                role="warn",
                weight=500,
            )
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(first)
        self._stack.addWidget(second)
        self.next_button = Button(self.tr("Continue"), height=36)
        self.next_button.clicked.connect(self._go_on)
        self.erase_button = Button(self.tr("Erase for good"), "delete", height=36)
        self.erase_button.clicked.connect(self.accept)
        self.erase_button.hide()
        self.cancel_button = Button(self.tr("Cancel"), kind=Kind.PRIMARY, height=36)
        self.cancel_button.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self.erase_button)
        ends.addWidget(self.next_button)
        ends.addStretch(1)
        ends.addWidget(self.cancel_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(14)
        page.addWidget(text_label(heading, TITLE))
        page.addWidget(wrapping(text_label(who, weight=600)))
        page.addWidget(self._stack)
        page.addLayout(ends)
        self.name.setFocus()

    def typed(self) -> tuple[str, str]:
        """Name and reason."""
        return self.name.text(), self.reason.text()

    def is_last(self) -> bool:
        """Whether it is the second step, from which it goes on for good."""
        return self._stack.currentIndex() == 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the last look, and never erases."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.is_last():
                self._go_on()
            return
        super().keyPressEvent(event)

    def _go_on(self) -> None:
        why = self._check(*self.typed())
        if why:
            self._why.say(why)
            return
        self._why.silence()
        self._stack.setCurrentIndex(1)
        self.next_button.hide()
        self.erase_button.show()
        self.cancel_button.setFocus()
