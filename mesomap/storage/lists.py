"""The half of a store that fills lists: patients as they are searched for, and last sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import sqlite_utils

from mesomap.model import KnownError, Patient, Reaction
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import done, due, finding, reading, sentences
from mesomap.storage.driver import sqlite
from mesomap.storage.due import DueFollowUp
from mesomap.storage.lot_lookup import LotUse, uses_of_lot
from mesomap.storage.refused import CANNOT_READ, gone, refusal
from mesomap.storage.summary import SessionSummary
from mesomap.storage.unsigned import unsigned

NO_SESSION = QT_TRANSLATE_NOOP("messages", "No session {id} in {path}: choose one from the list.")


class StoreLists:
    """What `Store` shows in lists: never more rows than were asked for."""

    path: Path
    _db: sqlite_utils.Database
    _listed: finding.Listed | None = None
    """What a search looks through, until a patient or a session changes."""
    _useless: bool = False
    """Whether the drive failed: the connection must be made anew before anything is written."""

    def find_patients(
        self, search: str = "", *, limit: int, offset: int = 0, archived: bool = False
    ) -> finding.Found:
        """Those whose name, number or birth date holds every word; who was seen last first."""
        with self._readable():
            if self._listed is None:
                self._listed = finding.listed(self._db)
            return finding.find(
                self._db, self._listed, search, archived=archived, limit=limit, offset=offset
            )

    def what_was_done(
        self, wanted: done.Wanted, *, limit: int, before: int | None = None
    ) -> list[done.Done]:
        """Rows of the change log, newest first; `before` is the number of the row to go on from."""
        with self._readable():
            return done.page(self._db, wanted, limit=limit, before=before)

    def actors(self) -> list[str]:
        """Everybody whom the change log names, by name."""
        with self._readable():
            return done.actors(self._db)

    def last_recorded(self) -> datetime | None:
        """When the change log's last row was written, in UTC; None for an empty one."""
        with self._readable():
            row = self._db.execute("SELECT at FROM log ORDER BY seq DESC LIMIT 1").fetchone()
        return datetime.fromisoformat(row[0]) if row else None

    def namesakes(self, name: str, *, besides: UUID | None = None) -> list[Patient]:
        """The patients in use of that name, but for case and accents; `besides` is left out."""
        with self._readable():
            return finding.namesakes(self._db, name, besides)

    def merged(self, patient: UUID) -> list[Patient]:
        """The entries that were merged into a patient's, by name."""
        with self._readable():
            return reading.merged(self._db, patient)

    def latest(self, patients: Sequence[UUID]) -> dict[UUID, SessionSummary]:
        """The last session of each of `patients` that has one."""
        with self._readable():
            return finding.latest(self._db, patients)

    def last_sessions(self, limit: int) -> list[SessionSummary]:
        """The last sessions of the patients seen last, newest first; none entered in error."""
        with self._readable():
            return finding.last_sessions(self._db, limit)

    def summary(self, session: UUID) -> SessionSummary:
        """One session with its counts; `KnownError` when there is none of that id."""
        with self._readable():
            found = reading.summaries(self._db, "sessions.id = ?", [session.bytes])
        if not found:
            raise KnownError(NO_SESSION, id=session, path=self.path)
        return found[0]

    def due_follow_ups(self, today: date) -> list[DueFollowUp]:
        """The sessions that are to be asked about on a day, the newest first."""
        with self._readable():
            return due.due_follow_ups(self._db, today)

    def reactions_of(self, person: UUID) -> list[Reaction]:
        """A person's reactions, oldest session first; none to sessions entered in error."""
        with self._readable():
            return due.reactions_of(self._db, person)

    def unsigned(self, limit: int | None = None) -> list[SessionSummary]:
        """Drafts of which something was given, oldest first; none entered in error."""
        with self._readable():
            return unsigned(self._db, limit)

    def uses_of_lot(self, number: str) -> list[LotUse]:
        """Who was given a lot, newest session first; drafts and those in error too, marked."""
        with self._readable():
            return uses_of_lot(self._db, number)

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except sqlite.DatabaseError as error:
            refused = refusal(error, self.path, CANNOT_READ)
            if refused is not None or self._useless:
                raise refused or gone(self.path, text=CANNOT_READ) from error
            raise KnownError(sentences.DAMAGED, path=self.path) from error
