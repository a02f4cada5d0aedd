"""The select tool's options: band or lasso, and what can be done with a selection."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QWidget

from mesomap.paint.tokens import DOCK_PADDING
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import heading


class SelectOptions(QFrame):
    """One row, shown while the select tool is in hand."""

    lasso_wanted = Signal(bool)

    def __init__(self, actions: Sequence[QAction | None], parent: QWidget | None = None) -> None:
        """`actions` stand in the menu of its last button; None is a line."""
        super().__init__(parent)
        self.band = Button(self.tr("Band"), "band", kind=Kind.BARE)
        self.lasso = Button(self.tr("Lasso"), "lasso", kind=Kind.BARE)
        group = QButtonGroup(self)
        for button, tip in (
            (self.band, self.tr("Drag a rectangle around marks (V)")),
            (self.lasso, self.tr("Drag around marks, or click corner by corner (Shift+V)")),
        ):
            button.setCheckable(True)
            button.setToolTip(tip)
            group.addButton(button)
        self.band.setChecked(True)
        self.band.clicked.connect(lambda: self.lasso_wanted.emit(False))
        self.lasso.clicked.connect(lambda: self.lasso_wanted.emit(True))
        self.more = Button("", "more", kind=Kind.BARE)
        self.more.setAccessibleName(self.tr("More on the selection"))
        self.more.setToolTip(self.tr("Select by region or syringe; mirror, copy, align"))
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        for action in actions:
            if action is None:
                self.menu.addSeparator()
            else:
                self.menu.addAction(action)
        self.more.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(DOCK_PADDING, 6, DOCK_PADDING, 6)
        row.setSpacing(4)
        row.addWidget(heading(self.tr("Select")))
        row.addStretch(1)
        row.addWidget(self.band)
        row.addWidget(self.lasso)
        row.addWidget(self.more)

    def show_lasso(self, on: bool) -> None:
        """Which of the two is drawn."""
        (self.lasso if on else self.band).setChecked(True)

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
