"""What stands under the charts: regions, doses, area passes, lesions, one table at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mesomap.panels.buttons import Button
from mesomap.panels.compare.plain_table import PlainTable
from mesomap.panels.compare.region_table import RegionTable
from mesomap.panels.compare.values import PlainRows

BAR_PX = 38
DOSES, PASSES, LESIONS = "doses", "passes", "lesions"


class CompareTables(QFrame):
    """Switches over the tables; a table without rows is not offered."""

    region_chosen = Signal(object)
    switched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.regions = RegionTable()
        self.plain = {
            DOSES: PlainTable(self.tr("Doses before and after")),
            PASSES: PlainTable(self.tr("Area passes before and after")),
            LESIONS: PlainTable(self.tr("Lesions by their measured sizes")),
        }
        names = {
            "": self.tr("Regions"),
            DOSES: self.tr("Doses"),
            PASSES: self.tr("Area passes"),
            LESIONS: self.tr("Lesions"),
        }
        self._stack = QStackedWidget()
        self._group = QButtonGroup(self)
        self.switches: dict[str, Button] = {}
        row = QHBoxLayout()
        row.setContentsMargins(16, 3, 16, 3)
        row.setSpacing(6)
        self._bar = QFrame()
        self._bar.setLayout(row)
        self._bar.setFixedHeight(BAR_PX)
        everyone: list[tuple[str, RegionTable | PlainTable]]
        everyone = [("", self.regions), *self.plain.items()]
        for name, table in everyone:
            self._stack.addWidget(table)
            button = Button(names[name])
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(self.tr("{name} (T: the next table)").format(name=names[name]))
            button.clicked.connect(lambda _on=False, one=name: self.show_table(one))
            self._group.addButton(button)
            self.switches[name] = button
            row.addWidget(button)
            table.region_chosen.connect(self.region_chosen)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        self.show_table("")

    @property
    def shown(self) -> str:
        """Which table; "" the regions'."""
        return self._shown

    def show_table(self, name: str) -> None:
        """Show one of them."""
        self._shown = name
        self._stack.setCurrentWidget(self.plain.get(name, self.regions))
        self.switches[name].setChecked(True)
        self.switched.emit()

    def show_next(self) -> None:
        """The next one that has rows."""
        offered = [name for name, button in self.switches.items() if not button.isHidden()]
        self.show_table(offered[(offered.index(self._shown) + 1) % len(offered)])

    def show_rows(self, tables: dict[str, PlainRows]) -> None:
        """Fill them; what has no rows is not offered."""
        for name, table in self.plain.items():
            table.show_rows(tables[name])
            self.switches[name].setVisible(bool(tables[name].rows))
        self._bar.setVisible(any(one.rows for one in tables.values()))
        if self.switches[self._shown].isHidden() and self._shown:
            self.show_table("")

    def wanted_height(self) -> int:
        """Room for the rows of the table that shows."""
        table = self.plain.get(self._shown, self.regions)
        return table.wanted_height() + (0 if self._bar.isHidden() else BAR_PX)
