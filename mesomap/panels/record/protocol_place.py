"""Where a protocol is used: sides, which of its regions, the volume, and what would come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mesomap.clinical.protocols import lattice_of
from mesomap.model import Protocol, RegionKey, Side
from mesomap.paint.tokens import BODY, SMALL, TARGET
from mesomap.panels.buttons import Button
from mesomap.panels.choice import Choice
from mesomap.panels.look import caption, heading, text_label, wrapping
from mesomap.panels.number_field import NumberField

SIDES: tuple[tuple[Side, ...], ...] = (
    (Side.LEFT, Side.RIGHT, Side.MIDLINE),
    (Side.LEFT,),
    (Side.RIGHT,),
)
FEW = 3
"""A protocol for no more regions than this begins with all of them."""
_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolUse:
    """What a person wants of a protocol."""

    protocol: Protocol
    keys: tuple[RegionKey, ...]
    volume_ul: int | None = None
    in_lesions: bool = False
    add: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the session's body and map offer: regions by their names, and where something is."""

    names: Mapping[str, str]
    keys: frozenset[RegionKey]
    held: frozenset[RegionKey] = frozenset()
    with_lesions: frozenset[RegionKey] = frozenset()
    chosen: RegionKey | None = None


class RegionChecks(QListWidget):
    """Lines to be checked: a click anywhere on one, or the space bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.itemClicked.connect(self.flip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar checks the current line."""
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            self.flip(item)
        else:
            super().keyPressEvent(event)

    def flip(self, item: QListWidgetItem) -> None:
        """Check a line, or take that away."""
        on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)


class ProtocolPlace(QFrame):
    """The choices, and a live line of what they come to."""

    changed = Signal()

    def __init__(self, ground: Ground, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self._protocol: Protocol | None = None
        self.sides = Choice()
        self.sides.setAccessibleName(self.tr("Sides"))
        self.sides.setMinimumHeight(TARGET)
        for words in (self.tr("Both sides"), self.tr("Left"), self.tr("Right")):
            self.sides.addItem(words)
        self.sides.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.regions = RegionChecks()
        self.regions.setAccessibleName(self.tr("Regions"))
        self.regions.itemChanged.connect(lambda _item: self.changed.emit())
        self.all_button = Button(self.tr("All"))
        self.all_button.clicked.connect(lambda: self._check_all(True))
        self.none_button = Button(self.tr("None"))
        self.none_button.clicked.connect(lambda: self._check_all(False))
        self.volume = NumberField(
            name=self.tr("Volume"),
            unit=self.tr("mL"),
            maximum=100.0,
            step=0.05,
            decimals=3,
            least_decimals=2,
            optional=True,
        )
        self.volume.value_changed.connect(lambda _value: self.changed.emit())
        self._volume_label = text_label("", SMALL, role="t2")
        self._volume_label.setBuddy(self.volume)
        self.in_lesions = QCheckBox(self.tr("Only in the lesions drawn there"))
        self.in_lesions.toggled.connect(lambda _on: self.changed.emit())
        self.add = QCheckBox(self.tr("Add to what is there already"))
        self.add.toggled.connect(lambda _on: self.changed.emit())
        self._none = caption(self.tr("None yet: draw the scar first (J), or choose its region."))
        self._sum = wrapping(text_label("", BODY, weight=600))
        self._warning = wrapping(text_label("", SMALL, role="warn"))
        self._lay_out()

    def _lay_out(self) -> None:
        few = QHBoxLayout()
        few.setSpacing(8)
        few.addWidget(self.sides, 1)
        few.addWidget(self.all_button)
        few.addWidget(self.none_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(self.tr("Use for this session")))
        column.addLayout(few)
        column.addWidget(self.regions, 1)
        column.addWidget(self._none)
        column.addWidget(self._volume_label)
        column.addWidget(self.volume)
        column.addWidget(self.in_lesions)
        column.addWidget(self.add)
        column.addWidget(self._sum)
        column.addWidget(self._warning)

    def show_protocol(self, protocol: Protocol | None) -> None:
        """Offer the regions of `protocol`, and begin with what is most likely meant."""
        self._protocol = protocol
        offered = self._offered(protocol)
        begin = self._begin(offered)
        with QSignalBlocker(self.regions), QSignalBlocker(self.in_lesions):
            self.regions.clear()
            for id in offered:
                item = QListWidgetItem(self._ground.names.get(id, id))
                item.setData(_ID, id)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                on = id in begin
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                item.setSizeHint(QSize(0, TARGET))
                self.regions.addItem(item)
            lesions = {key.id for key in self._ground.with_lesions} & set(offered)
            self.in_lesions.setChecked(bool(lesions) and not (protocol and protocol.regions))
            self.in_lesions.setVisible(bool(lesions))
        with QSignalBlocker(self.sides):
            chosen = self._ground.chosen
            side = chosen.side if chosen is not None and begin == {chosen.id} else None
            self.sides.setCurrentIndex({Side.LEFT: 1, Side.RIGHT: 2}.get(side, 0) if side else 0)
        self.regions.setVisible(bool(offered))
        self._none.setVisible(not offered)
        self._show_volume(protocol)
        self.changed.emit()

    def use(self) -> ProtocolUse | None:
        """What is chosen; None while there is no protocol."""
        if self._protocol is None:
            return None
        value = self.volume.value()
        return ProtocolUse(
            protocol=self._protocol,
            keys=self._keys(),
            volume_ul=None if value is None else round(value * 1000),
            in_lesions=self.in_lesions.isChecked() and not self.in_lesions.isHidden(),
            add=self.add.isChecked(),
        )

    def show_preview(self, words: str, warnings: Sequence[str]) -> None:
        """What would come out, and what goes beyond a ceiling."""
        self._sum.setText(words)
        self._warning.setText("\n".join(warnings))
        self._warning.setVisible(bool(warnings))
        self.add.setVisible(bool(set(self._keys()) & self._ground.held))

    def preview_text(self) -> str:
        """What is shown of that."""
        return "\n".join(filter(None, (self._sum.text(), self._warning.text())))

    # Inside.

    def _offered(self, protocol: Protocol | None) -> list[str]:
        if protocol is None:
            return []
        there = {key.id for key in self._ground.keys}
        if protocol.regions:
            return [id for id in protocol.regions if id in there]
        found = [key.id for key in self._ground.with_lesions]
        if self._ground.chosen is not None:
            found.append(self._ground.chosen.id)
        return sorted(set(found) & there, key=lambda id: self._ground.names.get(id, id))

    def _begin(self, offered: Sequence[str]) -> set[str]:
        chosen = self._ground.chosen
        if chosen is not None and chosen.id in offered:
            return {chosen.id}
        return set(offered) if len(offered) <= FEW else set()

    def _keys(self) -> tuple[RegionKey, ...]:
        sides = SIDES[self.sides.currentIndex()]
        ids = [
            self.regions.item(row).data(_ID)
            for row in range(self.regions.count())
            if self.regions.item(row).checkState() is Qt.CheckState.Checked
        ]
        wanted = [RegionKey(id, side) for side in sides for id in ids]
        return tuple(key for key in wanted if key in self._ground.keys)

    def _show_volume(self, protocol: Protocol | None) -> None:
        if protocol is None:
            return
        lattice = lattice_of(protocol) is not None
        each, whole = protocol.volume_ul, protocol.session_ul
        words = self.tr("Volume of each injection") if lattice else self.tr("Volume in all")
        self._volume_label.setText(words)
        cited = each if lattice and each is not None else whole
        self.volume.set_value(None)
        if cited is None:
            self.volume.set_placeholder(self.tr("no source has one"))
        elif lattice and each is None:
            self.volume.set_placeholder(self.tr("the session's, shared"))
        else:
            self.volume.set_placeholder(self.tr("as cited"))
        empty = not lattice and whole is not None and whole.value == 0
        self.volume.setVisible(not empty)
        self._volume_label.setVisible(not empty)

    def _check_all(self, on: bool) -> None:
        with QSignalBlocker(self.regions):
            for row in range(self.regions.count()):
                state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
                self.regions.item(row).setCheckState(state)
        self.changed.emit()
