"""Whether a file's values fit each other, the body, and their signatures."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from mesomap.atlas import Atlas, Body
from mesomap.atlas.pictured import with_pictures
from mesomap.document import importing_checks as checks
from mesomap.document.importing_there import Get
from mesomap.model import (
    AfterPart,
    Attachment,
    Calibration,
    Entity,
    Lesion,
    Patient,
    PatientPart,
    Picture,
    Session,
    SessionPart,
    SessionStatus,
)
from mesomap.storage import Store
from mesomap.storage.fingerprint import fingerprint
from mesomap.storage.kinds import NAMES


class UnfitError(Exception):
    """What does not fit, in the file's words."""


def check(values: Sequence[Entity], get: Get, *, atlas: Atlas, store: Store) -> None:
    """Raise unless `values` can be what a clinic file holds.

    Raises
    ------
    UnfitError
        A number, a place, an id or a signature is none.
    """
    sessions = {one.id: one for one in values if isinstance(one, Session)}
    syringes = checks.counted(values)
    for one in values:
        fault = (
            checks.impossible(one)
            or checks.broken_line(one)
            or checks.unknown_body(atlas, one)
            or _homeless(one, sessions, get)
            or checks.foreign(one, get, syringes)
            or (checks.unfit_session(one) if isinstance(one, Session) else None)
        )
        if fault is not None:
            raise UnfitError(_named(one, fault))
    bodies = _Bodies(values, atlas, store, get)
    for one in values:
        fault = bodies.astray(one, sessions)
        if fault is not None:
            raise UnfitError(_named(one, fault))
    parts: dict[UUID, list[Entity]] = {id: [] for id in sessions}
    for one in values:
        if isinstance(one, SessionPart):
            parts[one.session].append(one)
    for session in sessions.values():
        _check_session(session, parts[session.id], get)


def _named(value: Entity, fault: str) -> str:
    return f"{NAMES[type(value)]} {value.id}: {fault}"


def _homeless(value: Entity, sessions: dict[UUID, Session], get: Get) -> str | None:
    if isinstance(value, SessionPart | AfterPart) and value.session not in sessions:
        return "its session is not there"
    if isinstance(value, PatientPart) and get(Patient, value.patient) is None:
        return "its patient is not there"
    if isinstance(value, Picture):
        if value.patient is not None and get(Patient, value.patient) is None:
            return "its patient is not there"
        if get(Attachment, value.attachment) is None:
            return "its content is not there"
    if isinstance(value, Patient) and value.merged_into is not None:
        into = get(Patient, value.merged_into)
        if not isinstance(into, Patient) or into.id == value.id:
            return "the entry it was merged into is not there"
        if into.merged_into == value.id:
            return "it and another entry were merged into each other"
    return None


def _check_session(session: Session, parts: Sequence[Entity], get: Get) -> None:
    if checks.orders_repeat(parts):
        raise UnfitError(_named(session, "two of its steps have one place in the order"))
    calibration = None
    if session.calibration is not None:
        found = get(Calibration, session.calibration)
        assert isinstance(found, Calibration)  # its ids were looked up before
        if _person(found.patient, get) != _person(session.patient, get):
            raise UnfitError(_named(session, "its calibration is another patient's"))
        calibration = found
    if session.status is not SessionStatus.SIGNED:
        return
    if fingerprint(session, parts, calibration) != session.fingerprint:
        raise UnfitError(_named(session, "it is not what was signed: its fingerprint differs"))


def _person(entry: UUID, get: Get) -> UUID:
    found = get(Patient, entry)
    return found.merged_into or entry if isinstance(found, Patient) else entry


class _Bodies:
    """The bodies of the sessions and patients that values lie on, with the file's pictures."""

    def __init__(self, values: Sequence[Entity], atlas: Atlas, store: Store, get: Get) -> None:
        self._atlas = atlas
        self._get = get
        brought = {one.id: one for one in values if isinstance(one, Picture)}
        held = {one.id: one for one in store.of_clinic(Picture)}
        self._pictures = list((held | brought).values())
        self._plain: dict[tuple[str, UUID], Body] = {}

    def astray(self, value: Entity, sessions: dict[UUID, Session]) -> str | None:
        """What is wrong with where `value` lies."""
        if isinstance(value, Lesion):
            patient = self._get(Patient, value.patient)
            assert isinstance(patient, Patient)
            return checks.astray(self._of(patient.body, patient.id), value)
        if isinstance(value, SessionPart | AfterPart):
            session = sessions[value.session]
            return checks.astray(self._of(session.body, session.patient), value)
        return None

    def _of(self, body: str, patient: UUID) -> Body:
        at = (body, patient)
        if at not in self._plain:
            mine = _person(patient, self._get)
            pictures = [
                one
                for one in self._pictures
                if one.patient is None or _person(one.patient, self._get) == mine
            ]
            self._plain[at] = with_pictures(self._atlas.body(body), tuple(pictures), self._read)
        return self._plain[at]

    def _read(self, id: UUID) -> Attachment | None:
        found = self._get(Attachment, id)
        return found if isinstance(found, Attachment) else None
