"""Which sessions are still to be signed."""

from __future__ import annotations

import sqlite_utils

from mesomap.storage import reading
from mesomap.storage.summary import SessionSummary

_UNSIGNED = """
sessions.id IN (
    SELECT drafts.id FROM sessions AS drafts
    WHERE drafts.status = 'draft'
    AND (
        EXISTS (SELECT 1 FROM injections AS i WHERE i.session = drafts.id AND i.status = 'given')
        OR EXISTS (SELECT 1 FROM areas AS a WHERE a.session = drafts.id AND a.status = 'given')
    )
    AND NOT EXISTS (
        SELECT 1 FROM addenda AS e
        WHERE e.session = drafts.id AND e.kind = 'entered-in-error'
    )
    ORDER BY drafts.date, drafts.started, drafts.id
    LIMIT ?
)
"""


def unsigned(db: sqlite_utils.Database, limit: int | None) -> list[SessionSummary]:
    """Drafts of which something was given, oldest first, at most `limit`; none in error."""
    found = reading.summaries(db, _UNSIGNED, [-1 if limit is None else limit])
    return sorted(found, key=lambda one: (one.session.date, one.session.started))
