"""The summary of a course, read from the clinic file and laid out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from mesomap.atlas import Atlas
from mesomap.document.course_view import Followed, found_in, measuring_all
from mesomap.model import Injection, Status
from mesomap.report.layout import Layout, Paper, SessionContent
from mesomap.report.layout.course import lay_out_course
from mesomap.report.layout.course_content import CourseContent
from mesomap.report.printing import session_content
from mesomap.report.speech import paper_voice
from mesomap.storage import Store


def course_layout(
    store: Store,
    atlas: Atlas,
    session_id: UUID,
    *,
    paper: Paper,
    of: Followed | None = None,
    clock: Callable[[], datetime] = datetime.now,
) -> tuple[Layout, SessionContent]:
    """The pages of the course of a session; where it is of none, of all the patient's sessions.

    Parameters
    ----------
    of
        What is followed in place of that.

    Raises
    ------
    KnownError
        There is no such session, or its body is not to be had.
    """
    content = session_content(store, atlas, session_id, clock=clock)
    course = course_content(store, atlas, of or found_in(store, session_id))
    return lay_out_course(content, course, voice=paper_voice(), paper=paper), content


def course_content(store: Store, atlas: Atlas, followed: Followed) -> CourseContent:
    """Everything that the summary says."""
    sessions = [one.session for one in followed.sessions]
    steps = measuring_all(store, atlas, sessions)
    return CourseContent(
        followed=followed,
        measured=dict(step for step in steps if step is not None),
        maps={one.id: _shown(store.injections(one.id)) for one in sessions},
    )


def _shown(injections: list[Injection]) -> tuple[Injection, ...]:
    given = [one for one in injections if one.status is Status.GIVEN]
    return tuple(given or [one for one in injections if one.status is Status.PLANNED])
