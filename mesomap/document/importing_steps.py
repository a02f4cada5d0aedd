"""An import as steps: the clinic's things, each patient entry's, each session's.

A step is a row of the change log, and holds what one erasure has to find: values of one entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from mesomap.document.importing_there import content_of
from mesomap.model import (
    Added,
    AfterPart,
    Attachment,
    Change,
    Entity,
    Patient,
    PatientPart,
    Picture,
    Session,
    SessionPart,
    SessionStatus,
    Updated,
)
from mesomap.storage import Store

Step = tuple[Change, ...]


def steps_of(values: Iterable[Entity], store: Store) -> tuple[Step, ...]:
    """The steps that add `values`, what is named before what names it."""
    values = list(values)
    contents = {one.id: one for one in values if isinstance(one, Attachment)}
    patients = {one.id: one for one in values if isinstance(one, Patient)}
    groups: dict[tuple[int, UUID | None], list[Entity]] = {}
    for one in values:
        if not isinstance(one, Attachment):
            groups.setdefault(_group(one, patients, store), []).append(one)
    steps = [_step(groups[at], contents, store) for at in sorted(groups, key=lambda at: at[0])]
    return tuple(step for step in steps if step)


def _group(value: Entity, patients: dict[UUID, Patient], store: Store) -> tuple[int, UUID | None]:
    """Whose it is: the clinic's, a person's, a merged entry's, a session's."""
    if isinstance(value, Session):
        return 3, value.id
    if isinstance(value, SessionPart | AfterPart):
        return 3, value.session
    owner: UUID | None = None
    if isinstance(value, Patient):
        owner = value.id
    elif isinstance(value, PatientPart | Picture):
        owner = value.patient
    if owner is None:
        return 0, None
    entry = patients.get(owner)
    return (2 if entry is not None and entry.merged_into is not None else 1), owner


def _step(values: Sequence[Entity], contents: dict[UUID, Attachment], store: Store) -> Step:
    changes: list[Change] = []
    signing: list[Change] = []
    for one in sorted(values, key=_rank):
        shown = content_of(one)
        if shown is not None and shown in contents:
            changes.append(Added(contents.pop(shown)))
        if isinstance(one, Patient):
            one = _under_the_last(one, store)
        if isinstance(one, Session) and one.status is SessionStatus.SIGNED:
            draft = replace(
                one,
                status=SessionStatus.DRAFT,
                signed=None,
                signed_by="",
                signed_for="",
                fingerprint="",
            )
            changes.append(Added(draft))
            signing.append(Updated(draft, one))
        else:
            changes.append(Added(one))
    return (*changes, *signing)


def _rank(value: Entity) -> int:
    """Values are added after what they name: the order of the change's own sorts."""
    return _ORDER.get(type(value).__name__, 5)


_ORDER = {
    name: at
    for at, names in enumerate(
        (
            ("Patient", "Session", "Product"),
            ("Calibration", "Lot", "Person", "Needle", "Device"),
            ("Syringe", "Lattice", "Consent", "Course"),
        )
    )
    for name in names
}


def _under_the_last(patient: Patient, store: Store) -> Patient:
    """An entry that was merged into one which the clinic has merged itself: under the last."""
    if patient.merged_into is None:
        return patient
    into = store.one(Patient, patient.merged_into)
    if isinstance(into, Patient) and into.merged_into is not None:
        return replace(patient, merged_into=into.merged_into)
    return patient
