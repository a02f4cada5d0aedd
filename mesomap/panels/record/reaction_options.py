"""Shown while a reaction's place is asked for on the chart: how to draw it, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import DOCK_PADDING, SMALL
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import heading, text_label, wrapping


class ReactionOptions(QFrame):
    """A site or an ellipse, or an outline by hand; back without either."""

    by_hand_wanted = Signal(bool)

    def __init__(self, leave: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ellipse = Button(self.tr("Place, ellipse"), "target", kind=Kind.BARE)
        self.outline = Button(self.tr("Outline"), "lasso", kind=Kind.BARE)
        group = QButtonGroup(self)
        for button, tip in (
            (self.ellipse, self.tr("Click the place, or drag from corner to corner")),
            (self.outline, self.tr("Drag around it, or click corner by corner; Enter closes it")),
        ):
            button.setCheckable(True)
            button.setToolTip(tip)
            group.addButton(button)
        self.ellipse.setChecked(True)
        group.buttonClicked.connect(
            lambda _button: self.by_hand_wanted.emit(self.outline.isChecked())
        )
        self.back = Button(self.tr("Back without a place")).follow(leave)
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("Reaction")))
        top.addStretch(1)
        top.addWidget(self.ellipse)
        top.addWidget(self.outline)
        words = self.tr(
            "Click where it is, or drag around it: its size is measured on the skin, and the"
            " questions come back."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(DOCK_PADDING, 12, DOCK_PADDING, 14)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(wrapping(text_label(words, SMALL, role="t2")))
        column.addWidget(self.back)
