"""How long records are kept, and when the window locks: a page of the clinic's settings."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from mesomap.panels.look import caption, wrapping
from mesomap.panels.number_field import NumberField

LONGEST_YEARS = 100
LONGEST_MINUTES = 240


class KeepingPage(QWidget):
    """The years are taken by the clinic from its own law; nothing is suggested."""

    def __init__(self, years: int, minutes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = NumberField(
            name=self.tr("Years after the last session"),
            unit=self.tr("years"),
            maximum=LONGEST_YEARS,
            decimals=0,
            optional=True,
        )
        self.field.set_value(years or None)
        self.field.setFixedWidth(190)
        self.lock_field = NumberField(
            name=self.tr("Minutes without input"),
            unit=self.tr("min"),
            maximum=LONGEST_MINUTES,
            decimals=0,
            optional=True,
        )
        self.lock_field.set_value(minutes or None)
        self.lock_field.setFixedWidth(190)
        self.lock_field.setToolTip(
            self.tr("Where people have PINs or the file has a passphrase. Empty: never.")
        )
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("Records are kept for"), self.field)
        form.addRow(self.tr("The window locks after"), self.lock_field)
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
        return round(self.field.value() or 0)

    def minutes(self) -> int:
        """As typed; 0, for never, where it was left empty."""
        return round(self.lock_field.value() or 0)
