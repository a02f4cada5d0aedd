"""What is to be said of a photograph before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import Moment
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.date_field import DateField
from mesomap.panels.look import caption, text_label, wrapping

PICTURE_PX = 320


@dataclass(frozen=True, slots=True)
class PhotoEntry:
    """What was said; `view` is a chart's id, "" for another view."""

    moment: Moment
    view: str
    taken: date
    text: str


class PhotoAddDialog(QDialog):
    """Moment, view, day, words; without a consent it asks once more."""

    def __init__(
        self,
        image: QImage,
        *,
        moment: Moment,
        moments: Sequence[tuple[Moment, str]],
        views: Sequence[tuple[str, str]],
        view: str,
        today: date,
        consent: str,
        consented: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        said = self.tr("Add photograph")
        self.setWindowTitle(said)
        self._today = today
        picture = QLabel()
        picture.setPixmap(
            QPixmap.fromImage(image).scaled(
                PICTURE_PX,
                PICTURE_PX,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        picture.setAccessibleName(self.tr("The photograph as it will be kept"))
        self.moment = Choice()
        for value, words in moments:
            self.moment.addItem(words, value.value)
        self.moment.setCurrentIndex(self.moment.findData(moment.value))
        self.view = Choice()
        for id, words in views:
            self.view.addItem(words, id)
        self.view.setCurrentIndex(max(self.view.findData(view), 0))
        self.day = DateField(
            name=self.tr("Taken"), refusal=self.tr("A photograph is not taken on this day.")
        )
        self.day.set_value(today)
        self.text = QLineEdit()
        self.text.setMaxLength(300)
        self.all_the_same = QCheckBox(self.tr("Add it without a noted consent all the same"))
        self.all_the_same.setVisible(not consented)
        self.all_the_same.toggled.connect(lambda _on: self._follow())
        self._consented = consented
        form = QFormLayout()
        form.setSpacing(10)
        for words, field in (
            (self.tr("When"), self.moment),
            (self.tr("View"), self.view),
            (self.tr("Taken"), self.day),
            (self.tr("Note"), self.text),
        ):
            field.setAccessibleName(words)
            form.addRow(text_label(words, role="t2"), field)
        self.add_button = Button(self.tr("Add"), kind=Kind.PRIMARY, height=36)
        self.add_button.clicked.connect(self._add)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(cancel)
        ends.addWidget(self.add_button)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addLayout(form)
        tone = "t2" if consented else "warn"
        right.addWidget(wrapping(text_label(consent, role=tone)))
        right.addWidget(self.all_the_same)
        right.addWidget(
            caption(
                self.tr(
                    "Kept upright, at most 2,000 px a side, as JPEG of quality 90; what the"
                    " camera wrote beside the picture is left out."
                )
            )
        )
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(14)
        page.addWidget(text_label(said, TITLE))
        page.addLayout(row)
        page.addLayout(ends)
        self.setMinimumWidth(720)
        self._follow()
        self.moment.setFocus()

    def entry(self) -> PhotoEntry:
        """What was said."""
        return PhotoEntry(
            Moment(self.moment.currentData()),
            str(self.view.currentData() or ""),
            self.day.value() or self._today,
            self.text.text().strip(),
        )

    def _follow(self) -> None:
        self.add_button.setEnabled(self._consented or self.all_the_same.isChecked())

    def _add(self) -> None:
        if self.day.checked():
            self.accept()
