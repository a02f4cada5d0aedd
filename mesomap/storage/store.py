"""One open clinic file: reads values, and writes changes with their change-log row."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, cast
from uuid import UUID

import sqlite_utils

from mesomap.model import (
    Added,
    Attachment,
    Calibration,
    Change,
    Entity,
    Injection,
    KnownError,
    Lot,
    Patient,
    Removed,
    Session,
    Syringe,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import erasing, log, opening, reading, schema, sentences, verify
from mesomap.storage.connect import connect, copy_in_memory
from mesomap.storage.fingerprint import stored_fingerprint
from mesomap.storage.lists import NO_SESSION, StoreLists
from mesomap.storage.lock import Place, leave, take_place
from mesomap.storage.summary import SessionSummary
from mesomap.storage.writing import write

CLOSING_WAITS_MS = 300
"""How long closing waits for somebody who is just reading the file."""

COMPACT_BELOW_BYTES = 512 * 1024 * 1024
"""A smaller file is written anew after an erasure; in a larger one pages are overwritten."""

NO_PATIENT = QT_TRANSLATE_NOOP("messages", "No patient {id} in {path}: choose one from the list.")


class Store(StoreLists):
    """A clinic file, open. Made by `Store.create` or `Store.open`; close it when done.

    Attributes
    ----------
    path : Path
        Where the file lies.
    read_only : bool
        Whether it was opened to look only.
    """

    def __init__(self, path: Path, db: sqlite_utils.Database, place: Place) -> None:
        self.path = path
        self._db = db
        self._place = place

    @classmethod
    def create(cls, path: Path) -> Store:
        """Make a new clinic file at `path` and open it.

        Raises
        ------
        KnownError
            Something is there already, or the folder cannot be written to.
        """
        if path.exists():
            raise KnownError(sentences.EXISTS, path=path)
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            with connect(fresh, "make") as db:
                db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
                schema.migrate(db)
            # Complete before it has its name: a crash never leaves half a clinic file.
            if path.exists():
                raise KnownError(sentences.EXISTS, path=path)
            fresh.replace(path)
        except (sqlite3.Error, OSError) as error:
            raise KnownError(sentences.CANNOT_MAKE, path=path) from error
        finally:
            fresh.unlink(missing_ok=True)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Open the clinic file at `path`; a refused file is not changed.

        Parameters
        ----------
        path : Path
            The file.
        read_only : bool
            Look only: works beside a window that has the file open.

        Raises
        ------
        KnownError
            Missing, a folder, no clinic file, damaged, made by a newer version, open elsewhere,
            or not to be written to; one sentence that says what to do.
        """
        opening.judge(path)
        if read_only and opening.left_open_where_nothing_may_be_written(path):
            raise KnownError(sentences.LEFT_OPEN, path=path)
        if not read_only and not opening.may_write(path):
            raise KnownError(sentences.READ_ONLY, path=path)
        place = take_place(path, read_only=read_only)
        try:
            return cls(path, _connected(path, read_only=read_only), place)
        except BaseException as error:
            leave(place)
            if isinstance(error, sqlite3.Error):
                raise KnownError(sentences.DAMAGED, path=path) from error
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
            self._leave_write_ahead()
        self._db.close()
        leave(self._place)

    def _leave_write_ahead(self) -> None:
        for way in ("journal_mode = DELETE", "wal_checkpoint(TRUNCATE)"):
            with suppress(sqlite3.Error):
                self._db.execute(f"PRAGMA busy_timeout = {CLOSING_WAITS_MS}")
                self._db.execute(f"PRAGMA {way}").fetchone()
                return

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
            The disk refused (full, gone, read-only): nothing was written.
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
            raise KnownError(sentences.READ_ONLY, path=self.path)
        row = 0
        try:
            with self._db.atomic():
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
        except sqlite3.OperationalError as error:
            raise KnownError(sentences.CANNOT_WRITE, path=self.path, reason=error) from error
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:
                raise  # a constraint refused: a bug of ours
            raise KnownError(sentences.DAMAGED, path=self.path) from error
        return row

    def erase(
        self, patients: Collection[UUID], *, reason: str, actor: str, at: datetime
    ) -> erasing.Erased:
        """Erase all entries of a person for good, and say so in the change log.

        Raises
        ------
        KnownError
            The disk refused: nothing was erased. Or somebody else reads the file: the rows are
            erased, and the bytes they lay in are overwritten when that is closed.
        """
        if self.read_only:
            raise KnownError(sentences.READ_ONLY, path=self.path)
        try:
            with self._db.atomic():
                self._listed = None
                done = erasing.erase(self._db, patients, reason=reason, actor=actor, at=at)
        except sqlite3.OperationalError as error:
            raise KnownError(sentences.CANNOT_WRITE, path=self.path, reason=error) from error
        small = self.path.stat().st_size < COMPACT_BELOW_BYTES
        try:
            swept = erasing.sweep(self._db, compact=small)
        except sqlite3.OperationalError:
            swept = False
        if not swept:
            raise KnownError(sentences.NOT_SWEPT, path=self.path)
        return done

    def patients(self) -> list[Patient]:
        """All patients by name, archived ones too; merged entries are no patients of their own."""
        with self._readable():
            return reading.patients(self._db)

    def stored(self, value: Entity) -> Entity | None:
        """What the file holds under `value`'s address; None when there is nothing."""
        with self._readable():
            return reading.stored(self._db, value)

    def one(self, kind: type[Entity], id: UUID) -> Entity | None:
        """The value of one sort, not part of a session, of that id; None when there is none."""
        with self._readable():
            return reading.one(self._db, kind, id.bytes)

    def family(self, patient: UUID) -> frozenset[UUID]:
        """The ids of a person's entries: the patient's own, and those merged into it."""
        with self._readable():
            return reading.family(self._db, patient)

    def person_of(self, session: Session) -> Patient:
        """Whose session it is: its patient, or the one that entry was merged into."""
        entry = self.patient(session.patient)
        return entry if entry.merged_into is None else self.patient(entry.merged_into)

    def lots(self, ids: Iterable[UUID]) -> dict[UUID, Lot]:
        """Lots by id: those of `ids` that are there."""
        with self._readable():
            found = (reading.one(self._db, Lot, id.bytes) for id in ids)
            return {one.id: one for one in found if isinstance(one, Lot)}

    def patient(self, id: UUID) -> Patient:
        """One patient; `KnownError` when there is none of that id."""
        with self._readable():
            found = reading.one(self._db, Patient, id.bytes)
        if found is None:
            raise KnownError(NO_PATIENT, id=id, path=self.path)
        return cast(Patient, found)

    def sessions(self, patient: UUID | None = None) -> list[SessionSummary]:
        """The sessions by patient (name, id) and date, all or one patient's."""
        with self._readable():
            return reading.sessions(self._db, patient)

    def fingerprint(self, id: UUID) -> str:
        """The fingerprint of a session's content as the file holds it, signed or not."""
        session = self.session(id)
        with self._readable():
            return stored_fingerprint(self._db, session)

    def session(self, id: UUID) -> Session:
        """One session; `KnownError` when there is none of that id."""
        with self._readable():
            found = reading.one(self._db, Session, id.bytes)
        if found is None:
            raise KnownError(NO_SESSION, id=id, path=self.path)
        return cast(Session, found)

    def calibrations(self, patient: UUID) -> list[Calibration]:
        """A patient's calibrations, oldest first."""
        with self._readable():
            return reading.calibrations(self._db, patient)

    def calibration(self, session: Session) -> Calibration | None:
        """The calibration that `session` uses, None for the average adult's millimetres."""
        if session.calibration is None:
            return None
        with self._readable():
            found = reading.one(self._db, Calibration, session.calibration.bytes)
        return cast(Calibration, found)

    def syringes(self, session: UUID) -> list[Syringe]:
        """A session's syringes by their position."""
        with self._readable():
            return reading.syringes(self._db, session)

    def injections(self, session: UUID) -> list[Injection]:
        """A session's injections in needle order."""
        with self._readable():
            return reading.injections(self._db, session)

    def of_session(self, kind: type[reading.S], session: UUID) -> list[reading.S]:
        """A session's values of one sort (area passes, lattices, notes), by id."""
        with self._readable():
            return reading.of_session(self._db, kind, session)

    def of_patient(self, kind: type[reading.P], patient: UUID) -> list[reading.P]:
        """A patient's values of one sort (lesions), by id."""
        with self._readable():
            return reading.of_patient(self._db, kind, patient)

    def of_clinic(self, kind: type[reading.C]) -> list[reading.C]:
        """The clinic's values of one sort (needles, pictures), by id."""
        with self._readable():
            return reading.of_clinic(self._db, kind)

    def attachment(self, id: UUID) -> Attachment | None:
        """One attachment with its content; None when there is none of that id."""
        with self._readable():
            return cast(Attachment | None, reading.one(self._db, Attachment, id.bytes))

    def log_rows(self) -> list[dict[str, object]]:
        """The change log's rows, oldest first, as they are stored."""
        with self._readable():
            return list(self._db.query("SELECT * FROM log ORDER BY seq"))

    def verify(self) -> verify.VerifyReport:
        """Check the pages, the change log's chain, and the content against the log."""
        return verify.verify(self._db)


def _value(change: Change) -> Entity:
    return change.value if isinstance(change, Added | Removed) else change.after


def _connected(path: Path, *, read_only: bool) -> sqlite_utils.Database:
    db = connect(path, "look" if read_only else "write")
    try:
        if not read_only:
            schema.migrate(db)
        elif schema.version_of(db) < schema.VERSION:
            older, db = db, copy_in_memory(db)
            older.close()
            schema.migrate(db)
            db.execute("PRAGMA query_only = ON")
        db.execute("SELECT count(*) FROM log").fetchone()
    except BaseException:
        db.close()
        raise
    return db
