"""The people of the clinic, who types here, and the clinic's settings: dialogs, then one commit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from mesomap.app import settings
from mesomap.app.desk import Desk
from mesomap.app.record import who
from mesomap.model import (
    Added,
    Attachment,
    Change,
    ClinicSettings,
    Credential,
    KnownError,
    Message,
    Person,
)
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.panels.lock.pin_dialog import PinDialog
    from mesomap.panels.record.clinic_settings_dialog import ClinicSettingsDialog
    from mesomap.panels.record.people_dialog import PeopleDialog
    from mesomap.storage import Store

NO_CLINIC = QT_TRANSLATE_NOOP(
    "messages", "No clinic file is open: open one, or make one with the first patient."
)


class PeopleFlow(QObject):
    """What the menu Clinic asks of people and of the clinic itself; works on every page."""

    changed = Signal()
    """The people, who types, or the clinic's settings are others."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._list: PeopleDialog | None = None
        self.switch: Callable[[], bool] = lambda: False
        """Asks who is there where people have PINs; False where nobody has one."""
        self._logo: Attachment | None = None

    # People.

    def ask_people(self) -> None:
        """Show the people of the clinic."""
        from mesomap.panels.record.people_dialog import PeopleDialog

        if self._store() is None:
            return
        dialog = self._list = PeopleDialog(self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.add_wanted.connect(self._ask_new)
        dialog.change_wanted.connect(self._ask_change)
        dialog.retire_wanted.connect(self._retire)
        dialog.pin_wanted.connect(self._ask_pin)
        dialog.finished.connect(self._list_closed)
        self._fill()
        dialog.open()

    def _ask_new(self) -> None:
        if self._manages():
            self._ask(Person(id=uuid4(), name=""), fresh=True)

    def _ask_change(self, id: UUID) -> None:
        person = self._person(id)
        if person is not None and self._manages():
            self._ask(person, fresh=False)

    def _ask(self, person: Person, *, fresh: bool) -> None:
        from mesomap.panels.record.people_dialog import PersonDialog

        dialog = PersonDialog(person, self._parent(), fresh=fresh)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        label = (
            QT_TRANSLATE_NOOP("labels", "Add person")
            if fresh
            else QT_TRANSLATE_NOOP("labels", "Change person")
        )
        dialog.accepted.connect(lambda: self._keep(label, dialog.person()))
        dialog.open()

    def _retire(self, id: UUID, retired: bool) -> None:
        person = self._person(id)
        if person is not None and self._manages():
            label = QT_TRANSLATE_NOOP("labels", "Change person")
            self._keep(label, replace(person, retired=retired))

    def _keep(self, label: str, person: Person) -> None:
        from mesomap.document.record.people import person_change

        store = self._desk.clinic.store
        if store is not None and self._manages():
            self._commit(label, lambda: person_change(store, person))

    def _fill(self) -> None:
        from mesomap.document.record.people import people

        store = self._desk.clinic.store
        if self._list is not None and store is not None:
            self._list.show_people(people(store), {one.id for one in store.of_clinic(Credential)})

    def _person(self, id: UUID) -> Person | None:
        store = self._desk.clinic.store
        if store is None:
            return None
        return next((one for one in store.of_clinic(Person) if one.id == id), None)

    def _list_closed(self) -> None:
        self._list = None

    # PINs.

    def _ask_pin(self, id: UUID) -> None:
        """One's own, or as a manager anybody's."""
        from mesomap.document.record.credentials import needs_one
        from mesomap.document.record.people import written
        from mesomap.panels.lock.pin_dialog import PinDialog

        store, person = self._desk.clinic.store, self._person(id)
        if store is None or person is None or not self._may_set_pin(id):
            return
        dialog = PinDialog(written(person), has_one=needs_one(store, person), parent=self._parent())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(lambda secret: self._set_pin(dialog, person, secret))
        dialog.removal_wanted.connect(lambda: self._remove_pin(dialog, person))
        dialog.open()

    def _set_pin(self, dialog: PinDialog, person: Person, secret: str) -> None:
        from mesomap.document.record.credentials import set_changes
        from mesomap.paint.sentences import say

        clinic = self._desk.clinic
        if clinic.store is None or not self._may_set_pin(person.id):
            return
        me = clinic.who()
        try:
            changes = set_changes(clinic.store, person.id, secret, self._desk.clock())
        except KnownError as error:
            dialog.say(say(error.message))
            return
        self._commit(QT_TRANSLATE_NOOP("labels", "Set a PIN"), lambda: changes)
        if clinic.who() is None:  # the first PIN: whoever set it is there
            clinic.sign_in(me if me is not None else person)
            self._follow()
        dialog.accept()

    def _remove_pin(self, dialog: PinDialog, person: Person) -> None:
        from mesomap.document.record.credentials import remove_changes

        store = self._desk.clinic.store
        if store is not None and self._may_set_pin(person.id):
            label = QT_TRANSLATE_NOOP("labels", "Remove a PIN")
            self._commit(label, lambda: remove_changes(store, person.id))
        dialog.accept()

    def _may_set_pin(self, id: UUID) -> bool:
        """One's own may be set by oneself."""
        me = self._desk.clinic.who()
        return (me is not None and me.id == id) or self._manages()

    def _manages(self) -> bool:
        """Whether who is there may look after people and settings; else says who may."""
        from mesomap.document.record.rights import need_manager

        clinic = self._desk.clinic
        store = clinic.store
        return store is not None and self._desk.attempt(lambda: need_manager(store, clinic.who()))

    # Who types.

    def ask_who(self) -> None:
        """Ask who works at this computer."""
        from mesomap.document.record.people import people, written
        from mesomap.panels.record.people_choice import PeopleChoiceDialog, PersonChoice

        store = self._store()
        if store is None or self.switch():
            return
        known = [(one.id, written(one)) for one in people(store) if not one.retired]
        user = self.tr("{user}, this computer's user").format(user=who.user_name())
        now = self._desk.clinic.who()
        choice = PersonChoice(user, known, None if now is None else now.id)
        dialog = PeopleChoiceDialog(
            self.tr("I am…"),
            self.tr(
                "Every change is kept with the name of who made it. This computer remembers it."
            ),
            [(self.tr("&I am"), choice)],
            parent=self._desk.window,
        )
        dialog.people_wanted.connect(self.ask_people)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._choose(choice.chosen()))
        dialog.open()

    def _choose(self, person: UUID | None) -> None:
        who.choose(person)
        self._follow()

    # The clinic.

    def ask_clinic(self) -> None:
        """Ask what the clinic says of itself."""
        from mesomap.document.record.clinic import clinic_settings
        from mesomap.panels.record.clinic_settings_dialog import ClinicSettingsDialog

        store = self._store()
        if store is None or not self._manages():
            return
        now = clinic_settings(store)
        self._logo = store.attachment(now.logo) if now.logo is not None else None
        dialog = ClinicSettingsDialog(now, self._desk.window)
        self._show_logo(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.logo_wanted.connect(partial(self._ask_logo, dialog))
        dialog.accepted.connect(lambda: self._keep_clinic(dialog.settings(), dialog.has_logo))
        dialog.open()

    def _ask_logo(self, parent: ClinicSettingsDialog) -> None:
        from mesomap.exchange.picture_files import ENDINGS

        dialog = QFileDialog(parent, self.tr("Logo"), str(settings.documents_folder()))
        endings = " ".join(f"*.{ending}" for ending in ENDINGS if ending != "svg")
        dialog.setNameFilter(self.tr("Pictures ({endings})").format(endings=endings))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.take_logo(parent, Path(name)))
        dialog.open()

    def take_logo(self, dialog: ClinicSettingsDialog, path: Path) -> None:
        """Show the picture in this file as the logo; a bad one is said in one line."""
        self._desk.attempt(partial(self._read_logo, dialog, path))

    def _read_logo(self, dialog: ClinicSettingsDialog, path: Path) -> None:
        from mesomap.app.picture_reading import read_picture
        from mesomap.document.edits_pictures import attachment_of

        read = read_picture(path)
        self._logo = attachment_of(read.content, read.media)
        self._show_logo(dialog)

    def _show_logo(self, dialog: ClinicSettingsDialog) -> None:
        from PySide6.QtGui import QPixmap

        from mesomap.paint.own_picture import decoded

        if self._logo is None:
            dialog.show_logo(None)
            return
        image = decoded(self._logo.content, self._logo.media)
        dialog.show_logo(None if image is None else QPixmap.fromImage(image))

    def _keep_clinic(self, wanted: ClinicSettings, has_logo: bool) -> None:
        from mesomap.document.record.clinic import settings_change

        store, logo = self._desk.clinic.store, self._logo if has_logo else None
        if store is None or not self._manages():
            return
        after = replace(wanted, logo=None if logo is None else logo.id)

        def changes() -> tuple[Change, ...]:
            fresh = logo is not None and store.attachment(logo.id) is None
            added: tuple[Change, ...] = (Added(logo),) if fresh and logo is not None else ()
            return (*added, *settings_change(store, after))

        self._commit(QT_TRANSLATE_NOOP("labels", "Change clinic settings"), changes)

    # Inside.

    def _store(self) -> Store | None:
        """The open clinic file; says so where there is none."""
        store = self._desk.clinic.store
        if store is None:
            self._desk.warn(Message(NO_CLINIC))
        return store

    def _parent(self) -> QWidget | QDialog:
        return self._list if self._list is not None else self._desk.window

    def _commit(self, label: str, make: Callable[[], tuple[Change, ...]]) -> None:
        document = self._desk.clinic.document
        if document is None:
            return

        def work() -> None:
            changes = make()
            if changes:
                document.commit(label, changes, initiator=self)

        self._desk.attempt(work)
        self._fill()
        self._follow()

    def _follow(self) -> None:
        self._desk.clinic.follow_who()
        self.changed.emit()
