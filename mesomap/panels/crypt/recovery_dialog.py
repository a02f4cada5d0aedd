"""The recovery key, large enough to be copied by hand, and its way to paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import PAGE_TITLE, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.crypt.passphrase_field import HEIGHT_PX
from mesomap.panels.look import caption, fit_height, text_label, wrapping
from mesomap.panels.message_bar import MessageBar

WIDTH_PX = 620
A_ROW = 4
"""Groups."""


class RecoveryDialog(QDialog):
    """The key in groups; it cannot be copied to where other programs read."""

    save_wanted = Signal()
    print_wanted = Signal()

    def __init__(
        self, groups: Sequence[str], which: str, *, fresh: bool, parent: QWidget | None = None
    ) -> None:
        """`which` names the file and the key; a `fresh` one was never shown before."""
        super().__init__(parent)
        heading = self.tr("Recovery key of the clinic file")
        self.setWindowTitle(heading)
        self.message = MessageBar()
        self.save_button = Button(self.tr("Save as PDF…"), "file", height=HEIGHT_PX)
        self.save_button.clicked.connect(self.save_wanted)
        self.print_button = Button(self.tr("Print…"), "printer", height=HEIGHT_PX)
        self.print_button.clicked.connect(self.print_wanted)
        words = self.tr("I have kept it") if fresh else self.tr("Close")
        self.kept_button = Button(words, "check", kind=Kind.PRIMARY, height=HEIGHT_PX)
        self.kept_button.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.print_button)
        buttons.addStretch(1)
        buttons.addWidget(self.kept_button)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(10)
        inside.addWidget(text_label(heading, TITLE))
        inside.addWidget(
            wrapping(
                text_label(
                    self.tr(
                        "Opens the clinic file if the passphrase is forgotten. Keep it on paper,"
                        " away from this computer: without both, nobody can open the file."
                    ),
                    role="t2",
                )
            )
        )
        inside.addWidget(_card(groups))
        inside.addWidget(caption(which))
        if fresh:
            again = self.tr("It can be shown again: Clinic > Passphrase and encryption.")
            inside.addWidget(caption(again))
        inside.addStretch(1)
        inside.addSpacing(8)
        inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.message)
        column.addLayout(inside)
        fit_height(self, WIDTH_PX)
        self.save_button.setFocus()


def _card(groups: Sequence[str]) -> QFrame:
    card = QFrame()
    card.setProperty("surface", "card")
    grid = QGridLayout(card)
    grid.setContentsMargins(24, 20, 24, 20)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(14)
    for at, group in enumerate(groups):
        label = text_label(group, PAGE_TITLE, weight=600)
        label.setObjectName("recoveryGroup")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        grid.addWidget(label, at // A_ROW, at % A_ROW, Qt.AlignmentFlag.AlignCenter)
    return card
