"""Before the needle: what was asked, what the skin was prepared with, what was consented to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from mesomap.model.product import fold_lot


class Reply(StrEnum):
    """An answer. Stored and exported: never rename one."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """Asked, and the patient does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """To one question, by its id (`mesomap.clinical.questions`), with what was said besides."""

    question: str
    reply: Reply
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """What was asked before one session; at most one of each.

    `unchanged_from` is the earlier session's questionnaire that the patient said still holds.
    """

    id: UUID
    session: UUID
    answers: tuple[Answer, ...]
    asked: datetime
    asked_by: str = ""
    unchanged_from: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topical:
    """A topical anaesthetic; None where not noted. `lot_number` as it stands on the tube.

    `mg_per_g` is its strength in lidocaine, where it holds any.
    """

    product: str
    lot_number: str = ""
    expiry: date | None = None
    grams: Decimal | None = None
    area_cm2: Decimal | None = None
    on: datetime | None = None
    off: datetime | None = None
    mg_per_g: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """Of the skin before one session; at most one of each.

    `consent` is the consent under which the session was given.
    """

    id: UUID
    session: UUID
    antiseptic: str = ""
    topicals: tuple[Topical, ...] = ()
    consent: UUID | None = None
    note: str = ""

    @property
    def lots(self) -> str:
        """The lots of its topicals as they are searched by, with a space around each."""
        found = [fold_lot(one.lot_number) for one in self.topicals if one.lot_number.strip()]
        return f" {' '.join(found)} " if found else ""


class ConsentKind(StrEnum):
    """To what. Stored and exported: never rename one."""

    TREATMENT = "treatment"
    PHOTOGRAPHS = "photographs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Noted, not taken, here: who took it, when, and which version of which text was signed.

    `scan` is an attachment. `withdrawn` is the day from which it no longer holds.
    """

    id: UUID
    patient: UUID
    kind: ConsentKind
    given: date
    text_version: str
    taken_by: str
    scan: UUID | None = None
    withdrawn: date | None = None
    note: str = ""
