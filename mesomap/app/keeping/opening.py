"""How the window opens a clinic file: to work in it, else to look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mesomap.app.keeping.network import lies_on_network
from mesomap.model import Message
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.storage import Key, Store

OPEN_ELSEWHERE = QT_TRANSLATE_NOOP(
    "messages", "Open in another window: you can look, not change. Close it there, then try again."
)
NOT_TO_BE_WRITTEN = QT_TRANSLATE_NOOP(
    "messages",
    "Nothing can be written where this clinic file lies: you can look, not change. Copy it to a"
    " folder of your own to work in it.",
)


def open_store(path: Path, key: Key | None) -> tuple[Store, Message | None]:
    """Open to write; where somebody else does, or nothing may be written, to look only, and why.

    Raises
    ------
    KnownError
        It cannot be opened at all.
    """
    from mesomap.storage import Store
    from mesomap.storage.lock import AlreadyOpenError, ReadOnlyError

    on_network = lies_on_network(path)
    try:
        return Store.open(path, key=key, on_network=on_network), None
    except AlreadyOpenError:
        why = Message(OPEN_ELSEWHERE)
    except ReadOnlyError:
        why = Message(NOT_TO_BE_WRITTEN)
    return Store.open(path, read_only=True, key=key, on_network=on_network), why
