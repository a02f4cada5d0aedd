"""Every session has a syringe in hand: those of the last session, else one that nothing is said of.

It is there before the person begins, so undo does not take it away.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication

from mesomap.document import Document
from mesomap.document.edits import FIRST_SYRINGE, default_syringe
from mesomap.document.edits_syringes import copies
from mesomap.model import Added, SessionStatus
from mesomap.model.message import QT_TRANSLATE_NOOP


def open_with_syringe(document: Document, session: UUID) -> None:
    """Open `session`; a draft without a syringe gets its first one, unless it is only looked at.

    Raises
    ------
    KnownError
        It cannot be opened or written.
    """
    document.open_session(session)
    opened, patient = document.session, document.patient
    if document.syringes or opened is None or patient is None:
        return
    if opened.status is SessionStatus.SIGNED or document.store.read_only:
        return
    first = default_syringe(session, name=QCoreApplication.translate("messages", FIRST_SYRINGE))
    begun = _like_last(document, patient.id, session) or (Added(first),)
    document.commit(QT_TRANSLATE_NOOP("labels", "Add syringe"), begun)
    document.forget_steps()


def _like_last(document: Document, patient: UUID, session: UUID) -> tuple[Added, ...]:
    """The last session's syringes that has any, with nothing drawn up yet."""
    store = document.store
    known = [one.session for one in store.sessions(patient) if not one.in_error]
    others = [one for one in known if one.id != session]
    for other in reversed(others):
        if syringes := store.syringes(other.id):
            return copies(syringes, session)
    return ()
