"""One try of a passphrase or a recovery key; wrong ones are counted, and make one wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mesomap.app.busy import busy_cursor
from mesomap.model import KnownError
from mesomap.paint.sentences import say

if TYPE_CHECKING:
    from mesomap.panels.crypt.passphrase_dialog import PassphraseDialog
    from mesomap.storage import Key


def tried(
    dialog: PassphraseDialog, words: str, salt: bytes, opens: Callable[[Key], bool]
) -> Key | None:
    """The key that `words` and `salt` make if it `opens` the file; else None, and `dialog` says so.

    Raises
    ------
    KnownError
        What `opens` raises: the file itself is at fault.
    """
    from mesomap.storage import attempts
    from mesomap.storage.keys import raw_of_recovery, unlocking

    if dialog.asks_recovery():
        try:
            raw_of_recovery(words)
        except KnownError as error:  # mistyped: its own check tells, so it counts as no try
            dialog.show_wrong(say(error.message))
            return None
    name = salt.hex()
    with busy_cursor():
        key = unlocking(words, salt)
        right = opens(key)
    if right:
        attempts.succeeded(name)
        return key
    attempts.failed(name)
    dialog.show_wrong(
        QCoreApplication.translate(
            "Trying", "That does not open the file: check capital letters and the keyboard."
        )
    )
    return None
