"""Who was given a lot: its number typed or scanned, and everybody who had of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, text_label
from mesomap.panels.message_bar import MessageBar

_SESSION = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class LotLine:
    """One use of the lot, in ready words."""

    session: UUID
    patient: str
    contact: str
    day: str
    product: str
    given: str


class LotLookupDialog(QDialog):
    """Asks for a number; shows patients with their contacts, newest session first."""

    asked = Signal(str)
    session_wanted = Signal(object)
    print_wanted = Signal()
    table_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = self.tr("Who was given this lot?")
        self.setWindowTitle(said)
        self.resize(1000, 560)
        self.number = QLineEdit()
        self.number.setMinimumHeight(36)
        self.number.setMaxLength(400)
        self.number.setPlaceholderText(self.tr("Lot number, or scan the box"))
        self.number.setAccessibleName(self.tr("Lot number"))
        self.number.returnPressed.connect(self._ask)
        self.find_button = Button(self.tr("Look up"), "search", kind=Kind.PRIMARY, height=36)
        self.find_button.clicked.connect(self._ask)
        self.find_button.setAutoRepeat(False)
        self._found = caption(
            self.tr(
                "Looks through the whole clinic file: products, kits, devices and topical"
                " anaesthetics. Spaces, hyphens, capitals, and O for 0 do not matter."
            )
        )
        self.list = QTreeWidget()
        self.list.setAccessibleName(said)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setColumnCount(5)
        self.list.setHeaderLabels(
            [
                self.tr("Patient"),
                self.tr("Contact"),
                self.tr("Session"),
                self.tr("Product, lot"),
                self.tr("Given"),
            ]
        )
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((200, 220, 140, 210)):
            self.list.setColumnWidth(column, width)
        self.list.itemActivated.connect(lambda _item: self._open())
        self.list.currentItemChanged.connect(lambda _now, _before: self._follow())
        self.message = MessageBar(self)
        self.message.hang(None)
        self._arrange(said)
        self._follow()
        self.number.setFocus()

    def _arrange(self, said: str) -> None:
        self.open_button = Button(self.tr("Open session"), "folder-open", height=36)
        self.open_button.clicked.connect(self._open)
        self.print_button = Button(self.tr("Save as PDF…"), "printer", height=36)
        self.print_button.clicked.connect(self.print_wanted)
        self.table_button = Button(self.tr("Export table…"), "file", height=36)
        self.table_button.setToolTip(self.tr("A CSV file with the patients' contacts"))
        self.table_button.clicked.connect(self.table_wanted)
        close = Button(self.tr("Close"), height=36)
        close.clicked.connect(self.reject)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.number, 1)
        top.addWidget(self.find_button)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        for button in (self.open_button, self.print_button, self.table_button):
            ends.addWidget(button)
        ends.addStretch(1)
        ends.addWidget(close)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(12)
        page.addWidget(text_label(said, TITLE))
        page.addLayout(top)
        page.addWidget(self._found)
        page.addWidget(self.list, 1)
        page.addLayout(ends)

    def show_uses(self, found: str, lines: Sequence[LotLine]) -> None:
        """What was found, in a sentence and line by line."""
        self.message.hide()
        self._found.setText(found)
        self.list.clear()
        for line in lines:
            cells = [line.patient, line.contact, line.day, line.product, line.given]
            item = QTreeWidgetItem(cells)
            item.setData(0, _SESSION, line.session)
            for column, words in enumerate(cells):
                item.setToolTip(column, words)
            self.list.addTopLevelItem(item)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self._follow()

    def found(self) -> str:
        """The sentence over the list."""
        return self._found.text()

    def lines(self) -> list[list[str]]:
        """The words of each line of the list."""
        items = [self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount())]
        return [[item.text(column) for column in range(5)] for item in items if item is not None]

    def resizeEvent(self, event: object) -> None:
        """The message stays in its middle."""
        self.message.place()

    def _ask(self) -> None:
        if self.number.text().strip():
            self.asked.emit(self.number.text())

    def _open(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.session_wanted.emit(item.data(0, _SESSION))

    def _follow(self) -> None:
        some = self.list.topLevelItemCount() > 0
        self.open_button.setEnabled(self.list.currentItem() is not None)
        for button in (self.print_button, self.table_button):
            button.setEnabled(some)
