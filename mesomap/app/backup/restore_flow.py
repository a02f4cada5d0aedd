"""A backup takes the clinic file's place: looked at first, and what was there is kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from mesomap.app.backup.keeper import BackupKeeper
from mesomap.app.crypt.opening_flow import OpeningFlow
from mesomap.app.desk import Desk
from mesomap.app.exchange.background import Background
from mesomap.model import Message
from mesomap.paint.sentences import say

if TYPE_CHECKING:
    from mesomap.storage import Key
    from mesomap.storage.backup import Restored
    from mesomap.storage.previewing import Preview


class RestoreFlow(QObject):
    """Restores backups to the clinic file at `clinic`, open or not."""

    leaving = Signal()
    """The clinic file is about to be closed: let go of the open session."""

    def __init__(self, desk: Desk, keeper: BackupKeeper, clinic: Path) -> None:
        super().__init__(desk)
        self._desk = desk
        self._keeper = keeper
        self._clinic = clinic
        self._key: Key | None = desk.clinic.store.key if desk.clinic.store is not None else None
        self._over: QWidget = desk.window

    def ask(self, backup: Path, over: QWidget) -> None:
        """Show what `backup` holds, over this dialog; restore it when that is wanted."""
        self._over = over
        self._desk.attempt(lambda: self._unlock(backup))

    def _unlock(self, backup: Path) -> None:
        from mesomap.storage.keys import salt_of

        key = self._key
        if key is not None and salt_of(backup) == key.salt:
            self._look(backup, key)
        else:
            OpeningFlow(self._desk).key_for(backup, partial(self._look, backup))

    def _look(self, backup: Path, key: Key | None) -> None:
        from mesomap.storage.previewing import look

        present, present_key = self._clinic, self._key

        def work() -> object:
            return look(backup, key=key, present=present, present_key=present_key)

        looking = Background(
            work, self.tr("Looking into the backup…"), self._over, title=self.tr("Restore")
        )
        looking.done.connect(lambda preview: self._show(backup, key, preview))
        looking.failed.connect(self._desk.warn)
        looking.start()

    def _show(
        self, backup: Path, key: Key | None, preview: Preview, missing: Message | None = None
    ) -> None:
        from mesomap.app.backup.backup_words import aside_words, holds_words
        from mesomap.panels.backup.restore_dialog import RestoreDialog

        note, said = "", missing or preview.said
        if key is not None and (self._key is None or key.salt != self._key.salt):
            note = self.tr("The restored file opens with this backup's passphrase.")
        elif key is None and self._key is not None:
            note = self.tr("This backup is not encrypted, and the restored file is not either.")
        dialog = RestoreDialog(
            backup.name,
            holds_words(preview),
            aside_words(preview.newer, self._clinic),
            say(said) if said is not None else "",
            note,
            self._over,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: self._restore(backup, key, preview, without=dialog.without.isChecked())
        )
        dialog.open()

    def _restore(self, backup: Path, key: Key | None, preview: Preview, *, without: bool) -> None:
        from mesomap.storage.backup import restore

        document = self._desk.clinic.document
        at, actor = self._desk.clock(), document.actor if document is not None else ""
        clinic, clinic_key = self._clinic, self._key
        if self._over is not self._desk.window:
            self._over.close()
        self.leaving.emit()
        self._keeper.wait()
        with self._keeper.paused():
            if not self._desk.attempt(self._desk.clinic.close):
                return
        self.leaving.emit()

        def work() -> object:
            return restore(
                backup,
                clinic,
                at=at,
                actor=actor,
                backup_key=key,
                key=clinic_key,
                without_missing=without,
            )

        said = self.tr("Restoring and verifying…")
        restoring = Background(
            work, said, self._desk.window, title=self.tr("Restore"), cancellable=False
        )
        restoring.done.connect(lambda done: self._restored(done, key))
        restoring.failed.connect(lambda why: self._failed(why, backup, key, preview))
        restoring.start()

    def _restored(self, done: Restored, key: Key | None) -> None:
        from mesomap.document.record import looking

        self._key = key
        if self._reopen():
            changes = str(done.holds.changes)
            self._desk.note(looking.of_clinic(looking.RESTORE, changes=changes))
            self._desk.message.done(self._said(done))

    def _failed(self, why: Message, backup: Path, key: Key | None, preview: Preview) -> None:
        """Nothing was changed; attachments that turned out to be damaged can be done without."""
        from mesomap.storage.rejoining import ONE_MISSING, SOME_MISSING

        self._reopen()
        if why.text in (ONE_MISSING, SOME_MISSING):
            self._over = self._desk.window
            self._show(backup, key, preview, why)
        else:
            self._desk.warn(why)

    def _reopen(self) -> bool:
        clinic = self._desk.clinic
        return self._desk.attempt(lambda: clinic.open(self._clinic, self._key))

    def _said(self, done: Restored) -> str:
        if done.kept is None:
            said = self.tr("Restored and verified.")
        else:
            said = self.tr("Restored and verified. What was there before is kept: {file}").format(
                file=done.kept.name
            )
        if done.erased_again == 1:
            return said + " " + self.tr("One person was erased again, as asked for since.")
        if done.erased_again:
            again = self.tr("{count} persons were erased again, as asked for since.")
            return said + " " + again.format(count=done.erased_again)
        if done.erased_again is None:
            unsure = self.tr(
                "That file could not be read: whoever was erased since this backup is in it again."
            )
            return said + " " + unsure
        return said
