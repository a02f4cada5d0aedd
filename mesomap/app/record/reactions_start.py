"""From the start page to a reaction or a follow-up: the session opens first, for its map."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from mesomap.model import Known, Message
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.app.desk import Desk
    from mesomap.app.record.reactions_flow import ReactionDesk

NOBODY = QT_TRANSLATE_NOOP(
    "messages", "Choose the patient in the list first: a reaction belongs to a session of theirs."
)
NO_SESSION = QT_TRANSLATE_NOOP(
    "messages", "This patient has no session yet: there is nothing to react to."
)


def ask_told(
    desk: Desk,
    patient: UUID | None,
    open_session: Callable[[UUID], None],
    reactions: Callable[[], ReactionDesk],
) -> None:
    """A reaction that `patient` tells of, by phone most likely."""
    store = desk.clinic.store
    if patient is None or store is None:
        desk.warn(Message(NOBODY))
        return
    sessions = [one for one in store.sessions(patient) if not one.in_error]
    if not sessions:
        desk.warn(Message(NO_SESSION))
        return
    open_session(sessions[-1].session.id)
    desk.when_ready(lambda: reactions().ask_new(known=Known.TOLD))
