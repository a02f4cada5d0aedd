"""Choosing among the people of the clinic: who types here, and who performs and prescribes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import text_label, wrapping

Named = tuple[UUID, str]
"""A person's id and name."""


class PersonChoice(Choice):
    """Nobody, or one of some people."""

    def __init__(self, nobody: str, people: Sequence[Named], chosen: UUID | None) -> None:
        super().__init__()
        self.addItem(nobody, None)
        for id, name in people:
            self.addItem(name, id)
        self.choose(chosen)
        self.setMinimumHeight(34)

    def choose(self, id: UUID | None) -> None:
        """Choose a person; nobody where `id` is not offered."""
        rows = [row for row in range(self.count()) if self.itemData(row) == id]
        self.setCurrentIndex(rows[0] if rows else 0)

    def chosen(self) -> UUID | None:
        """The chosen person."""
        found = self.currentData()
        return found if isinstance(found, UUID) else None


class PeopleChoiceDialog(QDialog):
    """One or more choices of a person; `chosen()` holds them in their order.

    Parameters
    ----------
    heading, words
        What it is for.
    fields
        Of each choice its label and itself.
    offer
        Words of a button that fills the fields in (`offer_taken`); "" for none.
    """

    offer_taken = Signal()
    people_wanted = Signal()
    """The list of people is to be changed."""

    def __init__(
        self,
        heading: str,
        words: str,
        fields: Sequence[tuple[str, PersonChoice]],
        *,
        offer: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(460)
        self.fields = [field for _, field in fields]
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for label, field in fields:
            form.addRow(label, field)
        self.offer_button = Button(offer, "clock", height=34)
        self.offer_button.clicked.connect(self.offer_taken)
        self.offer_button.setVisible(bool(offer))
        self.people_button = Button(self.tr("People…"), "user", height=36)
        self.people_button.setToolTip(self.tr("Add or change the people of the clinic"))
        self.people_button.clicked.connect(self._want_people)
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.accept)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self.people_button)
        ends.addStretch(1)
        ends.addWidget(cancel)
        ends.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(text_label(heading, TITLE))
        column.addWidget(wrapping(text_label(words, role="t2")))
        column.addWidget(self.offer_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(form)
        column.addLayout(ends)
        self.fields[0].setFocus()

    def chosen(self) -> tuple[UUID | None, ...]:
        """Who was chosen in each field."""
        return tuple(field.chosen() for field in self.fields)

    def keyPressEvent(self, event: object) -> None:
        """Enter saves."""
        key = getattr(event, "key", lambda: None)()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def _want_people(self) -> None:
        self.reject()
        self.people_wanted.emit()
