"""What belongs to sessions: their parts, and what these name of the patient and of the clinic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args
from uuid import UUID

from mesomap.document.places import regions_of, sites_of
from mesomap.model import (
    AfterPart,
    Attachment,
    Calibration,
    Consent,
    Course,
    Device,
    DeviceUse,
    Draw,
    Entity,
    Injection,
    KnownError,
    Lesion,
    Needle,
    Patient,
    PatientPart,
    Person,
    Photograph,
    Picture,
    PictureSite,
    Preparation,
    Product,
    Protocol,
    Session,
    SessionPart,
    Syringe,
)
from mesomap.storage import Store
from mesomap.storage.kinds import NAMES

SESSION_KINDS = tuple(kind for kind in NAMES if issubclass(kind, SessionPart | AfterPart))
PATIENT_KINDS = get_args(PatientPart)


def collect(store: Store, sessions: Sequence[UUID], *, attachments: bool) -> list[Entity]:
    """The sessions with their parts and whatever they name, once each.

    Of their patients: the entry and the person it was merged into, lesions and consents, and the
    courses and calibrations that are named.
    """
    found = [one for id in sessions for one in parts_of(store, store.session(id))]
    return completed(store, found, attachments=attachments)


def completed(store: Store, found: Sequence[Entity], *, attachments: bool) -> list[Entity]:
    """`found` (sessions with their parts, parts of patients) and all that it names."""
    named = _named(found)
    of_patient: list[Entity] = [one for one in found if isinstance(one, PatientPart)]
    for patient in dict.fromkeys(one.patient for one in found if isinstance(one, Session)):
        for kind in PATIENT_KINDS:
            for one in of_patient_of(store, kind, patient):
                if isinstance(one, Lesion | Consent) or one.id in named:
                    of_patient.append(one)
    found = list(dict.fromkeys([*found, *of_patient]))
    named = _named(found)
    result: list[Entity] = [*_patients(store, found), *found]
    for kind in (Product, Device, Needle, Protocol, Person):
        result += [one for one in store.of_clinic(kind) if one.id in named]
    result += store.lots(id for id in named if id is not None).values()
    pictures = _pictures(store, found)
    result += pictures
    wanted = {one.attachment for one in pictures}
    if attachments:
        wanted |= {one.attachment for one in found if isinstance(one, Photograph)}
        wanted |= {one.scan for one in found if isinstance(one, Consent) and one.scan is not None}
    contents = (_attachment(store, id) for id in sorted(wanted))
    result += [content for content in contents if content is not None]
    return list({(type(one), one.id): one for one in result}.values())


def parts_of(store: Store, session: Session) -> list[Entity]:
    """A session and all of its parts."""
    found: list[Entity] = [session]
    for kind in SESSION_KINDS:
        found += of_session(store, kind, session.id)
    return found


def of_session(store: Store, kind: type[Any], session: UUID) -> Sequence[Entity]:
    """A session's values of one sort, in their order."""
    if kind is Syringe:
        return store.syringes(session)
    if kind is Injection:
        return store.injections(session)
    values: Sequence[Entity] = store.of_session(kind, session)
    return values


def of_patient_of(store: Store, kind: type[Any], patient: UUID) -> Sequence[Entity]:
    """The values of one sort of the person that `patient` is an entry of."""
    if kind is Calibration:
        return store.calibrations(patient)
    values: Sequence[Entity] = store.of_patient(kind, patient)
    return values


def _named(found: Iterable[Entity]) -> set[UUID | None]:
    """The ids that values name, but for those of their own session or patient."""
    named: set[UUID | None] = set()
    for one in found:
        match one:
            case Session():
                named |= {one.course, one.calibration, one.protocol}
                named |= {one.performer, one.prescriber}
            case Syringe():
                named |= {one.needle, *(part.product for part in one.parts)}
            case Draw():
                named |= {one.product, one.lot}
            case DeviceUse():
                named.add(one.device)
            case Preparation() | Photograph():
                named.add(one.consent)
            case Course():
                named.add(one.protocol)
    return named


def _patients(store: Store, found: Iterable[Entity]) -> Iterator[Patient]:
    """The entries that values belong to, after the persons they were merged into."""
    for one in found:
        if isinstance(one, Session | PatientPart):
            entry = store.patient(one.patient)
            if entry.merged_into is not None:
                yield store.patient(entry.merged_into)
            yield entry


def _pictures(store: Store, found: Iterable[Entity]) -> list[Picture]:
    """The clinic's own pictures that something lies on."""
    used = {site.chart for one in found for site in sites_of(one) if isinstance(site, PictureSite)}
    used |= {key.id for one in found for key in regions_of(one)}
    return [one for one in store.of_clinic(Picture) if str(one.id) in used]


def _attachment(store: Store, id: UUID) -> Attachment | None:
    try:
        return store.attachment(id)
    except KnownError:
        return None
