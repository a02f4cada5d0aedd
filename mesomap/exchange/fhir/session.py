"""The session itself as FHIR resources: procedure, parts of the body, devices."""

from __future__ import annotations

from uuid import UUID, uuid5

from mesomap.clinical.protocols import INDICATION_NAMES
from mesomap.document.record.addenda import KIND_NAMES, in_time
from mesomap.exchange.exported import Exported, Value
from mesomap.exchange.fhir.codes import place, side
from mesomap.exchange.fhir.parts import (
    Json,
    identifier,
    made_once,
    moment,
    reference,
    timing,
    updated,
    words,
)
from mesomap.exchange.fhir.people import person
from mesomap.model import Device, Reaction, SessionStatus, Status

TARGET = "http://hl7.org/fhir/StructureDefinition/procedure-targetBodyStructure"
"""FHIR's own extension: which BodyStructure a procedure was on."""
GS1_DEVICES = "http://hl7.org/fhir/NamingSystem/gs1-di"
"""FHIR's own name of GS1 as an issuer of device identifiers."""
_GTIN_DIGITS = 14


def procedure(exported: Exported) -> Json:
    """The session; what it is, is said in words."""
    session, regions = exported.session, regions_of(exported)
    resource = {
        "resourceType": "Procedure",
        "identifier": [identifier(session.id)],
        "extension": [
            {"url": TARGET, "valueReference": reference(id, exported.region_name(value))}
            for id, value in regions.items()
        ],
        "status": status(exported),
        "statusReason": words(session.stopped_because) if session.stopped_because.strip() else None,
        "code": words("Mesotherapy injections"),
        "subject": reference(exported.patient.id, exported.patient.name),
        **timing("performed", (session.treated_from, session.treated_until), session.started),
        "performer": [
            {"function": words(function), "actor": actor}
            for function, actor in (
                ("Performer", person(exported, session.performer)),
                ("Prescriber", person(exported, session.prescriber)),
            )
            if actor is not None
        ],
        "reasonCode": [words(INDICATION_NAMES.get(session.indication, session.indication))]
        if session.indication.strip()
        else [],
        "bodySite": [place(exported, value) for value in regions.values()],
        "usedReference": [
            reference(id, exported.devices[id].name) for id in _used_devices(exported)
        ],
        "note": _notes(exported),
    }
    return updated(session.id, resource)


def status(exported: Exported) -> str:
    """A draft is in progress; signed it is completed, stopped early, or was not done at all."""
    session, given = exported.session, {one.status for one in exported.values}
    if exported.in_error:
        return "entered-in-error"
    if session.status is not SessionStatus.SIGNED:
        return "in-progress"
    if given and Status.GIVEN not in given:
        return "not-done"
    return "stopped" if session.stopped_because.strip() else "completed"


def regions_of(exported: Exported) -> dict[UUID, Value | Reaction]:
    """The regions that the session touched, by the id of the BodyStructure; one entry of each.

    A clinic's own picture is no part of the body.
    """
    found: dict[UUID, Value | Reaction] = {}
    for value in (*exported.values, *exported.reactions):
        if value.region is not None and value.region not in exported.body.pictures:
            name = f"region {value.region} {value.side.value if value.side else ''}"
            found.setdefault(uuid5(exported.patient.id, name), value)
    return found


def body_structures(exported: Exported) -> list[Json]:
    """One of the patient's for each region and side."""
    return [
        updated(
            id,
            {
                "resourceType": "BodyStructure",
                "identifier": [identifier(id)],
                "active": True,
                "location": place(exported, value),
                "locationQualifier": [side(value.side)],
                "description": exported.region_name(value),
                "patient": reference(exported.patient.id, exported.patient.name),
            },
        )
        for id, value in regions_of(exported).items()
    ]


def devices(exported: Exported) -> list[Json]:
    """The devices that were used, made once."""
    return [made_once(id, _device(exported.devices[id])) for id in _used_devices(exported)]


def _device(device: Device) -> Json:
    udi = device.identifier.strip()
    is_gtin = len(udi) == _GTIN_DIGITS and udi.isascii() and udi.isdigit()
    carrier = {"deviceIdentifier": udi, "issuer": GS1_DEVICES} if is_gtin else {"carrierHRF": udi}
    return {
        "resourceType": "Device",
        "identifier": [identifier(device.id)],
        "udiCarrier": [carrier] if udi else [],
        "manufacturer": device.maker,
        "expirationDate": device.expiry.isoformat() if device.expiry else None,
        "lotNumber": device.lot,
        "serialNumber": device.serial,
        "deviceName": [{"name": device.name, "type": "user-friendly-name"}]
        if device.name.strip()
        else [],
        "type": words(device.kind.value.replace("-", " ").capitalize()),
    }


def _used_devices(exported: Exported) -> list[UUID]:
    used = dict.fromkeys(one.device for one in exported.contents.devices)
    return [id for id in used if id in exported.devices]


def _notes(exported: Exported) -> list[Json]:
    session = exported.session
    planned = [one for one in exported.values if one.status is Status.PLANNED]
    texts = [session.note, session.response]
    if planned and session.status is not SessionStatus.SIGNED:
        ml = sum(one.volume_ul for one in planned) / 1000
        texts.append(f"Planned, not given yet: {len(planned)} entries, {ml:g} mL")
    notes: list[Json] = [{"text": text} for text in texts if text.strip()]
    return notes + [
        {
            "authorString": one.by if one.by.strip() else None,
            "time": moment(one.written),
            "text": f"{KIND_NAMES[one.kind]}: {one.text}",
        }
        for one in in_time(exported.addenda)
    ]
