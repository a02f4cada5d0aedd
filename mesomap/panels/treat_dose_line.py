"""Something else than planned: another depth or volume, for this step or for all the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.locale import format_ml, format_mm
from mesomap.paint.tokens import TypeSize
from mesomap.panels.look import text_label
from mesomap.panels.treat_buttons import TreatButton

WORDS = TypeSize(18, 24, 500)
VALUE = TypeSize(32, 40, 600)
DEPTH_STEP_MM, DEEPEST_MM = 0.5, 60.0
VOLUME_STEP_UL, MOST_UL = 10, 10_000
TARGET = 64


class _Stepper(QWidget):
    """A value between a minus and a plus, large enough for a glove."""

    def __init__(self, title: str, less: str, more: str) -> None:
        super().__init__()
        self.less = TreatButton("", "minus", less, height=TARGET, row=True)
        self.more = TreatButton("", "plus", more, height=TARGET, row=True)
        self.value = text_label("", VALUE)
        self.value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.value.setMinimumWidth(136)
        self.title = text_label(title, WORDS, role="t2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        for widget in (self.less, self.value, self.more):
            row.addWidget(widget)
        for button, name in ((self.less, less), (self.more, more)):
            button.setAccessibleName(name)


class DoseLine(QFrame):
    """Steps through depths and volumes; nothing changes until it is said for what."""

    chosen = Signal(object, object, bool)
    """Depth in mm and volume in microlitres, each None where it stays; whether for all the rest."""
    closed = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("treatLine")
        self._depth_mm: float | None = None
        self._volume_ul = 0
        self._before: tuple[float | None, int] = (None, 0)
        self.depth_step = _Stepper(self.tr("Depth"), self.tr("Less deep"), self.tr("Deeper"))
        self.volume_step = _Stepper(
            self.tr("Volume"), self.tr("Less volume"), self.tr("More volume")
        )
        self.depth_step.less.clicked.connect(lambda: self._deeper(-DEPTH_STEP_MM))
        self.depth_step.more.clicked.connect(lambda: self._deeper(DEPTH_STEP_MM))
        self.volume_step.less.clicked.connect(lambda: self._fuller(-VOLUME_STEP_UL))
        self.volume_step.more.clicked.connect(lambda: self._fuller(VOLUME_STEP_UL))
        self.this_button = TreatButton(
            self.tr("This one"), "check", self.tr("Give this one so"), height=TARGET, row=True
        )
        self.rest_button = TreatButton(
            self.tr("All the rest"),
            "check",
            self.tr("Give this and all that follow so"),
            height=TARGET,
            row=True,
        )
        self.close_button = TreatButton(
            "", "close", self.tr("As planned: close this line"), height=TARGET, row=True
        )
        self.close_button.setAccessibleName(self.tr("As planned: close this line"))
        self.this_button.clicked.connect(lambda: self._choose(False))
        self.rest_button.clicked.connect(lambda: self._choose(True))
        self.close_button.clicked.connect(self.close_line)
        values = QHBoxLayout()
        values.setSpacing(28)
        values.addWidget(self.depth_step)
        values.addWidget(self.volume_step)
        values.addStretch(1)
        values.addWidget(self.close_button)
        ends = QHBoxLayout()
        ends.setSpacing(12)
        self.words = text_label("", WORDS, role="t2")
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(1)
        ends.addWidget(self.words, 1)
        ends.addWidget(self.this_button)
        ends.addWidget(self.rest_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 12, 10)
        whole.setSpacing(8)
        whole.addLayout(values)
        whole.addLayout(ends)
        self.hide()

    def ask(self, depth_mm: float | None, volume_ul: int, rest: int) -> None:
        """Begin with these; `rest` steps are left, this one among them."""
        self._depth_mm, self._volume_ul = depth_mm, volume_ul
        self._before = (depth_mm, volume_ul)
        self.depth_step.setVisible(depth_mm is not None)
        self.rest_button.say(self.tr("All the rest ({count})").format(count=rest), "check")
        self.words.setText(self.tr("What was planned is kept beside what is given."))
        self._show_values()
        self.show()
        self.raise_()
        self.adjustSize()
        self.resized.emit()

    def close_line(self) -> None:
        """Leave it as planned."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()
            self.resized.emit()

    def _deeper(self, by_mm: float) -> None:
        if self._depth_mm is not None:
            self._depth_mm = min(max(round(self._depth_mm + by_mm, 2), 0.0), DEEPEST_MM)
        self._show_values()

    def _fuller(self, by_ul: int) -> None:
        self._volume_ul = min(max(self._volume_ul + by_ul, 0), MOST_UL)
        self._show_values()

    def _show_values(self) -> None:
        if self._depth_mm is not None:
            self.depth_step.value.setText(format_mm(self._depth_mm))
        self.volume_step.value.setText(format_ml(self._volume_ul))

    def _choose(self, rest: bool) -> None:
        depth = self._depth_mm if self._depth_mm != self._before[0] else None
        volume = self._volume_ul if self._volume_ul != self._before[1] else None
        if rest:  # what all the rest shall get is what is shown, whatever they had
            depth, volume = self._depth_mm, self._volume_ul
        self.close_line()
        self.chosen.emit(depth, volume, rest)
