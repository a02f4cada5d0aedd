"""One open clinic file: reads values, and writes changes with their change-log row."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from mesomap.model import (
    Added,
    Change,
    Entity,
    KnownError,
    Patient,
    Removed,
    Session,
)
from mesomap.storage import (
    against,
    erasing,
    events,
    log,
    opening,
    reading,
    schema,
    seals,
    sentences,
    verify,
)
from mesomap.storage.connect import connect, leave_write_ahead
from mesomap.storage.connected import connected
from mesomap.storage.driver import sqlite
from mesomap.storage.files import clear, part_of, put_in_place, sync
from mesomap.storage.keys import Key
from mesomap.storage.lock import ReadOnlyError, leave, take_place
from mesomap.storage.refused import CANNOT_READ, refusal
from mesomap.storage.store_writing import StoreWriting
from mesomap.storage.unsure import Attempt
from mesomap.storage.writing import write

CLOSING_WAITS_MS = 300
"""How long closing waits for somebody who is just reading the file."""

COMPACT_BELOW_BYTES = 512 * 1024 * 1024
"""A smaller file is written anew after an erasure; in a larger one pages are overwritten."""


class Store(StoreWriting):
    """A clinic file, open. Made by `Store.create` or `Store.open`; close it when done.

    Attributes
    ----------
    path : Path
        Where the file lies.
    read_only : bool
        Whether it was opened to look only.
    key : Key or None
        What opens it, None for a file that is not encrypted.
    on_network : bool
        Whether it was opened as a file on a network drive.
    """

    @classmethod
    def create(cls, path: Path, *, key: Key | None = None, on_network: bool = False) -> Store:
        """Make a new clinic file at `path`, encrypted with `key` if there is one, and open it.

        Raises
        ------
        KnownError
            Something is there already, or the folder cannot be written to.
        """
        if path.exists():
            raise KnownError(sentences.EXISTS, path=path)
        fresh = part_of(path)
        try:
            with connect(fresh, "make", key) as db:
                db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
                schema.migrate(db)
            # Complete before it has its name: a crash never leaves half a clinic file.
            if path.exists():
                raise KnownError(sentences.EXISTS, path=path)
            sync(fresh)
            put_in_place(fresh, path)
        except (sqlite.Error, OSError) as error:
            raise KnownError(sentences.CANNOT_MAKE, path=path) from error
        finally:
            clear(fresh)
        return cls.open(path, key=key, on_network=on_network)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        key: Key | None = None,
        on_network: bool = False,
    ) -> Store:
        """Open the clinic file at `path`; a refused file is not changed.

        Parameters
        ----------
        path : Path
            The file.
        read_only : bool
            Look only: works beside a window that has the file open.
        key : Key, optional
            What opens it if it is encrypted; a plain file does without.
        on_network : bool
            It lies on a network drive: written with a rollback journal, for a write-ahead log is
            not safe there (sqlite.org/wal.html: all who use it must be on one computer).

        Raises
        ------
        LockedError, WrongKeyError
            It is encrypted, and `key` is none or not its.
        KnownError
            Missing, a folder, no clinic file, damaged, made by a newer version, open elsewhere,
            or not to be written to; one sentence that says what to do.
        """
        opening.roll_back_left(path, key)
        opening.judge(path, key)
        if read_only and opening.left_open_where_nothing_may_be_written(path):
            raise KnownError(sentences.LEFT_OPEN, path=path)
        if not read_only and not opening.may_write(path):
            raise ReadOnlyError(sentences.READ_ONLY, path=path)
        if read_only and on_network and opening.is_read_with_a_log(path):
            raise KnownError(sentences.NOT_FROM_HERE, path=path)
        place = take_place(path, read_only=read_only)
        key = key if place.encrypted else None
        try:
            db = connected(path, key, read_only=read_only, on_network=on_network)
            return cls(path, db, place, key, on_network=on_network)
        except BaseException as error:
            leave(place)
            if isinstance(error, sqlite.Error):
                refused = refusal(error, path, CANNOT_READ)
                raise refused or KnownError(sentences.DAMAGED, path=path) from error
            raise

    @property
    def read_only(self) -> bool:
        """Whether it was opened to look only."""
        return self._place.lock is None

    @property
    def clinic_name(self) -> str:
        """The clinic's name: the file's, without its ending."""
        return self.path.stem

    def close(self) -> None:
        """Close; nothing stays beside the file. Closing twice is harmless."""
        if not self.read_only:
            # Back to one plain file: no -wal beside it, and read-only media can open it later.
            # While somebody else reads it, all is folded in and the empty log stays.
            leave_write_ahead(self._db, waits_ms=CLOSING_WAITS_MS)
        self._db.close()
        leave(self._place)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def apply(
        self,
        label: str,
        changes: tuple[Change, ...],
        *,
        actor: str,
        at: datetime,
        kind: log.Kind = "commit",
    ) -> int:
        """Write `changes` and their change-log row in one transaction; it is on the disk then.

        Returns
        -------
        int
            The number of the row in the change log.

        Raises
        ------
        KnownError
            The disk refused (full, gone, read-only): nothing was written, but for what
            `storage.unsure` says. The same once more, after a `RefusedError`, is written once.
        """
        return self.apply_together(label, (changes,), actor=actor, at=at, kind=kind)

    def apply_together(
        self,
        label: str,
        steps: Sequence[tuple[Change, ...]],
        *,
        actor: str,
        at: datetime,
        kind: log.Kind = "commit",
    ) -> int:
        """As `apply`, for several steps, each with a change-log row of its own: all or none.

        Returns
        -------
        int
            The number of the last row in the change log.
        """
        if self.read_only:
            raise ReadOnlyError(sentences.LOOKING, path=self.path)
        attempt = Attempt(label, tuple(steps), actor, at, kind)
        row = self._written(attempt)
        if row:
            return row
        with self._writing(attempt):
            for changes in steps:
                subject = log.subject_of(changes, reading.patients_of(self._db, changes))
                write(self._db, changes)
                if any(isinstance(_value(change), Patient | Session) for change in changes):
                    self._listed = None
                row = log.append(
                    self._db,
                    changes=changes,
                    subject=subject,
                    label=label,
                    actor=actor,
                    at=at,
                    kind=kind,
                )
                seals.seal(self._db, changes, row)
        return row

    def record(
        self,
        label: str,
        *,
        actor: str,
        at: datetime,
        patient: UUID | None = None,
        session: UUID | None = None,
        details: Mapping[str, str] | None = None,
        once_in_s: float = 0.0,
    ) -> bool:
        """Record in the change log that something happened which changes no content.

        Whose it is stands in `patient` and `session`; `details` hold no more of a person than ids.
        The very same by the same person within `once_in_s` seconds is not recorded again.

        Who only looks at the file records beside whoever writes it.

        Returns
        -------
        bool
            False where the file may not be written to: nothing was recorded.

        Raises
        ------
        KnownError
            The disk refused: nothing was written.
        """
        one = events.Happened(label, patient, session, details or {})
        if once_in_s and events.is_repeated(self._db, one, actor=actor, at=at, within_s=once_in_s):
            return True
        if self.read_only:
            return events.record_beside(self.path, one, key=self.key, actor=actor, at=at)
        with self._writing():
            events.append(self._db, one, actor=actor, at=at)
        return True

    def erase(
        self,
        patients: Collection[UUID],
        *,
        reason: str,
        actor: str,
        at: datetime,
        until: date | None = None,
    ) -> erasing.Erased:
        """Erase all entries of a person for good, and say so in the change log.

        `until` is the day up to which the record was to be kept, if it was.

        Raises
        ------
        KnownError
            The disk refused: nothing was erased. Or somebody else reads the file: the rows are
            erased, and the bytes they lay in are overwritten when that is closed.
        """
        if self.read_only:
            raise ReadOnlyError(sentences.LOOKING, path=self.path)
        attempt = Attempt(erasing.ERASED, None, actor, at, "erase")
        self._written(attempt)
        with self._writing(attempt):
            self._listed = None
            done = erasing.erase(self._db, patients, reason=reason, actor=actor, at=at, until=until)
        small = self.path.stat().st_size < COMPACT_BELOW_BYTES
        try:
            swept = erasing.sweep(self._db, compact=small)
        except sqlite.OperationalError:
            swept = False
        if not swept:
            raise KnownError(sentences.NOT_SWEPT, path=self.path)
        return done

    def verify(self) -> verify.VerifyReport:
        """Check the pages, the change log's chain, and the content against the log."""
        return verify.verify(self._db)

    def continues(self, backup: Path, *, key: Key | None = None) -> against.Continues:
        """Whether the change log continues the one of an earlier copy that `key` opens."""
        return against.against(self._db, backup, key)


def _value(change: Change) -> Entity:
    return change.value if isinstance(change, Added | Removed) else change.after
