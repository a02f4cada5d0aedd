"""A clinic file's key in the computer's own keyring, for who wants no question at the start.

`keyring` is imported only where somebody uses it. The key is kept under the file's salt, not under
its name: a file that moved still finds it, and a new passphrase finds none.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from mesomap.app import settings
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.storage import Key

SERVICE: Final = "mesomap clinic file"
REFUSED = QT_TRANSLATE_NOOP(
    "messages", "The computer's keyring refused ({reason}): the passphrase will be asked for."
)


def why_not() -> str:
    """Why this computer cannot keep a key, in ready words; "" where it can."""
    try:
        import keyring
        from keyring.backends import fail
    except ImportError:
        usable = False
    else:
        backend = keyring.get_keyring()
        usable = not isinstance(backend, fail.Keyring) and backend.priority > 0
    if usable:
        return ""
    return QCoreApplication.translate(
        "KeptKey", "This computer has no keyring that a program could keep a key in."
    )


def is_kept(salt: bytes) -> bool:
    """Whether the key of the file with this salt was kept on this computer."""
    return salt.hex() in settings.kept_keys()


def kept(salt: bytes) -> Key | None:
    """The key that was kept for the file with this salt; None where the keyring has none.

    May wait for the system to ask for its own password: away from the window.
    """
    from mesomap.storage import Key

    with suppress(Exception):  # whatever a keyring does, the passphrase is asked for then
        import keyring

        found = keyring.get_password(SERVICE, salt.hex())
        if found:
            return Key(bytes.fromhex(found), salt)
    return None


def keep(key: Key) -> None:
    """Keep `key` in the keyring.

    Raises
    ------
    KnownError
        The keyring refused.
    """
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, key.salt.hex(), key.raw.hex())
    except (KeyringError, OSError, RuntimeError) as error:
        raise KnownError(REFUSED, reason=error) from error
    settings.remember_kept_key(key.salt.hex(), kept=True)


def forget(salt: bytes) -> None:
    """The keyring has it no more; harmless where it never had."""
    if not is_kept(salt):
        return
    settings.remember_kept_key(salt.hex(), kept=False)
    with suppress(Exception):
        import keyring

        keyring.delete_password(SERVICE, salt.hex())
