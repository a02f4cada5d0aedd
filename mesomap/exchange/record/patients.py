"""The patients of a clinic file as the documented JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from mesomap.model import Patient
from mesomap.storage import Store


def patients_json(store: Store) -> list[dict[str, Any]]:
    """The patients by name, archived ones too."""
    return [_patient(store, patient) for patient in store.patients()]


def _patient(store: Store, patient: Patient) -> dict[str, Any]:
    return {
        "id": str(patient.id),
        "name": patient.name,
        "born": _iso(patient.born),
        "sex": patient.sex.value,
        "number": patient.number,
        "body": patient.body,
        "phototype": patient.phototype,
        "phone": patient.phone,
        "email": patient.email,
        "address": patient.address,
        "allergies": patient.allergies,
        "conditions": patient.conditions,
        "medicines": patient.medicines,
        "weight_kg": patient.weight_kg,
        "weighed": _iso(patient.weighed),
        "archived": patient.archived,
        "merged": [{"id": str(one.id), "name": one.name} for one in store.merged(patient.id)],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
