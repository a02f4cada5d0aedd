"""A course on paper: bands of sessions with small maps and aligned lines, then one table of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mesomap.analysis.course_chart import GRADE_MARKS, top_of
from mesomap.analysis.course_figures import Figure
from mesomap.model import SessionStatus, Status
from mesomap.model.message import CONTEXT, QT_TRANSLATE_NOOP
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.course_content import CourseContent, Lines, Subject
from mesomap.report.layout.course_lines import APART_MM, PaperLine, line_shapes
from mesomap.report.layout.course_maps import MapPlan, map_box
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.furniture import Heading, furnish, identity, masthead
from mesomap.report.layout.paper import NUMBER_PT, Paper
from mesomap.report.layout.shapes import Box, Ink, Layout, LegendMark, Rule, Text, Weight
from mesomap.report.layout.table import Column, Table, draw_table
from mesomap.report.layout.tables import NONE, ml, region_words
from mesomap.report.layout.voice import Voice, wrap

TITLE_MM = 36.0
"""Left of the columns: what each row is, and its scale."""
LABEL_MM = 42.0
"""Right of the columns: what each line is of."""
COLUMN_MM = (21.0, 36.0)
"""The narrowest and the widest column."""
MAP_MM = 24.0
HEAD_MM = MAP_MM + 12.0
CHART_MM = 16.5
REACTIONS_MM = 8.0
UNGRADED = QT_TRANSLATE_NOOP("messages", "not graded")


@dataclass(frozen=True, slots=True)
class _Band:
    """Sessions that stand side by side: where the columns begin, how wide they are."""

    first: int
    count: int
    x: float
    width: float
    labels: float

    @property
    def middles(self) -> list[float]:
        return [self.x + self.width * (n + 0.5) for n in range(self.count)]

    @property
    def end(self) -> float:
        return self.x + self.width * self.count


def lay_out_course(
    content: SessionContent, course: CourseContent, *, voice: Voice, paper: Paper
) -> Layout:
    """Everything that `course` says; `content` is one of its sessions', for what frames it."""
    flow = Flow(paper)
    heading = Heading(
        voice.say(QT_TRANSLATE_NOOP("messages", "Course summary")), _name(voice, course)
    )
    masthead(flow, voice, content, heading)
    identity(flow, voice, content)
    _line(flow, voice, due_line(voice, content, course))
    plan = MapPlan.of(content.body, course)
    tracks = course.tracks()
    for band in _bands(paper, course):
        _draw_band(flow, voice, content, course, band, plan, tracks)
    _line(flow, voice, voice.say(LEGEND))
    draw_table(flow, voice, session_table(voice, course))
    title = f"{heading.title}, {content.patient.name}, {heading.line}"
    made = furnish(flow, voice, content, heading)
    return Layout(paper, title, made, author=content.clinic_name, bookmarks=flow.bookmarks)


LEGEND = QT_TRANSLATE_NOOP(
    "messages",
    "Spacing: median distance to the nearest neighbour. Coverage: deposits over the skin of the"
    " regions with injections. Filled: given; hollow: planned only.",
)


def due_line(voice: Voice, content: SessionContent, course: CourseContent) -> str:
    """How many sessions there were of how many planned, and when the next is due or was."""
    followed, done = course.followed, len(course.sessions)
    planned = followed.course.sessions if followed.course is not None else None
    parts = []
    if planned is None and done == 1:
        parts.append(voice.say(QT_TRANSLATE_NOOP("messages", "1 session.")))
    elif planned is None:
        parts.append(voice.say(QT_TRANSLATE_NOOP("messages", "{done} sessions."), done=done))
    else:
        text = QT_TRANSLATE_NOOP("messages", "{done} of {planned} planned sessions.")
        parts.append(voice.say(text, done=done, planned=planned))
    due = followed.due
    if due is not None:
        overdue = due < content.printed.date()
        late = QT_TRANSLATE_NOOP("messages", "Overdue: the next was due on {day}.")
        soon = QT_TRANSLATE_NOOP("messages", "Next due on {day}.")
        parts.append(voice.say(late if overdue else soon, day=voice.day(due)))
    elif followed.course is not None and followed.course.closed is not None:
        text = QT_TRANSLATE_NOOP("messages", "Closed on {day}.")
        parts.append(voice.say(text, day=voice.day(followed.course.closed)))
    return " ".join(parts)


def session_table(voice: Voice, course: CourseContent) -> Table:
    """One row a session: its figures, doses, reactions and what was noted of the response."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Date")), 21, bold=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "State")), 20, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Count")), 11, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Spacing mm")), 15, "right", wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Coverage")), 17, "right", wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "mL")), 12, "right"),
        Column("", 2),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Doses")), 42, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Reactions")), 24, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Response")), 36, wraps=True),
    )
    rows = []
    for one, found, planned in zip(course.sessions, course.measures, course.planned(), strict=True):
        session, whole = one.session, found.whole if found is not None else None
        doses = ", ".join(
            f"{dose.name} {_figure(voice, float(dose.amount))}\N{NO-BREAK SPACE}{dose.unit.value}"
            for dose in (whole.doses if whole is not None else ())
        )
        spacing = whole.spacing_mm if whole is not None else None
        coverage = whole.coverage if whole is not None else None
        rows.append(
            (
                voice.day(session.date),
                _state(voice, session.status, planned=planned),
                NONE if whole is None else str(whole.count),
                NONE if spacing is None else voice.decimal(spacing, 1),
                NONE if coverage is None else voice.percent(coverage),
                NONE if whole is None else ml(voice, whole.volume_ul),
                "",
                doses or NONE,
                _reaction_words(voice, course.reactions(session.id)) or NONE,
                session.response or NONE,
            )
        )
    return Table(columns, tuple(rows))


def _bands(paper: Paper, course: CourseContent) -> list[_Band]:
    labels = LABEL_MM if len(course.lines_of()) > 1 else 2.0
    room = paper.content_mm - TITLE_MM - labels
    most = max(1, int(room // COLUMN_MM[0]))
    count = len(course.sessions)
    bands = -(-count // most)
    side_by_side = -(-count // bands) if bands else 0
    width = min(COLUMN_MM[1], room / max(1, side_by_side))
    x = paper.left_mm + TITLE_MM
    return [
        _Band(first, min(side_by_side, count - first), x, width, labels)
        for first in range(0, count, max(1, side_by_side))
    ]


def _draw_band(
    flow: Flow,
    voice: Voice,
    content: SessionContent,
    course: CourseContent,
    band: _Band,
    plan: MapPlan,
    tracks: Mapping[Subject, Lines],
) -> None:
    flow.need(HEAD_MM + 2 * CHART_MM)
    _heads(flow, voice, content, course, band, plan)
    for subject, lines in tracks.items():
        if subject[0] is not Figure.DOSE:
            _chart(flow, voice, content, course, band, subject, lines)
    _reactions(flow, voice, course, band)
    for subject, lines in tracks.items():
        if subject[0] is Figure.DOSE:
            _chart(flow, voice, content, course, band, subject, lines)
    flow.y += 4.0


def _heads(
    flow: Flow,
    voice: Voice,
    content: SessionContent,
    course: CourseContent,
    band: _Band,
    plan: MapPlan,
) -> None:
    """The small maps, with number, date and state under each."""
    boxes = []
    planned = course.planned()
    for n, middle in enumerate(band.middles):
        at = band.first + n
        one = course.sessions[at]
        wide = min(MAP_MM, band.width - 2.0)
        box = Box(middle - wide / 2, flow.y, wide, MAP_MM)
        shown = map_box(content, plan, course.maps.get(one.session.id, ()), box)
        if shown is not None:
            boxes.append(shown)
        y = flow.y + MAP_MM
        text = voice.say(QT_TRANSLATE_NOOP("messages", "Session {number}"), number=one.number)
        flow.add(Text(middle, y + 3.4, text, 7.4, Weight.BOLD, "centre"))
        flow.add(Text(middle, y + 6.6, voice.day(one.session.date), 7.0, align="centre"))
        state = _state(voice, one.session.status, planned=planned[at])
        flow.add(Text(middle, y + 9.6, state, NUMBER_PT, align="centre", ink=Ink.SOFT))
    top = flow.y
    if boxes:
        flow.charts(boxes)
    flow.y = top + HEAD_MM


def _again(flow: Flow, voice: Voice, course: CourseContent, band: _Band) -> None:
    """On a new page: the dates once more."""
    for n, middle in enumerate(band.middles):
        day = voice.day(course.sessions[band.first + n].session.date)
        flow.add(Text(middle, flow.y + 3.0, day, 7.0, Weight.BOLD, "centre"))
    flow.y += 5.0


def _chart(
    flow: Flow,
    voice: Voice,
    content: SessionContent,
    course: CourseContent,
    band: _Band,
    subject: Subject,
    tracks: Lines,
) -> None:
    height = max(CHART_MM, len(tracks) * APART_MM + 3.0 if len(tracks) > 1 else 0.0)
    if flow.need(height):
        _again(flow, voice, course, band)
    top = top_of(value for _, track in tracks for value in track.values)
    span = slice(band.first, band.first + band.count)
    lines = [
        PaperLine(
            label=region_words(voice, content, key) if key is not None else "",
            values=track.values[span],
            words=[_value(voice, subject[0], value) for value in track.values[span]],
        )
        for key, track in tracks
    ]
    box = Box(band.x, flow.y, band.end - band.x, height)
    title, caption = _subject(voice, subject)
    left = flow.paper.left_mm
    for n, line in enumerate(
        wrap(voice, title, width_mm=TITLE_MM - 9.0, size_pt=8.0, weight=Weight.BOLD)[:2]
    ):
        flow.add(Text(left, flow.y + 5.2 + 3.4 * n, line, 8.0, Weight.BOLD))
    flow.add(Text(left, flow.y + height - 2.6, caption, NUMBER_PT, ink=Ink.SOFT))
    flow.add(
        *line_shapes(
            voice,
            box,
            lines,
            band.middles,
            course.planned()[span],
            top=top,
            top_words=voice.percent(top) if subject[0] is Figure.COVERAGE else _figure(voice, top),
            label_mm=band.labels,
        )
    )
    _below(flow, height)


def _reactions(flow: Flow, voice: Voice, course: CourseContent, band: _Band) -> None:
    """A mark a grade with the grade, and how many."""
    counted = [
        course.reactions(one.session.id)
        for one in course.sessions[band.first : band.first + band.count]
    ]
    height = max(REACTIONS_MM, 3.6 * max(map(len, counted), default=0) + 3.0)
    if flow.need(height):
        _again(flow, voice, course, band)
    title = voice.say(QT_TRANSLATE_NOOP("messages", "Reactions"))
    flow.add(Text(flow.paper.left_mm, flow.y + 4.6, title, 8.0, Weight.BOLD))
    for middle, grades in zip(band.middles, counted, strict=True):
        for n, (grade, count) in enumerate(grades):
            y = flow.y + 4.0 + 3.6 * n
            status = Status.PLANNED if grade is None else Status.GIVEN
            flow.add(LegendMark(middle - 7.0, y, 1.5, GRADE_MARKS[grade], status))
            flow.add(Text(middle - 4.6, y + 0.9, _grade(voice, grade, count), NUMBER_PT))
    if not any(counted):
        none = voice.say(QT_TRANSLATE_NOOP("messages", "none noted"))
        flow.add(Text(band.x + 2.0, flow.y + 4.6, none, 7.0, ink=Ink.SOFT))
    _below(flow, height)


def _below(flow: Flow, height: float) -> None:
    flow.y += height
    flow.add(Rule(flow.paper.left_mm, flow.y, flow.paper.right_mm, flow.y, 0.12, Ink.RULE))


def _line(flow: Flow, voice: Voice, text: str) -> None:
    width = flow.paper.content_mm
    for line in wrap(voice, text, width_mm=width, size_pt=7.6, weight=Weight.REGULAR):
        flow.need(5.0)
        flow.add(Text(flow.paper.left_mm, flow.y + 3.4, line, 7.6))
        flow.y += 4.0
    flow.y += 2.0


def _name(voice: Voice, course: CourseContent) -> str:
    one = course.followed.course
    if one is None:
        return voice.say(QT_TRANSLATE_NOOP("messages", "All sessions"))
    return voice.translate(CONTEXT, one.title)


def _subject(voice: Voice, subject: Subject) -> tuple[str, str]:
    figure, component = subject
    if component is not None:
        text = QT_TRANSLATE_NOOP("messages", "dose, {unit}")
        return component[0], voice.say(text, unit=component[2].value)
    return {
        Figure.SPACING: (
            voice.say(QT_TRANSLATE_NOOP("messages", "Spacing")),
            voice.say(QT_TRANSLATE_NOOP("messages", "median, mm")),
        ),
        Figure.COVERAGE: (voice.say(QT_TRANSLATE_NOOP("messages", "Coverage")), ""),
        Figure.VOLUME: (voice.say(QT_TRANSLATE_NOOP("messages", "Volume")), "mL"),
    }[figure]


def _value(voice: Voice, figure: Figure, value: float | None) -> str:
    if value is None:
        return ""
    if figure is Figure.COVERAGE:
        return voice.percent(value)
    if figure is Figure.SPACING:
        return voice.decimal(value, 1)
    return voice.decimal(value, 2) if figure is Figure.VOLUME else _figure(voice, value)


def _figure(voice: Voice, value: float) -> str:
    """As few decimals as say it, at most three."""
    decimals = next(n for n in range(4) if n == 3 or abs(round(value, n) - value) < 1e-9)
    return voice.decimal(value, decimals)


def _state(voice: Voice, status: SessionStatus, *, planned: bool) -> str:
    if status is SessionStatus.SIGNED:
        return voice.say(QT_TRANSLATE_NOOP("messages", "signed"))
    if planned:
        return voice.say(QT_TRANSLATE_NOOP("messages", "draft, planned"))
    return voice.say(QT_TRANSLATE_NOOP("messages", "draft"))


def _grade(voice: Voice, grade: int | None, count: int) -> str:
    if grade is None:
        return f"{voice.say(UNGRADED)} ×{count}"
    text = QT_TRANSLATE_NOOP("messages", "grade {grade} ×{count}")
    return voice.say(text, grade=grade, count=count)


def _reaction_words(voice: Voice, grades: Sequence[tuple[int | None, int]]) -> str:
    return ", ".join(_grade(voice, grade, count) for grade, count in grades)
