"""All lesions of a patient with their sizes over time."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.lesion import kind_name
from mesomap.paint.locale import format_area_cm2, format_date, format_mm_by_mm, format_number
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.lesion_view import LesionView, injected_words, state_words
from mesomap.panels.look import caption, text_label

_ID = Qt.ItemDataRole.UserRole


class LesionDialog(QDialog):
    """One line a lesion, one line a measurement under it; gone ones too."""

    shown_wanted = Signal(object)
    tape_wanted = Signal(object)
    gone_wanted = Signal(object, bool)
    delete_wanted = Signal(object)

    def __init__(self, patient: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Lesions"))
        self.resize(720, 460)
        self._views: dict[UUID, LesionView] = {}
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Lesions"))
        self.tree.setColumnCount(4)
        self.tree.setHeaderLabels(
            [self.tr("Lesion"), self.tr("Size"), self.tr("Area"), self.tr("Day")]
        )
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        for column in (1, 2, 3):
            mode = QHeaderView.ResizeMode.ResizeToContents
            self.tree.header().setSectionResizeMode(column, mode)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._follow())
        self.tree.itemActivated.connect(lambda _item, _column: self._ask_shown())
        self._facts = caption("")
        self.show_button = Button(self.tr("Show on chart"), "search", height=36)
        self.show_button.clicked.connect(self._ask_shown)
        self.tape_button = Button(self.tr("Tape measure…"), "measure", height=36)
        self.tape_button.clicked.connect(lambda: self.tape_wanted.emit(self.current()))
        self.gone_button = Button(self.tr("Gone"), "check", height=36)
        self.gone_button.clicked.connect(self._ask_gone)
        self.delete_button = Button(self.tr("Delete"), "delete", height=36)
        self.delete_button.clicked.connect(lambda: self.delete_wanted.emit(self.current()))
        close = Button(self.tr("Close"), kind=Kind.PRIMARY, height=36)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.show_button, self.tape_button, self.gone_button, self.delete_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(24, 20, 24, 20)
        column_.setSpacing(12)
        column_.addWidget(text_label(self.tr("Lesions of {name}").format(name=patient), TITLE))
        column_.addWidget(self.tree, 1)
        column_.addWidget(self._facts)
        column_.addLayout(buttons)
        self._follow()

    def show_lesions(self, views: Sequence[LesionView]) -> None:
        """These lesions; the line that was current stays so."""
        current = self.current()
        self._views = {view.id: view for view in views}
        self.tree.clear()
        for view in views:
            last = view.sizes[-1]
            title = f"{view.title} ({kind_name(view.kind)})" if view.name else view.title
            top = QTreeWidgetItem([f"{title}, {view.region}" if view.region else title])
            top.setData(0, _ID, view.id)
            self._fill(top, last.long_mm, last.wide_mm, last.area_mm2)
            top.setText(3, format_date(last.measured))
            if not view.here:
                top.setText(3, state_words(view))
            for size in reversed(view.sizes[:-1]):
                line = QTreeWidgetItem([""])
                line.setData(0, _ID, view.id)
                self._fill(line, size.long_mm, size.wide_mm, size.area_mm2)
                line.setText(3, format_date(size.measured))
                top.addChild(line)
            self.tree.addTopLevelItem(top)
            top.setExpanded(True)
            if view.id == current or self.tree.currentItem() is None:
                self.tree.setCurrentItem(top)
        self._follow()

    def current(self) -> UUID | None:
        """The lesion of the current line."""
        item = self.tree.currentItem()
        found = item.data(0, _ID) if item is not None else None
        return found if isinstance(found, UUID) else None

    def facts(self) -> str:
        """What is said of the current lesion."""
        return self._facts.text()

    @staticmethod
    def _fill(item: QTreeWidgetItem, long: float, wide: float, area: float | None) -> None:
        item.setText(1, format_mm_by_mm(long, wide))
        item.setText(2, format_area_cm2(area, 2) if area is not None else "–")

    def _follow(self) -> None:
        id = self.current()
        view = self._views.get(id) if id is not None else None
        for button in (self.tape_button, self.gone_button, self.delete_button):
            button.setEnabled(view is not None)
        self.show_button.setEnabled(view is not None and view.here)
        if view is None:
            self._facts.setText(self.tr("None yet: J draws one on the chart."))
            return
        there = self.tr("There again") if view.gone is not None else self.tr("Gone")
        self.gone_button.setText(there)
        self.gone_button.updateGeometry()
        lines = [state_words(view), injected_words(view), self._growth(view)]
        self._facts.setText(" · ".join(line for line in lines if line))

    def _growth(self, view: LesionView) -> str:
        """How it changed from its first measurement to its last."""
        first, last = view.sizes[0], view.sizes[-1]
        if first.area_mm2 and last.area_mm2 and len(view.sizes) > 1:
            change = last.area_mm2 / first.area_mm2 - 1.0
            sign = "+" if change >= 0 else "\N{MINUS SIGN}"
            words = self.tr("area {change} % since {day}")
            return words.format(
                change=f"{sign}{format_number(abs(change) * 100, 0)}",
                day=format_date(first.measured),
            )
        return ""

    def _ask_shown(self) -> None:
        id = self.current()
        if id is not None and self._views[id].here:
            self.shown_wanted.emit(id)
            self.accept()

    def _ask_gone(self) -> None:
        id = self.current()
        if id is not None:
            self.gone_wanted.emit(id, self._views[id].gone is None)
