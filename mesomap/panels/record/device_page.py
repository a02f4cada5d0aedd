"""Devices with their lots, and the days on which reusable ones were made ready again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from mesomap.model import Device, DeviceKind
from mesomap.paint.locale import format_date
from mesomap.panels.buttons import Button
from mesomap.panels.choice import Choice
from mesomap.panels.date_field import DateField
from mesomap.panels.look import text_label, wrapping
from mesomap.panels.record.product_words import device_words
from mesomap.panels.record.shelf_page import ShelfPage


class DevicePage(ShelfPage[Device]):
    """Kind, name, lot, serial, identifier, maker, use until, reprocessed on, recalled."""

    def __init__(self, devices: Sequence[Device], *, today: date) -> None:
        super().__init__(devices, none="")
        self._none.setText(self.tr("No device yet: Add one that has a lot or a serial number."))
        self.list.setAccessibleName(self.tr("Devices"))
        self._today = today
        self._done: tuple[date, ...] = ()
        self.kind = Choice()
        self.kind.setAccessibleName(self.tr("Kind"))
        for kind in DeviceKind:
            self.kind.addItem(device_words(kind), kind.value)
        self.name, self.lot, self.serial = QLineEdit(), QLineEdit(), QLineEdit()
        self.identifier, self.maker = QLineEdit(), QLineEdit()
        self.identifier.setPlaceholderText(self.tr("UDI or GTIN"))
        self.expiry = DateField(name=self.tr("Use until"), to_come=True)
        self.recalled = QCheckBox(self.tr("Recalled"))
        self.reprocessed = wrapping(text_label(""))
        self.reprocessed_button = Button(self.tr("Today"), "check")
        self.reprocessed_button.setToolTip(self.tr("It was made ready again today"))
        self.reprocessed_button.clicked.connect(self._reprocess)
        self.form.addRow(self.tr("&Kind"), self.kind)
        self.form.addRow(self.tr("&Name"), self.name)
        self.form.addRow(self.tr("&Lot"), self.lot)
        self.form.addRow(self.tr("&Serial number"), self.serial)
        self.form.addRow(self.tr("&Identifier"), self.identifier)
        self.form.addRow(self.tr("&Maker"), self.maker)
        self.form.addRow(self.tr("&Use until"), self.expiry)
        self.form.addRow("", self.recalled)
        self.form.addRow(self.tr("Reprocessed"), _beside(self.reprocessed, self.reprocessed_button))
        self.lay_out()

    def devices(self) -> list[Device]:
        """The devices as they were left."""
        return self.values()

    def commit(self) -> bool:
        """Whether the day is one."""
        return self.current() is None or self.expiry.checked()

    def fresh(self) -> Device:
        """A new device."""
        return Device(id=uuid4(), kind=DeviceKind.NEEDLE, name="")

    def with_retired(self, value: Device, retired: bool) -> Device:
        """Retired, or brought back."""
        return replace(value, retired=retired)

    def focus_first(self) -> None:
        """Its name."""
        self.name.setFocus()

    def show_value(self, value: Device) -> None:
        """Fill the form."""
        self.kind.setCurrentIndex(self.kind.findData(value.kind.value))
        for field in ("name", "lot", "serial", "identifier", "maker"):
            getattr(self, field).setText(getattr(value, field))
        self.expiry.set_value(value.expiry)
        self.recalled.setChecked(value.recalled is not None)
        self._done = value.reprocessed
        self._show_done()

    def typed(self, value: Device) -> Device:
        """What the form says."""
        texts = {
            field: " ".join(getattr(self, field).text().split())
            for field in ("name", "lot", "serial", "identifier", "maker")
        }
        try:
            expiry = self.expiry.value()
        except ValueError:
            expiry = value.expiry
        return replace(
            value,
            kind=DeviceKind(self.kind.currentData()),
            expiry=expiry,
            recalled=(value.recalled or self._today) if self.recalled.isChecked() else None,
            reprocessed=self._done,
            **texts,  # type: ignore[arg-type]
        )

    def _reprocess(self) -> None:
        if self._today not in self._done:
            self._done = (*self._done, self._today)
            self._show_done()

    def _show_done(self) -> None:
        days = ", ".join(format_date(day) for day in self._done[-4:])
        self.reprocessed.setText(days or self.tr("never noted"))


def _beside(label: QLabel, button: Button) -> QWidget:
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label, 1)
    row.addWidget(button)
    return place
