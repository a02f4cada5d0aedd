"""One reaction: what, where, how large, how bad, when, who told, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from mesomap.clinical.reactions import CTCAE, GRADES, VAS_MOST
from mesomap.model import FollowUpPoint, Known, Outcome, Reaction, ReactionKind
from mesomap.paint.reaction import (
    grade_words,
    kind_name,
    known_name,
    outcome_name,
    point_name,
    source_words,
    vas_words,
)
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.date_field import DateField
from mesomap.panels.look import caption, text_label
from mesomap.panels.number_field import NumberField
from mesomap.panels.reason import Reason
from mesomap.panels.record.reaction_onset import OnsetField
from mesomap.panels.record.reaction_place import ReactionPlaceFields
from mesomap.panels.record.reaction_view import RegionChoice, SessionChoice

_KINDS, _OUTCOMES, _POINTS = tuple(ReactionKind), tuple(Outcome), tuple(FollowUpPoint)
_KNOWN = tuple(Known)
_WIDE_PX, _LABEL_PX, _PHOTOS_PX, _TEXT_PX = 960, 100, 64, 56


class ReactionDialog(QDialog):
    """Asks everything of one reaction; `reaction` holds the answers once it was accepted.

    Parameters
    ----------
    reaction
        What the fields begin with.
    sessions
        To which it may be.
    session_known
        Whether `reaction.session` is the answer already; else it is asked.
    stored
        Whether it is in the file already: then its session stays.
    can_mark
        Whether there is a chart to mark it on.
    """

    mark_wanted = Signal()
    report_wanted = Signal()
    mistaken_wanted = Signal(bool)

    def __init__(
        self,
        reaction: Reaction,
        *,
        sessions: Sequence[SessionChoice],
        session_known: bool,
        stored: bool,
        regions: Sequence[RegionChoice],
        can_mark: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.reaction = reaction
        self._sessions = list(sessions)
        heading = self.tr("Reaction") if stored else self.tr("New reaction")
        self.setWindowTitle(heading)
        self.setMinimumWidth(_WIDE_PX)
        self.band, self.text = caption(""), QPlainTextEdit()
        self._make_fields(regions, can_mark=can_mark)
        self.session.setEnabled(not stored)
        ends = self._ends(stored=stored)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        columns.addLayout(self._left(), 1)
        columns.addLayout(self._right(), 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 18, 24, 18)
        page.setSpacing(12)
        page.addWidget(text_label(heading, TITLE))
        page.addLayout(columns)
        page.addWidget(self.text)
        page.addLayout(ends)
        self._show(reaction, session_known=session_known)
        self.kind.setFocus()

    def _make_fields(self, regions: Sequence[RegionChoice], *, can_mark: bool) -> None:
        self.session = _choice(self.tr("Session"), [one.words for one in self._sessions])
        self.session.setPlaceholderText(self.tr("Choose which session it followed"))
        self.session.activated.connect(self._chose_session)
        self._session_reason = Reason(self.session)
        self.kind = _choice(self.tr("Kind"), [kind_name(one) for one in _KINDS])
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.place = ReactionPlaceFields(regions, can_mark=can_mark)
        self.place.mark_wanted.connect(self.mark_wanted)
        self.grade = _choice(
            self.tr("Grade"), [self.tr("Not graded"), *(grade_words(one) for one in GRADES)]
        )
        self.grade.setSizeAdjustPolicy(
            Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.vas = NumberField(name=self.tr("Pain, VAS"), maximum=VAS_MOST, step=0.5, optional=True)
        self.vas.value_changed.connect(lambda value: self.band.setText(vas_words(value)))
        self.point = _choice(self.tr("Noted at"), [point_name(one) for one in _POINTS])
        self.onset = OnsetField()
        self.known = _choice(self.tr("Known"), [known_name(one) for one in _KNOWN])
        self.reporter = QLineEdit()
        self.reporter.setAccessibleName(self.tr("Reported by"))
        self.reporter.setPlaceholderText(self.tr("e.g. the patient, by phone"))
        self.serious = QCheckBox(self.tr("Serious"))
        self.action = QLineEdit()
        self.action.setAccessibleName(self.tr("Action taken"))
        self.outcome = _choice(self.tr("Outcome"), [outcome_name(one) for one in _OUTCOMES])
        self.ended = DateField(
            name=self.tr("Ended"), refusal=self.tr("That is still to come: type when it ended.")
        )
        self.photographs = QListWidget()
        self.photographs.setAccessibleName(self.tr("Photographs"))
        self.photographs.setFixedHeight(_PHOTOS_PX)
        self.text.setAccessibleName(self.tr("Course, in words"))
        self.text.setPlaceholderText(self.tr("Course, in words"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_TEXT_PX)

    def _left(self) -> QFormLayout:
        form = _form()
        form.addRow(_label(self.tr("Session")), self.session)
        form.addRow(_label(self.tr("Kind")), self.kind)
        form.addRow(_label(self.tr("Place, size")), self.place)
        form.addRow(_label(self.tr("Grade")), self.grade)
        source = source_words(CTCAE.source, CTCAE.confidence)
        words = self.tr("The clinician's own, by {source}.").format(source=source)
        form.addRow(_label(""), caption(words))
        form.addRow(_label(self.tr("Pain, VAS 0–10")), self.vas)
        form.addRow(_label(""), self.band)
        return form

    def _right(self) -> QFormLayout:
        form = _form()
        known = QHBoxLayout()
        known.setSpacing(8)
        known.addWidget(self.known)
        known.addWidget(self.reporter, 1)
        outcome = QHBoxLayout()
        outcome.setSpacing(12)
        outcome.addWidget(self.outcome, 1)
        outcome.addWidget(self.serious)
        form.addRow(_label(self.tr("Noted at")), self.point)
        form.addRow(_label(self.tr("Onset")), self.onset)
        form.addRow(_label(self.tr("Known")), known)
        form.addRow(_label(self.tr("Action taken")), self.action)
        form.addRow(_label(self.tr("Outcome")), outcome)
        form.addRow(_label(self.tr("Ended")), self.ended)
        self._photographs_label = _label(self.tr("Photographs"))
        form.addRow(self._photographs_label, self.photographs)
        return form

    def _ends(self, *, stored: bool) -> QHBoxLayout:
        self.report_button = Button(self.tr("Report…"), "printer", height=36)
        self.report_button.setToolTip(self.tr("One page for an authority or a maker, as a PDF"))
        self.report_button.clicked.connect(self.report_wanted)
        self.report_button.setVisible(stored)
        mistaken = self.reaction.mistaken
        self.mistaken_button = Button(
            self.tr("Not a mistake") if mistaken else self.tr("Entered by mistake"), height=36
        )
        self.mistaken_button.setToolTip(
            self.tr("It is kept, marked as a mistake, and counts for nothing")
        )
        self.mistaken_button.clicked.connect(lambda: self.mistaken_wanted.emit(not mistaken))
        self.mistaken_button.setVisible(stored)
        self.cancel_button = Button(self.tr("Cancel"), height=36)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.save)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self.mistaken_button)
        ends.addWidget(self.report_button)
        ends.addStretch(1)
        ends.addWidget(self.cancel_button)
        ends.addWidget(self.save_button)
        return ends

    # Shown.

    def _show(self, reaction: Reaction, *, session_known: bool) -> None:
        ids = [one.id for one in self._sessions]
        found = session_known and reaction.session in ids
        self.session.setCurrentIndex(ids.index(reaction.session) if found else -1)
        self.kind.setCurrentIndex(_KINDS.index(reaction.kind))
        self.place.show_reaction(reaction)
        self.grade.setCurrentIndex(reaction.grade or 0)
        self.vas.set_value(reaction.vas)
        self.band.setText(vas_words(reaction.vas))
        self.point.setCurrentIndex(_POINTS.index(reaction.point))
        self.onset.set_value(reaction.onset)
        self.known.setCurrentIndex(_KNOWN.index(reaction.known))
        self.reporter.setText(reaction.reporter)
        self.serious.setChecked(reaction.serious)
        self.action.setText(reaction.action)
        self.outcome.setCurrentIndex(_OUTCOMES.index(reaction.outcome))
        self.ended.set_value(reaction.ended)
        self.text.setPlainText(reaction.text)
        self._show_photographs(reaction.photographs)

    def _chose_session(self, at: int) -> None:
        self.point.setCurrentIndex(_POINTS.index(self._sessions[at].point))
        self._show_photographs(())

    def _show_kind(self, at: int) -> None:
        self.place.show_kind(_KINDS[at])

    def _show_photographs(self, chosen: Sequence[UUID]) -> None:
        at = self.session.currentIndex()
        offered = self._sessions[at].photographs if at >= 0 else ()
        self.photographs.clear()
        for one in offered:
            item = QListWidgetItem(one.words)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            state = Qt.CheckState.Checked if one.id in chosen else Qt.CheckState.Unchecked
            item.setCheckState(state)
            self.photographs.addItem(item)
        self.photographs.setVisible(bool(offered))
        self._photographs_label.setVisible(bool(offered))

    # Taken.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, but in the text."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.text.hasFocus():
            self.save()
            return
        super().keyPressEvent(event)

    def save(self) -> None:
        """Take the answers, or say what is missing."""
        taken = self.answers()
        if taken is not None:
            self.reaction = taken
            self.accept()

    def answers(self) -> Reaction | None:
        """What the fields say; None where one of them cannot be taken, which it says."""
        if self.session.currentIndex() < 0:
            self._session_reason.say(self.tr("Choose which session it followed."))
            self.session.setFocus()
            return None
        numbers = self.place.checked() and self.vas.commit()
        if not (numbers and self.onset.checked() and self.ended.checked()):
            return None
        key = self.place.key()
        return replace(
            self.reaction,
            session=self._sessions[self.session.currentIndex()].id,
            kind=_KINDS[self.kind.currentIndex()],
            point=_POINTS[self.point.currentIndex()],
            site=self.place.site,
            outline=self.place.outline,
            region=key.id if key is not None else None,
            side=key.side if key is not None else None,
            long_mm=self.place.long.value(),
            wide_mm=self.place.wide.value(),
            grade=self.grade.currentIndex() or None,
            vas=self.vas.value(),
            onset=self.onset.value(),
            known=_KNOWN[self.known.currentIndex()],
            reporter=self.reporter.text().strip(),
            serious=self.serious.isChecked(),
            action=self.action.text().strip(),
            outcome=_OUTCOMES[self.outcome.currentIndex()],
            ended=self.ended.value(),
            text=self.text.toPlainText().strip(),
            photographs=self._chosen_photographs(),
        )

    def _chosen_photographs(self) -> tuple[UUID, ...]:
        items = (self.photographs.item(at) for at in range(self.photographs.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )


def _choice(name: str, words: Sequence[str]) -> Choice:
    choice = Choice()
    choice.setAccessibleName(name)
    choice.addItems(list(words))
    return choice


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(12)
    form.setVerticalSpacing(8)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def _label(words: str) -> QWidget:
    label = text_label(words, role="t2")
    label.setFixedWidth(_LABEL_PX)
    label.setMinimumHeight(32 if words else 0)
    return label
