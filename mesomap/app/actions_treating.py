"""What can be done to give what is planned, or to record what was given."""

from __future__ import annotations

from mesomap.app.action_spec import Spec
from mesomap.app.slots import On, Slot
from mesomap.model.message import QT_TRANSLATE_NOOP

TREATING = (
    Spec(
        "treat",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Treat"),
        QT_TRANSLATE_NOOP("Actions", "Give what is planned, needle by needle"),
        ("F5",),
        rule=True,
    ),
    Spec(
        "mark_given",
        "session",
        QT_TRANSLATE_NOOP("Actions", "Mark selected as &given…"),
        QT_TRANSLATE_NOOP("Actions", "Record afterwards that the selected ones were given"),
        ("Shift+F5",),
    ),
    Spec(
        "record_mode",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Record: what is placed is given"),
        QT_TRANSLATE_NOOP("Actions", "For those who do not plan: each placed one counts as given"),
        ("F8",),
        checkable=True,
    ),
    Spec(
        "recorded_at",
        "session",
        QT_TRANSLATE_NOOP("Actions", "Record &afterwards…"),
        QT_TRANSLATE_NOOP("Actions", "Say when what is placed from now on was given"),
        ("Shift+F8",),
    ),
)


def treating_slots(on: On) -> dict[str, Slot]:
    """What each of these actions does, by name."""
    return {
        "treat": on(lambda found: found.treat()),
        "mark_given": on(lambda found: found.recording.ask_mark()),
        "record_mode": on(lambda found: found.recording.toggle()),
        "recorded_at": on(lambda found: found.recording.ask_when()),
    }
