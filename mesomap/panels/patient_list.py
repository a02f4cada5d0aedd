"""The patients of the clinic file: found by typing, opened by a click or Enter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import BODY, PAGE_TITLE, SMALL, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import IconLabel, sized, text_label
from mesomap.panels.patient_rows import (
    ROW,
    ROW_PX,
    Columns,
    PatientDelegate,
    PatientModel,
    PatientRow,
)

BAR_PX = 12
"""The scroll bar beside the rows, which the titles allow for."""

TO_LIST = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class PatientList(QWidget):
    """Title, search, rows; or what to do when there is nobody to show."""

    search_changed = Signal(str)
    patient_opened = Signal(object)
    """The id (UUID) of the patient to open."""
    archived_toggled = Signal(bool)
    """Archived patients are to be listed, or those in use again."""
    more_wanted = Signal(int)
    """The rows from this one on are about to come into sight."""

    def __init__(
        self, new_patient: QAction, search: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = text_label(self.tr("Patients"), PAGE_TITLE)
        self._count = text_label("", TITLE, role="t3", weight=400)
        self.new_button = Button(
            self.tr("New patient"), "user-plus", kind=Kind.PRIMARY, height=36
        ).follow(new_patient)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._title)
        top.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch(1)
        self.archived_button = Button("", "folder-open", kind=Kind.BARE, height=36)
        self.archived_button.setCheckable(True)
        self.archived_button.setToolTip(self.tr("Patients who are no longer in the list"))
        self.archived_button.toggled.connect(self.archived_toggled)
        self.archived_button.hide()
        top.addWidget(self.archived_button)
        top.addWidget(self.new_button)
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setFont(sized(BODY))
        self.search.setFixedHeight(44)
        self.search.setPlaceholderText(self.tr("Name, date of birth or number"))
        self.search.setAccessibleName(self.tr("Search patients"))
        self.search.setClearButtonEnabled(False)
        self.search.textChanged.connect(self.search_changed)
        self.search.installEventFilter(self)
        inside = QHBoxLayout(self.search)
        inside.setContentsMargins(14, 0, 14, 0)
        inside.addWidget(IconLabel("search", "text", 18))
        inside.addStretch(1)
        inside.addWidget(text_label(search.shortcut().toString(), SMALL, role="t3"))
        self.search.setTextMargins(32, 0, 52, 0)
        self.model = PatientModel(self)
        self.model.more_wanted.connect(self.more_wanted)
        self.view = QListView()
        self.view.setObjectName("patients")
        self.view.setModel(self.model)
        self.view.setItemDelegate(PatientDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(self.tr("Patients"))
        self.view.clicked.connect(lambda index: self._open(index.data(ROW)))
        self.view.installEventFilter(self)
        self._heads = _Heads()
        self._empty = _Empty()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 24, 32, 24)
        column.setSpacing(0)
        column.addLayout(top)
        column.addSpacing(14)
        column.addWidget(self.search)
        column.addSpacing(8)
        column.addWidget(self._heads)
        column.addWidget(self._stack, 1)

    # Shown.

    def show_rows(
        self, rows: Sequence[PatientRow], total: int, *, found: int | None = None
    ) -> None:
        """The first of the patients `found`, of `total`; the first is chosen for Enter."""
        found = len(rows) if found is None else found
        self.model.show(rows, found)
        counted = self.tr("{found} of {total}").format(found=found, total=total)
        self._count.setText(counted if found < total else str(total) if total else "")
        self._heads.setVisible(bool(rows))
        self.search.setEnabled(total > 0)
        if rows:
            self._stack.setCurrentWidget(self.view)
            self._choose(0)
            return
        self._stack.setCurrentWidget(self._empty)
        if total:
            self._empty.say(
                self.tr("Nobody found"),
                self.tr("Another spelling, the number or the year of birth may find them."),
            )
        else:
            self._empty.say(
                self.tr("No patients yet"),
                self.tr(
                    "Begin with New patient: type a name, and the first click on the chart"
                    " places an injection. Or try the sample clinic."
                ),
            )

    def add_rows(self, rows: Sequence[PatientRow]) -> None:
        """The patients that follow those shown."""
        self.model.add(rows)

    def chosen(self) -> UUID | None:
        """The patient of the row that is chosen."""
        row = self.view.currentIndex().data(ROW)
        return row.id if isinstance(row, PatientRow) else None

    def offer_on_rows(self, actions: Sequence[QAction]) -> None:
        """What the right mouse button offers on a row."""
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.view.addActions(list(actions))

    def show_archived_count(self, count: int) -> None:
        """Offer the archived patients, where there are some."""
        self.archived_button.setText(self.tr("Archived: {count}").format(count=count))
        self.archived_button.setVisible(count > 0 or self.shows_archived())

    def shows_archived(self) -> bool:
        """Whether it is the archived patients that are listed."""
        return self.archived_button.isChecked()

    def show_waiting(self, text: str) -> None:
        """Say what is going on while the list is not there yet."""
        self.model.show(())
        self._count.setText("")
        self._heads.hide()
        self.search.setEnabled(False)
        self._empty.say(text, "")
        self._stack.setCurrentWidget(self._empty)

    def empty_text(self) -> str:
        """What stands in place of the rows; "" when there are rows."""
        return self._empty.text() if self._stack.currentWidget() is self._empty else ""

    def show_pictures(self, pictures: Mapping[UUID, QPixmap]) -> None:
        """Small maps beside the rows."""
        self.model.show_pictures(pictures)

    # Keys.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and Enter work from the search field; typing in the list searches."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self.view.currentIndex().data(ROW))
                return True
            if watched is self.search and key in TO_LIST:
                self._step(key)
                return True
            if watched is self.view and event.text().strip() and event.text().isprintable():
                self.search.setFocus()
                self.search.insert(event.text())
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less margin where the room is small."""
        side = 48 if self.width() > 860 else 24
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(side, 24, min(side, 32), 16)
        super().resizeEvent(event)

    def _step(self, key: Qt.Key) -> None:
        page = max(1, self.view.viewport().height() // ROW_PX)
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page}.get(key, page)
        self._choose(self.view.currentIndex().row() + by)

    def _choose(self, row: int) -> None:
        last = self.model.rowCount() - 1
        index = self.model.index(min(max(row, 0), last))
        self.view.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _open(self, row: object) -> None:
        if isinstance(row, PatientRow):
            self.patient_opened.emit(row.id)


class _Heads(QWidget):
    """The columns' titles, over the columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = (
            self.tr("Patient"),
            self.tr("Last session"),
            self.tr("State"),
            self.tr("Allergies"),
        )
        self._labels: list[QLabel] = []
        for word in words:
            label = text_label(word, SMALL, role="t2", weight=500)
            label.setParent(self)
            self._labels.append(label)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Over the columns."""
        columns = Columns.of(self.width() - BAR_PX)
        starts = (columns.patient, columns.last, columns.state, columns.allergies, columns.end)
        for label, start, end in zip(self._labels, starts, starts[1:], strict=False):
            label.setGeometry(round(start), 0, round(end - start), self.height())


class _Empty(QFrame):
    """What to do next where a list has nothing to show."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("empty")
        self._title = text_label("", TITLE)
        self._line = text_label("", BODY, role="t2")
        self._line.setWordWrap(True)
        for label in (self._title, self._line):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(64, 56, 64, 56)
        column.addWidget(self._title)
        column.addWidget(self._line)
        column.addStretch(1)

    def say(self, title: str, line: str) -> None:
        """The two lines."""
        self._title.setText(title)
        self._line.setText(line)

    def text(self) -> str:
        """Both lines."""
        return f"{self._title.text()}\n{self._line.text()}"

    def sizeHint(self) -> QSize:
        """Room for both."""
        return QSize(360, 200)
