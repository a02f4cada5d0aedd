"""The nappage tool's options."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from mesomap.document.wishes import PassWishes
from mesomap.panels.area_fields import technique_choice, technique_of
from mesomap.panels.tool_options import ToolOptions

SHAPES = ("brush", "lasso", "region")


class NappageOptions(ToolOptions):
    """How it is painted, with what, how much, and how many entries."""

    def __init__(self, place: QAction, cancel: QAction) -> None:
        super().__init__("", "", place=place, cancel=cancel)
        self._title = self.tr("Area pass")
        self._invitation = self.tr("Paint the skin that is treated; strokes join until you accept.")
        _, self.shapes = self.choices(
            (self.tr("Brush"), "nappage", self.tr("Paint with a brush of so much skin")),
            (self.tr("Lasso"), "lasso", self.tr("Draw around the skin, or click its corners")),
            (self.tr("Region"), "", self.tr("Click whole regions")),
        )
        self.width_mm = self.number(
            self.tr("Width"), self.tr("mm"), least=2.0, most=200.0, step=2.0, least_decimals=0
        )
        self.technique = technique_choice()
        self.technique.activated.connect(lambda _at: self.tell())
        self.device = QLineEdit()
        self.device.setAccessibleName(self.tr("Device"))
        self.device.setPlaceholderText(self.tr("e.g. meso-gun, its name"))
        self.device.editingFinished.connect(self.tell)
        self.volume = self.number(
            self.tr("Volume"), self.tr("mL"), most=100.0, step=0.1, decimals=3, least_decimals=2
        )
        self.volume.setToolTip(self.tr("Of everything that is painted, shared by area"))
        self.spacing = self.number(
            self.tr("Spacing"), self.tr("mm"), least=0.5, most=60.0, step=0.5, optional=True
        )
        self.spacing.setToolTip(self.tr("Entries are estimated from it: one on each square of it"))
        self.entries = self.number(
            self.tr("Entries counted"), "", most=100_000, step=10, decimals=0, optional=True
        )
        self.entries.set_placeholder(self.tr("estimated"))
        self.show_wishes(PassWishes())
        self.lay_out(
            self.shapes,
            [
                (self.tr("Brush width"), self.width_mm),
                (self.tr("Technique"), self.technique),
                (self.tr("Device"), self.device),
                (self.tr("Volume in all"), self.volume),
                (self.tr("Entries every"), self.spacing),
                (self.tr("or counted"), self.entries),
            ],
        )

    def wishes(self) -> PassWishes:
        """What the fields say."""
        shape = next(k for k, button in enumerate(self.shapes) if button.isChecked())
        entries = self.entries.value()
        return PassWishes(
            shape=SHAPES[shape],
            width_mm=self.width_mm.value() or 15.0,
            technique=technique_of(self.technique),
            device=self.device.text(),
            volume_ul=round((self.volume.value() or 0.0) * 1000),
            entries=None if entries is None else round(entries),
            spacing_mm=self.spacing.value(),
        )

    def show_wishes(self, wishes: PassWishes) -> None:
        """What was changed on the chart."""
        for shape, button in zip(SHAPES, self.shapes, strict=True):
            button.setChecked(shape == wishes.shape)
        self.width_mm.set_value(wishes.width_mm)
        self.technique.setCurrentIndex(self.technique.findData(wishes.technique.value))
        self.device.setText(wishes.device)
        self.volume.set_value(wishes.volume_ul / 1000.0)
        self.spacing.set_value(wishes.spacing_mm)
        self.entries.set_value(None if wishes.entries is None else float(wishes.entries))

    def tell(self) -> None:
        self.show_field(self.width_mm, self.shapes[0].isChecked())
        self.wishes_changed.emit(self.wishes())
