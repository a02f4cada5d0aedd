"""Stopping before all is given: why, in a word or two, then out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import TypeSize
from mesomap.panels.look import text_label
from mesomap.panels.treat_buttons import TreatButton

TITLE = TypeSize(30, 38, 600)
WORDS = TypeSize(20, 26)
WIDTH = 760


class TreatLeave(QFrame):
    """A card over the page. Nothing is lost either way: what is left stays planned."""

    stopped = Signal(str)
    """The reason; "" where none was given."""
    stayed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("treatCard")
        self.title = text_label("", TITLE)
        self.title.setWordWrap(True)
        self.words = text_label(
            self.tr("What is left stays planned: another day goes on from here. Why stop?"),
            WORDS,
            role="t2",
        )
        self.words.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        self.chips: list[TreatButton] = []
        self.field = QLineEdit()
        self.field.setObjectName("treatField")
        self.field.setFont(text_label("", WORDS).font())
        self.field.setPlaceholderText(self.tr("In other words"))
        self.field.setAccessibleName(self.tr("In other words"))
        self.field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(lambda _text: self._check(None))
        self.stay_button = TreatButton(
            self.tr("Go on treating"),
            "arrow-left",
            self.tr("Back to the next site (Esc)"),
            height=64,
            px=20,
            row=True,
            hint=self.tr("Esc"),
        )
        self.stop_button = TreatButton(
            self.tr("Stop here"),
            "close",
            self.tr("End treating with this reason (Enter)"),
            height=64,
            px=20,
            row=True,
            hint=self.tr("Enter"),
        )
        self.stay_button.clicked.connect(self.stayed)
        self.stop_button.clicked.connect(self._stop)
        ends = QHBoxLayout()
        ends.addWidget(self.stay_button)
        ends.addStretch(1)
        ends.addWidget(self.stop_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 28, 32, 28)
        whole.setSpacing(16)
        whole.addWidget(self.title)
        whole.addWidget(self.words)
        whole.addLayout(self._grid)
        whole.addWidget(self.field)
        whole.addSpacing(6)
        whole.addLayout(ends)
        self.hide()

    def ask(self, title: str, reasons: Sequence[str]) -> None:
        """Offer `reasons`."""
        self.title.setText(title)
        self.field.clear()
        for chip in self.chips:
            self._grid.removeWidget(chip)
            chip.deleteLater()
        self.chips = []
        for number, reason in enumerate(reasons):
            chip = TreatButton(reason, "", reason, height=56, px=20, row=True)
            chip.setCheckable(True)
            chip.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            chip.clicked.connect(lambda _on=False, one=chip: self._check(one))
            self._grid.addWidget(chip, number // 3, number % 3)
            self.chips.append(chip)
        page = self.parentWidget()
        self.setFixedWidth(WIDTH if page is None else min(WIDTH, page.width() - 40))
        self.show()
        self.raise_()
        self.take_height()

    def take_height(self) -> None:
        """As high as its words need at its width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def reason(self) -> str:
        """What was chosen, and what was typed."""
        chosen = [chip.text() for chip in self.chips if chip.isChecked()]
        return ": ".join(filter(None, [*chosen, self.field.text().strip()]))

    def _check(self, one: TreatButton | None) -> None:
        for chip in self.chips:
            if one is not None and chip is not one:
                chip.setChecked(False)
            chip.update()

    def _stop(self) -> None:
        reason = self.reason()
        self.hide()
        self.stopped.emit(reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the field stops, Esc goes on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._stop()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.stayed.emit()
                return True
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        return super().eventFilter(watched, event)
