"""What the skin is prepared with: antiseptic, topical anaesthetics, and a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import Preparation, Topical
from mesomap.paint.locale import format_mg
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, heading, text_label, wrapping
from mesomap.panels.record.preparation_card import TopicalCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparing:
    """What the dialog starts from; `injected_mg` is lidocaine, None where none is known of."""

    preparation: Preparation | None
    antiseptics: Sequence[str]
    day: date
    injected_mg: Decimal | None = None
    locked: str = ""


class PreparationDialog(QDialog):
    """Nothing is kept before Save."""

    antiseptic_wanted = Signal(str)
    """This one is to be offered from now on."""

    def __init__(
        self, start: Preparing, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preparation"))
        self._start, self._clock = start, clock
        found = start.preparation
        self.antiseptic = QComboBox()
        self.antiseptic.setEditable(True)
        self.antiseptic.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.antiseptic.setMinimumHeight(34)
        self.antiseptic.addItems(list(start.antiseptics))
        self.antiseptic.setCurrentText(found.antiseptic if found is not None else "")
        self.antiseptic.setAccessibleName(self.tr("Antiseptic"))
        self.offer_button = Button(self.tr("Offer it from now on"), "plus", height=34)
        self.offer_button.clicked.connect(self._offer)
        self.antiseptic.currentTextChanged.connect(lambda _text: self._follow())
        self.note = QLineEdit(found.note if found is not None else "")
        self.note.setMinimumHeight(34)
        self.cards: list[TopicalCard] = []
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 6, 0)
        self._cards.setSpacing(8)
        self.add_button = Button(self.tr("Add topical anaesthetic"), "plus", height=34)
        self.add_button.clicked.connect(lambda: self._add(Topical(product="")).product.setFocus())
        self.lidocaine = wrapping(text_label(""))
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.accept)
        self._offered = set(start.antiseptics)
        self._lay_out()
        for topical in found.topicals if found is not None else ():
            self._add(topical)
        for part in (self.antiseptic, self.note, self.add_button, self.save_button):
            part.setEnabled(not start.locked)
        self.resize(820, 600)
        self._follow()
        self.antiseptic.setFocus()

    def antiseptic_text(self) -> str:
        """What is typed or chosen."""
        return " ".join(self.antiseptic.currentText().split())

    def topicals(self) -> list[Topical]:
        """As they were left."""
        return [card.topical() for card in self.cards]

    def accept(self) -> None:
        """Close only when everything that was typed can be kept."""
        if all(card.checked() for card in self.cards):
            super().accept()

    def take_scan(self, reading: object) -> bool:
        """A scanned tube's lot and expiry go where the keys are, or into a new line."""
        from mesomap.exchange.gs1 import Reading

        if self._start.locked or not isinstance(reading, Reading):
            return False
        focus = self.focusWidget()
        card = next((one for one in self.cards if focus and one.isAncestorOf(focus)), None)
        if card is None:
            card = next((one for one in self.cards if not one.lot.text().strip()), None)
        card = card or self._add(Topical(product=""))
        if reading.lot:
            card.lot.setText(reading.lot)
        if reading.expiry:
            card.expiry.set_value(reading.expiry)
        return True

    # Inside.

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        antiseptic = QHBoxLayout()
        antiseptic.setSpacing(8)
        antiseptic.addWidget(self.antiseptic, 1)
        antiseptic.addWidget(self.offer_button)
        form.addRow(self.tr("Antiseptic"), antiseptic)
        form.addRow(self.tr("Note"), self.note)
        inside = QWidget()
        inside.setLayout(self._cards)
        self._cards.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        head = QHBoxLayout()
        head.addWidget(heading(self.tr("Topical anaesthetics")))
        head.addStretch(1)
        head.addWidget(self.add_button)
        cancel = Button(self.tr("Close") if self._start.locked else self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addStretch(1)
        ends.addWidget(cancel)
        ends.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addWidget(text_label(self.tr("Preparation"), TITLE))
        if self._start.locked:
            column.addWidget(wrapping(text_label(self._start.locked, role="warn")))
        column.addLayout(form)
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addWidget(self.lidocaine)
        column.addWidget(
            caption(self.tr("What is applied is not what is absorbed: the two are never added up."))
        )
        column.addLayout(ends)

    def _add(self, topical: Topical) -> TopicalCard:
        card = TopicalCard(topical, day=self._start.day, clock=self._clock)
        card.remove_wanted.connect(lambda: self._remove(card))
        card.changed.connect(self._follow)
        card.setEnabled(not self._start.locked)
        self.cards.append(card)
        self._cards.insertWidget(self._cards.count() - 1, card)
        self._follow()
        return card

    def _remove(self, card: TopicalCard) -> None:
        self.cards.remove(card)
        self._cards.removeWidget(card)
        card.deleteLater()
        self._follow()
        self.add_button.setFocus()

    def _offer(self) -> None:
        text = self.antiseptic_text()
        self._offered.add(text)
        self.antiseptic.addItem(text)
        self.antiseptic_wanted.emit(text)
        self._follow()

    def _follow(self) -> None:
        text = self.antiseptic_text()
        fresh = bool(text) and text not in self._offered
        self.offer_button.setVisible(fresh and not self._start.locked)
        amounts = [card.applied_mg() for card in self.cards]
        applied = sum((one for one in amounts if one is not None), Decimal(0))
        parts = []
        if any(one is not None for one in amounts):
            parts.append(
                self.tr("Lidocaine applied to the skin: {amount}").format(
                    amount=format_mg(float(applied))
                )
            )
        if self._start.injected_mg is not None:
            parts.append(
                self.tr("Lidocaine injected: {amount}").format(
                    amount=format_mg(float(self._start.injected_mg))
                )
            )
        self.lidocaine.setText("    ".join(parts))
        self.lidocaine.setVisible(bool(parts))
