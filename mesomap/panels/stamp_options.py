"""The stamp tool's options."""

from __future__ import annotations

from PySide6.QtGui import QAction

from mesomap.document.wishes import StampWishes
from mesomap.panels.tool_options import ToolOptions


class StampOptions(ToolOptions):
    """How the plate is turned, and what the syringe's volume is of."""

    def __init__(self, cancel: QAction) -> None:
        super().__init__("", "", place=None, cancel=cancel)
        self._title = self.tr("Stamp")
        self._invitation = self.tr(
            "Click to place all needles of the syringe's multi-injector; drag to lay stamps edge"
            " to edge. Arrows turn the plate."
        )
        _, (self.shared, self.each) = self.choices(
            (
                self.tr("Shared"),
                "",
                self.tr("The syringe's volume is of one stamp: its needles share it equally"),
            ),
            (self.tr("Each needle"), "", self.tr("Each needle gives the syringe's volume")),
        )
        self.angle = self.number(
            self.tr("Angle"), "°", least=-180.0, most=180.0, step=5.0, least_decimals=0
        )
        self.angle.setToolTip(self.tr("Counter-clockwise from the skin's natural direction"))
        self.angle.set_value(0.0)
        self.lay_out([self.shared, self.each], [(self.tr("Angle"), self.angle)])

    def wishes(self) -> StampWishes:
        """What the fields say."""
        return StampWishes(angle_deg=self.angle.value() or 0.0, each=self.each.isChecked())

    def show_wishes(self, wishes: StampWishes) -> None:
        """What was changed on the chart."""
        self.angle.set_value(round(wishes.angle_deg, 1))
        self.each.setChecked(wishes.each)
        self.shared.setChecked(not wishes.each)

    def tell(self) -> None:
        self.wishes_changed.emit(self.wishes())
