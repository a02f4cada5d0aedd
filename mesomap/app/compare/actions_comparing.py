"""From a comparison to today's plan, and the comparison on paper and as a table."""

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


COMPARISON_OUT = (
    Spec(
        "print_comparison",
        "file",
        QT_TRANSLATE_NOOP("Actions", "Print co&mparison…"),
        QT_TRANSLATE_NOOP("Actions", "Both maps side by side and what changed, as a PDF"),
        ("Shift+P",),
    ),
    Spec(
        "export_comparison",
        "file",
        QT_TRANSLATE_NOOP("Actions", "E&xport comparison…"),
        QT_TRANSLATE_NOOP("Actions", "Every change as a table for a spreadsheet, CSV"),
        ("Shift+X",),
    ),
)


def comparing_slots(on: On) -> dict[str, Slot]:
    """What they do."""
    return {
        **{spec.name: _planning(on, spec.name) for spec in PLANNING},
        "print_comparison": on(lambda desk: desk.comparison_out.ask_print()),
        "export_comparison": on(lambda desk: desk.comparison_out.ask_export()),
    }


def _planning(on: On, name: str) -> Slot:
    return on(lambda desk: desk.comparing.place(name))
