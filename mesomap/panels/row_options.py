"""The row tool's options."""

from __future__ import annotations

from PySide6.QtGui import QAction

from mesomap.document.wishes import RowWishes
from mesomap.panels.tool_options import ToolOptions


class RowOptions(ToolOptions):
    """By spacing or by number."""

    def __init__(self, place: QAction, cancel: QAction) -> None:
        super().__init__("", "", place=place, cancel=cancel)
        self._title = self.tr("Row")
        self._invitation = self.tr("Drag a line on the chart, or click its corners.")
        _, (self.by_spacing, self.by_number) = self.choices(
            (self.tr("By spacing"), "", self.tr("The nearest spacing that comes out even")),
            (self.tr("By number"), "", self.tr("So many, both ends included")),
        )
        self.spacing = self.number(
            self.tr("Spacing"), self.tr("mm"), least=0.5, most=100.0, step=0.5
        )
        self.count = self.number(self.tr("Number"), "", least=1, most=500, decimals=0)
        self.spacing.set_value(10.0)
        self.count.set_value(5.0)
        self.lay_out(
            [self.by_spacing, self.by_number],
            [(self.tr("Spacing"), self.spacing), (self.tr("Number"), self.count)],
        )
        self._show_fields()

    def wishes(self) -> RowWishes:
        """What the fields say."""
        count = round(self.count.value() or 1) if self.by_number.isChecked() else None
        return RowWishes(spacing_mm=self.spacing.value() or 10.0, count=count)

    def show_wishes(self, wishes: RowWishes) -> None:
        """What was changed on the chart."""
        self.by_number.setChecked(wishes.count is not None)
        self.by_spacing.setChecked(wishes.count is None)
        self.spacing.set_value(wishes.spacing_mm)
        if wishes.count is not None:
            self.count.set_value(float(wishes.count))
        self._show_fields()

    def tell(self) -> None:
        self._show_fields()
        self.wishes_changed.emit(self.wishes())

    def _show_fields(self) -> None:
        by_number = self.by_number.isChecked()
        self.show_field(self.spacing, not by_number)
        self.show_field(self.count, by_number)
