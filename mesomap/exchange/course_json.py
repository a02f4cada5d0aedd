"""The course view as the documented JSON (docs/command-line.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from mesomap.analysis.course_figures import Measured, SessionMeasured
from mesomap.document.course_view import Followed
from mesomap.exchange.course_csv import in_order
from mesomap.exchange.record.doses import amount_json, named_json
from mesomap.model import Photograph, Picture
from mesomap.storage import SessionSummary, Store

Json = dict[str, Any]


def course_view_json(
    store: Store, followed: Followed, measured: Mapping[UUID, SessionMeasured | None]
) -> Json:
    """Each session's figures, whole and by region, its reactions and notes; what is due next."""
    course = followed.course
    pictures = {str(one.id) for one in store.of_clinic(Picture)}
    return {
        "patient": str(followed.person),
        "course": None
        if course is None
        else {
            "id": str(course.id),
            "title": course.title,
            "begun": course.begun.isoformat(),
            "closed": course.closed.isoformat() if course.closed else None,
            "sessions": course.sessions,
            "days_between": course.days_between,
        },
        "next_due": followed.due.isoformat() if followed.due else None,
        "next_due_course": str(followed.due_course.id) if followed.due_course else None,
        "sessions": [
            _session(store, followed, summary, number, measured.get(summary.session.id), pictures)
            for number, summary in enumerate(followed.sessions, start=1)
        ],
    }


def _session(
    store: Store,
    followed: Followed,
    summary: SessionSummary,
    number: int,
    found: SessionMeasured | None,
    pictures: set[str],
) -> Json:
    session = summary.session
    reactions = Counter(
        (one.grade, one.serious) for one in followed.reactions if one.session == session.id
    )
    photographs = [one for one in store.of_session(Photograph, session.id) if not one.retired]
    grades = sorted(reactions.items(), key=lambda item: (item[0][0] or 0, item[0][1]))
    return {
        "id": str(session.id),
        "number": number,
        "date": session.date.isoformat(),
        "status": session.status.value,
        "state": None if found is None else "planned" if found.planned else "given",
        "whole": None if found is None else _measured(found.whole),
        "by_region": None
        if found is None
        else [
            {
                "region": None if key.id in pictures else key.id,
                "side": None if key.id in pictures else key.side.value,
                "chart": key.id if key.id in pictures else None,
                **_measured(part),
            }
            for key, part in in_order(found)
        ],
        "reactions": [
            {"grade": grade, "serious": serious, "count": count}
            for (grade, serious), count in grades
        ],
        "response": session.response,
        "photographs": len(photographs),
    }


def _measured(part: Measured) -> Json:
    return {
        "injections": part.count,
        "spacing_mm": _rounded(part.spacing_mm),
        "coverage": _rounded(part.coverage),
        "volume_ml": part.volume_ul / 1000,
        "dose": [{**named_json(one), "amount": amount_json(one.amount)} for one in part.doses],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
