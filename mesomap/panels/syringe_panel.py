"""The syringes, the one in hand, and its settings; or, with injections selected, theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mesomap.paint.tokens import CAPTION, DOCK_PADDING, SMALL
from mesomap.panels.buttons import Button
from mesomap.panels.look import heading, text_label, wrapping
from mesomap.panels.syringe_fields import Settings, SyringeFields
from mesomap.panels.syringe_list import SyringeLine, SyringeList


@dataclass(frozen=True, slots=True)
class Chosen:
    """The syringe that is shown, in ready words: its mixture, where its volume goes, its needle."""

    mixture: str
    use: str
    needle: UUID | None


class SyringePanel(SyringeFields):
    """The list of syringes over the fields."""

    syringe_chosen = Signal(object)
    """The id (UUID) of a syringe."""

    def __init__(
        self,
        add: QAction,
        edit: QAction,
        more: Sequence[QAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._target = text_label("", CAPTION, role="t3")
        wrapping(self._target)
        self.list = SyringeList()
        self.list.chosen.connect(self.syringe_chosen)
        self.edit_button = Button("", "pen").follow(edit, hint=False)
        self.add_button = Button("", "plus").follow(add, hint=False)
        self.more_button = Button("", "row")
        self.more_button.setAccessibleName(self.tr("More on syringes"))
        self.more_button.setToolTip(self.tr("Copy, order or remove this syringe; the needles"))
        self.menu = QMenu(self)
        self.menu.addActions(list(more))
        self.more_button.clicked.connect(self._open_menu)
        self._mixture = text_label("", SMALL, role="t2")
        self._use = text_label("", SMALL, role="t3")
        wrapping(self._mixture)
        wrapping(self._use)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(heading(self.tr("Syringe")))
        top.addWidget(self._target, 1)
        for button in (self.edit_button, self.add_button, self.more_button):
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(DOCK_PADDING, 8, DOCK_PADDING, 14)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.list)
        column.addWidget(self._mixture)
        column.addWidget(self._use)
        column.addSpacing(4)
        column.addLayout(self.depth_block())
        for label in (self._where, self._reach, self._source):
            column.addWidget(label)
        column.addLayout(self.rows())

    # Shown.

    def show_syringes(
        self, lines: Sequence[SyringeLine], in_hand: UUID | None, chosen: Chosen
    ) -> None:
        """The session's syringes, the lit one's id, and what there is to say of it."""
        self.list.show_lines(lines, in_hand)
        self._mixture.setText(chosen.mixture)
        self._use.setText(chosen.use)
        self._use.setVisible(bool(chosen.use))
        with QSignalBlocker(self.needle_choice):
            self.needle_choice.setCurrentIndex(self.needle_choice.row_of(chosen.needle))

    def show_settings(self, settings: Settings, target: str) -> None:
        """The values in force, and whose they are in ready words."""
        self._target.setText(target)
        self.show_values(settings)

    def target(self) -> str:
        """Whose settings these are, as it says."""
        return self._target.text()

    def use(self) -> str:
        """Where the shown syringe's volume goes, as it says."""
        return self._use.text()

    def _open_menu(self) -> None:
        corner = self.more_button.rect().bottomLeft()
        self.menu.popup(self.more_button.mapToGlobal(corner))
