"""The session's totals: always in sight, under the column."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from mesomap.paint.locale import NBSP
from mesomap.paint.tokens import SMALL, TOTAL
from mesomap.panels.look import text_label


class TotalsBar(QFrame):
    """Planned, given, volume, drawn up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("totals")
        self._values: dict[str, QLabel] = {}
        self._units: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 16, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(1)
        for column, (key, words) in enumerate(
            (
                ("planned", self.tr("Planned")),
                ("given", self.tr("Given")),
                ("volume", self.tr("Volume")),
                ("drawn", self.tr("Drawn up")),
            )
        ):
            grid.addWidget(text_label(words, SMALL, role="t3"), 0, column)
            value, unit = text_label("", TOTAL), text_label("", SMALL, role="t2")
            self._values[key], self._units[key] = value, unit
            figure = QHBoxLayout()
            figure.setSpacing(3)
            figure.addWidget(value)
            figure.addWidget(unit, 1, Qt.AlignmentFlag.AlignBottom)
            grid.addLayout(figure, 1, column)
            grid.setColumnStretch(column, 1)

    def show_totals(self, *, planned: str, given: str, volume: str, drawn: str) -> None:
        """The four figures, in ready words; what follows a space is the unit."""
        for key, words in (
            ("planned", planned),
            ("given", given),
            ("volume", volume),
            ("drawn", drawn),
        ):
            figure, _, unit = words.partition(NBSP)
            self._values[key].setText(figure)
            self._units[key].setText(unit)

    def text(self, key: str) -> str:
        """The figure `key` (planned, given, volume, drawn) as it is shown."""
        return f"{self._values[key].text()} {self._units[key].text()}".strip()

    def warn_drawn(self, short: bool) -> None:
        """Mark the drawn volume as less than the planned one."""
        label = self._values["drawn"]
        label.setProperty("tone", "warn" if short else "text")
        label.setToolTip(self.tr("Less is drawn up than the map needs.") if short else "")
        label.style().unpolish(label)
        label.style().polish(label)
