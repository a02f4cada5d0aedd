"""What can be done about people, signing, addenda, and the clinic's settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mesomap.app.action_spec import Spec, When
from mesomap.app.slots import On, Slot
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.app.record.people_flow import PeopleFlow

SIGNING = (
    Spec(
        "session_people",
        "record",
        QT_TRANSLATE_NOOP("Actions", "&Who performs and prescribes…"),
        QT_TRANSLATE_NOOP("Actions", "Of this session, apart from who types"),
        ("Ctrl+F11",),
        rule=True,
    ),
    Spec(
        "sign",
        "record",
        QT_TRANSLATE_NOOP("Actions", "&Sign…"),
        QT_TRANSLATE_NOOP("Actions", "Look it over once more, and lock it with a signature"),
        ("Ctrl+F2",),
    ),
    Spec(
        "addendum",
        "record",
        QT_TRANSLATE_NOOP("Actions", "A&ddenda…"),
        QT_TRANSLATE_NOOP("Actions", "Read and add words to a session that stays as it is"),
        ("Ctrl+Shift+F2",),
    ),
)
PEOPLE = (
    Spec(
        "people",
        "clinic",
        QT_TRANSLATE_NOOP("Actions", "&People…"),
        QT_TRANSLATE_NOOP("Actions", "Practitioners and assistants of the clinic"),
        ("Ctrl+F4",),
        When.ALWAYS,
        rule=True,
    ),
    Spec(
        "i_am",
        "clinic",
        QT_TRANSLATE_NOOP("Actions", "&I am…"),
        QT_TRANSLATE_NOOP("Actions", "Who types on this computer: kept with every change"),
        ("Ctrl+J", "Ctrl+Shift+F5"),
        When.ALWAYS,
    ),
    Spec(
        "clinic_settings",
        "clinic",
        QT_TRANSLATE_NOOP("Actions", "&Clinic settings…"),
        QT_TRANSLATE_NOOP("Actions", "Name, address, consent texts, emergency and after care"),
        ("Ctrl+Shift+F3",),
        When.ALWAYS,
    ),
    Spec(
        "what_was_done",
        "clinic",
        QT_TRANSLATE_NOOP("Actions", "What was &done…"),
        QT_TRANSLATE_NOOP("Actions", "Who saw, changed, printed and signed what, and when"),
        ("Ctrl+Shift+H",),
        When.ALWAYS,
    ),
)


def signing_slots(on: On) -> dict[str, Slot]:
    """What each action of the open session does, by name."""
    return {
        "session_people": on(lambda found: found.signing.ask_people()),
        "sign": on(lambda found: found.signing.ask_sign()),
        "addendum": on(lambda found: found.signing.ask_addendum()),
    }


def people_slots(flow: Callable[[], PeopleFlow]) -> dict[str, Slot]:
    """What each action of the clinic does, by name."""
    return {
        "people": lambda: flow().ask_people(),
        "i_am": lambda: flow().ask_who(),
        "clinic_settings": lambda: flow().ask_clinic(),
    }
