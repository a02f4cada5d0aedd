"""A session's course as the documented JSON."""

from __future__ import annotations

from typing import Any

from mesomap.document.record.courses import given_over, standing_of
from mesomap.exchange.record.doses import amount_json
from mesomap.model import Session
from mesomap.storage import Store

Json = dict[str, Any]


def session_course_json(store: Store, session: Session) -> Json | None:
    """The course that a session is of, and how far that is; null where it is of none."""
    found = standing_of(store, session)
    if found is None:
        return None
    course = found.course
    volume_ul, doses = given_over(store, [one.session for one in found.sessions])
    return {
        "id": str(course.id),
        "title": course.title,
        "indication": course.indication.value if course.indication else None,
        "protocol": str(course.protocol) if course.protocol else None,
        "begun": course.begun.isoformat(),
        "closed": course.closed.isoformat() if course.closed else None,
        "number": found.number,
        "sessions": course.sessions,
        "days_between": course.days_between,
        "done": len(found.sessions),
        "next_due": found.due.isoformat() if found.due else None,
        "given_ml": volume_ul / 1000,
        "given": [
            {
                "name": one.name,
                "substance": one.substance or None,
                "unit": one.unit.value,
                "amount": amount_json(one.amount),
            }
            for one in doses
        ],
        "note": course.note,
        "response": session.response,
    }
