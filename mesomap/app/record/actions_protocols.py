"""What can be done with protocols and courses."""

from __future__ import annotations

from mesomap.app.action_spec import Spec
from mesomap.app.slots import On, Slot
from mesomap.model.message import QT_TRANSLATE_NOOP

SPECS = (
    Spec(
        "protocols",
        "record",
        QT_TRANSLATE_NOOP("Actions", "&Protocol…"),
        QT_TRANSLATE_NOOP("Actions", "Cited starting points for each indication; use one here"),
        ("F3",),
    ),
    Spec(
        "course",
        "record",
        QT_TRANSLATE_NOOP("Actions", "&Course…"),
        QT_TRANSLATE_NOOP("Actions", "The sessions of one indication together; what is due next"),
        ("Ctrl+F8",),
    ),
    Spec(
        "continue_course",
        "record",
        QT_TRANSLATE_NOOP("Actions", "C&ontinue the open course"),
        QT_TRANSLATE_NOOP("Actions", "This session belongs to the patient's open course"),
        ("Ctrl+Shift+F8",),
    ),
)


def protocol_slots(on: On) -> dict[str, Slot]:
    """What each of these actions does, by name."""
    return {
        "protocols": on(lambda found: found.protocols.ask()),
        "course": on(lambda found: found.courses.ask()),
        "continue_course": on(lambda found: found.courses.continue_open()),
    }
