"""Calibration to the patient: the measured lengths, and what becomes of the millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.atlas import Body
from mesomap.atlas.calibration import factors, girths, ratio
from mesomap.model import (
    GirthLength,
    Height,
    KnownError,
    LandmarkKey,
    LandmarkLength,
    Measurement,
    Side,
)
from mesomap.paint.locale import format_date, format_number
from mesomap.paint.measures import girth_name
from mesomap.paint.tokens import BODY, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, text_label, wrapping
from mesomap.panels.measurement_row import MeasurementRow

SUGGESTED = (
    (("suprasternal-notch", Side.MIDLINE), ("umbilicus", Side.MIDLINE)),
    (("nasion", Side.MIDLINE), ("gnathion", Side.MIDLINE)),
)
"""The ends that a new length begins with: the first of these that the body has."""


class CalibrationDialog(QDialog):
    """A list of measurements, a way to add more, and the factor that each part of the body gets."""

    def __init__(
        self,
        body: Body,
        measurements: Sequence[Measurement] = (),
        measured: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._body = body.original
        self.rows: list[MeasurementRow] = []
        self._taken: tuple[Measurement, ...] = ()
        heading = self.tr("Calibrate to the patient")
        self.setWindowTitle(heading)
        self.setMinimumWidth(600)
        explanation = self.tr(
            "With measured lengths every millimetre, area and coverage of this session is the"
            " patient's own. Without any it is an average adult's, {stature} mm tall. The"
            " injections stay where they are."
        ).format(stature=round(body.stature_mm))
        self.add_choice = QComboBox()
        self.add_choice.setMinimumHeight(34)
        self.add_choice.setMaxVisibleItems(12)
        self.add_choice.setAccessibleName(self.tr("Add a measurement"))
        self.add_button = Button(self.tr("Add"), "plus", height=34)
        self.add_button.clicked.connect(self._add_chosen)
        adding = QHBoxLayout()
        adding.setSpacing(8)
        adding.addWidget(self.add_choice, 1)
        adding.addWidget(self.add_button)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self._day = caption("")
        if measured is not None:
            self._day.setText(self.tr("Measured on {date}.").format(date=format_date(measured)))
        self._day.setVisible(measured is not None)
        self._empty = caption(self.tr("No measurement yet: add one below."))
        self._preview = wrapping(text_label("", BODY, role="t2"))
        self.use_button = Button(self.tr("Use"), kind=Kind.PRIMARY, height=36)
        self.use_button.clicked.connect(self.accept)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.use_button)
        line = QFrame()
        line.setProperty("line", "true")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(text_label(heading, TITLE))
        column.addWidget(caption(explanation))
        column.addWidget(self._day)
        column.addLayout(self._list)
        column.addWidget(self._empty)
        column.addLayout(adding)
        column.addWidget(line)
        column.addWidget(self._preview)
        column.addLayout(buttons)
        for one in measurements:
            self.add(one)
        self._follow()
        self.add_choice.setFocus()

    def add(self, measurement: Measurement) -> MeasurementRow:
        """Another row; a length of 0 is still to be typed."""
        row = MeasurementRow(self._body, measurement)
        row.changed.connect(self._follow)
        row.removed.connect(lambda: self.remove(row))
        self.rows.append(row)
        self._list.addWidget(row)
        self._follow()
        return row

    def remove(self, row: MeasurementRow) -> None:
        """Take a row away."""
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._follow()
        self.add_choice.setFocus()

    def measurements(self) -> tuple[Measurement, ...]:
        """What was taken; only after `accept`."""
        return self._taken

    def preview(self) -> str:
        """What it says of the factors."""
        return self._preview.text()

    def accept(self) -> None:
        """Close only with measurements that can be."""
        found = []
        for row in self.rows:
            one = row.checked()
            if one is None:
                row.field.setFocus()
                return
            found.append(one)
        self._taken = tuple(found)
        super().accept()

    def keyPressEvent(self, event: object) -> None:
        """Enter uses what was typed."""
        key = getattr(event, "key", lambda: None)()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    # Inside.

    def _add_chosen(self) -> None:
        start = self.add_choice.currentData()
        if start is not None:
            self.add(start).field.setFocus()

    def _follow(self) -> None:
        self._empty.setVisible(not self.rows)
        self._show_choices()
        self._show_preview()

    def _show_choices(self) -> None:
        """Height and girths once each, lengths as often as wanted."""
        taken = {_kind(row.start) for row in self.rows}
        self.add_choice.clear()
        if _kind(Height(0.0)) not in taken:
            self.add_choice.addItem(self.tr("Height"), Height(0.0))
        for girth, side in girths(self._body):
            start = GirthLength(girth, side, 0.0)
            if _kind(start) not in taken:
                name = self.tr("Girth: {name}").format(name=girth_name(girth, side))
                self.add_choice.addItem(name, start)
        ends = self._suggested()
        if ends is not None:
            words = self.tr("Length between two landmarks")
            self.add_choice.addItem(words, LandmarkLength(*ends, 0.0))
        self.add_button.setEnabled(self.add_choice.count() > 0)

    def _suggested(self) -> tuple[LandmarkKey, LandmarkKey] | None:
        keys = [LandmarkKey(one.id, one.side) for one in self._body.landmarks]
        for start, end in SUGGESTED:
            if start in keys and end in keys:
                return LandmarkKey(*start), LandmarkKey(*end)
        return (keys[0], keys[1]) if len(keys) > 1 else None

    def _show_preview(self) -> None:
        good = []
        for row in self.rows:
            one = row.measurement()
            if one is not None and _can_be(self._body, one):
                good.append(one)
        self._preview.setText(self._preview_words(factors(self._body, good)))

    def _preview_words(self, found: dict[str, float]) -> str:
        if not found:
            stature = round(self._body.stature_mm)
            return self.tr("Average adult, {stature} mm.").format(stature=stature)
        groups: dict[str, list[float]] = {}
        for region in self._body.regions.values():
            groups.setdefault(region.group, []).append(found.get(region.patch, 1.0))
        spans = {group: _span(values) for group, values in groups.items()}
        if len(set(spans.values())) == 1:
            words = self.tr("Everywhere {factor}").format(factor=next(iter(spans.values())))
        else:
            words = " · ".join(f"{_group(group)} {span}" for group, span in spans.items())
        return self.tr("Lengths times: {factors}").format(factors=words)


def _kind(measurement: Measurement) -> object:
    """What may be measured only once; None for lengths between landmarks."""
    match measurement:
        case Height():
            return Height
        case GirthLength(girth, side):
            return (girth, side)
        case LandmarkLength():
            return None


def _can_be(body: Body, measurement: Measurement) -> bool:
    try:
        ratio(body, measurement)
    except KnownError:
        return False
    return True


def _span(values: Sequence[float]) -> str:
    low, high = (format_number(value, 2) for value in (min(values), max(values)))
    return low if low == high else f"{low}\N{EN DASH}{high}"


def _group(group: str) -> str:
    t = QCoreApplication.translate
    return {
        "face": t("region groups", "face"),
        "scalp": t("region groups", "scalp"),
        "neck": t("region groups", "neck"),
        "trunk": t("region groups", "trunk"),
        "leg": t("region groups", "legs"),
        "arm": t("region groups", "arms"),
    }.get(group, group)
