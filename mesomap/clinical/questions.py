"""What is asked before a session. The list is the cited one; what an answer means, the clinician
says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mesomap.model.cited import Confidence
from mesomap.model.message import QT_TRANSLATE_NOOP

SOURCE = QT_TRANSLATE_NOOP("messages", "asked before a session by the field's convention")
CONFIDENCE = Confidence.GENERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, answered with yes, no or not known.

    Attributes
    ----------
    id
        Stored with the answers: never renamed.
    text, short
        English source texts of the question and of what a yes is called in a list, marked for
        translation in the context of messages.
    regions
        Only of these it is asked; empty: of every session.
    """

    id: str
    text: str
    short: str
    regions: tuple[str, ...] = ()


QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        one.id: one
        for one in (
            Question(
                id="pregnancy-or-lactation",
                text=QT_TRANSLATE_NOOP("messages", "Pregnant, or breastfeeding?"),
                short=QT_TRANSLATE_NOOP("messages", "Pregnancy or lactation"),
            ),
            Question(
                id="allergy",
                text=QT_TRANSLATE_NOOP("messages", "Any allergy?"),
                short=QT_TRANSLATE_NOOP("messages", "Allergy"),
            ),
            Question(
                id="autoimmune-or-immunosuppression",
                text=QT_TRANSLATE_NOOP("messages", "An autoimmune disease, or immunosuppression?"),
                short=QT_TRANSLATE_NOOP("messages", "Autoimmune disease or immunosuppression"),
            ),
            Question(
                id="skin-disease-or-infection",
                text=QT_TRANSLATE_NOOP("messages", "A skin disease or an infection at the site?"),
                short=QT_TRANSLATE_NOOP("messages", "Skin disease or infection at the site"),
            ),
            Question(
                id="anticoagulant-or-antiplatelet",
                text=QT_TRANSLATE_NOOP("messages", "An anticoagulant or antiplatelet medicine?"),
                short=QT_TRANSLATE_NOOP("messages", "Anticoagulant or antiplatelet"),
            ),
            Question(
                id="dysphagia",
                text=QT_TRANSLATE_NOOP("messages", "Difficulty swallowing? (under the chin)"),
                short=QT_TRANSLATE_NOOP("messages", "Dysphagia"),
                regions=("submental",),
            ),
            Question(
                id="diabetes",
                text=QT_TRANSLATE_NOOP("messages", "Diabetes?"),
                short=QT_TRANSLATE_NOOP("messages", "Diabetes"),
            ),
            Question(
                id="heart-disease",
                text=QT_TRANSLATE_NOOP("messages", "A heart disease?"),
                short=QT_TRANSLATE_NOOP("messages", "Heart disease"),
            ),
            Question(
                id="cancer",
                text=QT_TRANSLATE_NOOP("messages", "Cancer, now or before?"),
                short=QT_TRANSLATE_NOOP("messages", "Cancer"),
            ),
            Question(
                id="gallstones",
                text=QT_TRANSLATE_NOOP("messages", "Gallstones?"),
                short=QT_TRANSLATE_NOOP("messages", "Gallstones"),
            ),
            Question(
                id="keloid-tendency",
                text=QT_TRANSLATE_NOOP("messages", "A tendency to keloids?"),
                short=QT_TRANSLATE_NOOP("messages", "Keloid tendency"),
            ),
        )
    }
)
"""The questions by id, in the order in which they are asked."""
