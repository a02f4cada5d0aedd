"""Does a clinic file's change log continue the one of an earlier copy? Finds history made anew.

Each row's hash covers the row before: where the two agree in the copy's last row, they agree in all
before it. What a copy held that the file no longer holds is what verifying the file alone cannot
find: a log that was made anew, or cut with its end mended.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import sqlite_utils

from mesomap.model import KnownError, Message
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import opening, sentences
from mesomap.storage.chain import check_chain
from mesomap.storage.connect import connect
from mesomap.storage.driver import sqlite
from mesomap.storage.keys import Key
from mesomap.storage.lock import is_encrypted

PARTS = QT_TRANSLATE_NOOP(
    "messages",
    "The change log is not the one of the backup: it parts from it at change {seq}, made {at} (UTC)"
    " in the backup.",
)
OTHER = QT_TRANSLATE_NOOP(
    "messages",
    "The change log has nothing in common with the backup's: it is another clinic's, or was made"
    " anew from the first change.",
)
NO_PROOF = QT_TRANSLATE_NOOP(
    "messages", "{path} proves nothing, for it is not whole itself: {problem} Take another backup."
)
SHORTER = QT_TRANSLATE_NOOP(
    "messages", "The change log ends after change {seq}; the backup has changes up to {last}."
)


@dataclass(frozen=True, slots=True)
class Continues:
    """Whether the file's log continues the copy's: `rows` of the copy's are in it as they were.

    `problem` says where they part, None where they do not.
    """

    rows: int
    last: int
    problem: Message | None

    @property
    def ok(self) -> bool:
        """Whether it does."""
        return self.problem is None


def against(db: sqlite_utils.Database, backup: Path, key: Key | None) -> Continues:
    """Compare the log of the file open in `db` with that of an earlier copy, row by row.

    Parameters
    ----------
    backup : Path
        A backup, a rotating one too, or any earlier copy of the clinic file.
    key : Key, optional
        What opens it if it is encrypted.

    Raises
    ------
    LockedError, WrongKeyError
        It is encrypted, and `key` is none or not its.
    KnownError
        It is no clinic file, is damaged, or its own log is not whole: it proves nothing then.
    """
    opening.judge(backup, key, or_backup=True)
    copy = connect(backup, "look", key if is_encrypted(backup) else None)
    try:
        problems = check_chain(copy).problems
        if problems:
            raise KnownError(NO_PROOF, path=backup, problem=problems[0])
        return _compared(db, copy)
    except sqlite.DatabaseError as error:
        raise KnownError(sentences.DAMAGED, path=backup) from error
    finally:
        copy.close()


def _compared(db: sqlite_utils.Database, copy: sqlite_utils.Database) -> Continues:
    last = int(copy.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()[0])
    mine = db.execute("SELECT seq, hash FROM log WHERE seq <= ? ORDER BY seq", [last])
    theirs = copy.execute("SELECT seq, hash, at FROM log ORDER BY seq")
    same = 0
    for own, held in zip_longest(mine, theirs):
        if held is not None and own is not None and own[0] == held[0] and own[1] == held[1]:
            same = int(own[0])
            continue
        if same == 0:
            return Continues(0, last, Message(OTHER))
        if own is None:
            return Continues(same, last, Message(SHORTER, {"seq": same, "last": last}))
        seq, at = (held[0], held[2]) if held is not None else (own[0], "")
        told = {"seq": seq, "at": str(at)[:16].replace("T", " ")}
        return Continues(same, last, Message(PARTS, told))
    return Continues(same, last, None)
