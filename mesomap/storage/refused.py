"""What the disk refused: one sentence, apart from bugs of ours, and apart from damage.

SQLite's primary result codes say which is which (sqlite.org/rescode.html): a full disk, an error of
the drive, a file that may only be read, a lock of somebody else's. A code that is none of these
(a constraint, wrong SQL) is a bug of ours and is raised as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mesomap.model import KnownError, Message
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage.driver import sqlite
from mesomap.storage.sentences import CANNOT_WRITE

PERM, BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL = 3, 5, 6, 8, 10, 13, 14, 15

DISK_FULL = QT_TRANSLATE_NOOP("messages", "The disk is full: make room on it.")
MAY_ONLY_READ = QT_TRANSLATE_NOOP("messages", "The disk may only be read at present.")
NO_ANSWER = QT_TRANSLATE_NOOP(
    "messages", "The disk or network drive does not answer: check its plug or connection."
)
IN_USE = QT_TRANSLATE_NOOP("messages", "Another program is holding the file.")
TAKEN = QT_TRANSLATE_NOOP(
    "messages", "Somebody else opened the file while the drive was gone: close it there."
)
CHANGED = QT_TRANSLATE_NOOP(
    "messages", "Somebody else changed the file while the drive was gone: save a copy."
)
CANNOT_READ = QT_TRANSLATE_NOOP(
    "messages", "{path} cannot be read at present ({reason}): check the drive, then try again."
)
WRITTEN_AFTER_ALL = QT_TRANSLATE_NOOP(
    "messages",
    "What the disk refused before was written after all, so the session was read anew: look at it,"
    " then do this again.",
)

WHYS: Final[dict[int, str]] = {
    PERM: MAY_ONLY_READ,
    BUSY: IN_USE,
    LOCKED: IN_USE,
    READONLY: MAY_ONLY_READ,
    IOERR: NO_ANSWER,
    FULL: DISK_FULL,
    CANTOPEN: NO_ANSWER,
    PROTOCOL: IN_USE,
}
USELESS: Final = frozenset({READONLY, IOERR, CANTOPEN})
"""After one of these the connection itself may be of no more use, however well the disk is."""


class RefusedError(KnownError):
    """The disk did not take, or give, what was asked; it may do so later.

    Attributes
    ----------
    why : Message
        What is wrong, in one sentence without the file's name.
    unsure : bool
        Whether it may have been written nevertheless: an error of the drive at the very end.
    """

    def __init__(self, text: str, *, why: str, **values: object) -> None:
        super().__init__(text, **values)
        self.why = Message(why)
        self.unsure = False


class WrittenAfterAllError(KnownError):
    """A step that was told as refused is in the file: what is in memory must be read anew."""


def code_of(error: sqlite.Error) -> int:
    """SQLite's primary result code; 0 where there is none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def refusal(error: sqlite.Error, path: Path, text: str = CANNOT_WRITE) -> RefusedError | None:
    """What `error` means to a person, as `text` says it; None if the disk did not refuse."""
    why = WHYS.get(code_of(error))
    return None if why is None else RefusedError(text, why=why, path=path, reason=error)


def gone(path: Path, why: str = NO_ANSWER, *, text: str = CANNOT_WRITE) -> RefusedError:
    """The file cannot be had, for the reason `why`."""
    return RefusedError(text, why=why, path=path, reason=Message(why))
