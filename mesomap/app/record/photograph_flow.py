"""Photographs: shown side by side, added under their own consent, retired; one commit each."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.document import Document
from mesomap.document.record.photographs import (
    Consents,
    add_photograph,
    consents_on,
    photographs_of,
    retire_photograph,
)
from mesomap.model import (
    Attachment,
    Consent,
    KnownError,
    Moment,
    Photograph,
    Session,
    Status,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint import own_picture
from mesomap.paint.locale import format_count, format_date
from mesomap.paint.names import chart_title
from mesomap.paint.sentences import say

if TYPE_CHECKING:
    from mesomap.panels.record.photo_add_dialog import PhotoAddDialog
    from mesomap.panels.record.photographs_dialog import PhotographsDialog, PhotoLine

_KEPT = 6
"""Decoded photographs that are kept at hand."""


def moment_word(moment: Moment) -> str:
    """When of a session."""
    t = QCoreApplication.translate
    return {
        Moment.BEFORE: t("Moments", "before"),
        Moment.AFTER: t("Moments", "after"),
        Moment.FOLLOW_UP: t("Moments", "at a follow-up"),
    }[moment]


class PhotographFlow(QObject):
    """Opens the dialog over the session; keeps the record's line true."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._dialog: PhotographsDialog | None = None
        self._images: OrderedDict[UUID, QImage | None] = OrderedDict()
        view.page.record.line_chosen.connect(self._line_chosen)
        view.followed.connect(self.follow)

    # The record's line.

    def follow(self) -> None:
        """Say on the record's line what there is."""
        document = self._view.document
        if document is None or document.session is None:
            return
        own = [one for one in document.of(Photograph).values() if not one.retired]
        consents = self._consents(document)
        if any(consents.hides(one) for one in own):
            self._view.page.record.show_line(
                "photographs", self.tr("consent withdrawn: hidden"), "warn"
            )
            return
        counts = {moment: sum(one.moment is moment for one in own) for moment in Moment}
        words = ", ".join(
            f"{format_count(count)} {moment_word(moment)}"
            for moment, count in counts.items()
            if count
        )
        bare = any(one.consent is None for one in own) and consents.valid is None
        if bare:
            words = self.tr("{photographs}; no consent noted").format(photographs=words)
        state = "warn" if bare else "done" if own else "none"
        self._view.page.record.show_line("photographs", words or self.tr("none"), state)

    def _line_chosen(self, name: str) -> None:
        if name == "photographs":
            self.ask()

    # The dialog.

    def ask(self) -> PhotographsDialog | None:
        """All photographs of the open session's patient."""
        document = self._view.document
        if document is None or document.patient is None or self._dialog is not None:
            return None
        from mesomap.panels.record.photographs_dialog import PhotographsDialog

        dialog = PhotographsDialog(document.patient.name, self._image_of, self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.add_wanted.connect(self._ask_files)
        dialog.retire_wanted.connect(self._retire)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        self._fill()
        dialog.open()
        return dialog

    def add(self, path: Path) -> PhotoAddDialog | None:
        """Ask what is to be said of the photograph in a file; None if it cannot be read."""
        document, body = self._view.document, self._view.body
        if document is None or body is None:
            return None
        from mesomap.app.record.photograph_reading import read_photograph
        from mesomap.panels.record.photo_add_dialog import PhotoAddDialog

        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            attachment, image = read_photograph(path)
        except KnownError as error:
            self._warn(error)
            return None
        finally:
            QGuiApplication.restoreOverrideCursor()
        consents = self._consents(document)
        views = [
            (chart.id, chart_title(chart.title))
            for chart in body.charts.values()
            if chart.id not in body.pictures
        ]
        given = any(one.status is Status.GIVEN for one in document.injections.values())
        dialog = PhotoAddDialog(
            image,
            moment=Moment.AFTER if given else Moment.BEFORE,
            moments=[(moment, moment_word(moment)) for moment in Moment],
            views=[*views, ("", self.tr("another view"))],
            view=self._view.chart,
            today=self._desk.clock().date(),
            consent=self._consent_words(consents),
            consented=consents.valid is not None,
            parent=self._dialog or self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size = image.width(), image.height()
        dialog.accepted.connect(lambda: self._take(dialog, attachment, size))
        dialog.open()
        return dialog

    # Inside.

    def _ask_files(self) -> None:
        from mesomap.app.record.photograph_reading import ENDINGS

        kinds = " ".join(f"*.{ending}" for ending in ENDINGS)
        title = self.tr("Add photographs")
        dialog = QFileDialog(self._dialog or self._desk.window, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(self.tr("Photographs ({endings})").format(endings=kinds))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self._add_all([Path(name) for name in names]))
        dialog.open()

    def _add_all(self, paths: list[Path]) -> None:
        """One after the other; the next is asked for when this one's dialog is closed."""
        for number, path in enumerate(paths, start=1):
            dialog = self.add(path)
            if dialog is not None:
                dialog.finished.connect(partial(self._go_on, paths[number:]))
                return

    def _go_on(self, paths: list[Path], _result: int) -> None:
        self._add_all(paths)

    def _take(self, dialog: PhotoAddDialog, attachment: Attachment, size: tuple[int, int]) -> None:
        document, entry = self._view.document, dialog.entry()
        if document is None or document.session is None:
            return
        now = self._desk.clock()
        changes = add_photograph(
            document,
            attachment,
            size_px=size,
            taken=datetime.combine(entry.taken, now.time().replace(second=0, microsecond=0)),
            moment=entry.moment,
            view=entry.view,
            text=entry.text,
        )
        if self._view.commit(QT_TRANSLATE_NOOP("labels", "Add photograph"), changes):
            self._fill()

    def _retire(self, id: UUID, reason: str) -> None:
        document = self._view.document
        if document is None:
            return
        found = next((one for _, one in photographs_of(document) if one.id == id), None)
        if found is None:
            return
        try:
            changes = retire_photograph(found, reason)
        except KnownError as error:
            self._warn(error)
            return
        if self._view.commit(QT_TRANSLATE_NOOP("labels", "Retire photograph"), changes):
            self._fill()

    def _warn(self, error: KnownError) -> None:
        if self._dialog is not None:
            self._dialog.message.warn(say(error.message))
        else:
            self._desk.warn(error.message)

    def _closed(self) -> None:
        self._dialog = None
        self._images.clear()
        self._view.canvas.setFocus()

    def _fill(self) -> None:
        document = self._view.document
        if document is None or self._dialog is None:
            return
        consents = self._consents(document)
        found = photographs_of(document)
        shown = [(session, one) for session, one in found if not consents.hides(one)]
        hidden = len(found) - len(shown)
        words = self._consent_words(consents)
        if hidden and consents.withdrawn is not None:
            words = self.tr(
                "Consent was withdrawn on {day}: {count} are kept in the clinic file and not shown."
            ).format(day=format_date(consents.withdrawn), count=format_count(hidden))
        empty = (
            self.tr("Nothing that may be shown.")
            if hidden
            else self.tr("No photographs yet. Add a first one from before the session.")
        )
        self._dialog.show_photographs(
            [self._line(session, one) for session, one in shown], words, empty
        )

    def _line(self, session: Session, one: Photograph) -> PhotoLine:
        from mesomap.panels.record.photographs_dialog import PhotoLine

        body = self._view.body
        chart = body.charts.get(one.view) if body is not None else None
        view = chart_title(chart.title) if chart is not None else self.tr("another view")
        words = self.tr("{day}, {moment}").format(
            day=format_date(one.taken.date()), moment=moment_word(one.moment)
        )
        if one.taken.date() != session.date:
            of = self.tr("session of {day}").format(day=format_date(session.date))
            words = f"{words} ({of})"
        return PhotoLine(one.id, one.view if chart is not None else "", view, words, one.text)

    def _image_of(self, id: UUID) -> QImage | None:
        document = self._view.document
        if id not in self._images and document is not None:
            found = next((one for _, one in photographs_of(document) if one.id == id), None)
            kept = document.store.attachment(found.attachment) if found is not None else None
            self._images[id] = (
                own_picture.decoded(kept.content, kept.media) if kept is not None else None
            )
            if len(self._images) > _KEPT:
                self._images.popitem(last=False)
        return self._images.get(id)

    def _consents(self, document: Document) -> Consents:
        return consents_on(document.of(Consent).values(), self._desk.clock().date())

    def _consent_words(self, consents: Consents) -> str:
        if consents.valid is not None:
            return self.tr("Consent to photographs of {day}.").format(
                day=format_date(consents.valid.given)
            )
        if consents.withdrawn is not None:
            return self.tr("Consent to photographs was withdrawn on {day}.").format(
                day=format_date(consents.withdrawn)
            )
        return self.tr("No consent to photographs is noted for this patient.")
