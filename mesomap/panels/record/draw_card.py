"""One product drawn up: which lot, how much, when, and why in spite of its date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import Draw, Lot, Product, ProductKind, fold_lot
from mesomap.paint.tokens import SMALL, TARGET
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.date_field import DateField
from mesomap.panels.look import text_label, wrapping
from mesomap.panels.number_field import NumberField
from mesomap.panels.record.product_words import lot_words


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShelf:
    """What may be drawn up: products by name, the lots of each, and why a lot may not be used."""

    products: Sequence[Product]
    lots: Callable[[UUID], Sequence[Lot]]
    why_not: Callable[[Lot], str]


class DrawCard(QFrame):
    """Fields of one draw; what is typed as a lot that is not known is a new one."""

    edited = Signal()
    removed = Signal()

    def __init__(self, draw: Draw, shelf: CardShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._draw, self._shelf, self._fresh = draw, shelf, uuid4()
        self.product = Choice()
        self.product.setAccessibleName(self.tr("Product"))
        for one in shelf.products:
            self.product.addItem(one.name, one.id)
        self.lot = Choice()
        self.lot.setEditable(True)
        self.lot.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.lot.setAccessibleName(self.tr("Lot"))
        self.expiry = DateField(name=self.tr("Use until"), to_come=True)
        self.volume = self._ml(self.tr("Drawn up"))
        self.discarded = self._ml(self.tr("Thrown away"))
        self.vials = NumberField(
            name=self.tr("Vials"), minimum=0.0, maximum=200.0, decimals=0, optional=True
        )
        self.vials.set_placeholder("–")
        self.time = QTimeEdit()
        self.time.setMinimumHeight(TARGET)
        self.time.setAccessibleName(self.tr("Drawn up at"))
        self.opened = DateField(name=self.tr("Opened on"))
        self.serial = QLineEdit()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("why it is drawn up all the same"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.kit_lot = QLineEdit()
        self.collected = QTimeEdit()
        self.collected.setMinimumHeight(TARGET)
        self.collected.setAccessibleName(self.tr("Collected at"))
        self._why = wrapping(text_label("", SMALL, role="warn"))
        self._labels: dict[QWidget, QLabel] = {}
        self._lay_out()
        self._begin()
        self._connect()

    def _ml(self, name: str) -> NumberField:
        return NumberField(
            name=name,
            unit=self.tr("mL"),
            maximum=100.0,
            step=0.5,
            decimals=3,
            least_decimals=2,
        )

    def _lay_out(self) -> None:
        remove = Button("", "delete", kind=Kind.BARE)
        remove.setToolTip(self.tr("Take this one away"))
        remove.setAccessibleName(self.tr("Take this one away"))
        remove.clicked.connect(self.removed)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.product, 1)
        top.addWidget(remove)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Lot"), self.lot),
            (self.tr("Use until"), self.expiry),
            (self.tr("Drawn up"), self.volume),
            (self.tr("at"), self.time),
            (self.tr("Vials"), self.vials),
            (self.tr("Opened on"), self.opened),
            (self.tr("Thrown away"), self.discarded),
            (self.tr("Serial"), self.serial),
            (self.tr("Collected at"), self.collected),
            (self.tr("Lot of the kit"), self.kit_lot),
        )
        for number, (words, field) in enumerate(fields):
            label = text_label(words, SMALL, role="t2")
            label.setBuddy(field)
            self._labels[field] = label
            grid.addWidget(label, number // 2, 2 * (number % 2))
            grid.addWidget(field, number // 2, 2 * (number % 2) + 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(grid)
        column.addWidget(self._why)
        column.addWidget(self.reason)

    def _begin(self) -> None:
        draw = self._draw
        self.product.setCurrentIndex(max(self.product.row_of(draw.product), 0))
        self._show_lots(draw.lot)
        self.volume.set_value(draw.volume_ul / 1000)
        self.discarded.set_value(draw.discarded_ul / 1000)
        self.vials.set_value(None if draw.vials is None else float(draw.vials))
        self.time.setTime(_time(draw.drawn))
        self.opened.set_value(draw.opened)
        self.serial.setText(draw.serial)
        self.reason.setText(draw.reason)
        self.kit_lot.setText(draw.kit_lot)
        self.collected.setTime(_time(draw.collected or draw.drawn))
        self._follow()

    def _connect(self) -> None:
        self.product.activated.connect(lambda _at: self._show_lots(None))
        self.product.activated.connect(lambda _at: self._tell())
        edit = self.lot.lineEdit()
        assert edit is not None
        edit.textChanged.connect(lambda _text: self._tell())
        self.expiry.edited.connect(self._tell)
        for field in (self.volume, self.discarded, self.vials):
            field.value_changed.connect(lambda _value: self._tell())

    # What it says.

    def draw(self) -> Draw:
        """The draw as it is typed."""
        product = self.chosen_product()
        autologous = product is not None and product.kind is ProductKind.AUTOLOGOUS
        lot = self.lot_typed()
        vials = self.vials.value()
        return replace(
            self._draw,
            product=self.product.currentData() or self._draw.product,
            lot=None if lot is None else lot.id,
            volume_ul=round((self.volume.value() or 0.0) * 1000),
            discarded_ul=round((self.discarded.value() or 0.0) * 1000),
            vials=None if vials is None else round(vials),
            drawn=_at(self._draw.drawn, self.time),
            opened=self.opened.value(),
            serial=" ".join(self.serial.text().split()),
            reason=" ".join(self.reason.text().split()) if self.why() else "",
            kit_lot=" ".join(self.kit_lot.text().split()) if autologous else "",
            collected=_at(self._draw.drawn, self.collected) if autologous else None,
        )

    def lot_typed(self) -> Lot | None:
        """The lot: a known one, or a new one with what is typed; None without a number."""
        product = self.product.currentData()
        known = self._known_lot()
        if known is not None:
            return known
        number = " ".join(self.lot.currentText().split())
        if not number or product is None:
            return None
        try:
            expiry = self.expiry.value()
        except ValueError:
            expiry = None
        return Lot(id=self._fresh, product=product, number=number, expiry=expiry)

    def chosen_product(self) -> Product | None:
        """The product chosen."""
        id = self.product.currentData()
        return next((one for one in self._shelf.products if one.id == id), None)

    def why(self) -> str:
        """Why this lot may not be used without a reason; "" if it may."""
        lot = self.lot_typed()
        return "" if lot is None else self._shelf.why_not(lot)

    def commit(self) -> bool:
        """Whether every number and day was taken."""
        numbers = all(field.commit() for field in (self.volume, self.discarded, self.vials))
        return numbers and self.expiry.checked() and self.opened.checked()

    # Inside.

    def _known_lot(self) -> Lot | None:
        product = self.product.currentData()
        text = self.lot.currentText()
        at = self.lot.findText(text)
        id = self.lot.itemData(at) if at >= 0 else None
        for one in self._shelf.lots(product) if product is not None else ():
            if one.id == id or (text.strip() and one.folded == fold_lot(text)):
                return one
        return None

    def _show_lots(self, chosen: UUID | None) -> None:
        product = self.product.currentData()
        self.lot.blockSignals(True)
        self.lot.clear()
        for one in self._shelf.lots(product) if product is not None else ():
            self.lot.addItem(lot_words(one, self._shelf.why_not(one)), one.id)
        at = self.lot.row_of(chosen) if chosen is not None else -1
        self.lot.setCurrentIndex(at)
        if at < 0:
            self.lot.setEditText("")
        edit = self.lot.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(self.tr("choose, type or scan"))
        self.lot.blockSignals(False)
        self._follow()

    def take(self, lot: Lot, serial: str) -> None:
        """Fill in what a box says: its lot (a new one's number and expiry) and serial."""
        at = self.lot.row_of(lot.id)
        if at >= 0:
            self.lot.setCurrentIndex(at)
        else:
            self.lot.setEditText(lot.number)
            self.expiry.set_value(lot.expiry)
        self.serial.setText(serial)
        self._tell()

    def _tell(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        """Show what depends on the lot and the kind of product."""
        known = self._known_lot()
        if known is not None:
            self.expiry.blockSignals(True)
            self.expiry.set_value(known.expiry)
            self.expiry.blockSignals(False)
        self.expiry.setEnabled(known is None)
        why = self.why()
        words = self.tr("This lot is {why}: a reason is kept with it.")
        self._why.setText(
            words.format(why=self.tr("recalled") if why == "recalled" else self.tr("expired"))
            if why
            else ""
        )
        self._why.setVisible(bool(why))
        self.reason.setVisible(bool(why))
        product = self.chosen_product()
        autologous = product is not None and product.kind is ProductKind.AUTOLOGOUS
        for field in (self.collected, self.kit_lot):
            field.setVisible(autologous)
            self._labels[field].setVisible(autologous)


def _time(moment: datetime) -> QTime:
    return QTime(moment.hour, moment.minute)


def _at(day: datetime, field: QTimeEdit) -> datetime:
    """That time of the day; the seconds of a time that was not changed stay."""
    time = field.time()
    if (time.hour(), time.minute()) == (day.hour, day.minute):
        return day
    return day.replace(hour=time.hour(), minute=time.minute(), second=0, microsecond=0)
