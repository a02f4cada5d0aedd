"""So many injections of so many mL in a region, not marked one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.locale import format_area_cm2, format_ml
from mesomap.paint.tokens import TITLE
from mesomap.panels.area_view import density_words
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import caption, text_label, wrapping
from mesomap.panels.number_field import NumberField
from mesomap.panels.reason import Reason

Offer = tuple[object, str, float]
"""A region: what to hand back, its name, its area in mm2."""


class RegionPassDialog(QDialog):
    """n x mL in this region; Enter adds."""

    def __init__(
        self,
        offers: Sequence[Offer],
        *,
        chosen: object,
        each_ul: int,
        syringe: str,
        mg_per_ml: float | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._offers = list(offers)
        self._mg_per_ml = mg_per_ml
        title = self.tr("Injections in a region")
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self.region = Choice()
        self.region.setAccessibleName(self.tr("Region"))
        for _, name, _ in self._offers:
            self.region.addItem(name)
        keys = [key for key, _, _ in self._offers]
        self.region.setCurrentIndex(keys.index(chosen) if chosen in keys else 0)
        self.region.currentIndexChanged.connect(lambda _at: self._say())
        self.count = NumberField(
            name=self.tr("Number"), minimum=1, maximum=5000, step=1, decimals=0
        )
        self.count.set_value(10.0)
        self.each = NumberField(
            name=self.tr("Volume each"),
            unit=self.tr("mL"),
            maximum=10.0,
            step=0.01,
            decimals=3,
            least_decimals=2,
        )
        self.each.set_value(each_ul / 1000.0)
        for field in (self.count, self.each):
            field.value_changed.connect(lambda _value: self._say())
        self._sum = wrapping(caption(""))
        self._reason = Reason(self.each)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self.tr("&Region"), self.region)
        form.addRow(self.tr("&Number"), self.count)
        form.addRow(self.tr("&Volume each"), self.each)
        add = Button(self.tr("Add"), kind=Kind.PRIMARY, height=36)
        add.clicked.connect(self.accept)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(text_label(title, TITLE))
        words = self.tr(
            "For a record without marks: it counts in totals and densities, not in spacing or"
            " coverage. From {syringe}."
        )
        column.addWidget(wrapping(caption(words.format(syringe=syringe))))
        column.addLayout(form)
        column.addWidget(self._sum)
        column.addLayout(buttons)
        self._say()
        self.count.setFocus()

    def chosen(self) -> object:
        """The region."""
        return self._offers[self.region.currentIndex()][0]

    def entries(self) -> int:
        """How many injections."""
        return round(self.count.value() or 1)

    def each_ul(self) -> int:
        """Microlitres of each."""
        return round((self.each.value() or 0.0) * 1000)

    def sum_text(self) -> str:
        """The total and the densities, as shown."""
        return self._sum.text()

    def accept(self) -> None:
        """Close only with numbers that were taken."""
        if not (self.count.commit() and self.each.commit()):
            return
        if self.each_ul() < 1:
            self._reason.say(self.tr("Type how many mL each of them is."))
            self.each.setFocus()
            return
        super().accept()

    def _say(self) -> None:
        area = self._offers[self.region.currentIndex()][2]
        total = self.entries() * self.each_ul()
        parts = [
            self.tr("{volume} in all").format(volume=format_ml(total)),
            format_area_cm2(area),
            density_words(total, area, self._mg_per_ml),
        ]
        self._sum.setText(" · ".join(parts))
