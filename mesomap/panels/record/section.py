"""A section of the right column that folds to its heading."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import DOCK_PADDING, SMALL
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import bring_into_sight, heading, text_label


class Section(QFrame):
    """A heading, a few words beside it, and a body that folds away.

    Parameters
    ----------
    title
        The heading.
    show, hide
        What the folding button says that it does.
    """

    folded_changed = Signal(bool)
    counted = Signal(int)
    """How many of its lines wait for somebody."""

    def __init__(
        self, title: str, *, show: str, hide: str, folded: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = {True: show, False: hide}
        self.count = text_label("", SMALL, role="t3")
        self.fold = Button("", "chevron-down", kind=Kind.BARE)
        self.fold.clicked.connect(lambda: self.set_folded(not self.is_folded()))
        self._body = QWidget()
        self.inside = QVBoxLayout(self._body)
        self.inside.setContentsMargins(0, 0, 0, 6)
        self.inside.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(DOCK_PADDING, 6, 8, 4)
        top.addWidget(heading(title))
        top.addStretch(1)
        top.addWidget(self.count)
        top.addWidget(self.fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._body)
        self._folded = False
        self._show_fold(folded)

    def bring(self, target: QWidget) -> None:
        """Bring it into sight, with the keys on `target` in it."""
        bring_into_sight(self, target)

    def is_folded(self) -> bool:
        """Whether only the heading shows."""
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Fold it, or open it."""
        if folded != self._folded:
            self._show_fold(folded)
            self.folded_changed.emit(folded)

    def _show_fold(self, folded: bool) -> None:
        self._folded = folded
        self._body.setVisible(not folded)
        words = self._words[folded]
        self.fold.icon_name = "chevron-right" if folded else "chevron-down"
        self.fold.setToolTip(words)
        self.fold.setAccessibleName(words)
        self.fold.update()
