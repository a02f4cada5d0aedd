"""What came after, and where it is written: reactions, the site chart, who says so."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import uuid5

import mesomap
from mesomap.exchange.exported import Exported
from mesomap.exchange.fhir.codes import place
from mesomap.exchange.fhir.parts import (
    Json,
    identifier,
    moment,
    quantity,
    reference,
    tagged,
    updated,
    words,
)
from mesomap.exchange.fhir.people import person, who
from mesomap.model import FollowUp, Reaction, SessionStatus


def observations(exported: Exported) -> Iterator[Json]:
    """The reactions, and the follow-ups at which there was none."""
    for one in sorted(exported.reactions, key=lambda one: (one.noted, one.id)):
        yield updated(one.id, _reaction(exported, one))
    for seen in sorted(exported.follow_ups, key=lambda one: (one.done, one.id)):
        yield updated(seen.id, _follow_up(exported, seen))


def _reaction(exported: Exported, one: Reaction) -> Json:
    mistaken = one.mistaken or exported.in_error
    return {
        "resourceType": "Observation",
        "identifier": [identifier(one.id)],
        "partOf": [reference(exported.session.id)],
        "status": "entered-in-error" if mistaken else "final",
        "code": words(f"Reaction: {_said(one.kind.value)}"),
        "subject": reference(exported.patient.id, exported.patient.name),
        "effectiveDateTime": moment(one.onset or one.noted),
        "issued": moment(one.noted),
        "performer": [who(exported, one.noted_by)] if one.noted_by.strip() else [],
        "valueString": one.text,
        "bodySite": place(exported, one) if one.region is not None else None,
        "method": words("Told, not seen" if one.known.value == "told" else "Seen"),
        "component": list(_components(one)),
    }


def _components(one: Reaction) -> Iterator[Json]:
    if one.long_mm is not None:
        yield {"code": words("Longest"), "valueQuantity": quantity(one.long_mm, "mm")}
    if one.wide_mm is not None:
        yield {"code": words("Widest"), "valueQuantity": quantity(one.wide_mm, "mm")}
    if one.grade is not None:
        yield {"code": words("CTCAE v5 grade"), "valueInteger": one.grade}
    if one.vas is not None:
        yield {
            "code": words("Pain, 0 to 10"),
            "valueQuantity": {"value": one.vas, "unit": "of 10"},
        }
    yield {"code": words("Serious"), "valueBoolean": one.serious}
    yield {"code": words("Follow-up point"), "valueString": _said(one.point.value)}
    yield {"code": words("Outcome"), "valueString": _said(one.outcome.value)}
    if one.ended is not None:
        yield {"code": words("Ended"), "valueDateTime": one.ended.isoformat()}
    if one.action.strip():
        yield {"code": words("Action"), "valueString": one.action}
    if one.reporter.strip():
        yield {"code": words("Told by"), "valueString": one.reporter}


def _follow_up(exported: Exported, one: FollowUp) -> Json:
    return {
        "resourceType": "Observation",
        "identifier": [identifier(one.id)],
        "partOf": [reference(exported.session.id)],
        "status": "entered-in-error" if exported.in_error else "final",
        "code": words(f"Follow-up: {_said(one.point.value)}"),
        "subject": reference(exported.patient.id, exported.patient.name),
        "effectiveDateTime": moment(one.done),
        "performer": [who(exported, one.by)] if one.by.strip() else [],
        "valueString": "No reaction",
        "method": words("Told, not seen" if one.known.value == "told" else "Seen"),
        "note": [{"text": one.text}] if one.text.strip() else [],
    }


def document(exported: Exported, pdf: bytes, *, at: datetime) -> Json:
    """The site chart."""
    session = exported.session
    id = uuid5(session.id, "site chart")
    signed = session.status is SessionStatus.SIGNED
    final = "final" if signed else "preliminary"
    resource = {
        "resourceType": "DocumentReference",
        "masterIdentifier": identifier(id),
        "identifier": [identifier(id)],
        "status": "entered-in-error" if exported.in_error else "current",
        "docStatus": "entered-in-error" if exported.in_error else final,
        "type": words("Site chart of a mesotherapy session"),
        "subject": reference(exported.patient.id, exported.patient.name),
        "date": moment(at),
        "author": [person(exported, session.performer)],
        "description": f"Site chart {session.date.isoformat()}",
        "content": [
            {
                "attachment": {
                    "contentType": "application/pdf",
                    "data": base64.b64encode(pdf).decode(),
                    "size": len(pdf),
                    "hash": base64.b64encode(hashlib.sha1(pdf).digest()).decode(),
                    "title": f"Site chart {session.date.isoformat()}",
                    "creation": moment(at),
                }
            }
        ],
        "context": {"related": [reference(session.id)]},
    }
    return updated(id, resource)


def provenance(exported: Exported, targets: Iterable[str], *, at: datetime) -> Json:
    """Who recorded and who signed it, what wrote the export, and the record's fingerprint."""
    session = exported.session
    resource = {
        "resourceType": "Provenance",
        "target": [{"reference": target} for target in targets],
        "occurredDateTime": moment(session.signed or session.started),
        "recorded": moment(at),
        "activity": words("Export of a session"),
        "agent": [
            *[
                {"type": words(kind), "who": agent}
                for kind, agent in (
                    ("Performer", person(exported, session.performer)),
                    ("Prescriber", person(exported, session.prescriber)),
                    ("Signed by", who(exported, session.signed_by)),
                )
                if agent is not None and agent.get("display", "").strip()
            ],
            {"type": words("Software"), "who": {"display": f"mesomap {mesomap.__version__}"}},
        ],
        "entity": [
            {
                "role": "source",
                "what": {
                    "identifier": {
                        "type": words("SHA-256 of the record"),
                        "value": exported.fingerprint,
                    },
                    "display": f"Session in the clinic file of {exported.clinic}",
                },
            }
        ],
    }
    return tagged(uuid5(session.id, "provenance"), resource)


def _said(value: str) -> str:
    return value.replace("-", " ").capitalize()
