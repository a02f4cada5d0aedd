"""Every command opens its clinic file here: the passphrase comes from a prompt or the environment.

Never from an argument: those stand in the shell's history and in the list of what runs.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.storage import Key, Store

PASSPHRASE: Final = "MESOMAP_PASSPHRASE"
NEW_PASSPHRASE: Final = "MESOMAP_NEW_PASSPHRASE"

NO_PASSPHRASE = QT_TRANSLATE_NOOP(
    "messages", "{path} is locked with a passphrase: put it into the environment as {name}."
)
WAIT = QT_TRANSLATE_NOOP(
    "messages", "Too many wrong passphrases for {path}: wait {seconds} s, then try again."
)

NO_NEW_PASSPHRASE = QT_TRANSLATE_NOOP(
    "messages", "A new passphrase is wanted: put it into the environment as {name}."
)

_known: dict[bytes, Key] = {}
"""Keys that opened a file in this run, by its salt: nobody is asked twice."""


def open_clinic(path: Path, *, read_only: bool = True) -> Store:
    """Open a clinic file, asking for its passphrase if it has one.

    Raises
    ------
    KnownError
        As `Store.open`; also where nobody can be asked, or one has to wait.
    """
    from mesomap.app.keeping.network import lies_on_network
    from mesomap.storage import Store

    key = key_for(path)
    return Store.open(path, read_only=read_only, key=key, on_network=lies_on_network(path))


def key_for(path: Path) -> Key | None:
    """What opens the file at `path`, tried out; None where it needs nothing.

    Raises
    ------
    KnownError
        What was typed does not open it, nobody can be asked, or one has to wait.
    """
    from mesomap.storage import WrongKeyError, attempts, opening
    from mesomap.storage.keys import unlocking
    from mesomap.storage.lock import is_encrypted

    if not path.is_file() or not is_encrypted(path):
        return None  # what else may be wrong with it, opening says
    salt = _salt(path)
    if salt in _known:
        return _known[salt]
    name = salt.hex()
    seconds = attempts.wait_s(name)
    if seconds:
        raise KnownError(WAIT, path=path, seconds=round(seconds + 0.5))
    key = unlocking(_asked(path), salt)
    try:
        opening.read_inside(path, key)
    except WrongKeyError:
        attempts.failed(name)
        raise
    attempts.succeeded(name)
    _known[salt] = key
    return key


def new_passphrase() -> str:
    """The passphrase to be, asked for twice or from the environment.

    Raises
    ------
    KnownError
        Nobody can be asked.
    """
    given = os.environ.get(NEW_PASSPHRASE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise KnownError(NO_NEW_PASSPHRASE, name=NEW_PASSPHRASE)
    return str(click.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True))


def _salt(path: Path) -> bytes:
    from mesomap.storage.keys import LOCKED, LockedError, salt_of

    salt = salt_of(path)
    if salt is None:  # it became another file this moment
        raise LockedError(LOCKED, path=path)
    return salt


def _asked(path: Path) -> str:
    given = os.environ.get(PASSPHRASE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise KnownError(NO_PASSPHRASE, path=path, name=PASSPHRASE)
    return str(click.prompt(f"Passphrase of {path.name}", hide_input=True, err=True))
