"""The clinical record of the open session in a few lines: what is there, and what is not yet.

Each line opens what it speaks of. The section folds to its heading.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.tokens import DOCK_PADDING, SMALL, TARGET
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import IconLabel, text_label
from mesomap.panels.record.section import Section

LINES = {
    "protocol": QT_TRANSLATE_NOOP("RecordPanel", "Protocol"),
    "course": QT_TRANSLATE_NOOP("RecordPanel", "Course"),
    "questionnaire": QT_TRANSLATE_NOOP("RecordPanel", "Questionnaire"),
    "consent": QT_TRANSLATE_NOOP("RecordPanel", "Consent"),
    "preparation": QT_TRANSLATE_NOOP("RecordPanel", "Preparation"),
    "photographs": QT_TRANSLATE_NOOP("RecordPanel", "Photographs"),
    "reactions": QT_TRANSLATE_NOOP("RecordPanel", "Reactions"),
    "people": QT_TRANSLATE_NOOP("RecordPanel", "People"),
}
"""The lines in their order, by name."""
SIGNS = {
    "done": ("check", "ok"),
    "open": ("minus", "t3"),
    "warn": ("warning", "warn"),
    "none": ("minus", "t3"),
}
"""Icon and colour of each state."""


class RecordLine(QWidget):
    """One subject of the record: its sign, its name, and a few words on it."""

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.state = "none"
        self.button: Button | None = None
        self._sign = IconLabel(*SIGNS["none"])
        title = QCoreApplication.translate("RecordPanel", LINES[name])
        self._title = text_label(title, SMALL, role="t2")
        self._words = _Elided()
        self.setFixedHeight(TARGET)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("recordLine")
        self.setAccessibleName(title)
        row = QHBoxLayout(self)
        row.setContentsMargins(DOCK_PADDING, 0, DOCK_PADDING, 0)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._title)
        row.addWidget(self._words, 1)

    def offer(self, action: QAction, icon: str) -> None:
        """A button at its end that does something else than open it."""
        self.button = Button("", icon, kind=Kind.BARE).follow(action, hint=False)
        row = self.layout()
        assert row is not None
        row.setContentsMargins(DOCK_PADDING, 0, DOCK_PADDING - 8, 0)
        row.addWidget(self.button)

    def show_words(self, text: str, state: str) -> None:
        """A few words, and whether there is something to do."""
        self.state = state
        self._sign.show_icon(*SIGNS[state])
        self._words.show_text(text)
        self.setToolTip(text)
        self.setAccessibleDescription(text)

    def text(self) -> str:
        """The words, whole."""
        return self._words.whole

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.chosen.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar open it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


class RecordPanel(Section):
    """RECORD in the right column."""

    line_chosen = Signal(str)
    """The name of a line (see `LINES`)."""

    def __init__(self, *, folded: bool = False, parent: QWidget | None = None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            translate("RecordPanel", "Record"),
            show=translate("RecordPanel", "Show the record's lines"),
            hide=translate("RecordPanel", "Fold the record away"),
            folded=folded,
            parent=parent,
        )
        self.lines = {name: RecordLine(name) for name in LINES}
        for name, line in self.lines.items():
            line.chosen.connect(lambda name=name: self.line_chosen.emit(name))
            line.setVisible(False)
            self.inside.addWidget(line)

    def show_line(self, name: str, text: str, state: str = "none") -> None:
        """What is known of one subject.

        Parameters
        ----------
        name
            One of `LINES`.
        state
            ``done``, ``open`` (not yet), ``warn`` (look at it) or ``none``.
        """
        line = self.lines[name]
        line.show_words(text, state)
        line.setVisible(True)
        waiting = sum(one.state in ("open", "warn") for one in self.lines.values())
        self.counted.emit(waiting)
        self.count.setText(self.tr("{count} open").format(count=waiting) if waiting else "")

    def go(self) -> None:
        """Bring it into sight, with the keys on its first line."""
        self.set_folded(False)
        first = next((line for line in self.lines.values() if not line.isHidden()), None)
        self.bring(first or self.fold)


class _Elided(QLabel):
    """Right-aligned words that end in dots where the room is small."""

    def __init__(self) -> None:
        super().__init__()
        pattern = text_label("", SMALL)
        self.setFont(pattern.font())
        self.setProperty("tone", "text")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.whole = ""

    def show_text(self, text: str) -> None:
        """Show as much of `text` as there is room for."""
        self.whole = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width()
        self.setText(self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, room))
