"""The page of the course view. It knows no document: what is shown comes in as ready values."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import BODY, CAPTION, TITLE, TOOLBAR_HEIGHT
from mesomap.panels.buttons import Button
from mesomap.panels.choice import Choice
from mesomap.panels.compare.course_board import CourseBoard
from mesomap.panels.compare.course_values import CourseChoices, CourseShown
from mesomap.panels.compare.own_keys import OwnKeysPage
from mesomap.panels.compare.patient_bar import PatientBar
from mesomap.panels.compare.values import Option
from mesomap.panels.look import IconLabel, sized, text_label

READ_PX = 32
CHOICE_PX = 250


class CoursePage(OwnKeysPage):
    """Patient; what is followed and when the next is due; the board; what it says in one line."""

    closed = Signal()
    course_chosen = Signal(object)
    """The id (UUID) of a course; None for all sessions."""
    region_chosen = Signal(object)
    """A region (RegionKey), or one of the flow's words for several."""
    compare_wanted = Signal()

    def __init__(
        self,
        outputs: Sequence[tuple[QAction, str, str]] = (),
        allowed: Sequence[QAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__([*(action for action, _, _ in outputs), *allowed], parent)
        self.setObjectName("comparePage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.patient = PatientBar(outputs, ())
        self.board = CourseBoard()
        self.setFocusProxy(self.board)
        self.course = _choice(self.tr("Course"))
        self.region = _choice(self.tr("Lines of"))
        self._due_icon = IconLabel("calendar", "t2", 15)
        self._due = _Elided()
        self._working = text_label("", CAPTION, role="t3")
        self.compare_button = Button(self.tr("Compare the two"), "swipe", hint="C")
        self.compare_button.setToolTip(
            self.tr("Choose two sessions by a click or Space, then compare them (C)")
        )
        self._read = _Elided()
        self._lay_out()
        self._connect()
        self._settle()

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("toolBar")
        bar.setFixedHeight(TOOLBAR_HEIGHT)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(text_label(self.tr("Course view"), TITLE))
        row.addSpacing(8)
        row.addWidget(self.course)
        row.addWidget(text_label(self.tr("Lines of"), BODY, role="t2"))
        row.addWidget(self.region)
        row.addSpacing(8)
        row.addWidget(self._due_icon)
        row.addWidget(self._due, 1)
        row.addWidget(self._working)
        row.addWidget(self.compare_button)
        foot = QFrame()
        foot.setObjectName("readOut")
        foot.setFixedHeight(READ_PX)
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(16)
        line.addWidget(self._read, 1)
        keys = self.tr("Arrows: go about   Space: choose   Enter: open   R: other region")
        line.addWidget(text_label(keys, CAPTION, role="t3"))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.patient)
        page.addWidget(bar)
        page.addWidget(self.board, 1)
        page.addWidget(foot)

    def _connect(self) -> None:
        self.patient.left.connect(self.closed)
        self.board.read.connect(lambda words: self._read.show_text(words))
        self.board.chosen_changed.connect(self._settle)
        self.compare_button.clicked.connect(self.compare_wanted)
        self.course.activated.connect(
            lambda row: self.course_chosen.emit(self.course.itemData(row))
        )
        self.region.activated.connect(
            lambda row: self.region_chosen.emit(self.region.itemData(row))
        )

    # What is shown.

    def show_choices(self, choices: CourseChoices) -> None:
        """What there is to choose, and when the next session is due."""
        _fill(self.course, choices.courses, choices.course)
        _fill(self.region, choices.regions, choices.region)
        self.region.setToolTip(choices.more)
        icon = ("clock", "warn") if choices.overdue else ("calendar", "t2")
        self._due_icon.show_icon(*icon)
        self._due_icon.setVisible(bool(choices.due))
        words = "   ".join(one for one in (choices.due, choices.more) if one)
        self._due.show_text(words, "warn" if choices.overdue else "text")

    def show_course(self, shown: CourseShown) -> None:
        """The sessions and their figures."""
        self.board.show_course(shown)

    def show_working(self, words: str) -> None:
        """How far the measuring is, "" when it is done."""
        self._working.setText(words)
        self._working.setVisible(bool(words))

    def due(self) -> str:
        """What it says is due."""
        return self._due.whole

    def reading(self) -> str:
        """The line under the board."""
        return self._read.whole

    def _settle(self) -> None:
        self.compare_button.setEnabled(len(self.board.chosen()) > 1)

    # What is pressed.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Another region, compare; Esc leaves."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        shift = plain == Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Escape or (key == Qt.Key.Key_H and shift):
            self.closed.emit()
        elif key == Qt.Key.Key_R and (shift or not plain):
            self._step_region(-1 if shift else 1)
        elif key == Qt.Key.Key_C and not plain:
            if self.compare_button.isEnabled():
                self.compare_wanted.emit()
        else:
            event.ignore()

    def take_keys(self) -> None:
        """The board has the keyboard."""
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_region(self, by: int) -> None:
        every = [self.region.itemData(row) for row in range(self.region.count())]
        values = [one for one in every if one is not None]  # a line between two has none
        if values:
            now = self.region.currentData()
            at = values.index(now) if now in values else 0
            self.region_chosen.emit(values[(at + by) % len(values)])


class _Elided(QLabel):
    """One line that ends in dots where the room is small; the tooltip has it whole."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = ""
        self.setFont(sized(BODY))
        self.setProperty("tone", "text")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str, tone: str = "text") -> None:
        """Show as much of `text` as there is room for, in the colour `tone`."""
        self.whole = text
        self.setToolTip(text)
        self.setProperty("tone", tone)
        self.style().polish(self)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width()
        self.setText(self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, wide))


def _choice(name: str) -> Choice:
    choice = Choice()
    choice.setAccessibleName(name)
    choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
    choice.setMaximumWidth(CHOICE_PX)
    return choice


def _fill(choice: Choice, options: Sequence[Option], chosen: object) -> None:
    choice.blockSignals(True)
    choice.clear()
    for option in options:
        if option.apart:
            choice.insertSeparator(choice.count())
        choice.addItem(option.text, option.value)
    choice.setCurrentIndex(choice.row_of(chosen))
    choice.blockSignals(False)
