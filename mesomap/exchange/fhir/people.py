"""The patient and the clinic's people as FHIR resources."""

from __future__ import annotations

from uuid import UUID

from mesomap.document.record.people import written
from mesomap.exchange.exported import Exported
from mesomap.exchange.fhir.parts import Json, identifier, made_once, reference
from mesomap.model import Person, Sex

_GENDERS = {Sex.FEMALE: "female", Sex.MALE: "male", Sex.OTHER: "other", Sex.UNKNOWN: "unknown"}


def patient_entry(exported: Exported) -> Json:
    """Made once: what the receiver knows of the patient already stays as it is."""
    patient = exported.patient
    family, comma, given = patient.name.partition(",")
    name = {"text": patient.name}
    if comma and given.strip():
        name |= {"family": family.strip(), "given": [given.strip()]}  # type: ignore[dict-item]
    resource = {
        "resourceType": "Patient",
        "identifier": [
            identifier(patient.id),
            {"type": {"text": "Number at the clinic"}, "value": patient.number}
            if patient.number.strip()
            else None,
        ],
        "name": [name],
        "gender": _GENDERS[patient.sex],
        "birthDate": patient.born.isoformat() if patient.born else None,
        "telecom": [
            {"system": "phone", "value": patient.phone} if patient.phone.strip() else None,
            {"system": "email", "value": patient.email} if patient.email.strip() else None,
        ],
        "address": [{"text": patient.address}],
    }
    return made_once(patient.id, resource)


def practitioners(exported: Exported) -> list[Json]:
    """Those of the clinic's people whom the session names, by id or by name; made once."""
    return [made_once(one.id, _practitioner(one)) for one in _named(exported)]


def who(exported: Exported, name: str) -> Json | None:
    """Somebody by name: the clinic's person of that name, else the name alone."""
    found = next((one for one in _named(exported) if written(one) == name), None)
    return reference(found.id, name) if found is not None else {"display": name}


def person(exported: Exported, id: UUID | None) -> Json | None:
    """One of the clinic's people."""
    return reference(id, exported.person(id)) if id in exported.people and id else None


def _practitioner(person: Person) -> Json:
    return {
        "resourceType": "Practitioner",
        "identifier": [
            identifier(person.id),
            {"type": {"text": "Registration number"}, "value": person.license}
            if person.license.strip()
            else None,
        ],
        "name": [{"text": written(person), "prefix": [person.title]}],
    }


def _named(exported: Exported) -> list[Person]:
    session = exported.session
    names = {session.signed_by, *(one.given_by for one in exported.values)}
    names |= {one.noted_by for one in exported.reactions}
    ids = (session.performer, session.prescriber)
    return [one for one in exported.people.values() if one.id in ids or written(one) in names]
