"""Plain values for the jobs: no atlas needed."""

from __future__ import annotations

from datetime import date, datetime
from random import Random
from uuid import UUID, uuid4

from mesomap.document import Document
from mesomap.document.edits import new_injections
from mesomap.document.edits_pictures import attachment_of, new_picture
from mesomap.model import (
    Added,
    Injection,
    Patient,
    PatientsLeft,
    Person,
    Session,
    SkinSite,
    Syringe,
)
from mesomap.storage import Store
from tools.torture.scene import CLEAR

NOON = datetime(2026, 11, 22, 12, 0)
FACES = 13378
"""Quads of the base mesh."""
NAMED = f"Dr. {CLEAR}"


def a_site(chance: Random) -> SkinSite:
    """A random place on the skin."""
    return SkinSite(chance.randrange(FACES), chance.random(), chance.random())


def a_patient(number: int) -> Patient:
    """A patient with a name that is recognised in clear text."""
    return Patient(
        id=uuid4(),
        name=f"{CLEAR}, Anna {number}",
        body="female",
        born=date(1981, 3, 14),
        number=f"K{number:05d}",
    )


def a_session(patient: UUID) -> Session:
    """A draft session of that patient."""
    return Session(
        id=uuid4(), patient=patient, date=NOON.date(), body="female", atlas="test", started=NOON
    )


def a_syringe(session: UUID) -> Syringe:
    """A full syringe of that session."""
    return Syringe(id=uuid4(), session=session, name="A", mixture="HA 10 mg/mL", drawn_ul=3000)


def a_person() -> Person:
    """Who may sign."""
    return Person(id=uuid4(), name=NAMED)


def a_document(store: Store) -> Document:
    """A document of an open clinic file."""
    return Document(store, actor=NAMED, clock=lambda: NOON)


def begin_session(document: Document, patient: Patient, needles: int, chance: Random) -> None:
    """Add a patient with a session, a syringe and so many planned needles; the session is open."""
    session = a_session(patient.id)
    syringe = a_syringe(session.id)
    document.commit("Add patient", (Added(patient),))
    document.commit("Add session", (Added(session),))
    document.open_session(session.id)
    document.commit("Add syringe", (Added(syringe),))
    if needles:
        document.commit("Place grid", planned(document, syringe, needles, chance))


def planned(
    document: Document, syringe: Syringe, needles: int, chance: Random
) -> tuple[Added, ...]:
    """So many planned needles of the open session."""
    sites = [a_site(chance) for _ in range(needles)]
    return new_injections(document, sites, [None] * needles, syringe)


def a_picture(chance: Random) -> tuple[Added, ...]:
    """A picture of the clinic's own, with content of its own."""
    attachment = attachment_of(CLEAR.encode() + chance.randbytes(20_000), "image/png")
    picture = new_picture(
        CLEAR,
        attachment,
        width_px=100,
        height_px=100,
        line_px=(0.0, 0.0, 100.0, 0.0),
        line_mm=100.0,
        patients_left=PatientsLeft.NEITHER,
        patient=None,
    )
    return (Added(attachment), Added(picture))


def injections_of(document: Document) -> list[Injection]:
    """The open session's injections."""
    return list(document.injections.values())
