"""What the menu Syringe can do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mesomap.app.action_spec import Spec
from mesomap.app.slots import On, Slot
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.app.desk_session import SessionDesk

NUMBERED = tuple(f"take_syringe_{number}" for number in range(1, 10))
"""The actions that take the first to the ninth syringe in hand."""

SYRINGES = (
    Spec(
        "add_syringe",
        "syringe",
        QT_TRANSLATE_NOOP("Actions", "&Another syringe…"),
        QT_TRANSLATE_NOOP("Actions", "Name, mixture, drawn volume, strength, needle, mark"),
        ("Ctrl+Shift+S",),
    ),
    Spec(
        "edit_syringe",
        "syringe",
        QT_TRANSLATE_NOOP("Actions", "&Change…"),
        QT_TRANSLATE_NOOP("Actions", "The name, the mixture, the needle and what is drawn up"),
        ("F4",),
    ),
    Spec(
        "copy_syringe",
        "syringe",
        QT_TRANSLATE_NOOP("Actions", "&Duplicate"),
        QT_TRANSLATE_NOOP("Actions", "A second one with the same content and settings"),
        ("Ctrl+Shift+Q",),
    ),
    Spec(
        "syringe_up",
        "syringe",
        QT_TRANSLATE_NOOP("Actions", "&Up in the list"),
        QT_TRANSLATE_NOOP("Actions", "A lower number, and with it another key"),
        ("Ctrl+Shift+Up",),
    ),
    Spec(
        "syringe_down",
        "syringe",
        QT_TRANSLATE_NOOP("Actions", "D&own in the list"),
        QT_TRANSLATE_NOOP("Actions", "A higher number, and with it another key"),
        ("Ctrl+Shift+Down",),
    ),
    Spec(
        "remove_syringe",
        "syringe",
        QT_TRANSLATE_NOOP("Actions", "&Remove"),
        QT_TRANSLATE_NOOP("Actions", "Only one that nothing on the map is from"),
        ("Ctrl+Shift+Del",),
    ),
    Spec(
        "needles",
        "syringe",
        QT_TRANSLATE_NOOP("Actions", "&Needles of the clinic…"),
        QT_TRANSLATE_NOOP("Actions", "Add, change or retire needles and multi-injectors"),
        ("Shift+F4",),
    ),
    Spec(
        "mean_layer",
        "syringe",
        QT_TRANSLATE_NOOP("Actions", "Mean a &layer…"),
        QT_TRANSLATE_NOOP("Actions", "Leave the depth open: choose the layer that is meant"),
        ("D",),
        rule=True,
    ),
    Spec(
        "next_syringe",
        "syringe",
        QT_TRANSLATE_NOOP("Actions", "Ne&xt syringe"),
        QT_TRANSLATE_NOOP("Actions", "Take the next one in hand; 1 to 9 take one directly"),
        ("Q",),
        rule=True,
    ),
    Spec(
        "previous_syringe",
        "syringe",
        QT_TRANSLATE_NOOP("Actions", "&Previous syringe"),
        QT_TRANSLATE_NOOP("Actions", "Take the one before in hand"),
        ("Shift+Q",),
    ),
    *(
        Spec(
            name,
            "syringe",
            QT_TRANSLATE_NOOP("Actions", "Syringe"),
            QT_TRANSLATE_NOOP("Actions", "Take this one in hand"),
            (name[-1],),
            rule=name == NUMBERED[0],
        )
        for name in NUMBERED
    ),
)


def syringe_slots(on: On) -> dict[str, Slot]:
    """What each of these actions does, by name."""

    def take(number: int, found: SessionDesk) -> None:
        found.syringes.take(number)

    return {
        "add_syringe": on(lambda found: found.syringes.ask_new()),
        "edit_syringe": on(lambda found: found.syringes.ask_change()),
        "copy_syringe": on(lambda found: found.syringes.duplicate()),
        "syringe_up": on(lambda found: found.syringes.move(-1)),
        "syringe_down": on(lambda found: found.syringes.move(1)),
        "remove_syringe": on(lambda found: found.syringes.remove()),
        "needles": on(lambda found: found.syringes.ask_needles()),
        "mean_layer": on(lambda found: found.syringes.mean_layer()),
        "next_syringe": on(lambda found: found.syringes.step(1)),
        "previous_syringe": on(lambda found: found.syringes.step(-1)),
        **{name: on(partial(take, int(name[-1]))) for name in NUMBERED},
    }
