"""The changes that tools and dialogs commit, made from values; nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid4

from mesomap.document.document import Document
from mesomap.document.recording import as_placed
from mesomap.model import (
    Added,
    Calibration,
    Change,
    Injection,
    Measurement,
    Patient,
    RegionKey,
    Session,
    Site,
    Syringe,
    Updated,
)
from mesomap.model.message import QT_TRANSLATE_NOOP

FIRST_SYRINGE = QT_TRANSLATE_NOOP("messages", "Syringe 1")


def new_patient(name: str, body: str) -> Patient:
    """A patient with a fresh id."""
    return Patient(id=uuid4(), name=" ".join(name.split()), body=body)


def new_session(
    patient: Patient, *, atlas: str, at: datetime, calibration: UUID | None = None
) -> Session:
    """A draft session of `patient`, today, on the patient's body, measured by `calibration`."""
    return Session(
        id=uuid4(),
        patient=patient.id,
        date=at.date(),
        body=patient.body,
        atlas=atlas,
        started=at.replace(microsecond=0),
        calibration=calibration,
    )


def calibrate(
    document: Document, measurements: Sequence[Measurement], *, measured: date
) -> tuple[Change, ...]:
    """The changes that give the open session these measurements; none are the average adult's.

    The calibration before stays the patient's: it is a record of what was measured.
    """
    session = document.session
    if session is None:
        raise ValueError("no session is open")
    before = document.calibration
    if before is not None and before.measurements == tuple(measurements):
        return ()
    if before is None and not measurements:
        return ()
    made = None
    if measurements:
        made = Calibration(
            id=uuid4(),
            patient=session.patient,
            measured=measured,
            measurements=tuple(measurements),
        )
    changes: list[Change] = [] if made is None else [Added(made)]
    changes.append(Updated(session, replace(session, calibration=made.id if made else None)))
    return tuple(changes)


def default_syringe(session: UUID, *, name: str = FIRST_SYRINGE) -> Syringe:
    """The syringe that a new session begins with: nothing said of what is in it."""
    return Syringe(id=uuid4(), session=session, name=name, mixture="")


def next_order(document: Document) -> int:
    """The needle order after the last one of the open session."""
    return document.last_order + 1


def new_injections(
    document: Document,
    sites: Sequence[Site],
    regions: Sequence[RegionKey | None],
    syringe: Syringe | UUID,
    *,
    lattices: Sequence[UUID | None] = (),
    paths: Sequence[Sequence[Site]] = (),
    volumes_ul: Sequence[int] = (),
) -> tuple[Added, ...]:
    """Injections at `sites`, in their order, with the settings of `syringe`.

    Each of these, where given, says something of each injection: `lattices` which lattice it
    belongs to; `paths` where a thread leads from its site; `volumes_ul` its volume, where that is
    not the syringe's.
    """
    session = document.session
    if session is None:
        raise ValueError("no session is open")
    brush = syringe if isinstance(syringe, Syringe) else document.syringes[syringe]
    first = next_order(document)
    placed = [
        Injection(
            id=uuid4(),
            session=session.id,
            order=first + number,
            site=site,
            region=region.id if region else None,
            side=region.side if region else None,
            syringe=brush.id,
            technique=brush.technique,
            volume_ul=volume_ul,
            depth_mm=brush.depth_mm,
            layer=brush.layer,
            angle_deg=brush.angle_deg,
            radius_mm=brush.radius_mm,
            lattice=lattice,
            path=tuple(path),
        )
        for number, (site, region, lattice, path, volume_ul) in enumerate(
            zip(
                sites,
                regions,
                lattices or [None] * len(sites),
                paths or [()] * len(sites),
                volumes_ul or [brush.volume_ul] * len(sites),
                strict=True,
            )
        )
    ]
    return tuple(Added(one) for one in as_placed(document, placed))
