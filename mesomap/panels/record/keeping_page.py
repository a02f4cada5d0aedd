"""How long the clinic keeps records: a page of the clinic's settings."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from mesomap.panels.look import caption, wrapping
from mesomap.panels.number_field import NumberField

LONGEST_YEARS = 100


class KeepingPage(QWidget):
    """One figure, which the clinic takes from its own law; nothing is suggested."""

    def __init__(self, years: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._years = NumberField(
            name=self.tr("Years after the last session"),
            unit=self.tr("years"),
            maximum=LONGEST_YEARS,
            decimals=0,
            optional=True,
        )
        self._years.set_value(years or None)
        self._years.setFixedWidth(190)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("Records are kept for"), self._years)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            wrapping(
                caption(
                    self.tr(
                        "For how many years after the last session does your law want records kept?"
                        " Within them only somebody who may manage can erase a patient, and says"
                        " why in their own words. Empty: not said, and nothing more is asked."
                    )
                )
            )
        )
        column.addLayout(form)
        column.addStretch(1)

    def years(self) -> int:
        """As typed; 0 where it was left empty."""
        return round(self._years.value() or 0)
