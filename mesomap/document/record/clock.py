"""Is the computer's clock behind what the change log says was done already?"""

from __future__ import annotations

from datetime import datetime

from mesomap.model import Message
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store
from mesomap.storage.chain import BACK_BY

BEHIND = QT_TRANSLATE_NOOP(
    "messages",
    "This computer's clock says {now}, but something was recorded on {last} already: set the clock"
    " right before you go on.",
)


def behind(store: Store, now: datetime) -> Message | None:
    """What to say where `now` is earlier than the last row by more than two minutes."""
    last = store.last_recorded()
    if last is None or last - now.astimezone() <= BACK_BY:
        return None
    here = last.astimezone(now.astimezone().tzinfo)
    return Message(BEHIND, {"now": _written(now), "last": _written(here)})


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
