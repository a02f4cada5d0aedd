"""What earlier sessions of a person left in the skin."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import shapely

from mesomap.analysis.rest import Rested, Treated, treated_shape
from mesomap.analysis.skin import Skin
from mesomap.atlas import Body
from mesomap.model import AreaPass, Session
from mesomap.storage import SessionSummary, Store


def earlier_sessions(store: Store, session: Session) -> list[SessionSummary]:
    """The person's sessions before `session` that count, oldest first."""
    now = (session.date, session.started)
    return [
        one
        for one in store.sessions(store.person_of(session).id)
        if one.session.id != session.id
        and (one.session.date, one.session.started) <= now
        and not one.in_error
    ]


def sessions_by(store: Store, session: Session, day: date) -> list[SessionSummary]:
    """The person's sessions up to `day` that count, oldest first; `session` if it was before."""
    return [
        one
        for one in store.sessions(store.person_of(session).id)
        if one.session.date <= day
        and not one.in_error
        and (one.session.id != session.id or session.date < day)
    ]


def placed(summary: SessionSummary) -> bool:
    """Whether a session placed anything; of what it placed some may have been given."""
    return summary.count > summary.skipped or summary.volume_ul > 0


def treated_in(store: Store, session: Session) -> Treated:
    """What `session` placed; the analysis counts what of it was given."""
    return Treated(
        day=session.date,
        injections=store.injections(session.id),
        areas=store.of_session(AreaPass, session.id),
    )


def rested_of(store: Store, body: Skin, session: Session) -> Rested:
    """Tells the skin that was treated before `session`; reads the file when it is first asked."""

    @lru_cache(maxsize=1)
    def history() -> tuple[Treated, ...]:
        before = [one.session for one in earlier_sessions(store, session) if placed(one)]
        return tuple(treated_in(store, one) for one in before)

    @lru_cache(maxsize=64)
    def rested(patch: str, days: int) -> Any:
        if not isinstance(body, Body) or patch in body.pictures:
            return shapely.Polygon()  # a clinic's own picture has no skin to rest
        return treated_shape(body, patch, history(), session.date, days=days)

    return rested
