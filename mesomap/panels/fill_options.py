"""Filling the gaps of a lattice: what it would add, before it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import BODY, DOCK_PADDING, SMALL
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.grid_choice import GridFigures, first_line, second_line
from mesomap.panels.look import heading, text_label, wrapping


class FillOptions(QFrame):
    """Shown while gaps are being filled."""

    def __init__(self, place: QAction, cancel: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = wrapping(text_label("", BODY, weight=600))
        self._more = wrapping(text_label("", SMALL, role="t2"))
        self.place_button = Button(self.tr("Fill"), "check", kind=Kind.PRIMARY).follow(place)
        self.cancel_button = Button(self.tr("Cancel"), kind=Kind.PLAIN).follow(cancel)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.place_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(DOCK_PADDING, 12, DOCK_PADDING, 14)
        column.setSpacing(8)
        column.addWidget(heading(self.tr("Fill gaps")))
        column.addWidget(self._line)
        column.addWidget(self._more)
        column.addLayout(buttons)
        self.show_preview(None)

    def show_preview(self, figures: GridFigures | None, no_lattice: Sequence[str] = ()) -> None:
        """What would be added; None asks for a region. `no_lattice`: regions without one."""
        if figures is None:
            self._line.setText(self.tr("Click a region whose gaps you want to fill."))
            self._more.setText(
                self.tr("Only places that its lattice misses, never all uncovered skin.")
            )
            return
        lines = []
        if no_lattice:
            lines.append(
                self.tr("{region}: no lattice to fill. Place a grid there (G) first.").format(
                    region=", ".join(no_lattice)
                )
            )
        if figures.count:
            self._line.setText(first_line(figures))
            lines.append(second_line(figures))
        elif no_lattice:
            self._line.setText(self.tr("Nothing to fill."))
        else:
            words = self.tr("{region}: no place of the lattice is missing.")
            self._line.setText(words.format(region=figures.region))
        self._more.setText(" ".join(lines))
        self._more.setVisible(bool(lines))

    def preview_text(self) -> str:
        """The lines as they are shown."""
        return "\n".join(text for text in (self._line.text(), self._more.text()) if text)
