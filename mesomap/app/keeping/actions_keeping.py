"""What the file menu can do about a file that cannot be written."""

from __future__ import annotations

from mesomap.app.action_spec import Spec, When
from mesomap.model.message import QT_TRANSLATE_NOOP

KEEPING = (
    Spec(
        "try_again",
        "file",
        QT_TRANSLATE_NOOP("Actions", "Tr&y again"),
        QT_TRANSLATE_NOOP(
            "Actions", "Write what is kept in memory; or open the file, if it is free to be changed"
        ),
        ("Ctrl+S",),
        When.ALWAYS,
        rule=True,
    ),
    Spec(
        "save_unsaved",
        "file",
        QT_TRANSLATE_NOOP("Actions", "Sa&ve a copy…"),
        QT_TRANSLATE_NOOP(
            "Actions", "The whole clinic file on another disk, with what is kept in memory"
        ),
        (),
        When.ALWAYS,
    ),
)
