"""Who was given a lot, as JSON and as a table for a letter to each of them.

The keys are a contract: docs/command-line.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mesomap.exchange.csv_table import table_csv
from mesomap.model import SessionStatus
from mesomap.storage.lot_lookup import LotUse

Json = dict[str, Any]

HEAD = (
    "patient", "born", "number", "phone", "email", "address", "date", "status", "in_error", "way",
    "name", "lot", "expiry", "serial", "syringe", "drawn_ml", "given_ml", "given", "planned",
    "session",
)  # fmt: skip


def lot_json(number: str, uses: Sequence[LotUse]) -> Json:
    """The uses of a lot, newest first, and how many people they are."""
    return {
        "lot": number,
        "patients": len({use.patient.id for use in uses}),
        "sessions": len({use.session.id for use in uses}),
        "uses": [_use(use) for use in uses],
    }


def lot_csv(uses: Sequence[LotUse]) -> bytes:
    """One row a use, with the patients' contacts: UTF-8 with BOM, commas, one header row."""
    return table_csv(HEAD, ({**_flat(use), **_contacts(use)} for use in uses))


def _use(use: LotUse) -> Json:
    patient = use.patient
    return {
        "patient": {
            "id": str(patient.id),
            "name": patient.name,
            **{key: value for key, value in _contacts(use).items() if key != "patient"},
        },
        **_flat(use),
    }


def _contacts(use: LotUse) -> Json:
    patient = use.patient
    return {
        "patient": patient.name,
        "born": patient.born.isoformat() if patient.born else None,
        "number": patient.number,
        "phone": patient.phone,
        "email": patient.email,
        "address": " ".join(patient.address.split()),
    }


def _flat(use: LotUse) -> Json:
    signed = use.session.status is SessionStatus.SIGNED
    return {
        "session": str(use.session.id),
        "date": use.session.date.isoformat(),
        "status": "signed" if signed else "draft",
        "in_error": use.in_error,
        "way": use.way.value,
        "name": use.name,
        "lot": use.lot,
        "expiry": use.expiry.isoformat() if use.expiry else None,
        "serial": use.serial,
        "syringe": use.syringe,
        "drawn_ml": None if use.drawn_ul is None else use.drawn_ul / 1000,
        "discarded_ml": use.discarded_ul / 1000,
        "given_ml": use.given_ul / 1000,
        "planned_ml": use.planned_ul / 1000,
        "given": use.given,
        "planned": use.planned,
        "grams": None if use.grams is None else float(use.grams),
    }
