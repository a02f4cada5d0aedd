"""The open session in memory, as immutable values; changes make a new state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast
from uuid import UUID

from mesomap.model import (
    Added,
    AreaPass,
    Attachment,
    Change,
    ClinicPart,
    Credential,
    Entity,
    Injection,
    Lot,
    Patient,
    PatientPart,
    Picture,
    Removed,
    Session,
)

E = TypeVar("E", bound=Entity)
Held = Mapping[type[Any], Mapping[UUID, Entity]]


IN_FILE_ONLY = Attachment | Lot | Credential
"""Sorts of the clinic that no open session holds."""


@dataclass(frozen=True, slots=True)
class State:
    """The open session with its patient and their parts, and the clinic's; empty without one.

    `parts` holds, by sort and id, what belongs to the session, to its patient and to the clinic,
    but for lots and attachments. `family` are the patient's entries: the one that `patient` is,
    and those merged into it (the session's own may be one of these). The mappings are never
    changed once a state is made; treat them as read-only. `last_order` is the highest needle order
    that any injection or area pass of the session had while it is open.
    """

    patient: Patient | None = None
    family: frozenset[UUID] = frozenset()
    session: Session | None = None
    parts: Held = field(default_factory=dict)
    last_order: int = 0

    def of(self, kind: type[E]) -> Mapping[UUID, E]:
        """The parts of one sort by id."""
        return cast(Mapping[UUID, E], self.parts.get(kind, {}))

    def current(self, value: Entity) -> Entity | None:
        """What the open session holds under `value`'s id, of `value`'s sort."""
        match value:
            case Session():
                return self.session if self.session and self.session.id == value.id else None
            case Patient():
                return self.patient if self.patient and self.patient.id == value.id else None
            case _:
                return self.of(type(value)).get(value.id)

    def after(self, changes: tuple[Change, ...]) -> State:
        """The state that `changes` (already validated) lead to."""
        patient, session, last_order = self.patient, self.session, self.last_order
        fresh: dict[type[Entity], dict[UUID, Entity]] = {}
        for change in changes:
            value = change.value if isinstance(change, Added | Removed) else change.after
            match value:
                case Session():
                    session = value if session and session.id == value.id else session
                    continue
                case Patient():
                    patient = value if patient and patient.id == value.id else patient
                    continue
                case Injection() | AreaPass():
                    last_order = max(last_order, value.order)
            kind = type(value)
            if kind not in fresh:
                fresh[kind] = dict(self.of(kind))
            if isinstance(change, Removed):
                fresh[kind].pop(value.id, None)
            elif self._holds(value):
                fresh[kind][value.id] = value
        return replace(
            self,
            patient=patient,
            session=session,
            parts={**self.parts, **fresh},
            last_order=last_order,
        )

    def _holds(self, value: Entity) -> bool:
        """Whether it is of the open session, its patient, or the clinic."""
        if self.session is None or isinstance(value, IN_FILE_ONLY):
            return False  # in the clinic file only
        if isinstance(value, PatientPart):
            return value.patient in self.family
        if isinstance(value, Picture) and value.patient is not None:
            return value.patient in self.family
        if isinstance(value, ClinicPart):
            return True
        return not isinstance(value, Patient | Session) and value.session == self.session.id


def held(*groups: Iterable[Entity]) -> Held:
    """Values by sort and id."""
    parts: dict[type[Entity], dict[UUID, Entity]] = {}
    for group in groups:
        for value in group:
            parts.setdefault(type(value), {})[value.id] = value
    return parts
