"""The one place that asks what opens an encrypted clinic file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from mesomap.app.crypt import kept_key
from mesomap.app.desk import Desk

if TYPE_CHECKING:
    from mesomap.panels.crypt.passphrase_dialog import PassphraseDialog
    from mesomap.storage import Key

Then = Callable[["Key | None"], object]


class OpeningFlow(QObject):
    """Finds the key of a file: none is needed, the keyring has it, or the person types it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def key_for(self, path: Path, then: Then) -> None:
        """Call `then` with what opens the file at `path`, tried out; not at all if cancelled.

        Raises
        ------
        KnownError
            The file cannot be read, or what `then` raises.
        """
        from mesomap.storage.keys import salt_of

        # What is open here is not read a second time; what is no file, opening says best.
        skipped = self._desk.clinic.is_open(path) or not path.is_file()
        salt = None if skipped else salt_of(path)
        if salt is None:
            then(None)
        elif kept_key.is_kept(salt):
            self._ask_keyring(path, salt, then)
        else:
            self._ask(path, salt, then)

    def _ask_keyring(self, path: Path, salt: bytes, then: Then) -> None:
        from mesomap.app.exchange.background import Background

        def work() -> object:
            key = kept_key.kept(salt)
            return key if key is not None and _opens(path, key) else None

        def done(key: object) -> None:
            if key is None:
                kept_key.forget(salt)
                self._ask(path, salt, then)
            else:
                self._desk.attempt(lambda: then(key))  # type: ignore[arg-type]

        said = self.tr("Asking the computer's keyring…")
        background = Background(work, said, self._desk.window, title=self.tr("Open clinic file"))
        background.done.connect(done)
        background.failed.connect(self._desk.warn)
        background.start()

    def _ask(self, path: Path, salt: bytes, then: Then) -> None:
        from mesomap.panels.crypt.passphrase_dialog import Asked, PassphraseDialog
        from mesomap.storage import attempts
        from mesomap.storage.keys import SHORTEST_PASSPHRASE

        asked = Asked(
            heading=self.tr("Open {file}").format(file=path.name),
            button=self.tr("Open"),
            keeps=True,
            no_keyring=kept_key.why_not(),
        )
        dialog = PassphraseDialog(
            asked,
            shortest=SHORTEST_PASSPHRASE,
            wait_s=lambda: attempts.wait_s(salt.hex()),
            parent=self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(
            lambda words, _new: self._desk.attempt(
                partial(self._try, dialog, path, salt, words, then)
            )
        )
        dialog.open()

    def _try(
        self, dialog: PassphraseDialog, path: Path, salt: bytes, words: str, then: Then
    ) -> None:
        from mesomap.app.crypt.trying import tried

        key = tried(dialog, words, salt, partial(_opens, path))
        if key is None:
            return
        keep = dialog.keep.isChecked()
        dialog.done(dialog.DialogCode.Accepted)
        if self._desk.attempt(lambda: then(key)) and keep:
            self._desk.attempt(lambda: kept_key.keep(key))


def _opens(path: Path, key: Key) -> bool:
    from mesomap.storage import WrongKeyError, opening

    try:
        opening.read_inside(path, key)
    except WrongKeyError:
        return False
    return True
