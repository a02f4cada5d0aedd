"""What can be done about who is at the window."""

from __future__ import annotations

from mesomap.app.action_spec import Spec, When
from mesomap.model.message import QT_TRANSLATE_NOOP

LOCK = Spec(
    "lock",
    "clinic",
    QT_TRANSLATE_NOOP("Actions", "&Lock the window"),
    QT_TRANSLATE_NOOP("Actions", "Hide everything until somebody signs in"),
    ("Ctrl+F12",),
    When.ALWAYS,
)
