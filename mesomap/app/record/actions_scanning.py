"""What the menus Record and Clinic do with scans, lots, photographs and in an emergency."""

from __future__ import annotations

from mesomap.app.action_spec import Spec, When
from mesomap.app.slots import On, Slot
from mesomap.model.message import QT_TRANSLATE_NOOP

SPECS = (
    Spec(
        "scan",
        "record",
        QT_TRANSLATE_NOOP("Actions", "S&can a box…"),
        QT_TRANSLATE_NOOP("Actions", "Product, lot, expiry and serial from its code, to draw up"),
        ("Shift+F9",),
        rule=True,
    ),
    Spec(
        "photographs",
        "record",
        QT_TRANSLATE_NOOP("Actions", "P&hotographs…"),
        QT_TRANSLATE_NOOP("Actions", "Before, after and at follow-ups, side by side"),
        ("Ctrl+F7",),
    ),
    Spec(
        "emergency",
        "record",
        QT_TRANSLATE_NOOP("Actions", "&Emergency page"),
        QT_TRANSLATE_NOOP("Actions", "Allergies, weight, all that was given, the clinic's text"),
        ("F12",),
        rule=True,
    ),
    Spec(
        "lot_lookup",
        "clinic",
        QT_TRANSLATE_NOOP("Actions", "&Who was given this lot?"),
        QT_TRANSLATE_NOOP("Actions", "Everybody in the clinic file who had of a lot"),
        ("Ctrl+Shift+F9",),
        When.ALWAYS,
    ),
)


def scanning_slots(on: On) -> dict[str, Slot]:
    """What each of the session's actions does, by name."""
    return {
        "scan": on(lambda found: found.scanning.ask()),
        "photographs": on(lambda found: found.photographs.ask()),
        "emergency": on(lambda found: found.emergency.show()),
    }
