"""A session as a FHIR R4 transaction Bundle: docs/exchange.md."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import uuid5

from mesomap.exchange.exported import Exported
from mesomap.exchange.fhir.after import document, observations, provenance
from mesomap.exchange.fhir.given import administration, medications
from mesomap.exchange.fhir.groups import groups_of
from mesomap.exchange.fhir.parts import Json, identifier, moment
from mesomap.exchange.fhir.people import patient_entry, practitioners
from mesomap.exchange.fhir.r4 import check_models, check_r4
from mesomap.exchange.fhir.session import body_structures, devices, procedure

__all__ = ["fhir_bundle", "fhir_bytes"]


def fhir_bundle(exported: Exported, *, pdf: bytes, at: datetime) -> Json:
    """The transaction: every resource has the same id whenever it is made, so that a receiver
    that is sent it twice holds it once.
    """
    groups = groups_of(exported)
    told = [
        procedure(exported),
        *(administration(exported, group) for group in groups),
        *observations(exported),
        document(exported, pdf, at=at),
    ]
    entries = [
        patient_entry(exported),
        *practitioners(exported),
        *medications(exported, groups),
        *devices(exported),
        *body_structures(exported),
        *told,
        provenance(exported, [one["fullUrl"] for one in told], at=at),
    ]
    return {
        "resourceType": "Bundle",
        "identifier": identifier(uuid5(exported.session.id, "bundle")),
        "type": "transaction",
        "timestamp": moment(at),
        "entry": entries,
    }


def fhir_bytes(exported: Exported, *, pdf: bytes, at: datetime) -> bytes:
    """The bundle as a file: JSON in UTF-8, checked against the models and against R4."""
    bundle = fhir_bundle(exported, pdf=pdf, at=at)
    check_r4(bundle)
    check_models(bundle)
    return json.dumps(bundle, ensure_ascii=False, allow_nan=False, indent=1).encode()
