"""Choosing a protocol: the indications with theirs, what one says, and where it is used."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import Indication, Protocol
from mesomap.paint.names import indication_name
from mesomap.paint.tokens import TARGET, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, text_label
from mesomap.panels.record.protocol_detail import ProtocolDetail
from mesomap.panels.record.protocol_place import Ground, ProtocolPlace, ProtocolUse
from mesomap.panels.record.protocol_words import message

_ID = Qt.ItemDataRole.UserRole


class ProtocolDialog(QDialog):
    """One click selects; nothing is placed before "Use for this session"."""

    use_changed = Signal(object)
    """The `ProtocolUse` to preview."""
    change_wanted = Signal(object)
    retire_wanted = Signal(object)

    def __init__(
        self,
        protocols: Sequence[Protocol],
        ground: Ground,
        *,
        own: frozenset[UUID] = frozenset(),
        current: UUID | None = None,
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Protocols"))
        self._ground, self._read_only = ground, read_only
        self._protocols: dict[UUID, Protocol] = {}
        self._own = own
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Protocols"))
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(12)
        self.tree.setWordWrap(True)
        self.tree.setFixedWidth(286)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._follow())
        self.retired = QCheckBox(self.tr("Show retired ones too"))
        self.retired.toggled.connect(lambda _on: self._fill(self.current_id()))
        self.detail = ProtocolDetail()
        self.place = ProtocolPlace(ground)
        self.place.setFixedWidth(292)
        self.place.setVisible(not read_only)
        self.place.changed.connect(self._ask_preview)
        self.change_button = Button(self.tr("Change for this clinic…"), "pen", height=36)
        self.change_button.clicked.connect(lambda: self.change_wanted.emit(self.current()))
        self.retire_button = Button(self.tr("Retire"), height=36)
        self.retire_button.clicked.connect(lambda: self.retire_wanted.emit(self.current()))
        self.use_button = Button(
            self.tr("Use for this session"), "check", kind=Kind.PRIMARY, height=36
        )
        self.use_button.clicked.connect(self.accept)
        self.use_button.setVisible(not read_only)
        self._lay_out()
        self.show_protocols(protocols, own=own, current=current)
        self.resize(1120, 640)
        self.setMinimumSize(960, 520)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.tree, 1)
        left.addWidget(self.retired)
        parts = QHBoxLayout()
        parts.setSpacing(20)
        parts.addLayout(left)
        parts.addWidget(self.detail, 1)
        parts.addWidget(self.place)
        cancel = Button(self.tr("Close") if self._read_only else self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.change_button)
        buttons.addWidget(self.retire_button)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.use_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addWidget(text_label(self.tr("Protocols"), TITLE))
        column.addWidget(
            caption(
                self.tr(
                    "What published sources say, each figure with its source: a starting point,"
                    " never a recommendation. You decide what is given."
                )
            )
        )
        column.addLayout(parts, 1)
        column.addLayout(buttons)

    def show_protocols(
        self, protocols: Sequence[Protocol], *, own: frozenset[UUID], current: UUID | None
    ) -> None:
        """These protocols, retired ones among them; `own` were made or changed by the clinic."""
        self._protocols = {one.id: one for one in protocols}
        self._own = own
        self._fill(current)

    def current(self) -> Protocol | None:
        """The protocol that is chosen."""
        id = self.current_id()
        return self._protocols.get(id) if id is not None else None

    def current_id(self) -> UUID | None:
        """Its id."""
        item = self.tree.currentItem()
        found = item.data(0, _ID) if item is not None else None
        return found if isinstance(found, UUID) else None

    def choose(self, id: UUID) -> None:
        """Choose a protocol by its id."""
        for line in self._lines():
            if line.data(0, _ID) == id:
                self.tree.setCurrentItem(line)

    def use(self) -> ProtocolUse | None:
        """What is wanted of it."""
        return self.place.use()

    def show_preview(self, words: str, warnings: Sequence[str], *, possible: bool) -> None:
        """What would come out; whether it can be used so."""
        self.place.show_preview(words, warnings)
        self.use_button.setEnabled(possible and self.current() is not None)

    def accept(self) -> None:
        """Close only with numbers that were taken."""
        if self.place.volume.commit():
            super().accept()

    # Inside.

    def _fill(self, current: UUID | None) -> None:
        self.tree.blockSignals(True)
        self.tree.clear()
        for indication in Indication:
            top = QTreeWidgetItem([indication_name(indication.value)])
            font = top.font(0)
            font.setBold(True)
            top.setFont(0, font)
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            top.setSizeHint(0, QSize(0, TARGET))
            self.tree.addTopLevelItem(top)
            for one in self._protocols.values():
                shown = self.retired.isChecked() or not one.retired or one.id == current
                if one.indication is indication and shown:
                    top.addChild(self._line(one))
            top.setExpanded(True)
        self.tree.blockSignals(False)
        lines = self._lines()
        chosen = next((one for one in lines if one.data(0, _ID) == current), lines[0])
        self.tree.setCurrentItem(chosen)
        self._follow()

    def _line(self, protocol: Protocol) -> QTreeWidgetItem:
        words = message(protocol.title)
        if protocol.retired:
            words = self.tr("{title} (retired)").format(title=words)
        elif protocol.id in self._own:
            words = self.tr("{title} (the clinic's own)").format(title=words)
        line = QTreeWidgetItem([words])
        line.setData(0, _ID, protocol.id)
        line.setToolTip(0, words)
        long = self.fontMetrics().horizontalAdvance(words) > 240
        line.setSizeHint(0, QSize(0, TARGET + 12 if long else TARGET))
        return line

    def _lines(self) -> list[QTreeWidgetItem]:
        found = []
        for number in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(number)
            found += [top.child(row) for row in range(top.childCount())] if top else []
        return [line for line in found if line is not None]

    def _follow(self) -> None:
        protocol = self.current()
        self.detail.show_protocol(protocol, self._ground.names)
        self.change_button.setEnabled(protocol is not None)
        self.retire_button.setEnabled(protocol is not None)
        retired = protocol is not None and protocol.retired
        self.retire_button.setText(self.tr("Bring back") if retired else self.tr("Retire"))
        self.retire_button.updateGeometry()
        self.place.show_protocol(protocol)

    def _ask_preview(self) -> None:
        use = self.use()
        if use is not None:
            self.use_changed.emit(use)
