"""The clinic's own protocol: a copy of a cited one, or one of its own, to be changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mesomap.clinical.layers import LAYERS
from mesomap.clinical.protocols import most_of
from mesomap.document.record.protocol_edits import with_figures, with_most
from mesomap.model import Pattern, Protocol, Technique
from mesomap.model.cited import Cited
from mesomap.paint.names import layer_name, technique_name
from mesomap.paint.tokens import SMALL, TARGET, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import caption, text_label
from mesomap.panels.number_field import NumberField
from mesomap.panels.reason import Reason
from mesomap.panels.record.protocol_place import RegionChecks
from mesomap.panels.record.protocol_words import message, pattern_name
from mesomap.panels.record.technique_tip import tip_techniques

_ID = Qt.ItemDataRole.UserRole


class ProtocolEditDialog(QDialog):
    """Every figure is kept or changed; a changed one is shown as the clinic's own, unverified."""

    def __init__(
        self, protocol: Protocol, region_names: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("The clinic's own protocol"))
        self._protocol = protocol
        p = protocol
        self.title = QLineEdit(message(p.title))
        self.title.setAccessibleName(self.tr("Title"))
        self.mixture = QLineEdit(p.mixture)
        self.mixture.setAccessibleName(self.tr("Mixture"))
        self.needle = QLineEdit(p.needle.value if p.needle else "")
        self.needle.setAccessibleName(self.tr("Needle"))
        self.technique = Choice()
        self.technique.setAccessibleName(self.tr("Technique"))
        for technique in Technique:
            self.technique.addItem(technique_name(technique), technique)
        tip_techniques(self.technique)
        self.technique.setCurrentIndex(list(Technique).index(p.technique))
        self.pattern = Choice()
        self.pattern.setAccessibleName(self.tr("Pattern"))
        self.pattern.addItem(self.tr("none: area passes"), None)
        for pattern in Pattern:
            self.pattern.addItem(pattern_name(pattern), pattern)
        patterns = [None, *Pattern]
        self.pattern.setCurrentIndex(patterns.index(p.pattern))
        self.layer = Choice()
        self.layer.setAccessibleName(self.tr("Layer"))
        self._layers = list(dict.fromkeys(["", *LAYERS, p.layer.value if p.layer else ""]))
        for layer in self._layers:
            self.layer.addItem(layer_name(layer) if layer else self.tr("by its depth"), layer)
        self.layer.setCurrentIndex(self._layers.index(p.layer.value if p.layer else ""))
        mm, ml = self.tr("mm"), self.tr("mL")
        self.deep = _field(self.tr("Depth"), mm, _value(p.depth_mm), most=60)
        spacing = _value(p.spacing_mm)
        self.spacing = _field(self.tr("Spacing"), mm, spacing, least=0.1, most=100)
        each = p.volume_ul.value / 1000 if p.volume_ul else None
        self.each = _field(self.tr("Each injection"), ml, each, decimals=3, step=0.05)
        whole = p.session_ul.value / 1000 if p.session_ul else None
        self.whole = _field(self.tr("A session"), ml, whole, decimals=2, most=500)
        strength = p.mg_per_ml.value if p.mg_per_ml else None
        self.strength = _field(self.tr("Strength"), self.tr("mg/mL"), strength, decimals=2)
        self.angle = _field(self.tr("Angle"), "°", _value(p.angle_deg), most=90)
        count = p.sessions.value if p.sessions else None
        self.sessions = _field(self.tr("Sessions"), "", count, decimals=0, least=1, most=99)
        days = p.days_between.value if p.days_between else None
        self.days = _field(
            self.tr("Interval"), self.tr("days"), days, decimals=0, least=1, most=999
        )
        self.most_ml = _field(self.tr("At most"), ml, most_of(p, "mL"), decimals=2, most=500)
        most = most_of(p, "injections")
        unit = self.tr("injections")
        self.most = _field(self.tr("At most"), unit, most, decimals=0, least=1, most=5000)
        self.note = QPlainTextEdit(message(p.note))
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(76)
        self.regions = RegionChecks()
        self.regions.setAccessibleName(self.tr("Regions"))
        for id in [*p.regions, *(one for one in region_names if one not in p.regions)]:
            item = QListWidgetItem(region_names.get(id, id))
            item.setData(_ID, id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            on = id in p.regions
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, TARGET))
            self.regions.addItem(item)
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.accept)
        self._reason = Reason(self.title)
        self._lay_out()
        self.resize(900, 640)
        self.title.selectAll()
        self.title.setFocus()

    def _fields(self) -> tuple[NumberField, ...]:
        return (
            self.deep,
            self.spacing,
            self.each,
            self.whole,
            self.strength,
            self.angle,
            self.sessions,
            self.days,
            self.most_ml,
            self.most,
        )

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self.tr("&Title"), self.title)
        form.addRow(self.tr("Te&chnique"), self.technique)
        form.addRow(self.tr("&Mixture"), self.mixture)
        form.addRow(self.tr("Stren&gth"), self.strength)
        form.addRow(self.tr("&Depth"), self.deep)
        form.addRow(self.tr("or &layer"), self.layer)
        form.addRow(self.tr("&Pattern"), self.pattern)
        form.addRow(self.tr("Spac&ing"), self.spacing)
        form.addRow(self.tr("&Each injection"), self.each)
        form.addRow(self.tr("&A session"), self.whole)
        form.addRow(self.tr("&Needle"), self.needle)
        form.addRow(self.tr("Angl&e"), self.angle)
        form.addRow(self.tr("&Sessions"), self.sessions)
        form.addRow(self.tr("Inter&val"), self.days)
        form.addRow(self.tr("At most (m&L)"), self.most_ml)
        form.addRow(self.tr("At most (in&jections)"), self.most)
        form.addRow(self.tr("N&ote"), self.note)
        inside = QWidget()
        inside.setLayout(form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(text_label(self.tr("Regions"), SMALL, role="t2"))
        right.addWidget(self.regions, 1)
        parts = QHBoxLayout()
        parts.setSpacing(20)
        parts.addWidget(area, 3)
        parts.addLayout(right, 2)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addWidget(text_label(self.tr("The clinic's own protocol"), TITLE))
        words = self.tr(
            "What you leave keeps its source. What you change is shown as the clinic's own, as a"
            " convention, unverified."
        )
        column.addWidget(caption(words))
        column.addLayout(parts, 1)
        column.addLayout(buttons)

    def protocol(self) -> Protocol:
        """The protocol as it was left."""
        before = self._protocol
        layer = self.layer.currentData() or None
        whole, each = self.whole.value(), self.each.value()
        count, days = self.sessions.value(), self.days.value()
        made = with_figures(
            before,
            {
                "depth_mm": None if layer else self.deep.value(),
                "layer": layer,
                "spacing_mm": self.spacing.value(),
                "volume_ul": None if each is None else round(each * 1000),
                "session_ul": None if whole is None else round(whole * 1000),
                "mg_per_ml": self.strength.value(),
                "angle_deg": self.angle.value(),
                "needle": " ".join(self.needle.text().split()) or None,
                "sessions": None if count is None else round(count),
                "days_between": None if days is None else round(days),
            },
        )
        made = with_most(made, "mL", self.most_ml.value())
        made = with_most(made, "injections", self.most.value())
        title, note = self.title.text().strip(), self.note.toPlainText().strip()
        return replace(
            made,
            title=before.title if title == message(before.title) else title,
            note=before.note if note == message(before.note) else note,
            technique=self.technique.currentData(),
            pattern=self.pattern.currentData(),
            mixture=" ".join(self.mixture.text().split()),
            regions=self._chosen(),
        )

    def accept(self) -> None:
        """Close only with a title and numbers that were taken."""
        if not all(field.commit() for field in self._fields()):
            return
        if not self.title.text().strip():
            self._reason.say(self.tr("A protocol needs a title to be told apart."))
            self.title.setFocus()
            return
        super().accept()

    def _chosen(self) -> tuple[str, ...]:
        items = [self.regions.item(row) for row in range(self.regions.count())]
        return tuple(item.data(_ID) for item in items if item.checkState() is Qt.CheckState.Checked)


def _value(figure: Cited[float] | None) -> float | None:
    return None if figure is None else figure.value


def _field(
    name: str,
    unit: str,
    value: float | None,
    *,
    decimals: int = 1,
    least: float = 0.0,
    most: float = 100.0,
    step: float = 1.0,
) -> NumberField:
    field = NumberField(
        name=name,
        unit=unit,
        minimum=least,
        maximum=most,
        decimals=decimals,
        least_decimals=0,
        step=step,
        optional=True,
    )
    field.set_value(None if value is None else float(value))
    return field
