"""The clinic's shelf: products with their lots, saved mixtures, and devices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from mesomap.model import Device, Lot, Mixture, Product
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, text_label, wrapping
from mesomap.panels.record.device_page import DevicePage
from mesomap.panels.record.mixture_page import MixturePage
from mesomap.panels.record.product_page import ProductPage


class ProductsDialog(QDialog):
    """Three pages; nothing is kept before Save.

    Parameters
    ----------
    products, lots, devices, mixtures
        What the clinic has, retired ones too.
    chosen
        The product to begin with.
    """

    def __init__(
        self,
        products: Sequence[Product],
        lots: Sequence[Lot],
        devices: Sequence[Device],
        mixtures: Sequence[Mixture] = (),
        *,
        today: date,
        chosen: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        title = self.tr("Products, lots and devices")
        self.setWindowTitle(title)
        self.resize(980, 620)
        self.products = ProductPage(products, lots, today=today, chosen=chosen)
        self.devices = DevicePage(devices, today=today)
        self.mixtures = MixturePage(mixtures, products)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.products, self.tr("&Products and lots"))
        self.tabs.addTab(self.mixtures, self.tr("Saved &mixtures"))
        self.tabs.addTab(self.devices, self.tr("&Devices"))
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.accept)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        self.saved: Callable[[], bool] | None = None
        """Keeps the entries; whether they could be kept."""
        self._refusal = wrapping(text_label("", role="warn"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._refusal, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text_label(title, TITLE))
        column.addWidget(
            caption(
                self.tr(
                    "What a box says, typed or scanned. A retired product and a recalled lot stay"
                    " known to the sessions that used them."
                )
            )
        )
        column.addWidget(self.tabs, 1)
        column.addLayout(buttons)

    def entries(self) -> tuple[list[Product], list[Lot], list[Device], list[Mixture]]:
        """All of it as it was left."""
        return (
            self.products.products(),
            self.products.lots(),
            self.devices.devices(),
            self.mixtures.mixtures(),
        )

    def refuse(self, text: str) -> None:
        """Say in one line why it cannot be kept."""
        self._refusal.setText(text)

    def accept(self) -> None:
        """Close only when every number and day was taken."""
        if not self.products.commit():
            self.tabs.setCurrentWidget(self.products)
        elif not self.mixtures.commit():
            self.tabs.setCurrentWidget(self.mixtures)
        elif not self.devices.commit():
            self.tabs.setCurrentWidget(self.devices)
        elif self.saved is None or self.saved():
            super().accept()
