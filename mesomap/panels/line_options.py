"""The line tool's options."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from mesomap.document.wishes import ThreadWishes
from mesomap.panels.tool_options import ToolOptions

UL_PER_MM_OF_ML_PER_CM = 100.0


class LineOptions(ToolOptions):
    """Volume by length, and how many threads a line makes."""

    volume_changed = Signal(float)
    """Microlitres a mm, of the syringe in hand."""

    def __init__(self, place: QAction, cancel: QAction) -> None:
        super().__init__("", "", place=place, cancel=cancel)
        self._title = self.tr("Threads")
        self._invitation = self.tr("Drag from the entry of the needle to where it went.")
        _, (self.parallel, self.fan) = self.choices(
            (self.tr("Side by side"), "", self.tr("Several threads beside the drawn one")),
            (self.tr("Fan"), "", self.tr("Several threads from one entry")),
        )
        self.ml_per_cm = self.number(
            self.tr("mL per cm"), self.tr("mL"), most=5.0, step=0.01, decimals=3, least_decimals=2
        )
        self.ul_per_mm = self.number(
            self.tr("µL per mm"), self.tr("µL"), most=500.0, step=1.0, decimals=1
        )
        self.ml_per_cm.value_changed.connect(
            lambda value: self._volume((value or 0.0) * UL_PER_MM_OF_ML_PER_CM)
        )
        self.ul_per_mm.value_changed.connect(lambda value: self._volume(value or 0.0))
        self.count = self.number(self.tr("Threads"), "", least=1, most=30, decimals=0)
        self.apart = self.number(self.tr("Apart"), self.tr("mm"), least=0.5, most=60.0, step=0.5)
        self.apart.setToolTip(self.tr("Between neighbours; of a fan, between their ends"))
        self.count.set_value(1.0)
        self.apart.set_value(5.0)
        self.show_volume(10.0)
        self.lay_out(
            [self.parallel, self.fan],
            [
                (self.tr("Volume per cm"), self.ml_per_cm),
                (self.tr("or per mm"), self.ul_per_mm),
                (self.tr("Threads"), self.count),
                (self.tr("Apart"), self.apart),
            ],
        )

    def wishes(self) -> ThreadWishes:
        """What the fields say."""
        return ThreadWishes(
            count=round(self.count.value() or 1),
            apart_mm=self.apart.value() or 5.0,
            fan=self.fan.isChecked(),
        )

    def show_wishes(self, wishes: ThreadWishes) -> None:
        """What was changed on the chart."""
        self.count.set_value(float(wishes.count))
        self.apart.set_value(wishes.apart_mm)
        self.fan.setChecked(wishes.fan)
        self.parallel.setChecked(not wishes.fan)

    def show_volume(self, ul_per_mm: float) -> None:
        """What the syringe in hand leaves."""
        self.ml_per_cm.set_value(ul_per_mm / UL_PER_MM_OF_ML_PER_CM)
        self.ul_per_mm.set_value(ul_per_mm)

    def tell(self) -> None:
        self.wishes_changed.emit(self.wishes())

    def _volume(self, ul_per_mm: float) -> None:
        self.show_volume(ul_per_mm)
        self.volume_changed.emit(ul_per_mm)
