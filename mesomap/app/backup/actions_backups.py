"""What can be done about backups."""

from __future__ import annotations

from mesomap.app.action_spec import Spec, When
from mesomap.model.message import QT_TRANSLATE_NOOP

SPECS = (
    Spec(
        "backups",
        "clinic",
        QT_TRANSLATE_NOOP("Actions", "&Backups…"),
        QT_TRANSLATE_NOOP("Actions", "Where they lie, make one now, restore one"),
        ("Ctrl+Shift+B",),
        When.ALWAYS,
        rule=True,
    ),
)
