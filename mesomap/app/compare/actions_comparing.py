"""From a comparison to today's plan, in the menu Session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mesomap.app.action_spec import Spec
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.app.slots import On, Slot

PLANNING = (
    Spec(
        "repeat_kept",
        "session",
        QT_TRANSLATE_NOOP("Actions", "Repeat the &kept"),
        QT_TRANSLATE_NOOP("Actions", "Plan again what the last two sessions both had"),
        ("Ctrl+Shift+K",),
    ),
    Spec(
        "plan_missed",
        "session",
        QT_TRANSLATE_NOOP("Actions", "Only what was &missed"),
        QT_TRANSLATE_NOOP("Actions", "Plan what last time was planned and not given"),
        ("Ctrl+Shift+M",),
    ),
    Spec(
        "shift_lattice",
        "session",
        QT_TRANSLATE_NOOP("Actions", "S&hift the lattice by half a pitch"),
        QT_TRANSLATE_NOOP("Actions", "Last time's lattices again, between the old sites"),
        ("Ctrl+Shift+G",),
    ),
    Spec(
        "continue_plan",
        "session",
        QT_TRANSLATE_NOOP("Actions", "Continue where it st&opped"),
        QT_TRANSLATE_NOOP("Actions", "Plan what last time came after what was given last"),
        ("Ctrl+Shift+J",),
    ),
)


def comparing_slots(on: On) -> dict[str, Slot]:
    """What they do."""
    return {spec.name: _planning(on, spec.name) for spec in PLANNING}


def _planning(on: On, name: str) -> Slot:
    return on(lambda desk: desk.comparing.place(name))
