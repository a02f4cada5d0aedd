"""Slots of the session page: what an action does with the open session's desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mesomap.app.desk_session import SessionDesk

Slot = Callable[[], object]
On = Callable[[Callable[["SessionDesk"], object]], Slot]


def slots_of(session: Callable[[], SessionDesk | None]) -> On:
    """Makes slots of work on the desk; while no session is open they do nothing."""

    def on(work: Callable[[SessionDesk], object]) -> Slot:
        def slot() -> object:
            desk = session()
            return work(desk) if desk is not None else None

        return slot

    return on
