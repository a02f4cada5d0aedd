"""Passphrase and encryption of the open clinic file: one dialog, and what its buttons do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from mesomap.app.busy import busy_cursor
from mesomap.app.crypt import kept_key
from mesomap.app.crypt.converting import Converting
from mesomap.app.crypt.recovery_flow import RecoveryFlow
from mesomap.app.crypt.trying import tried
from mesomap.app.desk import Desk
from mesomap.app.record.people_flow import NO_CLINIC
from mesomap.document.record.rights import need_manager
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.panels.crypt.encryption_dialog import EncryptionDialog
from mesomap.panels.crypt.passphrase_dialog import Asked, PassphraseDialog
from mesomap.storage import attempts
from mesomap.storage.keys import SHORTEST_PASSPHRASE, new_key
from mesomap.storage.sentences import LOOKING

if TYPE_CHECKING:
    from mesomap.storage import Key, Store

A_SAMPLE = QT_TRANSLATE_NOOP(
    "messages", "The sample clinic has no passphrase: its patients are made up, and it is not kept."
)


class EncryptionFlow(QObject):
    """What the menu's entry asks and does; `open_session` goes back to where one was."""

    def __init__(
        self, desk: Desk, converting: Converting, open_session: Callable[[UUID], object]
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._converting = converting
        self._open_session = open_session
        self._dialog: EncryptionDialog | None = None

    def ask(self) -> None:
        """Show how the open file is, and what can be done."""
        if self._desk.attempt(self._check):
            self._show()

    def _check(self) -> None:
        """Raise `KnownError` where nothing can be changed about the file, or not by who asks."""
        clinic = self._desk.clinic
        if clinic.store is None:
            raise KnownError(NO_CLINIC)
        if clinic.is_sample:
            raise KnownError(A_SAMPLE)
        if clinic.store.read_only:
            raise KnownError(LOOKING, path=clinic.store.path)
        need_manager(clinic.store, clinic.who())

    def _show(self) -> None:
        store = self._store()
        key = store.key
        if key is None:
            which = self.tr("Clinic file {file}").format(file=store.path.name)
        else:
            which = self.tr("Clinic file {file}, key {name}").format(
                file=store.path.name, name=key.name
            )
        kept = key is not None and kept_key.is_kept(key.salt)
        dialog = self._dialog = EncryptionDialog(
            encrypted=key is not None,
            which=which,
            kept=kept,
            no_keyring="" if kept or key is None else kept_key.why_not(),
            parent=self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.change_wanted.connect(self._ask_change)
        dialog.recovery_wanted.connect(self._ask_recovery)
        dialog.keyring_wanted.connect(self._keep)
        dialog.encrypt_wanted.connect(self._ask_encrypt)
        dialog.remove_wanted.connect(self._ask_remove)
        dialog.open()

    # What is asked.

    def _ask_change(self) -> None:
        asked = Asked(
            heading=self.tr("Change the passphrase"),
            text=self.tr("Backups from before keep the old passphrase and recovery key."),
            button=self.tr("Change it"),
            new=True,
        )
        said = self.tr("Writing the clinic file with its new passphrase…")
        self._ask(asked, lambda _key, new: self._convert(new, said))

    def _ask_encrypt(self) -> None:
        asked = Asked(
            heading=self.tr("Encrypt the clinic file"),
            text=self.tr("Backups from before stay readable: delete those that you do not need."),
            button=self.tr("Encrypt"),
            now=False,
            new=True,
        )
        self._ask(asked, lambda _key, new: self._convert(new, self.tr("Encrypting…")))

    def _ask_remove(self) -> None:
        asked = Asked(
            heading=self.tr("Remove the encryption"),
            warning=self.tr(
                "Whoever gets this computer, or a copy of the file, can read every patient in it."
            ),
            button=self.tr("Remove it"),
        )
        said = self.tr("Removing the encryption…")
        self._ask(asked, lambda _key, _new: self._convert("", said))

    def _ask_recovery(self) -> None:
        asked = Asked(heading=self.tr("Show the recovery key"), button=self.tr("Show"))
        self._ask(asked, lambda key, _new: self._show_recovery(key))

    def _ask(self, asked: Asked, work: Callable[[Key | None, str], object]) -> None:
        """Ask for the passphrases, and `work` with the key that holds and the new passphrase."""
        key = self._store().key
        salt = key.salt if key is not None else b""
        dialog = PassphraseDialog(
            asked,
            shortest=SHORTEST_PASSPHRASE,
            wait_s=lambda: attempts.wait_s(salt.hex()),
            parent=self._dialog,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def given(words: str, new: str) -> None:
            if asked.now and tried(dialog, words, salt, lambda one: one == key) is None:
                return
            dialog.done(dialog.DialogCode.Accepted)
            self._close()
            self._desk.attempt(lambda: work(key, new))

        dialog.given.connect(given)
        dialog.open()

    # What is done.

    def _convert(self, passphrase: str, said: str) -> None:
        """Write the file anew; with "" without encryption."""
        old = self._store().key
        with busy_cursor():
            new = new_key(passphrase) if passphrase else None
        kept = old is not None and kept_key.is_kept(old.salt)

        def then() -> None:
            if old is not None:
                kept_key.forget(old.salt)
            if new is None:
                self._desk.message.done(self.tr("The clinic file is not encrypted any more."))
                return
            if kept:
                self._desk.attempt(lambda: kept_key.keep(new))
            RecoveryFlow(self._desk, new).show(fresh=True, then=self._say_in_clear)

        self._converting.start(new, said, open_session=self._open_session, then=then)

    def _say_in_clear(self) -> None:
        """The file is encrypted; its copies of before are not."""
        from mesomap.app.backup.places import places_of
        from mesomap.app.crypt.left_in_clear import left_in_clear

        path = self._store().path
        count = len(left_in_clear(path, places_of(path)))
        if count == 1:
            self._desk.message.warn(
                self.tr("1 copy of before is not encrypted: delete it when it is not needed.")
            )
        elif count:
            self._desk.message.warn(
                self.tr(
                    "{count} copies of before are not encrypted: delete them when they are not"
                    " needed."
                ).format(count=count)
            )

    def _show_recovery(self, key: Key | None) -> None:
        if key is not None:
            RecoveryFlow(self._desk, key).show(fresh=False)

    def _keep(self, on: bool) -> None:
        key = self._store().key
        if key is None:
            return
        self._close()
        if not on:
            kept_key.forget(key.salt)
            self._desk.message.done(
                self.tr("Forgotten on this computer: the passphrase is asked for again.")
            )
        elif self._desk.attempt(partial(kept_key.keep, key)):
            self._desk.message.done(
                self.tr("Kept in this computer's keyring: the file opens without asking.")
            )

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None

    def _store(self) -> Store:
        store = self._desk.clinic.store
        assert store is not None
        return store
