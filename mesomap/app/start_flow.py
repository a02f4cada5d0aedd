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
    from mesomap.panels.patient_rows import PatientRow

PAGE = 16
"""So many patients are read at once; more as the list is scrolled."""
ROW_PICTURE = (52, 52)
TILE_PICTURE = (150, 112)


class StartFlow(QObject):
    """Fills the patients' list and the last sessions, and draws their small maps when idle."""

    def __init__(self, desk: Desk, page: StartPage) -> None:
        super().__init__(desk)
        self._desk = desk
        self._page = page
        self._gallery = Gallery(self)
        self._drawn: set[UUID] = set()
        """Whose small map is drawn as it is now."""
        page.patients.search_changed.connect(lambda _text: self._find())
        page.patients.archived_toggled.connect(lambda _on: self._find())
        page.patients.more_wanted.connect(self._find_more)

    def show(self) -> None:
        """Show the open clinic file, or what to do without one."""
        clinic, page = self._desk.clinic, self._page
        note = self.tr("Made-up patients, nothing is kept") if clinic.is_sample else ""
        page.show_clinic(clinic.name(), note)
        if clinic.store is None:
            page.patients.show_rows((), 0)
            page.show_last(())
            page.show_to_do(())
            return
        from mesomap.app.record.to_do_flow import entries_of
        from mesomap.app.start_view import last_tiles

        page.show_last(last_tiles(clinic.store.last_sessions(LAST), self._desk.clock().date()))
        page.show_to_do(entries_of(clinic.store, self._desk.clock().date()))
        self._drawn.clear()
        self._find()

    def stop(self) -> None:
        """Draw nothing more, while a session is open."""
        self._gallery.stop()

    def _find(self) -> None:
        """The first patients that the search finds; the rest as the list is scrolled."""
        store, patients = self._desk.clinic.store, self._page.patients
        if store is None:
            return
        everybody = store.find_patients(limit=0).total
        archived = store.find_patients(limit=0, archived=True).total
        patients.show_archived_count(archived)
        total = archived if patients.shows_archived() else everybody
        rows, found = self._read(0)
        patients.show_rows(rows, total, found=found)
        self._gallery.draw(self._jobs())

    def _find_more(self, shown: int) -> None:
        rows, _found = self._read(shown)
        self._page.patients.add_rows(rows)
        self._gallery.draw(self._jobs())

    def _read(self, offset: int) -> tuple[list[PatientRow], int]:
        """A page of patients from `offset` on, and how many were found in all."""
        from mesomap.app.start_view import patient_rows

        store, patients = self._desk.clinic.store, self._page.patients
        assert store is not None
        found = store.find_patients(
            patients.search.text(), limit=PAGE, offset=offset, archived=patients.shows_archived()
        )
        today = self._desk.clock().date()
        return patient_rows(store, found.patients, today), found.total

    def _jobs(self) -> Iterator[Callable[[], None]]:
        for row in self._page.patients.model.rows:
            if row.session is not None and row.id not in self._drawn:
                yield partial(self._draw_row, row.id, row.session)
        for tile in self._page.last_sessions():
            yield partial(self._draw_tile, tile.id)

    def _draw_row(self, patient: UUID, session: UUID) -> None:
        store = self._desk.clinic.store
        if store is not None:
            self._drawn.add(patient)
            picture = self._picture(store.session(session), ROW_PICTURE)
            self._page.patients.show_pictures({patient: picture})

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
