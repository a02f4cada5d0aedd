"""The key of an encrypted clinic file: from the clinic's passphrase, or from the recovery key.

The file is SQLCipher's (AES-256 in CBC mode, an HMAC-SHA512 a page; zetetic.net/sqlcipher/design),
and its key is derived as SQLCipher 4 does it itself: PBKDF2 with HMAC-SHA512, 256,000 rounds, the
salt in the first 16 bytes. So any SQLCipher tool opens a clinic file with its passphrase alone, and
nothing lies beside it. The recovery key is the file's raw key in letters. A new passphrase makes a
new key: the file is written anew then, and older backups keep the passphrase that they had.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage.sentences import NOT_READABLE

MAGIC: Final = b"meso"
"""The first bytes of the salt, which stands in clear: marks an encrypted file as a clinic file."""
SALT_BYTES: Final = 16
KEY_BYTES: Final = 32
ROUNDS: Final = 256_000
"""SQLCipher 4's own (`PRAGMA kdf_iter`)."""
PAGE_BYTES: Final = 4096
"""SQLCipher 4's own (`PRAGMA cipher_page_size`)."""
SHORTEST_PASSPHRASE: Final = 10
"""Characters. Longer is better; a few words are easier to keep than signs."""

GROUP: Final = 5
_CHECK_BYTES: Final = 2
_LETTERS = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_BACK = bytes.maketrans(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
"""Crockford's base 32: no letter is taken for a digit."""

LOCKED = QT_TRANSLATE_NOOP(
    "messages", "{path} is locked with a passphrase: type it, or use the recovery key."
)
WRONG_KEY = QT_TRANSLATE_NOOP(
    "messages", "That does not open {path}: check capital letters and the keyboard, and type again."
)
NO_RECOVERY_KEY = QT_TRANSLATE_NOOP(
    "messages", "That is not a whole recovery key: type its 11 groups of 5 letters and digits."
)
TOO_SHORT = QT_TRANSLATE_NOOP(
    "messages", "The passphrase is too short: take at least {count} characters, a few words say."
)


class LockedError(KnownError):
    """The file is encrypted, and no key was given."""


class WrongKeyError(LockedError):
    """The key that was given does not open the file."""


@dataclass(frozen=True, slots=True)
class Key:
    """What opens one clinic file; it never shows itself.

    Attributes
    ----------
    raw
        32 bytes.
    salt
        The file's first 16 bytes.
    """

    raw: bytes = field(repr=False)
    salt: bytes

    @property
    def name(self) -> str:
        """Which key it is, to tell sheets and backups apart; says nothing of the key itself."""
        return self.salt[len(MAGIC) : len(MAGIC) + 4].hex().upper()

    def pragma(self) -> str:
        """The statement that gives it to SQLCipher, raw key and salt, with nothing to derive."""
        return f"PRAGMA key = \"x'{self.raw.hex()}{self.salt.hex()}'\""


def new_key(passphrase: str) -> Key:
    """A key for a new file. Takes a fifth of a second.

    Raises
    ------
    KnownError
        The passphrase is too short.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise KnownError(TOO_SHORT, count=SHORTEST_PASSPHRASE)
    return derive(passphrase, MAGIC + secrets.token_bytes(SALT_BYTES - len(MAGIC)))


def derive(passphrase: str, salt: bytes) -> Key:
    """The key that `passphrase` and `salt` make. Takes a fifth of a second."""
    words = unicodedata.normalize("NFC", passphrase).encode()
    return Key(hashlib.pbkdf2_hmac("sha512", words, salt, ROUNDS, KEY_BYTES), salt)


def salt_of(path: Path) -> bytes | None:
    """The salt of the encrypted clinic file at `path`, None for any other file.

    Reads the file: not for one that this program has open (see `storage.lock`).

    Raises
    ------
    KnownError
        It cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(SALT_BYTES)
    except OSError as error:
        raise KnownError(NOT_READABLE, path=path) from error
    return head if len(head) == SALT_BYTES and head.startswith(MAGIC) else None


def recovery_text(key: Key) -> str:
    """The key in 11 groups of 5 letters and digits, with a check over them."""
    whole = key.raw + _check(key.raw)
    letters = base64.b32encode(whole).rstrip(b"=").translate(_LETTERS).decode()
    return " ".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def raw_of_recovery(text: str) -> bytes:
    """The raw key that `recovery_text` wrote, however it was typed.

    Raises
    ------
    KnownError
        Letters are missing or wrong.
    """
    letters = "".join(sign for sign in text.upper() if sign.isalnum())
    letters = letters.replace("O", "0").replace("I", "1").replace("L", "1")
    try:
        plain = letters.encode("ascii").translate(_BACK)
        whole = base64.b32decode(plain + b"=" * (-len(plain) % 8))
    except ValueError as error:
        raise KnownError(NO_RECOVERY_KEY) from error
    raw, check = whole[:KEY_BYTES], whole[KEY_BYTES:]
    if len(raw) != KEY_BYTES or not secrets.compare_digest(check, _check(raw)):
        raise KnownError(NO_RECOVERY_KEY)
    return raw


def unlocking(words: str, salt: bytes) -> Key:
    """The key that `words`, a passphrase or a recovery key, make with a file's `salt`."""
    try:
        return Key(raw_of_recovery(words), salt)
    except KnownError:
        return derive(words, salt)


def _check(raw: bytes) -> bytes:
    return hashlib.sha256(b"mesomap recovery key" + raw).digest()[:_CHECK_BYTES]
