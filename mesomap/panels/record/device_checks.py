"""The devices of the clinic that one session uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from mesomap.model import Device, DeviceUse
from mesomap.panels.look import caption


class DeviceChecks(QWidget):
    """A line a device: ticked ones are in use. One out of date asks for a reason.

    Parameters
    ----------
    devices
        Those that are offered, each with why it may not be used, "" if it may.
    uses
        What the session uses already.
    """

    def __init__(
        self,
        session: UUID,
        devices: Sequence[tuple[Device, str]],
        uses: Sequence[DeviceUse],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._uses = {one.device: one for one in uses}
        self._rows: list[tuple[Device, QCheckBox, QLineEdit]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if not devices:
            none = self.tr("No device has a lot or a serial number yet (Ctrl+F9).")
            column.addWidget(caption(none))
        for device, why in devices:
            use = self._uses.get(device.id)
            words = " · ".join(filter(None, (device.name, device.lot, device.serial)))
            box = QCheckBox(
                self.tr("{device} ({why})").format(device=words, why=why) if why else words
            )
            box.setMinimumHeight(32)
            box.setChecked(use is not None)
            reason = QLineEdit(use.reason if use is not None else "")
            reason.setPlaceholderText(self.tr("why it is used all the same"))
            reason.setVisible(bool(why) and box.isChecked())
            box.toggled.connect(
                lambda on, field=reason, why=why: field.setVisible(on and bool(why))
            )
            column.addWidget(box)
            column.addWidget(reason)
            self._rows.append((device, box, reason))

    def uses(self) -> tuple[DeviceUse, ...]:
        """The devices in use, as they are ticked."""
        found = []
        for device, box, reason in self._rows:
            if not box.isChecked():
                continue
            known = self._uses.get(device.id)
            use = known or DeviceUse(
                id=uuid4(), session=self._session, device=device.id, name=device.name
            )
            found.append(replace(use, reason=" ".join(reason.text().split())))
        return tuple(found)
