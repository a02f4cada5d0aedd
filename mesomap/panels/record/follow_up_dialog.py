"""Reactions and follow-ups of one session: its points, what is due, and what was noted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mesomap.clinical.reactions import WINDOWS
from mesomap.model import Known
from mesomap.paint.reaction import known_name, source_words
from mesomap.paint.tokens import BODY, SMALL, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import caption, heading, text_label, wrapping
from mesomap.panels.record.reaction_view import Named, PointLine, ReactionLine

_KNOWN = tuple(Known)


class FollowUpDialog(QDialog):
    """One line a follow-up point, one line a reaction."""

    session_chosen = Signal(object)
    """The id of another session of the patient."""
    nothing_seen = Signal(object)
    """A `FollowUpPoint` at which nothing was seen."""
    reaction_wanted = Signal(object)
    """A `FollowUpPoint` at which there is a reaction to note."""
    reaction_chosen = Signal(object)
    """The id of a reaction to look at and change."""

    def __init__(self, patient: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Reactions and follow-ups"))
        self.resize(760, 520)
        self._ids: list[object] = []
        self.session = Choice()
        self.session.setAccessibleName(self.tr("Session"))
        self.session.activated.connect(lambda at: self.session_chosen.emit(self._ids[at]))
        self.known = Choice()
        self.known.setAccessibleName(self.tr("Known"))
        self.known.addItems([known_name(one) for one in _KNOWN])
        self.known.setToolTip(self.tr("How you know what you note here"))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.session, 1)
        top.addWidget(self.known)
        self.buttons: dict[object, tuple[Button, Button]] = {}
        """Of each point: nothing seen, and a reaction."""
        self.lines: list[Button] = []
        self._points, self._reactions = QGridLayout(), QVBoxLayout()
        self._points.setHorizontalSpacing(12)
        self._points.setVerticalSpacing(4)
        self._points.setColumnStretch(1, 1)
        self._reactions.setSpacing(2)
        self._none = caption(self.tr("No reaction noted."))
        close = Button(self.tr("Close"), kind=Kind.PRIMARY, height=36)
        close.clicked.connect(self.accept)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(close)
        source = source_words(WINDOWS.source, WINDOWS.confidence)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 18, 24, 18)
        page.setSpacing(10)
        title = self.tr("Reactions and follow-ups of {name}").format(name=patient)
        page.addWidget(text_label(title, TITLE))
        page.addLayout(top)
        page.addLayout(self._points)
        page.addWidget(caption(source, small=True))
        page.addWidget(heading(self.tr("Reactions")))
        page.addWidget(self._none)
        page.addWidget(self._list(), 1)
        page.addLayout(ends)

    def _list(self) -> QScrollArea:
        inside = QWidget()
        inside.setLayout(self._reactions)
        self._reactions.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    # Shown.

    def show_sessions(self, sessions: Sequence[Named], chosen: object) -> None:
        """The patient's sessions, and the one that is shown."""
        self._ids = [one.id for one in sessions]
        self.session.clear()
        self.session.addItems([one.words for one in sessions])
        self.session.setCurrentIndex(self._ids.index(chosen) if chosen in self._ids else -1)

    def show_points(self, lines: Sequence[PointLine]) -> None:
        """How each follow-up point stands."""
        _empty(self._points)
        self.buttons = {}
        for row, line in enumerate(lines):
            name = text_label(line.name, BODY, weight=600 if line.due else None)
            state = wrapping(text_label(line.state, SMALL, role="warn" if line.due else "t2"))
            nothing = Button(self.tr("Nothing seen"), "check")
            nothing.setToolTip(self.tr("Somebody looked or asked, and there was nothing"))
            nothing.setAccessibleName(self.tr("{point}: nothing seen").format(point=line.name))
            reaction = Button(self.tr("Reaction…"), "plus")
            reaction.setAccessibleName(self.tr("{point}: reaction").format(point=line.name))
            nothing.clicked.connect(lambda _on, at=line.point: self.nothing_seen.emit(at))
            reaction.clicked.connect(lambda _on, at=line.point: self.reaction_wanted.emit(at))
            nothing.setVisible(not line.done)
            self.buttons[line.point] = (nothing, reaction)
            for column, widget in enumerate((name, state, nothing, reaction)):
                self._points.addWidget(widget, row, column)

    def show_reactions(self, lines: Sequence[ReactionLine]) -> None:
        """What was noted."""
        _empty(self._reactions)
        self.lines = []
        for line in lines:
            button = Button(line.words, kind=Kind.BARE, hint=line.more)
            button.setToolTip(self.tr("Look at it, change it, report it"))
            font = button.font()
            font.setStrikeOut(line.mistaken)
            button.setFont(font)
            button.clicked.connect(lambda _on, id=line.id: self.reaction_chosen.emit(id))
            self.lines.append(button)
            self._reactions.addWidget(button)
        self._reactions.addStretch(1)
        self._none.setVisible(not lines)

    def how_known(self) -> Known:
        """Seen here, or told."""
        return _KNOWN[self.known.currentIndex()]


def _empty(layout: QGridLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
