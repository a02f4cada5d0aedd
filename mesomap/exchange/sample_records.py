"""What the sample's records say of each patient, beside the maps: plainly made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from mesomap.model import (
    FollowUpPoint,
    Known,
    Outcome,
    Patient,
    ReactionKind,
)

SEEN, TOLD = Known.SEEN, Known.TOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A reaction: to the session of that number, in the course's regions.

    `onset_days` and `ended_days` count from the session; None where not known.
    """

    session: int
    kind: ReactionKind
    point: FollowUpPoint
    days: int
    """After the session it was noted."""
    long_mm: float | None = None
    wide_mm: float | None = None
    grade: int | None = None
    vas: float | None = None
    known: Known = SEEN
    reporter: str = ""
    onset_days: int | None = None
    ended_days: int | None = None
    outcome: Outcome = Outcome.RECOVERED
    action: str = ""
    text: str = ""
    drawn: bool = False
    """Its outline is on the map, not only where it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Of one patient.

    Attributes
    ----------
    said
        Questions answered with yes, and what was said.
    photographs
        There is a consent to photographs too.
    by_assistant
        The assistant performs, the doctor prescribes.
    unsigned
        Numbers of given sessions that are still to be signed.
    due
        Nobody has asked yet how the last session went.
    addendum
        Written to the first session after it was signed.
    """

    phototype: int
    weight_kg: float | None = None
    conditions: str = ""
    medicines: str = ""
    said: tuple[tuple[str, str], ...] = ()
    topical: bool = False
    photographs: bool = False
    by_assistant: bool = False
    unsigned: tuple[int, ...] = ()
    due: bool = False
    addendum: str = ""
    reactions: tuple[Happened, ...] = ()


REDNESS_AT_THE_END = Happened(
    session=1,
    kind=ReactionKind.REDNESS,
    point=FollowUpPoint.END,
    days=0,
    long_mm=35.0,
    wide_mm=20.0,
    grade=1,
    vas=2.0,
    onset_days=0,
    ended_days=1,
    text="As is usual for this patient.",
    drawn=True,
)
BRUISE = Happened(
    session=2,
    kind=ReactionKind.BRUISING,
    point=FollowUpPoint.DAYS,
    days=2,
    long_mm=14.0,
    wide_mm=9.0,
    grade=1,
    onset_days=1,
    ended_days=9,
    text="Yellow at the rim.",
    drawn=True,
)
NODULE = Happened(
    session=2,
    kind=ReactionKind.NODULE,
    point=FollowUpPoint.TWO_WEEKS,
    days=15,
    long_mm=6.0,
    wide_mm=5.0,
    known=TOLD,
    reporter="the patient, by phone",
    onset_days=10,
    outcome=Outcome.RECOVERING,
    action="Looked at on the next day's visit: soft, not warm, not tender. Watched.",
    text="A small lump on one side, noticed while washing.",
    drawn=True,
)
ACHE = Happened(
    session=2,
    kind=ReactionKind.PAIN,
    point=FollowUpPoint.END,
    days=0,
    vas=3.0,
    onset_days=0,
    ended_days=0,
)
SWELLING = Happened(
    session=2,
    kind=ReactionKind.SWELLING,
    point=FollowUpPoint.DAYS,
    days=3,
    long_mm=28.0,
    wide_mm=22.0,
    grade=1,
    known=TOLD,
    reporter="the patient, by phone",
    onset_days=0,
    ended_days=5,
)
TABLETS = ("diabetes", "type 2, tablets")
THINNED = ("anticoagulant-or-antiplatelet", "acetylsalicylic acid 100 mg a day")
THYROID = ("autoimmune-or-immunosuppression", "thyroid, treated, quiet for years")

RECORDS: Mapping[str, Record] = MappingProxyType(
    {
        "00365": Record(phototype=2, weight_kg=71.0, photographs=True, reactions=(SWELLING,)),
        "00333": Record(
            phototype=3, topical=True, photographs=True, reactions=(BRUISE,),
            addendum="Told after signing: took a pain killer the evening before.",
        ),
        "00398": Record(phototype=2, unsigned=(2,), due=True),
        "00340": Record(
            phototype=2, topical=True, by_assistant=True, reactions=(REDNESS_AT_THE_END,)
        ),
        "00312": Record(
            phototype=3, medicines="Acetylsalicylic acid 100 mg", said=(THINNED,),
            photographs=True, reactions=(NODULE,),
        ),
        "00305": Record(phototype=2, weight_kg=58.5),
        "00371": Record(phototype=4, due=True),
        "00421": Record(phototype=3),
        "00402": Record(
            phototype=1, weight_kg=64.0, photographs=True, unsigned=(6,), due=True,
            reactions=(REDNESS_AT_THE_END,),
        ),
        "00376": Record(
            phototype=3, conditions="Thyroiditis, treated", said=(THYROID,), due=True,
            topical=True,
        ),
        "00410": Record(phototype=2, topical=True),
        "00329": Record(phototype=1, reactions=(ACHE,)),
        "00417": Record(phototype=2, weight_kg=62.0, photographs=True, unsigned=(3,), due=True),
        "00358": Record(
            phototype=2, weight_kg=83.0, conditions="Diabetes type 2", medicines="Metformin",
            said=(TABLETS,),
        ),
        "00271": Record(phototype=2),
    }
)  # fmt: skip
"""By the patient's number."""


def contact(patient: Patient, record: Record, *, on: date) -> Patient:
    """The entry with how to reach them, and what matters before a session."""
    return replace(
        patient,
        phototype=record.phototype,
        phone=f"01632 960{patient.number[-3:]}",
        email=f"patient.{patient.number}@example.org",
        address=f"{int(patient.number) % 90 + 1} Example Street, 00000 Sampletown",
        conditions=record.conditions,
        medicines=record.medicines,
        weight_kg=record.weight_kg,
        weighed=on if record.weight_kg is not None else None,
    )
