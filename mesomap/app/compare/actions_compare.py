"""Comparing two sessions, in the menu View."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mesomap.app.action_spec import Spec
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.app.slots import On, Slot

COMPARING = (
    Spec(
        "compare",
        "view",
        QT_TRANSLATE_NOOP("Actions", "C&ompare…"),
        QT_TRANSLATE_NOOP(
            "Actions",
            "Two sessions, a session and its plan, or left and right, on the skin",
        ),
        ("C",),
        rule=True,
    ),
)


def compare_slots(on: On) -> dict[str, Slot]:
    """What it does."""
    return {"compare": on(lambda desk: desk.compare.start())}
