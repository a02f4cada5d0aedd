"""A session's sheets at true scale, from the clinic file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from mesomap.atlas import Atlas
from mesomap.model import RegionKey
from mesomap.report.layout import Layout, SessionContent
from mesomap.report.layout.one_to_one import lay_out_one_to_one
from mesomap.report.layout.paper import Paper
from mesomap.report.printing import session_content
from mesomap.report.speech import paper_voice
from mesomap.storage import Store


def one_to_one_layout(
    store: Store,
    atlas: Atlas,
    session_id: UUID,
    *,
    paper: Paper,
    keys: tuple[RegionKey, ...] = (),
    clock: Callable[[], datetime] = datetime.now,
) -> tuple[Layout, SessionContent]:
    """The sheets of `keys`, of every region with injections where none is named.

    Raises
    ------
    KnownError
        No such session or region, nothing to print, or too many sheets.
    """
    content = session_content(store, atlas, session_id, clock=clock)
    return lay_out_one_to_one(content, voice=paper_voice(), paper=paper, keys=keys), content
