"""Plain values for tests of storage and document: no atlas needed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from uuid import UUID, uuid4

from mesomap.document import Document
from mesomap.model import (
    Added,
    Injection,
    Patient,
    Session,
    Sex,
    Side,
    SkinSite,
    Syringe,
    Technique,
)
from mesomap.storage import Store

NOON = datetime(2026, 11, 22, 12, 0)
TODAY = NOON.date()


def a_patient(name: str = "Sample, Anna", **more: object) -> Patient:
    values = {"born": date(1981, 3, 14), "sex": Sex.FEMALE, "number": "00417"} | more
    return Patient(id=uuid4(), name=name, body="female", **values)  # type: ignore[arg-type]


def a_session(patient: Patient, day: date = TODAY) -> Session:
    return Session(
        id=uuid4(), patient=patient.id, date=day, body="female", atlas="test", started=NOON
    )


def a_syringe(session: Session, **more: object) -> Syringe:
    values = {"name": "A", "mixture": "HA 10 mg/mL", "drawn_ul": 3000} | more
    return Syringe(id=uuid4(), session=session.id, **values)  # type: ignore[arg-type]


def an_injection(syringe: Syringe, order: int = 1, **more: object) -> Injection:
    values: dict[str, object] = {
        "id": uuid4(),
        "session": syringe.session,
        "order": order,
        "site": SkinSite(order % 13000, 0.25, 0.75),
        "region": "cheek-buccal",
        "side": Side.LEFT,
        "syringe": syringe.id,
        "technique": Technique.PAPULE,
        "volume_ul": 50,
        "depth_mm": 1.0,
    }
    return Injection(**(values | more))  # type: ignore[arg-type]


def open_document(store: Store) -> tuple[Document, Syringe]:
    """A document with a new patient's new session open, and one syringe in it."""
    document = Document(store, actor="Dr. B. Example", clock=lambda: NOON)
    patient = a_patient()
    session = a_session(patient)
    document.commit("Add patient", (Added(patient),))
    document.commit("Add session", (Added(session),))
    document.open_session(session.id)
    syringe = a_syringe(session)
    document.commit("Add syringe", (Added(syringe),))
    return document, syringe


def the_session(document: Document) -> UUID:
    assert document.session is not None
    return document.session.id


def beside(path: Path) -> list[str]:
    """What lies in the folder of a clinic file."""
    return sorted(entry.name for entry in path.parent.iterdir())
