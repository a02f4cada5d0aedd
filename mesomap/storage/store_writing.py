"""The half of a store that writes: one transaction at a time, and what becomes of a refused one.

What the disk refused is never written twice: see `storage.unsure`. After an error of the drive the
connection may be of no more use (a stick pulled out and put back, a network drive mounted again):
then it is made anew before the next write, once the folder takes a small file again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlite_utils

from mesomap.model import KnownError
from mesomap.storage import sentences, unsure
from mesomap.storage.connect import WAITS_S, immediate
from mesomap.storage.connected import connected
from mesomap.storage.driver import sqlite
from mesomap.storage.files import copy_pages, takes_a_file
from mesomap.storage.keys import Key
from mesomap.storage.lock import AlreadyOpenError, Place, retake
from mesomap.storage.refused import (
    BUSY,
    CHANGED,
    IOERR,
    TAKEN,
    USELESS,
    WRITTEN_AFTER_ALL,
    RefusedError,
    WrittenAfterAllError,
    code_of,
    gone,
    refusal,
)
from mesomap.storage.store_values import StoreValues
from mesomap.storage.unsure import Attempt

RETRIES_WAIT_MS = 250
"""How long a write waits for somebody else's lock once one was refused: it is tried again."""


class StoreWriting(StoreValues):
    """What `Store` writes through."""

    def __init__(
        self,
        path: Path,
        db: sqlite_utils.Database,
        place: Place,
        key: Key | None,
        *,
        on_network: bool,
    ) -> None:
        self.path = path
        self.key = key
        self.on_network = on_network
        self._db = db
        self._place = place
        self._head = unsure.head_of(db)
        """The last row of the change log that the disk confirmed."""
        self._tried: list[Attempt] = []
        """What was tried since, of which nobody knows how it ended."""
        self._refused = False
        """Whether the last write was refused."""
        self._connected = True

    @contextmanager
    def _writing(self, attempt: Attempt | None = None) -> Iterator[None]:
        """One transaction; what the disk refuses becomes one sentence.

        Without an `attempt` nobody asks later whether it was written: for what is harmless twice.
        """
        self._mend()
        ending = False
        try:
            with immediate(self._db):
                yield
                head = unsure.head_of(self._db)
                ending = True
        except sqlite.DatabaseError as error:
            refused = refusal(error, self.path)
            if refused is None and type(error) is not sqlite.DatabaseError:
                raise  # a constraint, wrong SQL: a bug of ours
            if refused is None:
                raise KnownError(sentences.DAMAGED, path=self.path) from error
            refused.unsure = ending and code_of(error) == IOERR
            if ending and attempt is not None and attempt not in self._tried:
                self._tried.append(attempt)
            # Locks on a drive that is gone may be told as somebody else's, again and again.
            stuck = code_of(error) == BUSY and self._refused
            self._useless = self._useless or stuck or code_of(error) in USELESS
            self._wait_at_most(RETRIES_WAIT_MS)
            self._refused = True
            raise refused from error
        self._confirm(head)

    def _written(self, attempt: Attempt) -> int:
        """The row that `attempt` has in the change log already, though it was refused; else 0.

        Raises
        ------
        WrittenAfterAllError
            Another one that was refused is there.
        RefusedError
            The disk does not answer still, or the file was changed by somebody else.
        """
        if not self._tried:
            return 0
        self._mend()
        try:
            rows = unsure.rows_after(self._db, self._head)
            if not rows:
                return 0
            head = unsure.head_of(self._db)
            tried = [one for one in (attempt, *self._tried) if unsure.is_of(one, rows)]
        except sqlite.DatabaseError as error:
            raise self._as_refused(error) from error
        if not tried or (tried[0] is attempt and attempt not in self._tried):
            raise gone(self.path, CHANGED)
        self._confirm(head)
        self._listed = None
        if tried[0] is not attempt:
            raise WrittenAfterAllError(WRITTEN_AFTER_ALL)
        return head[0]

    def copy_to(self, part: Path) -> None:
        """Copy the whole file as it is to `part`, with the same key."""
        copy_pages(self._db, part, self.key)

    def go_on_from(self, other: StoreWriting) -> None:
        """This is a copy of `other`: what that one does not know of how it ended, nor does this."""
        self._head = other._head
        self._tried = list(other._tried)

    def _mend(self) -> None:
        """Make the connection anew if the old one is of no more use and the folder works again.

        Raises
        ------
        RefusedError
            It cannot be made, the writer's place was taken, or the file was changed meanwhile.
        """
        with suppress(sqlite.Error):
            if self._db.conn.in_transaction:  # what could not even be rolled back
                self._useless = True
                self._db.conn.rollback()
        if not self._useless:
            return
        if not takes_a_file(self.path):
            if not self._connected:
                raise gone(self.path)
            return
        with suppress(sqlite.Error):
            self._db.close()
        self._connected = False
        try:
            self._place = retake(self._place)
            self._db = connected(self.path, self.key, read_only=False, on_network=self.on_network)
            self._connected = True
            if self._refused:
                self._wait_at_most(RETRIES_WAIT_MS)
            as_left = unsure.stands(self._db, self._head) and bool(
                self._tried or not unsure.rows_after(self._db, self._head)
            )
        except AlreadyOpenError as error:
            raise gone(self.path, TAKEN) from error
        except sqlite.DatabaseError as error:
            raise self._as_refused(error) from error
        except RefusedError:
            raise
        except (KnownError, OSError) as error:
            raise gone(self.path) from error
        if not as_left:
            raise gone(self.path, CHANGED)
        self._listed = None
        self._useless = False

    def _confirm(self, head: unsure.Head) -> None:
        """The disk has everything up to `head`."""
        self._head = head
        self._tried.clear()
        if self._refused:
            self._wait_at_most(round(WAITS_S * 1000))
            self._refused = False

    def _wait_at_most(self, ms: int) -> None:
        with suppress(sqlite.Error):
            self._db.execute(f"PRAGMA busy_timeout = {ms}")

    def _as_refused(self, error: sqlite.DatabaseError) -> KnownError:
        return refusal(error, self.path) or KnownError(sentences.DAMAGED, path=self.path)
