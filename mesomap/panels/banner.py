"""Who is on the chart: never scrolled away, with the allergies beside the name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from mesomap.paint.theme import current_scale
from mesomap.paint.tokens import BANNER_HEIGHT, BODY, PATIENT, SMALL
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import IconLabel, text_label

NARROW_PX = 1180
ROOMY_PX = 1500
RECORDING_NARROW_PX = 1560
"""While recording the banner says so: the details have room only in a wide window."""


class Banner(QFrame):
    """Patient, allergies; session, its state, and that everything is saved."""

    def __init__(
        self,
        back: QAction,
        edit: QAction,
        treat: QAction,
        sign: QAction,
        addendum: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setFixedHeight(BANNER_HEIGHT)
        self.back_button = Button("", "arrow-left", kind=Kind.BARE).follow(back, hint=False)
        self._name = text_label("", PATIENT)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._details = text_label("", BODY, role="t2")
        self._details.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._allergies = QFrame()
        self._allergies.setObjectName("warnBadge")
        self._allergy_text = text_label("", SMALL, role="warn", weight=500)
        badge = QHBoxLayout(self._allergies)
        badge.setContentsMargins(8, 4, 9, 4)
        badge.setSpacing(6)
        badge.addWidget(IconLabel("warning", "warn", 15))
        badge.addWidget(self._allergy_text)
        self._no_allergies = text_label(self.tr("No allergy noted"), SMALL, role="t2")
        self._no_allergies.setObjectName("quietBadge")
        self.edit_button = Button("", "pen", kind=Kind.BARE).follow(edit, hint=False)
        self._recording = text_label("", SMALL, weight=600)
        self._recording.setObjectName("recordBadge")
        self._recording.hide()
        self.treat_button = Button(self.tr("Treat"), "syringe", kind=Kind.PRIMARY).follow(treat)
        self.sign_button = Button(self.tr("Sign"), "signature").follow(sign)
        self.addendum_button = Button("", "note").follow(addendum, hint=False)
        self.addendum_button.hide()
        self._session = text_label("", BODY, role="t2")
        self._course = text_label("", SMALL, weight=600)
        self._course.setObjectName("quietBadge")
        self._course.hide()
        self._state = text_label("", SMALL, weight=600)
        self._state.setObjectName("badge")
        self._saved_icon = IconLabel("check", "ok", 15)
        self._saved = text_label("", SMALL, role="t2")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.back_button)
        row.addWidget(self._name)
        row.addSpacing(4)
        row.addWidget(self._details)
        row.addSpacing(8)
        for badge_widget in (
            self._allergies,
            self._no_allergies,
            self._course,
            self._state,
            self._recording,
        ):
            badge_widget.setFixedHeight(28)
        row.addWidget(self._allergies)
        row.addWidget(self._no_allergies)
        row.addWidget(self.edit_button)
        row.addSpacing(8)
        row.addWidget(self._recording)
        row.addStretch(1)
        row.addWidget(self._session)
        row.addWidget(self._course)
        row.addWidget(self._state)
        row.addSpacing(8)
        row.addWidget(self._saved_icon)
        row.addWidget(self._saved)
        row.addSpacing(8)
        row.addWidget(self.addendum_button)
        row.addWidget(self.sign_button)
        row.addWidget(self.treat_button)

    def show_patient(self, name: str, details: str, allergies: str) -> None:
        """Who; `details` in ready words."""
        self._name.setText(name)
        self._details.setText(details)
        self._details.setToolTip(details)
        self._allergies.setVisible(bool(allergies))
        self._no_allergies.setVisible(not allergies)
        self._allergy_text.setText(self.tr("Allergies: {list}").format(list=allergies))
        self._allergy_text.setToolTip(self._allergy_text.text())

    def show_session(self, words: str, state: str) -> None:
        """Which visit, and whether it is a draft."""
        self._session.setText(words)
        self._state.setText(state)

    def show_signing(self, *, signed: bool, title: str, addenda: str) -> None:
        """Whether there is something to sign, and what was added.

        Parameters
        ----------
        title
            Who signed and when, for the state's tooltip.
        addenda
            How many there are, in words; "" for none.
        """
        self._state.setToolTip(title)
        self.sign_button.setVisible(not signed)
        self.treat_button.setVisible(not signed)
        self.addendum_button.setText(addenda or self.tr("Addendum"))
        self.addendum_button.setVisible(signed or bool(addenda))
        self.addendum_button.updateGeometry()
        self._fit()

    def state_text(self) -> str:
        """What it says of the session's state."""
        return self._state.text()

    def show_course(self, words: str, title: str) -> None:
        """Which number of its course the session is; "" where it is of none."""
        self._course.setText(words)
        self._course.setToolTip(title)
        self._course.setVisible(bool(words))

    def course_text(self) -> str:
        """What it says of the course."""
        return self._course.text()

    def show_recording(self, words: str) -> None:
        """That what is placed is given, and when; "" while it is planned."""
        self._recording.setText(words)
        self._recording.setToolTip(words)
        self._recording.setVisible(bool(words))
        self._fit()

    def recording_text(self) -> str:
        """What it says about record mode; "" while planning."""
        return "" if self._recording.isHidden() else self._recording.text()

    def show_saved(self, words: str, *, saved: bool = True) -> None:
        """Whether everything shown is on the disk; since when."""
        self._saved.setText(words)
        self._saved_icon.show_icon("check" if saved else "warning", "ok" if saved else "warn")

    def allergies_text(self) -> str:
        """What it says about allergies."""
        shown = self._no_allergies if self._allergies.isHidden() else self._allergy_text
        return shown.text()

    def saved_text(self) -> str:
        """What it says about saving."""
        return self._saved.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the room is small the details go to the name's tooltip."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        recording = not self._recording.isHidden()
        room = self.width() / current_scale()
        narrow = room < (RECORDING_NARROW_PX if recording else NARROW_PX)
        self._details.setVisible(not narrow)
        self.sign_button.set_tight(room < ROOMY_PX)
        self.treat_button.set_tight(room < NARROW_PX)
        self._session.setVisible(not (recording and room < NARROW_PX))
        self._course.setVisible(bool(self._course.text()))
        self._saved.setVisible(True)
        if current_scale() > 1.0:  # the name and the allergies stay whole before all else
            for less in (self._details, self._course, self._saved, self._session):
                if self._row.sizeHint().width() > self.width():
                    less.setVisible(False)
                    self._row.invalidate()
        self._name.setToolTip(self._details.text() if self._details.isHidden() else "")
        self._allergy_text.setMaximumWidth(240 if narrow else 420)
        self._allergy_text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
