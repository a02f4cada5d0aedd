"""The clinic's own ceilings: one line each, for a page of settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from mesomap.clinical.ceilings import THE_CLINIC_S
from mesomap.clinical.substances import SUBSTANCES
from mesomap.model import Ceiling, Per
from mesomap.model.cited import Cited, Confidence
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import caption
from mesomap.panels.number_field import NumberField

UNITS = {
    "mg": QT_TRANSLATE_NOOP("Ceilings", "mg"),
    "mL": QT_TRANSLATE_NOOP("Ceilings", "mL"),
    "injections": QT_TRANSLATE_NOOP("Ceilings", "injections"),
}
PERS = {
    Per.SESSION: QT_TRANSLATE_NOOP("Ceilings", "a session"),
    Per.INJECTION: QT_TRANSLATE_NOOP("Ceilings", "an injection"),
    Per.CM2: QT_TRANSLATE_NOOP("Ceilings", "a cm² of skin"),
    Per.KG: QT_TRANSLATE_NOOP("Ceilings", "a kg of weight, a session"),
}
COUNTED = {
    "mg": tuple(PERS),
    "mL": (Per.SESSION, Per.INJECTION),
    "injections": (Per.SESSION,),
}
"""What each unit can be counted over."""
LARGEST = 100_000.0


class CeilingLine(QWidget):
    """One ceiling: of what, how much, in which unit, over what, and where it is from."""

    removed = Signal()

    def __init__(self, ceiling: Ceiling | None = None) -> None:
        super().__init__()
        t = QCoreApplication.translate
        self.substance, self.unit, self.per = Choice(), Choice(), Choice()
        self.substance.setAccessibleName(self.tr("Substance"))
        self.substance.addItem(self.tr("Whatever is given"), "")
        for id, name in sorted(SUBSTANCES.items(), key=lambda one: t("messages", one[1])):
            self.substance.addItem(t("messages", name), id)
        self.most = NumberField(
            name=self.tr("At most"), maximum=LARGEST, decimals=3, least_decimals=0, optional=True
        )
        self.most.setFixedWidth(128)
        self.unit.setAccessibleName(self.tr("Unit"))
        self.per.setAccessibleName(self.tr("Counted over"))
        self.source = QLineEdit()
        self.source.setAccessibleName(self.tr("Source"))
        self.source.setPlaceholderText(t("messages", THE_CLINIC_S))
        remove = Button("", "delete", kind=Kind.BARE)
        remove.setToolTip(self.tr("Remove this ceiling"))
        remove.setAccessibleName(self.tr("Remove this ceiling"))
        remove.clicked.connect(self.removed)
        self.remove_button = remove
        self._before = ceiling
        for choice in (self.substance, self.unit, self.per):
            choice.setMinimumHeight(32)
        if ceiling is not None:
            self.substance.setCurrentIndex(max(self.substance.findData(ceiling.substance), 0))
            self.most.set_value(ceiling.most.value)
            if ceiling.most.source != THE_CLINIC_S:
                self.source.setText(ceiling.most.source)
        self._offer_units(ceiling.unit if ceiling is not None else "mL")
        self._offer_pers(ceiling.per if ceiling is not None else Per.SESSION)
        self.substance.currentIndexChanged.connect(lambda _at: self._offer_units(self._unit()))
        self.unit.currentIndexChanged.connect(lambda _at: self._offer_pers(self._per()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.substance, self.most, self.unit, self.per):
            row.addWidget(widget)
        row.addWidget(self.source, 1)
        row.addWidget(remove)

    def ceiling(self) -> Ceiling | None:
        """The ceiling; None while it says no number above nothing."""
        most = self.most.value()
        if not most:
            return None
        source = " ".join(self.source.text().split()) or THE_CLINIC_S
        cited = Cited(float(most), source, Confidence.GENERAL)
        before = self._before.most if self._before is not None else None
        if before is not None and (before.value, before.source) == (cited.value, cited.source):
            cited = before
        return Ceiling(
            substance=str(self.substance.currentData()),
            most=cited,
            unit=self._unit(),
            per=self._per(),
        )

    def _unit(self) -> str:
        return str(self.unit.currentData())

    def _per(self) -> Per:
        return Per(self.per.currentData())

    def _offer_units(self, chosen: str) -> None:
        """mg are of a substance."""
        wanted = [unit for unit in UNITS if unit != "mg" or self.substance.currentData()]
        _offer(self.unit, [(UNITS[unit], unit) for unit in wanted], chosen)
        if self.per.count():
            self._offer_pers(self._per())

    def _offer_pers(self, chosen: Per) -> None:
        _offer(self.per, [(PERS[per], per) for per in COUNTED[self._unit()]], chosen)


class Ceilings(QWidget):
    """The list, and a button that adds one."""

    def __init__(self, ceilings: Sequence[Ceiling], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[CeilingLine] = []
        self._none = caption(self.tr("None of its own: only the cited ones count."))
        self.add_button = Button(self.tr("Add a ceiling"), "plus", height=34)
        self.add_button.clicked.connect(lambda: self.add().substance.setFocus())
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 6, 0)
        self._list.setSpacing(4)
        self._list.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._none)
        column.addWidget(area, 1)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        for ceiling in ceilings:
            self.add(ceiling)

    def add(self, ceiling: Ceiling | None = None) -> CeilingLine:
        """One line more."""
        line = CeilingLine(ceiling)
        line.removed.connect(lambda: self._remove(line))
        self.lines.append(line)
        self._list.insertWidget(self._list.count() - 1, line)
        self._none.setVisible(False)
        return line

    def ceilings(self) -> tuple[Ceiling, ...]:
        """What is said; lines without a number are none."""
        found = (line.ceiling() for line in self.lines)
        return tuple(one for one in found if one is not None)

    def _remove(self, line: CeilingLine) -> None:
        self.lines.remove(line)
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._none.setVisible(not self.lines)
        self.add_button.setFocus()


def _offer(choice: Choice, entries: Sequence[tuple[str, object]], chosen: object) -> None:
    """Offer `entries`, the one that was chosen chosen still if it is among them."""
    choice.blockSignals(True)
    choice.clear()
    for text, data in entries:
        choice.addItem(QCoreApplication.translate("Ceilings", text), data)
    choice.setCurrentIndex(max(choice.findData(chosen), 0))
    choice.blockSignals(False)
