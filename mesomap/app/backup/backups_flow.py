"""The dialog of the backups: places, what was found, back up now, restore."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mesomap.app import settings
from mesomap.app.backup import places
from mesomap.app.backup.finding import Finder, FoundThere
from mesomap.app.backup.keeper import BackupKeeper
from mesomap.app.desk import Desk
from mesomap.model import KnownError, Message
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_percent
from mesomap.paint.sentences import say

if TYPE_CHECKING:
    from mesomap.app.backup.restore_flow import RestoreFlow
    from mesomap.panels.backup.backups_dialog import BackupsDialog

SAMPLE = QT_TRANSLATE_NOOP(
    "messages", "Nothing of the sample clinic is kept, so it has no backups: open a clinic file."
)
NO_CLINIC = QT_TRANSLATE_NOOP(
    "messages", "No clinic file was ever open here: restore a backup with mesomap restore."
)


class BackupsFlow(QObject):
    """Shows the backups of the open clinic file; without one those of the last that was open."""

    leaving = Signal()
    """The clinic file is about to be closed: let go of the open session."""

    def __init__(self, desk: Desk, keeper: BackupKeeper) -> None:
        super().__init__(desk)
        self._desk = desk
        self._keeper = keeper
        self._dialog: BackupsDialog | None = None
        self._restoring: RestoreFlow | None = None
        self._clinic = Path()
        keeper.changed.connect(self._refresh)
        keeper.started.connect(self._follow)
        keeper.progressed.connect(self._show_done)

    def ask(self) -> None:
        """Show them."""
        from mesomap.panels.backup.backups_dialog import BackupsDialog

        store, last = self._desk.clinic.store, settings.last_clinic()
        if self._desk.clinic.is_sample:
            self._desk.warn(Message(SAMPLE))
            return
        if store is None and last is None:
            self._desk.warn(Message(NO_CLINIC))
            return
        self._clinic = store.path if store is not None else last or Path()
        days = places.nag_days(self._clinic)
        dialog = self._dialog = BackupsDialog(days, places.MOST_NAG_DAYS, self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.back_up_wanted.connect(self._keeper.back_up)
        dialog.cancel_wanted.connect(self._keeper.cancel)
        dialog.place_wanted.connect(self._ask_place)
        dialog.place_dropped.connect(self._drop_place)
        dialog.nag_chosen.connect(self._choose_nag)
        dialog.restore_wanted.connect(self.restore)
        dialog.file_wanted.connect(self._ask_file)
        dialog.finished.connect(self._closed)
        self._refresh()
        dialog.open()

    def choose_place(self, place: Path | None) -> None:
        """Back up to `place` too, or no longer."""
        if place is not None and place.absolute() == self._clinic.parent.absolute():
            if self._dialog is not None:
                self._dialog.show_refused(
                    self.tr("The clinic file lies there: choose a folder on another disk or drive.")
                )
            return
        places.choose_second_place(self._clinic, place)
        self._refresh()
        self._keeper.changed.emit()

    def restore(self, backup: Path) -> None:
        """Look into `backup`, and restore it when that is wanted."""
        from mesomap.app.backup.restore_flow import RestoreFlow

        if self._dialog is None or not self._may():
            return
        if self._restoring is not None:
            self._restoring.deleteLater()
        self._restoring = RestoreFlow(self._desk, self._keeper, self._clinic)
        self._restoring.leaving.connect(self.leaving)
        self._restoring.ask(backup, self._dialog)

    # Inside.

    def _may(self) -> bool:
        """Whether who types here may; the dialog says who may."""
        from mesomap.document.record.rights import need_manager

        store = self._desk.clinic.store
        if store is None or self._dialog is None:
            return True  # the file does not open: nobody can be told apart
        try:
            need_manager(store, self._desk.clinic.who())
        except KnownError as error:
            self._dialog.show_refused(say(error.message))
            return False
        return True

    def _refresh(self) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        from mesomap.app.backup.backup_words import last_words
        from mesomap.panels.backup.backups_dialog import PlaceLine

        def line(place: Path) -> PlaceLine:
            return PlaceLine(str(place), last_words(places.last_good(self._clinic, place)))

        second = places.second_place(self._clinic)
        dialog.show_places(
            line(self._clinic.parent),
            line(second) if second is not None else None,
            is_open=self._keeper.can_back_up,
        )
        self._follow()
        dialog.show_looking()
        store = self._desk.clinic.store
        key = store.key if store is not None else None
        finder = Finder(self._clinic, key, places.places_of(self._clinic), dialog)
        encrypted = key is not None
        finder.found.connect(lambda found: self._show(found, encrypted_now=encrypted))
        finder.start()

    def _show(self, found: Sequence[FoundThere], *, encrypted_now: bool) -> None:
        from mesomap.app.backup.backup_words import line_of

        if self._dialog is not None:
            lines = [line_of(one, self._clinic, encrypted_now=encrypted_now) for one in found]
            in_clear = sum(not one.encrypted for one in found) if encrypted_now else 0
            self._dialog.show_found(lines, in_clear)

    def _follow(self) -> None:
        if self._dialog is not None:
            self._dialog.show_running(self._keeper.is_running)

    def _show_done(self, done: float) -> None:
        if self._dialog is not None:
            self._dialog.show_done(format_percent(done))

    def _closed(self) -> None:
        self._dialog = None

    def _drop_place(self) -> None:
        if self._may():
            self.choose_place(None)

    def _choose_nag(self, days: int) -> None:
        places.remember_nag_days(self._clinic, days)
        self._keeper.changed.emit()

    def _ask_place(self) -> None:
        if not self._may():
            return
        dialog = self._chooser(self.tr("Second place for backups"), self._dialog)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.choose_place(Path(name)))
        dialog.open()

    def _ask_file(self) -> None:
        dialog = self._chooser(self.tr("Backup to restore"), self._dialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Clinic files (*.mesomap)"))
        dialog.fileSelected.connect(lambda name: self.restore(Path(name)))
        dialog.open()

    def _chooser(self, title: str, over: QWidget | None) -> QFileDialog:
        dialog = QFileDialog(over, title, str(self._clinic.parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
