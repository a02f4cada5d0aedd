"""The right of the treat page: what is next, in letters for 1.5 m, and the buttons."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.panels.treat_buttons import GivenButton, TreatButton
from mesomap.panels.treat_counter import Counter, ProgressBar
from mesomap.panels.treat_dose import Detail, Figures, SiteName, name_lines
from mesomap.panels.treat_sizes import sizes
from mesomap.panels.treat_syringe import SyringeLine
from mesomap.panels.treat_values import NextStep, Progress

PADDING = 28
MARGIN = 10


class TreatPanel(QFrame):
    """Shows a `Progress` and a `NextStep`, as large as the room allows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("treatPanel")
        self.counter = Counter()
        self.bar = ProgressBar()
        self.site = SiteName()
        self.detail = Detail()
        self.figures = Figures()
        self.syringe = SyringeLine()
        self.given = GivenButton()
        self.back = TreatButton(
            self.tr("Back"), "undo", self.tr("Take the last one back (Backspace)")
        )
        self.skip = TreatButton(
            self.tr("Skip"), "skip", self.tr("Not this one; say why if you like (S)")
        )
        self.note = TreatButton(self.tr("Note"), "note", self.tr("A few words at this site (N)"))
        self.pause = TreatButton(
            self.tr("Pause"), "pause", self.tr("Stop the clock; nothing can be given (P)")
        )
        self.more = TreatButton(
            self.tr("More"), "more", self.tr("Other dose, order, many at once (M)")
        )
        self._progress: Progress | None = None
        self._next: NextStep | None = None
        self._paused = False
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (self.back, self.skip, self.note, self.pause, self.more):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, MARGIN, PADDING, MARGIN + 4)
        column.setSpacing(6)
        column.addWidget(self.counter)
        column.addWidget(self.bar)
        column.addStretch(1)
        column.addWidget(self.site)
        column.addWidget(self.detail)
        column.addStretch(1)
        column.addWidget(self.figures)
        column.addStretch(1)
        column.addWidget(self.syringe)
        column.addStretch(1)
        column.addWidget(self.given)
        column.addLayout(buttons)

    def show_step(self, progress: Progress, following: NextStep) -> None:
        """What is next."""
        self._progress, self._next = progress, following
        self._arrange()

    def show_paused(self, paused: bool) -> None:
        """While paused nothing is given."""
        self._paused = paused
        self.pause.say(
            self.tr("Go on") if paused else self.tr("Pause"),
            "chevron-right" if paused else "pause",
        )
        self._say_given()

    def _say_given(self) -> None:
        if self._paused:
            self.given.say(self.tr("Paused"), self.tr("P goes on"), "pause", asking=True)
        elif self._next is not None and self._next.gate:
            self.given.say(self._next.gate, self.tr("press to go on"), "warning", asking=True)
        else:
            self.given.say(self.tr("Given"), self.tr("Space, click or pedal"))

    def _arrange(self) -> None:
        progress, following = self._progress, self._next
        if progress is None or following is None:
            return
        width = self.width() - 2 * PADDING
        lines = name_lines(following.site, width)
        size = sizes(self.height(), site_lines=lines)
        self.counter.show_progress(progress, size.counter)
        self.bar.show_sides(progress.sides)
        self.site.show_name(following.site, size.site, lines)
        self.detail.say(following.detail)
        self.detail.setVisible(size.detail)
        self.figures.show_figures(following.figures, size.figure)
        self.syringe.show_syringe(following.syringe, size.syringe, gauge=size.gauge)
        self.given.setFixedHeight(size.given)
        for button in (self.back, self.skip, self.note, self.pause, self.more):
            button.setFixedHeight(size.buttons)
        self._say_given()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other letters for another room."""
        super().resizeEvent(event)
        self._arrange()
