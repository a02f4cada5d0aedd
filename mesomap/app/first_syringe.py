"""Every session has a syringe in hand: like the last session's, else one of which nothing is said.

It is there before the person begins, so undo does not take it away.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from PySide6.QtCore import QCoreApplication

from mesomap.document import Document
from mesomap.document.edits import FIRST_SYRINGE, default_syringe
from mesomap.model import Added, SessionStatus, Syringe
from mesomap.model.message import QT_TRANSLATE_NOOP


def open_with_syringe(document: Document, session: UUID) -> None:
    """Open `session`; a draft without a syringe gets its first one.

    Raises
    ------
    KnownError
        It cannot be opened or written.
    """
    document.open_session(session)
    opened, patient = document.session, document.patient
    if document.syringes or opened is None or patient is None:
        return
    if opened.status is SessionStatus.SIGNED:
        return
    first = _like_last(document, patient.id, session) or default_syringe(
        session, name=QCoreApplication.translate("messages", FIRST_SYRINGE)
    )
    document.commit(QT_TRANSLATE_NOOP("labels", "Add syringe"), (Added(first),))
    document.close_session()
    document.open_session(session)


def _like_last(document: Document, patient: UUID, session: UUID) -> Syringe | None:
    store = document.store
    others = [s.session for s in store.sessions(patient) if s.session.id != session]
    for other in reversed(others):
        for syringe in store.syringes(other.id):
            # What was drawn up last time is not what is drawn up now.
            return replace(syringe, id=uuid4(), session=session, drawn_ul=0)
    return None
