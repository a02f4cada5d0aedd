"""What is in a syringe: name, mixture, drawn volume, strength; its needle and its mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import MarkShape, Syringe
from mesomap.paint.names import mark_name
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import text_label
from mesomap.panels.mark_icon import mark_icon
from mesomap.panels.number_field import NumberField
from mesomap.panels.reason import Reason


@dataclass(frozen=True, slots=True)
class SyringeEntry:
    """What was typed about a syringe; volumes in whole microlitres."""

    name: str
    mixture: str
    drawn_ul: int
    mg_per_ml: float | None
    needle: UUID | None
    mark: MarkShape | None
    ul_per_mm: float


class SyringeDialog(QDialog):
    """Name, mixture, drawn mL, mg per mL, needle, mark, volume of a thread; Enter saves.

    Parameters
    ----------
    like : Syringe
        What the fields begin with.
    fresh : bool
        Whether it is to be one more.
    needles
        Ids and names of the needles that may be chosen.
    taken
        The marks that other syringes have, with the number of the first of those.
    own : MarkShape
        The technique's own mark.
    """

    def __init__(
        self,
        like: Syringe,
        parent: QWidget | None = None,
        *,
        fresh: bool,
        needles: Sequence[tuple[UUID, str]],
        taken: Mapping[MarkShape, int],
        own: MarkShape,
    ) -> None:
        super().__init__(parent)
        heading = self.tr("Another syringe") if fresh else self.tr("Syringe")
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
        self.needle = Choice()
        self.needle.setAccessibleName(self.tr("Needle"))
        self.needle.addItem(self.tr("not noted"), None)
        for id_, words in needles:
            self.needle.addItem(words, id_)
        self.mark = Choice()
        self.mark.setAccessibleName(self.tr("Mark"))
        for shape in (None, *MarkShape):
            self.mark.addItem(
                mark_icon(shape or own), self._mark_words(shape, own, taken), shape or ""
            )
        self.per_mm = NumberField(
            name=self.tr("Thread, volume for each mm"),
            unit=self.tr("µL/mm"),
            maximum=500.0,
            step=1.0,
            decimals=2,
            least_decimals=0,
        )
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Mixture"), self.mixture)
        form.addRow(self.tr("&Drawn up"), self.drawn)
        form.addRow(self.tr("&Strength"), self.strength)
        form.addRow(self.tr("N&eedle"), self.needle)
        form.addRow(self.tr("Mar&k"), self.mark)
        form.addRow(self.tr("&Thread"), self.per_mm)
        self.save_button = Button(
            self.tr("Add") if fresh else self.tr("Save"), kind=Kind.PRIMARY, height=36
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
        self._begin(like)
        self.name.setFocus()
        self.name.selectAll()

    def _begin(self, like: Syringe) -> None:
        self.name.setText(like.name)
        self.mixture.setText(like.mixture)
        self.drawn.set_value(like.drawn_ul / 1000)
        self.strength.set_value(like.mg_per_ml)
        self.needle.setCurrentIndex(max(self.needle.row_of(like.needle), 0))
        self.mark.setCurrentIndex(max(self.mark.row_of(like.mark or ""), 0))
        self.per_mm.set_value(like.ul_per_mm)

    def _mark_words(
        self, shape: MarkShape | None, own: MarkShape, taken: Mapping[MarkShape, int]
    ) -> str:
        words = mark_name(shape or own)
        if shape is None:
            words = self.tr("As its technique: {mark}").format(mark=words)
        number = taken.get(shape or own)
        if number is None:
            return words
        return self.tr("{mark} (syringe {number} has it)").format(mark=words, number=number)

    def entry(self) -> SyringeEntry:
        """What was typed; only after `accept`."""
        return SyringeEntry(
            name=" ".join(self.name.text().split()),
            mixture=" ".join(self.mixture.text().split()),
            drawn_ul=round((self.drawn.value() or 0.0) * 1000),
            mg_per_ml=self.strength.value(),
            needle=self.needle.currentData(),
            mark=MarkShape(self.mark.currentData()) if self.mark.currentData() else None,
            ul_per_mm=self.per_mm.value() or 0.0,
        )

    def accept(self) -> None:
        """Close only with a name, and with numbers that were taken."""
        if not self.name.text().strip():
            self._reason.say(self.tr("A syringe needs a name to be told apart."))
            self.name.setFocus()
            return
        if self.drawn.commit() and self.strength.commit() and self.per_mm.commit():
            super().accept()

    def keyPressEvent(self, event: object) -> None:
        """Enter in a text field saves."""
        key = getattr(event, "key", lambda: None)()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]
