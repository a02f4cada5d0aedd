"""Words added to a session that stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid4

from mesomap.document.document import Document
from mesomap.document.recording import moment
from mesomap.model import Added, Addendum, AddendumKind, Change
from mesomap.model.message import QT_TRANSLATE_NOOP

KIND_NAMES = {
    AddendumKind.CORRECTION: QT_TRANSLATE_NOOP("messages", "Correction"),
    AddendumKind.LATE_ENTRY: QT_TRANSLATE_NOOP("messages", "Late entry"),
    AddendumKind.ENTERED_IN_ERROR: QT_TRANSLATE_NOOP("messages", "Entered in error"),
    AddendumKind.MOVED: QT_TRANSLATE_NOOP("messages", "Moved"),
}
"""What each kind is called; a person writes the first two, the others come with what they tell."""


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
