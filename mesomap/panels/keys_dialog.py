"""Another key for an action: a list of all actions, and one line in which the key is pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, text_label

ROW_PX = 32


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One action: its menu and name in ready words, its keys, and whether they are its own."""

    name: str
    menu: str
    text: str
    keys: tuple[str, ...]
    """In Qt's portable form, the first is the one that is shown."""
    changed: bool


class KeysDialog(QDialog):
    """Choose an action, press its new key. What else has that key is said, and loses it."""

    wanted = Signal(str, object)
    """An action's name, and the key it is to have; None for its standard keys, "" for none."""
    all_standard_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = self.tr("Change keys")
        self.setWindowTitle(said)
        self.setMinimumSize(640, 520)
        self._rows: tuple[KeyRow, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Action or key"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels([self.tr("Menu"), self.tr("Action"), self.tr("Key")])
        self.table.setAccessibleName(said)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for narrow in (0, 2):
            self.table.horizontalHeader().setSectionResizeMode(
                narrow, QHeaderView.ResizeMode.ResizeToContents
            )
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.currentCellChanged.connect(lambda *_cells: self._follow())
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(self.tr("The new key"))
        self.edit.keySequenceChanged.connect(lambda _keys: self._say())
        self.use_button = Button(self.tr("Use this key"), "check", height=34)
        self.use_button.clicked.connect(self._use)
        self.none_button = Button(self.tr("No key"), height=34)
        self.none_button.clicked.connect(lambda: self._want(""))
        self.standard_button = Button(self.tr("Standard"), height=34)
        self.standard_button.clicked.connect(lambda: self._want(None))
        self.all_button = Button(self.tr("All as standard"), height=34)
        self.all_button.clicked.connect(self.all_standard_wanted)
        self.close_button = Button(self.tr("Close"), kind=Kind.PRIMARY, height=36)
        self.close_button.clicked.connect(self.accept)
        self._words = caption("")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.edit, 1)
        for button in (self.use_button, self.none_button, self.standard_button):
            line.addWidget(button)
        foot = QHBoxLayout()
        foot.addWidget(self.all_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text_label(said, TITLE))
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        column.addWidget(self._words)
        column.addLayout(foot)
        self._follow()

    def show_rows(self, rows: Sequence[KeyRow]) -> None:
        """Show these; the chosen action stays chosen."""
        chosen = self.chosen()
        self._rows = tuple(rows)
        self.table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, text in enumerate((row.menu, row.text, _shown(row))):
                item = QTableWidgetItem(text)
                font = item.font()
                font.setBold(row.changed)
                item.setFont(font)
                self.table.setItem(at, column, item)
            if chosen is not None and row.name == chosen.name:
                self.table.setCurrentCell(at, 1)
        if self.table.currentRow() < 0 and rows:
            self.table.setCurrentCell(0, 1)
        self.all_button.setEnabled(any(row.changed for row in rows))
        self._filter()
        self._follow()

    def chosen(self) -> KeyRow | None:
        """The chosen action."""
        at = self.table.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def words(self) -> str:
        """What it says of the key that was pressed."""
        return self._words.text()

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        for at, row in enumerate(self._rows):
            told = f"{row.menu} {row.text} {_shown(row)}".casefold()
            self.table.setRowHidden(at, not all(word in told for word in words))

    def _follow(self) -> None:
        row = self.chosen()
        self.edit.clear()
        self.edit.setEnabled(row is not None)
        self.none_button.setEnabled(row is not None and bool(row.keys))
        self.standard_button.setEnabled(row is not None and row.changed)
        self._say()

    def _say(self) -> None:
        key = self._pressed()
        other = self._has(key) if key else None
        self.use_button.setEnabled(bool(key))
        if not key:
            self._words.setText(self.tr("Click the line and press the new key."))
        elif other is not None:
            self._words.setText(
                self.tr("“{action}” has {key} now, and will have no key.").format(
                    action=other.text, key=_native(key)
                )
            )
        else:
            self._words.setText(self.tr("{key} is free.").format(key=_native(key)))

    def _has(self, key: str) -> KeyRow | None:
        chosen = self.chosen()
        found = (row for row in self._rows if key in row.keys and row != chosen)
        return next(found, None)

    def _pressed(self) -> str:
        return self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _use(self) -> None:
        self._want(self._pressed())

    def _want(self, key: str | None) -> None:
        row = self.chosen()
        if row is not None:
            self.wanted.emit(row.name, key)


def _shown(row: KeyRow) -> str:
    return ", ".join(_native(key) for key in row.keys)


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
