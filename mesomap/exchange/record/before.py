"""What was asked, prepared and consented to before a session, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from mesomap.document.record.preparation import applied_mg
from mesomap.model import Consent, Preparation, Questionnaire, Session, Topical
from mesomap.storage import Store

Json = dict[str, Any]


def before_json(store: Store, session: Session) -> Json:
    """The keys ``questionnaire``, ``preparation`` and ``consents`` of a session."""
    asked = store.of_session(Questionnaire, session.id)
    prepared = store.of_session(Preparation, session.id)
    return {
        "questionnaire": _questionnaire(asked[0]) if asked else None,
        "preparation": _preparation(prepared[0]) if prepared else None,
        "consents": consents_json(store.of_patient(Consent, session.patient)),
    }


def consents_json(consents: Iterable[Consent]) -> list[Json]:
    """A patient's consents, oldest first; `scan` says whether one is attached."""
    return [
        {
            "id": str(one.id),
            "kind": one.kind.value,
            "given": one.given.isoformat(),
            "text_version": one.text_version,
            "taken_by": one.taken_by,
            "scan": one.scan is not None,
            "withdrawn": one.withdrawn.isoformat() if one.withdrawn else None,
            "note": one.note,
        }
        for one in sorted(consents, key=lambda one: (one.given, str(one.id)))
    ]


def _questionnaire(one: Questionnaire) -> Json:
    return {
        "asked": one.asked.isoformat(),
        "asked_by": one.asked_by,
        "unchanged_from": str(one.unchanged_from) if one.unchanged_from else None,
        "answers": [
            {"question": said.question, "reply": said.reply.value, "detail": said.detail}
            for said in one.answers
        ],
    }


def _preparation(one: Preparation) -> Json:
    return {
        "antiseptic": one.antiseptic,
        "topicals": [_topical(topical) for topical in one.topicals],
        "consent": str(one.consent) if one.consent else None,
        "note": one.note,
    }


def _topical(one: Topical) -> Json:
    return {
        "product": one.product,
        "lot": one.lot_number,
        "expiry": one.expiry.isoformat() if one.expiry else None,
        "grams": _number(one.grams),
        "area_cm2": _number(one.area_cm2),
        "on": one.on.isoformat() if one.on else None,
        "off": one.off.isoformat() if one.off else None,
        "mg_per_g": _number(one.mg_per_g),
        "applied_mg": _number(applied_mg(one)),
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
