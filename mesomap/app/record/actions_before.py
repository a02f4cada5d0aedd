"""What can be done before the needle: asking, preparing, noting a consent."""

from __future__ import annotations

from mesomap.app.action_spec import Spec
from mesomap.app.slots import On, Slot
from mesomap.model.message import QT_TRANSLATE_NOOP

SPECS = (
    Spec(
        "questionnaire",
        "record",
        QT_TRANSLATE_NOOP("Actions", "&Questionnaire…"),
        QT_TRANSLATE_NOOP("Actions", "What is asked before a session, on one page"),
        ("Shift+F2",),
        rule=True,
    ),
    Spec(
        "consents",
        "record",
        QT_TRANSLATE_NOOP("Actions", "Conse&nt…"),
        QT_TRANSLATE_NOOP("Actions", "Note a consent, attach its scan, withdraw it"),
        ("Ctrl+F3",),
    ),
    Spec(
        "preparation",
        "record",
        QT_TRANSLATE_NOOP("Actions", "Pr&eparation…"),
        QT_TRANSLATE_NOOP("Actions", "Antiseptic and topical anaesthetic"),
        ("Shift+F3",),
    ),
)


def before_slots(on: On) -> dict[str, Slot]:
    """What each of these actions does, by name."""
    return {
        "questionnaire": on(lambda found: found.questionnaire.ask()),
        "consents": on(lambda found: found.consents.ask()),
        "preparation": on(lambda found: found.preparation.ask()),
    }
