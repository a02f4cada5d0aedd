"""The open session in memory, as immutable values; changes make a new state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from mesomap.model import (
    Added,
    Calibration,
    Change,
    Entity,
    Injection,
    Patient,
    Removed,
    Session,
    Syringe,
)


@dataclass(frozen=True, slots=True)
class State:
    """The open session with its patient, syringes and injections; empty when none is open.

    `calibrations` are the patient's, of this and of other sessions.

    The mappings are never changed once a state is made; treat them as read-only. `last_order` is
    the highest needle order that any injection of the session had while it is open.
    """

    patient: Patient | None = None
    session: Session | None = None
    syringes: Mapping[UUID, Syringe] = field(default_factory=dict)
    injections: Mapping[UUID, Injection] = field(default_factory=dict)
    last_order: int = 0
    calibrations: Mapping[UUID, Calibration] = field(default_factory=dict)

    def current(self, value: Entity) -> Entity | None:
        """What the open session holds under `value`'s id, of `value`'s sort."""
        match value:
            case Injection():
                return self.injections.get(value.id)
            case Syringe():
                return self.syringes.get(value.id)
            case Calibration():
                return self.calibrations.get(value.id)
            case Session():
                return self.session if self.session and self.session.id == value.id else None
            case Patient():
                return self.patient if self.patient and self.patient.id == value.id else None

    def after(self, changes: tuple[Change, ...]) -> State:
        """The state that `changes` (already validated) lead to."""
        patient, session = self.patient, self.session
        syringes, injections = dict(self.syringes), dict(self.injections)
        calibrations = dict(self.calibrations)
        last_order = self.last_order
        for change in changes:
            value = change.value if isinstance(change, Added | Removed) else change.after
            gone = isinstance(change, Removed)
            match value:
                case Injection():
                    last_order = max(last_order, value.order)
                    injections.pop(value.id, None) if gone else injections.update({value.id: value})
                case Syringe():
                    syringes.pop(value.id, None) if gone else syringes.update({value.id: value})
                case Calibration():
                    calibrations.pop(value.id, None)
                    if not gone and patient and value.patient == patient.id:
                        calibrations[value.id] = value
                case Session():
                    session = value if session and session.id == value.id else session
                case Patient():
                    patient = value if patient and patient.id == value.id else patient
        return replace(
            self,
            patient=patient,
            session=session,
            syringes=syringes,
            injections=injections,
            last_order=last_order,
            calibrations=calibrations,
        )
