"""Reactions and follow-ups in the menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mesomap.app.action_spec import Spec, When
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.app.slots import On, Slot

REACTIONS = (
    Spec(
        "add_reaction",
        "record",
        QT_TRANSLATE_NOOP("Actions", "Add &reaction…"),
        QT_TRANSLATE_NOOP("Actions", "Seen or told by phone, to this or an earlier session"),
        ("Ctrl+F5",),
        When.ALWAYS,
        rule=True,
    ),
    Spec(
        "follow_ups",
        "record",
        QT_TRANSLATE_NOOP("Actions", "Reactions and &follow-ups…"),
        QT_TRANSLATE_NOOP("Actions", "What was noted at each point, and what is due"),
        ("Ctrl+F6",),
    ),
)
TO_DO = Spec(
    "to_do",
    "clinic",
    QT_TRANSLATE_NOOP("Actions", "&To do…"),
    QT_TRANSLATE_NOOP("Actions", "Follow-ups that are due, and sessions to be signed"),
    ("Ctrl+T",),
    When.ALWAYS,
)
SHOWN_REACTIONS = (
    Spec(
        "show_reactions",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Reactions"),
        QT_TRANSLATE_NOOP("Actions", "Show reactions to this session, and faded to earlier ones"),
        ("Shift+R",),
        checkable=True,
        checked=True,
    ),
    Spec(
        "show_old_reactions",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Reactions over 90 days &old"),
        QT_TRANSLATE_NOOP("Actions", "Show also what earlier sessions left long ago"),
        ("Shift+O",),
        checkable=True,
        checked=True,
    ),
)


def reaction_slots(on: On) -> dict[str, Slot]:
    """What these actions do on the session page, by name."""
    return {
        "follow_ups": on(lambda found: found.reactions.ask_follow_ups()),
        "show_reactions": on(lambda found: found.show_overlay("show_reactions")),
        "show_old_reactions": on(lambda found: found.show_overlay("show_old_reactions")),
    }
