"""Remarks in the menus Record and Clinic."""

from __future__ import annotations

from mesomap.app.action_spec import Spec, When
from mesomap.app.slots import On, Slot
from mesomap.model.message import QT_TRANSLATE_NOOP

SPECS = (
    Spec(
        "remarks",
        "record",
        QT_TRANSLATE_NOOP("Actions", "Remar&ks"),
        QT_TRANSLATE_NOOP("Actions", "What cited checks find in this session; answer them here"),
        ("Shift+F7",),
        rule=True,
    ),
    Spec(
        "remark_settings",
        "clinic",
        QT_TRANSLATE_NOOP("Actions", "&Remarks and ceilings…"),
        QT_TRANSLATE_NOOP("Actions", "Which remarks are on, and the clinic's own ceilings"),
        ("Ctrl+Shift+F1",),
        When.ALWAYS,
    ),
)


def remark_slots(on: On) -> dict[str, Slot]:
    """What each of the session's actions does, by name."""
    return {"remarks": on(lambda found: found.remarks.go())}
