"""The rest map in the menu View."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mesomap.app.action_spec import Spec
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.app.slots import On, Slot

REST = (
    Spec(
        "show_rest",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Rest map"),
        QT_TRANSLATE_NOOP("Actions", "How many days each piece of skin has rested, and how often"),
        ("H",),
        checkable=True,
    ),
    Spec(
        "rest_options",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Rest map o&ptions"),
        QT_TRANSLATE_NOOP("Actions", "Which sessions count, for which day, and how far around"),
        ("Ctrl+H",),
    ),
)


def rest_slots(on: On) -> dict[str, Slot]:
    """What it does."""
    return {
        "show_rest": on(lambda desk: desk.rest.toggle()),
        "rest_options": on(lambda desk: desk.rest.ask()),
    }
