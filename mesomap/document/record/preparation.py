"""What the skin was prepared with before the open session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID, uuid4

from mesomap.analysis.doses import Dose, doses_of, strengths_of
from mesomap.document.document import Document
from mesomap.model import (
    Added,
    AreaPass,
    Change,
    Draw,
    Injection,
    KnownError,
    Preparation,
    Product,
    Removed,
    Status,
    Topical,
    Unit,
    Updated,
)
from mesomap.model.message import QT_TRANSLATE_NOOP

LIDOCAINE = "lidocaine"
NO_PRODUCT = QT_TRANSLATE_NOOP(
    "messages", "A topical anaesthetic needs its name: type what stands on the tube."
)
OFF_BEFORE_ON = QT_TRANSLATE_NOOP(
    "messages", "{product} cannot come off before it went on: correct one of the times."
)


def preparation_of(document: Document) -> Preparation | None:
    """Of the open session; None if nothing is noted."""
    return next(iter(document.of(Preparation).values()), None)


def applied_mg(topical: Topical) -> Decimal | None:
    """The lidocaine on the skin: grams times strength. Applied, which is not what is absorbed."""
    if topical.grams is None or topical.mg_per_g is None:
        return None
    return topical.grams * topical.mg_per_g


def injected_lidocaine(document: Document) -> Dose | None:
    """The lidocaine that was injected in the open session; None where none is known of."""
    values: list[Injection | AreaPass] = [
        *document.injections.values(),
        *document.areas.values(),
    ]
    given = [one for one in values if one.status is Status.GIVEN]
    draws = tuple(document.of(Draw).values())
    known = strengths_of(document.syringes.values(), draws, document.of(Product))
    doses = doses_of(given, known)
    return next((d for d in doses if d.substance == LIDOCAINE and d.unit is Unit.MG), None)


def set_preparation(
    document: Document, *, antiseptic: str, topicals: Sequence[Topical], note: str
) -> tuple[Change, ...]:
    """The change to this preparation; the consent that the session names stays. Empty if none.

    Raises
    ------
    KnownError
        A topical anaesthetic has no name, or came off before it went on.
    """
    for one in topicals:
        if not one.product.strip():
            raise KnownError(NO_PRODUCT)
        if one.on is not None and one.off is not None and one.off < one.on:
            raise KnownError(OFF_BEFORE_ON, product=one.product)
    found = preparation_of(document)
    wanted = replace(
        found or _new(document),
        antiseptic=" ".join(antiseptic.split()),
        topicals=tuple(topicals),
        note=note.strip(),
    )
    return _change(found, wanted)


def give_under(document: Document, consent: UUID | None) -> tuple[Change, ...]:
    """The open session is given under this consent, or under none that is noted."""
    found = preparation_of(document)
    return _change(found, replace(found or _new(document), consent=consent))


def _new(document: Document) -> Preparation:
    assert document.session is not None
    return Preparation(id=uuid4(), session=document.session.id)


def _change(found: Preparation | None, wanted: Preparation) -> tuple[Change, ...]:
    empty = not (wanted.antiseptic or wanted.topicals or wanted.note or wanted.consent)
    if found is None:
        return () if empty else (Added(wanted),)
    if empty:
        return (Removed(found),)
    return () if wanted == found else (Updated(found, wanted),)
