"""What can be done with products, lots, devices and the content of a syringe."""

from __future__ import annotations

from mesomap.app.action_spec import Spec, When
from mesomap.app.slots import On, Slot
from mesomap.model.message import QT_TRANSLATE_NOOP

SPECS = (
    Spec(
        "draw_up",
        "syringe",
        QT_TRANSLATE_NOOP("Actions", "&Draw up…"),
        QT_TRANSLATE_NOOP("Actions", "Mixture, lots, volumes and doses of the syringe in hand"),
        ("F9",),
        rule=True,
    ),
    Spec(
        "products",
        "clinic",
        QT_TRANSLATE_NOOP("Actions", "&Products, lots and devices…"),
        QT_TRANSLATE_NOOP("Actions", "What the clinic has, with what a mL of it holds"),
        ("Ctrl+F9",),
        When.ALWAYS,
    ),
)


def product_slots(on: On) -> dict[str, Slot]:
    """What the actions of a session do, by name."""
    return {"draw_up": on(lambda found: found.drawing.ask())}
