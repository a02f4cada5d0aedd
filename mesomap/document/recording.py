"""Record mode, for those who do not plan: what is placed is given already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from mesomap.document.document import Document
from mesomap.document.record.people import hand
from mesomap.model import (
    AreaPass,
    Change,
    GivenHow,
    Injection,
    SessionMode,
    Status,
    Updated,
)

Placed = TypeVar("Placed", bound=Injection | AreaPass)


def is_recording(document: Document) -> bool:
    """Whether what is placed in the open session is given."""
    return document.session is not None and document.session.mode is SessionMode.RECORD


def as_placed(document: Document, values: Sequence[Placed]) -> list[Placed]:
    """`values`, new in the open session, in one step: planned, or in record mode given.

    Several at once are given in bulk: nobody said of each needle that it was given.
    """
    if not is_recording(document):
        return list(values)
    if document.recorded_at is not None:
        at, how = document.recorded_at, GivenHow.AFTERWARDS
    else:
        at, how = moment(document), GivenHow.BULK if len(values) > 1 else GivenHow.EACH
    return [given(document, value, at=at, how=how) for value in values]


def given(document: Document, value: Placed, *, at: datetime, how: GivenHow) -> Placed:
    """`value` given by the session's performer, or else by who types."""
    return replace(
        value,
        status=Status.GIVEN,
        given_at=at,
        given_by=hand(document),
        given_how=how,
        reason="",
    )


def moment(document: Document) -> datetime:
    """Now, to the millisecond."""
    now = document.clock()
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def set_mode(document: Document, mode: SessionMode) -> tuple[Change, ...]:
    """The change that lets the open session plan, or record."""
    session = document.session
    if session is None or session.mode is mode:
        return ()
    return (Updated(session, replace(session, mode=mode)),)


def record_afterwards(
    document: Document, values: Iterable[Injection | AreaPass], *, at: datetime
) -> tuple[Change, ...]:
    """The changes that say of planned or skipped `values` that they were given at `at`."""
    return tuple(
        Updated(value, given(document, value, at=at, how=GivenHow.AFTERWARDS))
        for value in values
        if value.status is not Status.GIVEN
    )
