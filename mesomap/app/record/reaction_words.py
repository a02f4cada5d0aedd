"""What the dialogs of reactions and follow-ups say of a patient's sessions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from mesomap.app.words import session_title
from mesomap.atlas import Body
from mesomap.clinical.reactions import WINDOWS, point_on
from mesomap.document.record.reactions import PointState
from mesomap.model import Photograph, Reaction, RegionKey, Session
from mesomap.model.photograph import Moment
from mesomap.paint.locale import format_date, format_time
from mesomap.paint.names import chart_title, indication_name, region_name
from mesomap.paint.reaction import known_name, outcome_name, point_name, reaction_words
from mesomap.panels.record.reaction_view import (
    Named,
    PointLine,
    ReactionLine,
    RegionChoice,
    SessionChoice,
)
from mesomap.storage import SessionSummary, Store

_CONTEXT = "ReactionWords"


def session_choices(
    store: Store, body: Body, summaries: Iterable[SessionSummary], today: date
) -> list[SessionChoice]:
    """The sessions to choose from, the newest first, with their photographs."""
    return [
        SessionChoice(
            one.session.id,
            _session_words(one),
            point_on(one.session.date, today),
            tuple(_photographs(body, store.of_session(Photograph, one.session.id))),
        )
        for one in _newest_first(summaries)
    ]


def session_names(summaries: Iterable[SessionSummary]) -> list[Named]:
    """The sessions by number and date, the newest first."""
    return [Named(one.session.id, _session_words(one)) for one in _newest_first(summaries)]


def region_choices(body: Body) -> list[RegionChoice]:
    """Every region by name; own pictures are none."""
    keys = [key for key in body.regions if key.id not in body.pictures]
    named = [RegionChoice(key, region_name(body, key)) for key in keys]
    return sorted(named, key=lambda one: one.words.casefold())


def point_line(state: PointState, session: Session) -> PointLine:
    """A follow-up point and how it stands."""
    t = QCoreApplication.translate
    first = WINDOWS.value.get(state.point)
    if state.done:
        last = state.done[-1]
        words = t(_CONTEXT, "{day}: nothing seen. {known}.").format(
            day=format_date(last.done.date()), known=known_name(last.known)
        )
        words = f"{words} {last.by}".strip()
    elif state.reactions:
        one = len(state.reactions) == 1
        words = t(_CONTEXT, "1 reaction noted") if one else t(_CONTEXT, "{count} reactions noted")
        words = words.format(count=len(state.reactions))
    elif state.overdue:
        words = t(_CONTEXT, "overdue")
    elif state.due:
        words = t(_CONTEXT, "due")
    elif state.come:
        words = t(_CONTEXT, "not noted")
    elif first is None:
        words = t(_CONTEXT, "at the next session")
    else:
        day = session.date + timedelta(days=first.first_day)
        words = t(_CONTEXT, "from {day}").format(day=format_date(day))
    return PointLine(state.point, point_name(state.point), words, state.due, state.is_done)


def reaction_line(body: Body, reaction: Reaction) -> ReactionLine:
    """A reaction in one line."""
    day = reaction.onset or reaction.noted
    words = reaction_words(reaction, format_date(day.date()))
    if reaction.region is not None and reaction.side is not None:
        words = f"{words} · {region_name(body, RegionKey(reaction.region, reaction.side))}"
    if reaction.mistaken:
        mistake = QCoreApplication.translate(_CONTEXT, "entered by mistake")
        return ReactionLine(reaction.id, words, mistake, True)
    return ReactionLine(reaction.id, words, outcome_name(reaction.outcome))


def row_words(reactions: Sequence[Reaction], states: Sequence[PointState]) -> tuple[str, str]:
    """What the record's row says, and its state: what is due goes before what was found."""
    t = QCoreApplication.translate
    parts = []
    count = len(reactions)
    if count:
        words = t(_CONTEXT, "1 noted") if count == 1 else t(_CONTEXT, "{count} noted")
        parts.append(words.format(count=count))
    due = [state for state in states if state.due]
    if due:
        parts.append(t(_CONTEXT, "due: {point}").format(point=point_name(due[-1].point)))
    looked = [state for state in states if state.is_done]
    if not parts and looked:
        words = t(_CONTEXT, "nothing seen, {point}")
        parts.append(words.format(point=point_name(looked[-1].point)))
    if any(one.serious for one in reactions):
        return " · ".join([*parts, t(_CONTEXT, "serious")]), "warn"
    if due:
        return " · ".join(parts), "open"
    return " · ".join(parts), "done" if parts else "none"


def _newest_first(summaries: Iterable[SessionSummary]) -> list[SessionSummary]:
    return sorted(summaries, key=lambda one: (one.session.date, one.session.started), reverse=True)


def _session_words(summary: SessionSummary) -> str:
    words = f"{session_title(summary.number)}, {format_date(summary.session.date)}"
    indication = indication_name(summary.session.indication)
    return f"{words} · {indication}" if indication else words


def _photographs(body: Body, photographs: Iterable[Photograph]) -> list[Named]:
    t = QCoreApplication.translate
    moments = {
        Moment.BEFORE: t(_CONTEXT, "before"),
        Moment.AFTER: t(_CONTEXT, "after"),
        Moment.FOLLOW_UP: t(_CONTEXT, "follow-up"),
    }
    shown = sorted((one for one in photographs if not one.retired), key=lambda one: one.taken)
    named = []
    for one in shown:
        chart = body.charts.get(one.view)
        view = chart_title(chart.title) if chart is not None else one.text
        taken = f"{format_date(one.taken.date())} {format_time(one.taken)}"
        named.append(Named(one.id, ", ".join(filter(None, (moments[one.moment], view, taken)))))
    return named
