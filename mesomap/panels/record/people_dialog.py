"""The people of the clinic: a list, and what is written of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import Person, Role
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import caption, text_label
from mesomap.panels.reason import Reason

LINE_PX = 46


class PeopleDialog(QDialog):
    """Practitioners and assistants; double-click or Enter changes the chosen one."""

    add_wanted = Signal()
    change_wanted = Signal(object)
    """The id of a person."""
    pin_wanted = Signal(object)
    """The id of a person."""
    retire_wanted = Signal(object, bool)
    """The id, and whether the person is to be retired."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = self.tr("People")
        self.setWindowTitle(said)
        self.setMinimumSize(560, 420)
        self._people: tuple[Person, ...] = ()
        self._with_pin: Collection[UUID] = frozenset()
        self.list = QListWidget()
        self.list.setAccessibleName(said)
        self.list.setSpacing(2)
        self.list.currentItemChanged.connect(lambda _now, _before: self._follow())
        self.list.itemActivated.connect(lambda _item: self._change())
        self._empty = caption(
            self.tr(
                "Nobody yet. Practitioners and assistants are named as who performs, prescribes"
                " and signs, apart from who types."
            )
        )
        self.add_button = Button(self.tr("Add…"), "user-plus", height=34)
        self.add_button.clicked.connect(self.add_wanted)
        self.change_button = Button(self.tr("Change…"), "pen", height=34)
        self.change_button.clicked.connect(self._change)
        self.pin_button = Button(self.tr("PIN…"), "key", height=34)
        self.pin_button.setToolTip(self.tr("What the person signs in with at this window"))
        self.pin_button.clicked.connect(self._pin)
        self.retire_button = Button(self.tr("Retire"), height=34)
        self.retire_button.clicked.connect(self._retire)
        self.close_button = Button(self.tr("Close"), kind=Kind.PRIMARY, height=36)
        self.close_button.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.add_button, self.change_button, self.pin_button, self.retire_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text_label(said, TITLE))
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self._follow()

    def show_people(
        self, people: Sequence[Person], with_pin: Collection[UUID] = frozenset()
    ) -> None:
        """Show these, the chosen one still chosen; `with_pin` are who have one."""
        self._with_pin = with_pin
        chosen = self.chosen()
        self._people = tuple(people)
        self.list.clear()
        for one in people:
            item = QListWidgetItem(f"{one.title} {one.name}".strip() + "\n" + self._details(one))
            item.setSizeHint(QSize(0, LINE_PX))
            self.list.addItem(item)
            if one.id == chosen:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None and people:
            self.list.setCurrentRow(0)
        self._empty.setVisible(not people)
        self._follow()

    def chosen(self) -> UUID | None:
        """The chosen person."""
        one = self._person()
        return None if one is None else one.id

    def _person(self) -> Person | None:
        row = self.list.currentRow()
        return self._people[row] if 0 <= row < len(self._people) else None

    def _details(self, one: Person) -> str:
        role = self.tr("assistant") if one.role is Role.ASSISTANT else self.tr("practitioner")
        parts = [self.tr("retired")] if one.retired else []
        parts.append(role)
        if one.license:
            parts.append(one.license)
        may = [
            words
            for words, allowed in (
                (self.tr("performs"), one.may_perform),
                (self.tr("prescribes"), one.may_prescribe),
                (self.tr("signs"), one.may_sign),
                (self.tr("manages"), one.may_manage),
            )
            if allowed
        ]
        if one.id in self._with_pin:
            parts.append(self.tr("PIN"))
        return " · ".join([*parts, ", ".join(may)] if may else parts)

    def _follow(self) -> None:
        one = self._person()
        self.change_button.setEnabled(one is not None)
        self.pin_button.setEnabled(one is not None and not one.retired)
        self.retire_button.setEnabled(one is not None)
        retired = one is not None and one.retired
        self.retire_button.setText(self.tr("Take back") if retired else self.tr("Retire"))
        self.retire_button.setToolTip(
            self.tr("Stays named in the sessions of before; is not offered for new ones")
        )
        self.retire_button.updateGeometry()

    def _change(self) -> None:
        id = self.chosen()
        if id is not None:
            self.change_wanted.emit(id)

    def _pin(self) -> None:
        id = self.chosen()
        if id is not None:
            self.pin_wanted.emit(id)

    def _retire(self) -> None:
        one = self._person()
        if one is not None:
            self.retire_wanted.emit(one.id, not one.retired)


class PersonDialog(QDialog):
    """One person; Enter saves. `start` is what the fields begin with."""

    def __init__(self, start: Person, parent: QWidget | None = None, *, fresh: bool) -> None:
        super().__init__(parent)
        self._start = start
        said = self.tr("New person") if fresh else self.tr("Person")
        self.setWindowTitle(said)
        self.setMinimumWidth(440)
        self.name = QLineEdit(start.name)
        self.name.setPlaceholderText(self.tr("First name, surname"))
        self.title = QLineEdit(start.title)
        self.title.setPlaceholderText(self.tr("e.g. Dr."))
        self.license = QLineEdit(start.license)
        self.license.setPlaceholderText(self.tr("as it is written"))
        self.role = Choice()
        self.role.addItem(self.tr("practitioner"), Role.PRACTITIONER)
        self.role.addItem(self.tr("assistant"), Role.ASSISTANT)
        self.role.setCurrentIndex(self.role.findData(start.role))
        self.performs = QCheckBox(self.tr("may &perform"))
        self.performs.setChecked(start.may_perform)
        self.prescribes = QCheckBox(self.tr("may p&rescribe"))
        self.prescribes.setChecked(start.may_prescribe)
        self.signs = QCheckBox(self.tr("may &sign"))
        self.signs.setChecked(start.may_sign)
        self.manages = QCheckBox(self.tr("may &manage"))
        self.manages.setChecked(start.may_manage)
        self.manages.setToolTip(
            self.tr("People, settings, passphrase, backups, the log, erasing a patient")
        )
        self.role.activated.connect(self._role_chosen)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for words, field in (
            (self.tr("&Name"), self.name),
            (self.tr("&Title"), self.title),
            (self.tr("Registration n&umber"), self.license),
            (self.tr("R&ole"), self.role),
        ):
            field.setMinimumHeight(34)
            form.addRow(words, field)
        may = QHBoxLayout()
        may.setSpacing(16)
        for box in (self.performs, self.prescribes, self.signs, self.manages):
            may.addWidget(box)
        may.addStretch(1)
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.accept)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(text_label(said, TITLE))
        column.addLayout(form)
        column.addLayout(may)
        column.addLayout(buttons)
        self._reason = Reason(self.name)
        self.name.textEdited.connect(lambda _text: self._reason.silence())
        self.name.setFocus()

    def person(self) -> Person:
        """As it was typed."""
        return replace(
            self._start,
            name=" ".join(self.name.text().split()),
            title=" ".join(self.title.text().split()),
            license=" ".join(self.license.text().split()),
            role=Role(self.role.currentData()),
            may_perform=self.performs.isChecked(),
            may_prescribe=self.prescribes.isChecked(),
            may_sign=self.signs.isChecked(),
            may_manage=self.manages.isChecked(),
        )

    def accept(self) -> None:
        """Close only with a name."""
        if not self.name.text().strip():
            self._reason.say(self.tr("A name is needed, nothing else."))
            self.name.setFocus()
            return
        super().accept()

    def keyPressEvent(self, event: object) -> None:
        """Enter in any field saves."""
        key = getattr(event, "key", lambda: None)()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def _role_chosen(self, _row: int) -> None:
        """What an assistant may usually not; each box can be set otherwise."""
        practitioner = Role(self.role.currentData()) is Role.PRACTITIONER
        self.prescribes.setChecked(practitioner)
        self.signs.setChecked(practitioner)
