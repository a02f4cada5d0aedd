"""Notes: few words pinned to places of a session; nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import uuid4

from mesomap.document.document import Document
from mesomap.model import Added, Note, RegionKey, Site, Updated


def numbered(notes: Iterable[Note]) -> dict[int, Note]:
    """A session's notes by number, from 1, in the order in which they were written."""
    ordered = sorted(notes, key=lambda note: (note.written, note.id))
    return dict(enumerate(ordered, start=1))


def new_note(document: Document, site: Site, region: RegionKey | None, text: str) -> Added:
    """A note at `site`; one without a text is refused by `commit`."""
    session = document.session
    if session is None:
        raise ValueError("no session is open")
    return Added(
        Note(
            id=uuid4(),
            session=session.id,
            site=site,
            region=region.id if region else None,
            side=region.side if region else None,
            text=text.strip(),
            written=document.clock().replace(microsecond=0),
        )
    )


def reworded(note: Note, text: str) -> Updated | None:
    """The note with another text; None if it is the same."""
    after = replace(note, text=text.strip())
    return None if after == note else Updated(note, after)
