"""The course view, in the menu View."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mesomap.app.action_spec import Spec
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.app.slots import On, Slot

COURSE_VIEW = (
    Spec(
        "course_view",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Course &view…"),
        QT_TRANSLATE_NOOP(
            "Actions",
            "The sessions of a course side by side: figures as lines, reactions, photographs",
        ),
        ("Shift+H",),
    ),
)


def course_view_slots(on: On) -> dict[str, Slot]:
    """What it does."""
    return {"course_view": on(lambda desk: desk.course_view.start())}
