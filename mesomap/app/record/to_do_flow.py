"""What is to be done, read from the clinic file, and opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt

from mesomap.clinical.reactions import WINDOWS
from mesomap.paint.locale import format_date
from mesomap.paint.reaction import point_name
from mesomap.panels.record.to_do import ToDoEntry

if TYPE_CHECKING:
    from mesomap.app.desk import Desk
    from mesomap.app.record.reactions_flow import ReactionDesk
    from mesomap.storage import Store

_CONTEXT = "ToDo"
MOST_UNSIGNED = 200


def entries_of(store: Store, today: date) -> list[ToDoEntry]:
    """Follow-ups first, the newest sessions first; then what is to be signed."""
    t = QCoreApplication.translate
    entries = []
    for one in store.due_follow_ups(today):
        overdue = WINDOWS.value[one.point].overdue(one.date, today)
        words = t(_CONTEXT, "{point}, overdue") if overdue else t(_CONTEXT, "{point}, due")
        entries.append(
            ToDoEntry(
                one.session,
                one.patient_name,
                words.format(point=point_name(one.point)),
                format_date(one.date),
                follow_up=True,
            )
        )
    for summary in store.unsigned(MOST_UNSIGNED):
        day = format_date(summary.session.date)
        words = t(_CONTEXT, "to be signed")
        entries.append(
            ToDoEntry(summary.session.id, summary.patient_name, words, day, follow_up=False)
        )
    return entries


def ask_all(desk: Desk, chosen: Callable[[ToDoEntry], object]) -> None:
    """The whole list."""
    from mesomap.panels.record.to_do_dialog import ToDoDialog

    store = desk.clinic.store
    if store is None:
        return
    dialog = ToDoDialog(entries_of(store, desk.clock().date()), desk.window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.chosen.connect(chosen)
    dialog.open()


def open_entry(
    desk: Desk,
    entry: ToDoEntry,
    open_session: Callable[[UUID], None],
    reactions: Callable[[], ReactionDesk],
) -> None:
    """Its session; of a follow-up its points with it."""
    open_session(entry.session)
    if entry.follow_up:
        desk.when_ready(lambda: reactions().ask_follow_ups(entry.session))
