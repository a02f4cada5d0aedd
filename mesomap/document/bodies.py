"""The body of a session with everything of the clinic file that belongs to it."""

from __future__ import annotations

from mesomap.analysis.bodies import body_of
from mesomap.atlas import Atlas, Body
from mesomap.document.document import Document
from mesomap.document.loading import pictures_for
from mesomap.model import Session
from mesomap.storage import Store


def body_of_session(store: Store, atlas: Atlas, session: Session) -> Body:
    """The body of a session of the clinic file, with its calibration and the own pictures.

    Raises
    ------
    KnownError
        The atlas has no such body, or the file is damaged.
    """
    return body_of(
        atlas,
        session,
        store.calibration(session),
        pictures=pictures_for(store, session),
        read=store.attachment,
    )


def body_of_open(document: Document, atlas: Atlas) -> Body:
    """As `body_of_session`, of the session that is open, as it is now."""
    session = document.session
    if session is None:
        raise ValueError("no session is open")
    return body_of(
        atlas,
        session,
        document.calibration,
        pictures=document.pictures.values(),
        read=document.store.attachment,
    )
