"""How far a course is, in ready words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from mesomap.model import Course, Protocol, Session
from mesomap.paint.locale import format_date, format_ml

if TYPE_CHECKING:
    from mesomap.document.record.courses import Standing
    from mesomap.panels.record.course_dialog import CourseWords
    from mesomap.storage import SessionSummary, Store


def number_words(standing: Standing) -> str:
    """``number n of m``; how many there were where the session is not of it."""
    t = QCoreApplication.translate
    planned, done = standing.course.sessions, len(standing.sessions)
    if standing.number is not None:
        if planned is None:
            return t("Courses", "number {number}").format(number=standing.number)
        words = t("Courses", "number {number} of {planned}")
        return words.format(number=standing.number, planned=planned)
    if planned is None:
        return t("Courses", "{done} done").format(done=done)
    return t("Courses", "{done} of {planned} done").format(done=done, planned=planned)


def due_words(standing: Standing) -> str:
    """When the next is due; "" where nothing says so."""
    if standing.due is None:
        return ""
    words = QCoreApplication.translate("Courses", "Next due {date}")
    return words.format(date=format_date(standing.due))


def words_of(
    store: Store,
    course: Course,
    of_session: UUID | None,
    session: Session,
    summaries: Sequence[SessionSummary],
    known: Mapping[UUID, Protocol],
) -> CourseWords:
    """A course as the dialog shows it, were the open session of the course `of_session`."""
    from mesomap.document.record.courses import given_over, standing
    from mesomap.panels.record.course_dialog import CourseWords
    from mesomap.panels.record.protocol_words import message, number_text

    t = QCoreApplication.translate
    as_left = [
        replace(one, session=replace(session, course=of_session))
        if one.session.id == session.id
        else one
        for one in summaries
    ]
    found = standing(course, as_left, known, session=session.id)
    title = message(course.title) or t("Courses", "(no title yet)")
    line = f"{title}\n{number_words(found)}"
    if course.closed is not None:
        words = t("Courses", "closed {date}").format(date=format_date(course.closed))
        line = f"{title}\n{words}"
    facts = [
        t("Courses", "Begun {date}, {number}").format(
            date=format_date(course.begun), number=number_words(found)
        )
    ]
    if found.due is not None:
        facts.append(due_words(found))
    elif course.closed is not None:
        facts.append(t("Courses", "Closed {date}").format(date=format_date(course.closed)))
    elif course.sessions is not None and len(found.sessions) >= course.sessions:
        facts.append(t("Courses", "All that were planned have been."))
    volume_ul, doses = given_over(store, [one.session for one in found.sessions])
    parts = [format_ml(volume_ul)]
    parts += [f"{one.name} {number_text(float(one.amount))} {one.unit.value}" for one in doses]
    facts.append(t("Courses", "Given over the course: {doses}").format(doses=", ".join(parts)))
    for number, one in enumerate(found.sessions, start=1):
        words = t("Courses", "{number}. {date}: {volume}").format(
            number=number, date=format_date(one.session.date), volume=format_ml(one.volume_ul)
        )
        if one.session.response:
            words += f". {one.session.response}"
        facts.append(words)
    return CourseWords(line=line, facts=tuple(facts))
