"""Ghosts and the timeline in the menu View."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mesomap.app.action_spec import Spec
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.app.slots import On, Slot

GHOSTS = (
    Spec(
        "show_ghosts",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Earlier sessions under the map"),
        QT_TRANSLATE_NOOP("Actions", "All off, or those on again that were; one by one below"),
        ("Shift+E",),
        checkable=True,
    ),
    Spec(
        "go_to_sessions",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Sessions below"),
        QT_TRANSLATE_NOOP("Actions", "Arrows choose one, space puts it under the map, Enter opens"),
        ("Shift+T",),
    ),
)


def ghost_slots(on: On) -> dict[str, Slot]:
    """What they do."""
    return {
        "show_ghosts": on(lambda desk: desk.ghosts.toggle_all()),
        "go_to_sessions": on(lambda desk: desk.view.page.timeline.take_keyboard()),
    }
