"""What the course page shows of a course: values in ready words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from mesomap.analysis.course_chart import MOST_LINES, top_of
from mesomap.analysis.course_figures import Figure, SessionMeasured, Track, most_treated, tracks
from mesomap.app import words
from mesomap.atlas import Body
from mesomap.document.course_view import Followed, day_of
from mesomap.model import Photograph, Reaction, RegionKey, SessionStatus
from mesomap.paint.locale import format_count, format_date, format_ml, format_mm, format_percent
from mesomap.paint.names import chart_title, region_name
from mesomap.paint.reaction import reaction_words
from mesomap.panels.compare.course_values import (
    CourseChart,
    CourseColumn,
    CourseLine,
    CoursePhotographs,
    GradeCount,
    Reacted,
)
from mesomap.panels.compare.values import Option
from mesomap.panels.record.protocol_words import message, number_text

Measures = Sequence[SessionMeasured | None]
_CONTEXT = "CourseView"


class Lines(StrEnum):
    """What the lines are of, where it is not one region."""

    TOGETHER = "together"
    EACH = "each"


Of = Lines | RegionKey


def columns_of(
    followed: Followed, measured: Mapping[UUID, SessionMeasured | None], current: UUID
) -> tuple[CourseColumn, ...]:
    """The sessions' heads."""
    t = QCoreApplication.translate
    found = []
    before: date | None = None
    for summary in followed.sessions:
        session = summary.session
        known = measured.get(session.id)
        planned = known.planned if known is not None else not summary.given
        signed = session.status is SessionStatus.SIGNED
        state = words.state_word(session.status)
        if planned and summary.count > summary.skipped:
            state = t(_CONTEXT, "{state}, planned").format(state=state)
        gap = words.days_between(before, session.date) if before is not None else ""
        figures = words.figures_words(summary.count, summary.volume_ul, given=summary.given)
        found.append(
            CourseColumn(
                id=session.id,
                title=words.session_title(summary.number),
                date=format_date(session.date),
                gap=f"+{gap}" if gap else "",
                state=state,
                figures=figures,
                signed=signed,
                planned=planned,
                current=session.id == current,
            )
        )
        before = session.date
    return tuple(found)


def region_options(body: Body, measures: Measures) -> tuple[Option, ...]:
    """All together, each for itself, and every region that was treated."""
    t = QCoreApplication.translate
    keys = sorted(most_treated(measures), key=lambda key: region_name(body, key))
    several = [Option(value=Lines.EACH, text=t(_CONTEXT, "Each region"))] if len(keys) > 1 else []
    return (
        Option(value=Lines.TOGETHER, text=t(_CONTEXT, "All regions together")),
        *several,
        *(
            Option(value=key, text=region_name(body, key), apart=n == 0)
            for n, key in enumerate(keys)
        ),
    )


def more_words(measures: Measures, of: Of) -> str:
    """That there are more regions than lines; "" where there are not."""
    count = len(most_treated(measures))
    if of is not Lines.EACH or count <= MOST_LINES:
        return ""
    text = QCoreApplication.translate(
        _CONTEXT, "The {shown} regions treated most often, of {count}"
    )
    return text.format(shown=format_count(MOST_LINES), count=format_count(count))


def charts_of(body: Body, measures: Measures, of: Of) -> tuple[CourseChart, ...]:
    """A chart a figure: spacing, coverage, volume, and each component's dose."""
    keys: list[RegionKey | None] = [None if isinstance(of, Lines) else of]
    if of is Lines.EACH:
        keys = [*most_treated(measures)[:MOST_LINES]] or [None]
    by_line = [tracks(measures, key) for key in keys]
    subjects = dict.fromkeys((one.figure, one.component) for found in by_line for one in found)
    charts = []
    for subject in sorted(subjects, key=lambda one: (list(Figure).index(one[0]), one[1] or ())):
        lines = []
        for key, found in zip(keys, by_line, strict=True):
            track = next((one for one in found if (one.figure, one.component) == subject), None)
            if track is not None:
                label = region_name(body, key) if key is not None else ""
                lines.append(_line(label, track))
        top = top_of(value for line in lines for value in line.values)
        title, caption = _title(*subject)
        charts.append(
            CourseChart(
                title=title,
                caption=caption,
                top=top,
                top_words=_scale_words(subject[0], top),
                lines=tuple(lines),
                dose=subject[0] is Figure.DOSE,
            )
        )
    return tuple(charts)


def reacted_of(followed: Followed) -> tuple[Reacted, ...]:
    """The reactions to each session by grade."""
    by_session: dict[UUID, list[Reaction]] = {}
    for one in followed.reactions:
        by_session.setdefault(one.session, []).append(one)
    found = []
    for summary in followed.sessions:
        own = by_session.get(summary.session.id, [])
        counted = Counter(one.grade for one in own)
        grades = sorted(counted.items(), key=lambda item: item[0] or 0)
        said = [reaction_words(one, format_date(day_of(one))) for one in own]
        found.append(
            Reacted(
                grades=tuple(GradeCount(grade=grade, count=count) for grade, count in grades),
                serious=any(one.serious for one in own),
                words="; ".join(said),
            )
        )
    return tuple(found)


def photographs_by_view(
    body: Body, followed: Followed, shown: Iterable[Photograph]
) -> tuple[CoursePhotographs, ...]:
    """The same view across the sessions, the view with the most photographs first."""
    t = QCoreApplication.translate
    order = [one.session.id for one in followed.sessions]
    by_view: dict[str, list[Photograph]] = {}
    for one in shown:
        if one.session in order:
            by_view.setdefault(one.view if one.view in body.charts else "", []).append(one)
    found = []
    for view, own in sorted(by_view.items(), key=lambda item: (-len(item[1]), item[0])):
        of_session = [tuple(one.id for one in own if one.session == session) for session in order]
        chart = body.charts.get(view)
        counts = [_photograph_words(len(ids)) for ids in of_session]
        found.append(
            CoursePhotographs(
                title=chart_title(chart.title) if chart else t(_CONTEXT, "another view"),
                photographs=tuple(of_session),
                words=tuple(counts),
            )
        )
    return tuple(found)


def due_words(followed: Followed, today: date) -> tuple[str, bool]:
    """When the next session is due, and whether that day has gone by."""
    t = QCoreApplication.translate
    due, course = followed.due, followed.due_course
    if due is None:
        if followed.course is not None and followed.course.closed is not None:
            closed = t(_CONTEXT, "Closed {date}")
            return closed.format(date=format_date(followed.course.closed)), False
        return t(_CONTEXT, "No next session is due."), False
    days = (due - today).days
    if days > 1:
        text = t(_CONTEXT, "Next due {date}, in {days} days")
    elif days == 1:
        text = t(_CONTEXT, "Next due {date}, tomorrow")
    elif days == 0:
        text = t(_CONTEXT, "Next due {date}, today")
    elif days == -1:
        text = t(_CONTEXT, "Overdue: was due {date}, yesterday")
    else:
        text = t(_CONTEXT, "Overdue: was due {date}, {days} days ago")
    said = text.format(date=format_date(due), days=format_count(abs(days)))
    if followed.course is None and course is not None:
        said = t(_CONTEXT, "{course}: {due}").format(course=message(course.title), due=said)
    return said, days < 0


def _line(label: str, track: Track) -> CourseLine:
    said = tuple(_words(track, value) if value is not None else "" for value in track.values)
    return CourseLine(label=label, values=track.values, words=said)


def _words(track: Track, value: float) -> str:
    if track.figure is Figure.SPACING:
        return format_mm(value)
    if track.figure is Figure.COVERAGE:
        return format_percent(value)
    if track.figure is Figure.VOLUME:
        return format_ml(round(value * 1000))
    assert track.component is not None
    return f"{number_text(round(value, 3))} {track.component[2].value}"


def _scale_words(figure: Figure, top: float) -> str:
    return format_percent(top) if figure is Figure.COVERAGE else number_text(round(top, 3))


def _title(figure: Figure, component: tuple[str, str, object] | None) -> tuple[str, str]:
    t = QCoreApplication.translate
    if component is not None:
        unit = getattr(component[2], "value", "")
        return component[0], t(_CONTEXT, "dose, {unit}").format(unit=unit)
    return {
        Figure.SPACING: (t(_CONTEXT, "Spacing"), t(_CONTEXT, "median, mm")),
        Figure.COVERAGE: (t(_CONTEXT, "Coverage"), t(_CONTEXT, "of the skin treated")),
        Figure.VOLUME: (t(_CONTEXT, "Volume"), t(_CONTEXT, "mL")),
    }[figure]


def _photograph_words(count: int) -> str:
    t = QCoreApplication.translate
    if count == 0:
        return ""
    if count == 1:
        return t(_CONTEXT, "1 photograph; Enter shows it")
    return t(_CONTEXT, "{count} photographs; Enter shows them").format(count=format_count(count))
