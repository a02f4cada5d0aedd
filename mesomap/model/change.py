"""The smallest recorded edit: a whole value that came, went or became another."""

from __future__ import annotations

from dataclasses import dataclass

from mesomap.model.addendum import Addendum
from mesomap.model.area_pass import AreaPass
from mesomap.model.calibration import Calibration
from mesomap.model.clinic import ClinicSettings
from mesomap.model.course import Course
from mesomap.model.credential import Credential
from mesomap.model.device import Device, DeviceUse
from mesomap.model.injection import Injection
from mesomap.model.lattice import Lattice
from mesomap.model.lesion import Lesion
from mesomap.model.needle import Needle
from mesomap.model.note import Note
from mesomap.model.patient import Patient
from mesomap.model.person import Person
from mesomap.model.photograph import Photograph
from mesomap.model.picture import Attachment, Picture
from mesomap.model.preparation import Consent, Preparation, Questionnaire
from mesomap.model.product import Draw, Lot, Mixture, Product
from mesomap.model.protocol import Protocol
from mesomap.model.reaction import FollowUp, Reaction
from mesomap.model.remark import RemarkAnswer
from mesomap.model.session import Session
from mesomap.model.syringe import Syringe

SessionPart = (
    Syringe
    | Injection
    | AreaPass
    | Lattice
    | Note
    | Draw
    | DeviceUse
    | Questionnaire
    | Preparation
    | RemarkAnswer
)
"""Belongs to one session, by its `session`; signing locks it."""
AfterPart = Reaction | FollowUp | Photograph | Addendum
"""Belongs to one session, by its `session`; may come at any time, signed or not."""
PatientPart = Calibration | Lesion | Course | Consent
"""Belongs to one patient, by its `patient`."""
ClinicPart = (
    Needle
    | Attachment
    | Picture
    | Product
    | Lot
    | Mixture
    | Device
    | Protocol
    | Person
    | Credential
    | ClinicSettings
)
"""Belongs to the clinic."""
Entity = Patient | Session | SessionPart | AfterPart | PatientPart | ClinicPart


@dataclass(frozen=True, slots=True)
class Added:
    """`value` is new."""

    value: Entity


@dataclass(frozen=True, slots=True)
class Removed:
    """`value` is gone."""

    value: Entity


@dataclass(frozen=True, slots=True)
class Updated:
    """`before` became `after`; both carry the same id."""

    before: Entity
    after: Entity


Change = Added | Removed | Updated


def invert(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes that take `changes` back, in reverse order."""
    inverse: list[Change] = []
    for change in reversed(changes):
        match change:
            case Added(value):
                inverse.append(Removed(value))
            case Removed(value):
                inverse.append(Added(value))
            case Updated(before, after):
                inverse.append(Updated(after, before))
    return tuple(inverse)
