"""What is in a syringe: its name, the mixture, what was drawn up, its strength."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mesomap.model import Syringe
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import text_label
from mesomap.panels.number_field import NumberField
from mesomap.panels.reason import Reason


@dataclass(frozen=True, slots=True)
class SyringeEntry:
    """What was typed about a syringe; volumes in whole microlitres."""

    name: str
    mixture: str
    drawn_ul: int
    mg_per_ml: float | None


class SyringeDialog(QDialog):
    """Name, mixture, drawn mL, mg per mL; Enter saves."""

    def __init__(self, parent: QWidget | None = None, *, syringe: Syringe | None = None) -> None:
        super().__init__(parent)
        heading = self.tr("Another syringe") if syringe is None else self.tr("Syringe")
        self.setWindowTitle(heading)
        self.setMinimumWidth(440)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("e.g. Syringe 2"))
        self.mixture = QLineEdit()
        self.mixture.setPlaceholderText(self.tr("e.g. HA 10 mg/mL + vitamins"))
        self.drawn = NumberField(
            name=self.tr("Drawn up"),
            unit=self.tr("mL"),
            maximum=100.0,
            step=0.5,
            decimals=3,
            least_decimals=2,
        )
        self.strength = NumberField(
            name=self.tr("Strength"),
            unit=self.tr("mg/mL"),
            maximum=5000.0,
            step=1.0,
            decimals=3,
            least_decimals=0,
            optional=True,
        )
        self.strength.set_placeholder(self.tr("not known"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Mixture"), self.mixture)
        form.addRow(self.tr("&Drawn up"), self.drawn)
        form.addRow(self.tr("&Strength"), self.strength)
        self.save_button = Button(
            self.tr("Add") if syringe is None else self.tr("Save"), kind=Kind.PRIMARY, height=36
        )
        self.save_button.clicked.connect(self.accept)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(text_label(heading, TITLE))
        column.addLayout(form)
        column.addLayout(buttons)
        self._reason = Reason(self.name)
        if syringe is not None:
            self.name.setText(syringe.name)
            self.mixture.setText(syringe.mixture)
            self.drawn.set_value(syringe.drawn_ul / 1000)
            self.strength.set_value(syringe.mg_per_ml)
        self.name.setFocus()

    def entry(self) -> SyringeEntry:
        """What was typed; only after `accept`."""
        return SyringeEntry(
            name=" ".join(self.name.text().split()),
            mixture=" ".join(self.mixture.text().split()),
            drawn_ul=round((self.drawn.value() or 0.0) * 1000),
            mg_per_ml=self.strength.value(),
        )

    def accept(self) -> None:
        """Close only with a name, and with numbers that were taken."""
        if not self.name.text().strip():
            self._reason.say(self.tr("A syringe needs a name to be told apart."))
            self.name.setFocus()
            return
        if self.drawn.commit() and self.strength.commit():
            super().accept()

    def keyPressEvent(self, event: object) -> None:
        """Enter in a text field saves."""
        key = getattr(event, "key", lambda: None)()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]
