"""The start page follows the open clinic file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from mesomap.app.desk import Desk
from mesomap.app.gallery import Gallery
from mesomap.panels.start_page import LAST, StartPage

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from mesomap.model import Session
    from mesomap.storage import SessionSummary

PICTURES = 60
"""So many patients of the list get a small map; the rest have an icon."""
ROW_PICTURE = (52, 52)
TILE_PICTURE = (150, 112)


class StartFlow(QObject):
    """Fills the patients' list and the last sessions, and draws their small maps when idle."""

    def __init__(self, desk: Desk, page: StartPage) -> None:
        super().__init__(desk)
        self._desk = desk
        self._page = page
        self._gallery = Gallery(self)
        self._latest: dict[UUID, SessionSummary] = {}
        page.patients.search_changed.connect(lambda _text: self._find())

    def show(self) -> None:
        """Show the open clinic file, or what to do without one."""
        clinic, page = self._desk.clinic, self._page
        note = self.tr("Made-up patients, nothing is kept") if clinic.is_sample else ""
        page.show_clinic(clinic.name(), note)
        if clinic.store is None:
            page.patients.show_rows((), 0)
            page.show_last(())
            return
        from mesomap.app.start_view import last_tiles, latest_sessions

        self._latest = latest_sessions(clinic.store.sessions())
        page.show_last(last_tiles(self._latest, self._desk.clock().date(), LAST))
        self._find()
        self._gallery.draw(self._jobs())

    def stop(self) -> None:
        """Draw nothing more, while a session is open."""
        self._gallery.stop()

    def _find(self) -> None:
        store = self._desk.clinic.store
        if store is None:
            return
        from mesomap.app.start_view import patient_rows

        search = self._page.patients.search.text().strip()
        rows = patient_rows(store, search, self._latest, self._desk.clock().date())
        total = len(rows) if not search else len(store.patients())
        self._page.patients.show_rows(rows, total)

    def _jobs(self) -> Iterator[Callable[[], None]]:
        newest = sorted(self._latest.values(), key=lambda s: s.session.date, reverse=True)
        for summary in newest[:PICTURES]:
            if summary.count:
                yield partial(self._draw_row, summary.session)
        for tile in self._page.last_sessions():
            yield partial(self._draw_tile, tile.id)

    def _draw_row(self, session: Session) -> None:
        picture = self._picture(session, ROW_PICTURE)
        self._page.patients.show_pictures({session.patient: picture})

    def _draw_tile(self, session: UUID) -> None:
        store = self._desk.clinic.store
        if store is not None:
            picture = self._picture(store.session(session), TILE_PICTURE)
            self._page.show_last_pictures({session: picture})

    def _picture(self, session: Session, size: tuple[int, int]) -> QPixmap:
        from mesomap.analysis.bodies import body_of
        from mesomap.app.pictures import session_picture
        from mesomap.document.loading import pictures_for
        from mesomap.paint.theme import current

        store, atlas = self._desk.clinic.store, self._desk.atlas
        assert store is not None
        assert atlas is not None
        pictures = pictures_for(store, session)
        # Uncalibrated: where a chart shows a site does not depend on the patient's millimetres.
        body = body_of(atlas, session, None, pictures=pictures, read=store.attachment)
        return session_picture(
            body,
            store.injections(session.id),
            {one.id: one for one in store.syringes(session.id)},
            size=size,
            palette=current(),
            ratio=self._page.devicePixelRatioF(),
        )
