"""Import: the file, what would happen, line by line, and the button that does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.exchange.import_mapping import ImportMapping
from mesomap.panels.look import caption, text_label
from mesomap.panels.message_bar import MessageBar

_WIDTHS = {4: (130, 240, 200), 5: (60, 260, 110, 130)}
"""Of a file of sessions, and of a table."""


class ImportDialog(QDialog):
    """One dialog for every sort of file; a table has its mapping over the lines."""

    file_wanted = Signal()
    import_wanted = Signal()
    report_wanted = Signal()

    def __init__(self, mapping: ImportMapping, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import"))
        self.resize(960, 660)
        self.mapping = mapping
        self.mapping.hide()
        self._file = text_label(self.tr("No file is chosen."), role="t2")
        self.choose_button = Button(self.tr("Choose file…"), "folder-open", height=36)
        self.choose_button.clicked.connect(self.file_wanted)
        self._said = caption(
            self.tr(
                "Sessions from a JSON file or a site chart that mesomap saved as PDF; patients"
                " from a table (CSV). Nothing is changed before you press Import."
            )
        )
        self.lines = QTreeWidget()
        self.lines.setAccessibleName(self.tr("What would happen"))
        self.lines.setRootIsDecorated(False)
        self.lines.setUniformRowHeights(True)
        self.lines.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.message = MessageBar()
        self._arrange()
        self.show_nothing()

    def _arrange(self) -> None:
        self.report_button = Button(self.tr("Save refused rows…"), "file", height=36)
        self.report_button.setToolTip(self.tr("A CSV file with each row, its line and the reason"))
        self.report_button.clicked.connect(self.report_wanted)
        self.import_button = Button(self.tr("Import"), kind=Kind.PRIMARY, height=36)
        self.import_button.setAutoRepeat(False)
        self.import_button.clicked.connect(self.import_wanted)
        self.close_button = Button(self.tr("Close"), height=36)
        self.close_button.clicked.connect(self.reject)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.choose_button)
        top.addWidget(self._file, 1)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self.report_button)
        ends.addStretch(1)
        ends.addWidget(self.close_button)
        ends.addWidget(self.import_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(12)
        page.addWidget(text_label(self.tr("Import"), TITLE))
        page.addLayout(top)
        page.addWidget(self.mapping)
        page.addWidget(self._said)
        page.addWidget(self.message)
        page.addWidget(self.lines, 1)
        page.addLayout(ends)

    def show_file(self, name: str) -> None:
        """Which file is looked at."""
        self._file.setText(name)

    def show_nothing(self) -> None:
        """No lines, and nothing to be done."""
        self.lines.clear()
        self.lines.setHeaderHidden(True)
        self.import_button.setEnabled(False)
        self.report_button.hide()

    def show_lines(
        self, said: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, ready: bool
    ) -> None:
        """What would happen, in a sentence and line by line; `ready` lets it be done."""
        self.message.hide()
        self._said.setText(said)
        self.lines.clear()
        self.lines.setColumnCount(len(heads))
        self.lines.setHeaderHidden(False)
        self.lines.setHeaderLabels(list(heads))
        for column, width in enumerate(_WIDTHS[len(heads)]):
            self.lines.setColumnWidth(column, width)
        items = []
        for cells in rows:
            item = QTreeWidgetItem(list(cells))
            for column, words in enumerate(cells):
                item.setToolTip(column, words)
            items.append(item)
        self.lines.addTopLevelItems(items)
        self.import_button.setEnabled(ready)

    def said(self) -> str:
        """The sentence over the lines."""
        return self._said.text()

    def cells(self) -> list[list[str]]:
        """The words of each line."""
        items = [self.lines.topLevelItem(row) for row in range(self.lines.topLevelItemCount())]
        columns = range(self.lines.columnCount())
        return [[item.text(column) for column in columns] for item in items if item is not None]
