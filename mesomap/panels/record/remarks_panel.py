"""REMARKS in the right column: what cited checks find in the session, and what was answered.

Nothing here blocks, and nothing says what to do: a line tells a finding, its source tells why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import CAPTION, DOCK_PADDING, SMALL
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import IconLabel, caption, text_label, wrapping
from mesomap.panels.record.section import Section

_OWN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkLine:
    """One remark in ready words.

    Attributes
    ----------
    key
        The remark's.
    kind
        What it is about.
    text
        One short sentence.
    where
        What it concerns.
    source, confidence
        Of the figure that it is held against; `confidence` is "" where the source was read.
    reason, answered
        Why it was gone on all the same, and by whom and when; "" where nobody answered.
    """

    key: str
    kind: str
    text: str
    where: str
    source: str
    confidence: str = ""
    reason: str = ""
    answered: str = ""


class RemarkRow(QWidget):
    """One remark: its sentence, what it concerns, and the way to answer it."""

    chosen = Signal()
    details_wanted = Signal()

    def __init__(self, line: RemarkLine, *, may_answer: bool) -> None:
        super().__init__()
        self.line = line
        self.setObjectName("recordLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(line.text)
        source = ", ".join(filter(None, (line.source, line.confidence)))
        self.setAccessibleDescription(source)
        self.setToolTip("\n".join(filter(None, (line.kind, line.text, source))))
        role = "t3" if line.reason else "text"
        self.sign = IconLabel(*(("check", "t3") if line.reason else ("info", "t2")))
        self.sentence = wrapping(text_label(line.text, SMALL, role=role))
        more = ". ".join(filter(None, (line.where, source)))
        self.more = wrapping(text_label(more, CAPTION, role="t3"))
        self.reason = wrapping(text_label("", CAPTION, role="t2"))
        if line.reason:
            self.reason.setText(self.tr("Answered: {reason}").format(reason=line.reason))
            self.reason.setToolTip(line.answered)
        words = self.tr("Answer…") if may_answer and not line.reason else self.tr("Details…")
        self.details = Button(words, kind=Kind.BARE)
        self.details.setAccessibleName(f"{words} {line.text}")
        self.details.clicked.connect(self.details_wanted)
        self._lay_out()
        # Only now: a label that has no parent yet would be shown as a window of its own.
        self.more.setVisible(bool(more))
        self.reason.setVisible(bool(line.reason))

    def _lay_out(self) -> None:
        text = QVBoxLayout()
        text.setSpacing(1)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.more, 1)
        foot.addStretch(0)
        foot.addWidget(self.details, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        text.addWidget(self.sentence)
        text.addWidget(self.reason)
        text.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(DOCK_PADDING, 6, 4, 5)
        row.setSpacing(8)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show what it concerns."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.chosen.emit()
        super().mouseReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Enter and the space bar from the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _OWN
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar show what it concerns."""
        if event.key() in _OWN:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


class RemarksPanel(Section):
    """The remarks of the open session."""

    chosen = Signal(str)
    """The key of a remark: what it concerns is wanted on the chart."""
    details_wanted = Signal(str)
    """The key of a remark to look at and to answer."""
    switches_wanted = Signal()
    """Which kinds are switched off is to be seen."""

    def __init__(self, *, folded: bool = False, parent: QWidget | None = None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            translate("RemarksPanel", "Remarks"),
            show=translate("RemarksPanel", "Show the remarks"),
            hide=translate("RemarksPanel", "Fold the remarks away"),
            folded=folded,
            parent=parent,
        )
        self.rows: dict[str, RemarkRow] = {}
        self._shown: tuple[object, ...] | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._none = caption(self.tr("Nothing found by the checks that are on."))
        self._none.setContentsMargins(DOCK_PADDING, 0, DOCK_PADDING, 6)
        self.off = Button("", kind=Kind.BARE)
        self.off.clicked.connect(self.switches_wanted)
        self.off.setVisible(False)
        self.inside.addLayout(self._list)
        self.inside.addWidget(self._none)
        self.inside.addWidget(self.off, 0, Qt.AlignmentFlag.AlignLeft)

    def show_remarks(
        self, lines: Sequence[RemarkLine], *, may_answer: bool, kinds_off: int, all_off: bool
    ) -> None:
        """Show these, unanswered ones first; what is shown already stays untouched."""
        ordered = sorted(lines, key=lambda line: bool(line.reason))
        wanted = (tuple(ordered), may_answer, kinds_off, all_off)
        if wanted == self._shown:
            return
        self._shown = wanted
        focused = next((key for key, row in self.rows.items() if row.hasFocus()), None)
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for line in ordered:
            row = RemarkRow(line, may_answer=may_answer)
            row.chosen.connect(lambda key=line.key: self.chosen.emit(key))
            row.details_wanted.connect(lambda key=line.key: self.details_wanted.emit(key))
            self._list.addWidget(row)
            self.rows[line.key] = row
        if focused in self.rows:
            self.rows[focused].setFocus()
        self._none.setVisible(not ordered and not all_off)
        waiting = sum(not line.reason for line in ordered)
        self.counted.emit(waiting)
        self.count.setText(self._count(waiting, len(ordered) - waiting))
        self.off.setText(self._off(kinds_off, all_off))
        self.off.setVisible(all_off or kinds_off > 0)

    def _count(self, waiting: int, answered: int) -> str:
        if not answered:
            return str(waiting) if waiting else ""
        return self.tr("{count}, {answered} answered").format(count=waiting, answered=answered)

    def _off(self, kinds_off: int, all_off: bool) -> str:
        if all_off:
            return self.tr("Remarks are switched off")
        if kinds_off == 1:
            return self.tr("1 kind is switched off")
        return self.tr("{count} kinds are switched off").format(count=kinds_off)

    def go(self, key: str = "") -> None:
        """Bring it into sight, with the keys on the remark `key`, or else on the first."""
        self.set_folded(False)
        first = self.rows.get(key) or next(iter(self.rows.values()), None)
        target: QWidget = first or (self.fold if self.off.isHidden() else self.off)
        self.bring(target)
