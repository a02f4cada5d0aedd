"""Words added to a session that stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid4

from mesomap.document.document import Document
from mesomap.document.recording import moment
from mesomap.model import Added, Addendum, AddendumKind, Change

WRITTEN = (AddendumKind.CORRECTION, AddendumKind.LATE_ENTRY)
"""The kinds that a person writes; the others come with what they tell of."""


def new_addendum(
    document: Document, session: UUID, kind: AddendumKind, text: str, *, by: str = ""
) -> tuple[Change, ...]:
    """The change that adds words to a session, by who types unless `by` says otherwise."""
    return (
        Added(
            Addendum(
                id=uuid4(),
                session=session,
                kind=kind,
                text=text.strip(),
                written=moment(document),
                by=by or document.actor,
            )
        ),
    )


def in_time(addenda: Iterable[Addendum]) -> list[Addendum]:
    """As they were written."""
    return sorted(addenda, key=lambda one: (one.written, one.id.int))
