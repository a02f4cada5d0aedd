"""The half of a store that reads whole values: single, a session's, a patient's, the clinic's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from mesomap.model import (
    Attachment,
    Calibration,
    Entity,
    Injection,
    KnownError,
    Lot,
    Patient,
    Session,
    Syringe,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import reading
from mesomap.storage.fingerprint import stored_fingerprint
from mesomap.storage.lists import NO_SESSION, StoreLists
from mesomap.storage.seals import seal_in
from mesomap.storage.summary import SessionSummary

NO_PATIENT = QT_TRANSLATE_NOOP("messages", "No patient {id} in {path}: choose one from the list.")


class StoreValues(StoreLists):
    """What `Store` reads, each time from the file."""

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

    def seal(self, id: UUID) -> str:
        """The seal of a signed session; "" for a draft, and where it was signed without one."""
        with self._readable():
            return seal_in(self._db, id)

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
