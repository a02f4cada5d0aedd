"""Adding a clinic's own picture, and keeping those in order."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from mesomap.app import settings
from mesomap.app.desk import Desk
from mesomap.app.picture_reading import ReadPicture, flipped, read_picture
from mesomap.app.session_view import SessionView
from mesomap.atlas.flat import LOST
from mesomap.document import Document
from mesomap.document.edits_pictures import (
    add_picture,
    attachment_of,
    measured_anew,
    new_picture,
    rename_picture,
    retire_picture,
)
from mesomap.exchange.picture_files import ENDINGS
from mesomap.model import Added, Change, KnownError, Picture
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_count
from mesomap.paint.own_picture import image_of, mirrored
from mesomap.panels.picture_dialog import PictureDialog, PictureEntry
from mesomap.panels.picture_list import PICTURE_PX, PictureLine, PictureList


class PictureFlow(QObject):
    """Asks for a file, then for what nobody can see on it: its size, its left and right."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._list: PictureList | None = None
        view.page.read_out.truth_clicked.connect(self._truth_clicked)

    def ask_add(self) -> None:
        """Let the person choose a picture file."""
        if self._view.document is None:
            return
        dialog = QFileDialog(
            self._parent(), self.tr("Add own picture"), str(settings.documents_folder())
        )
        endings = " ".join(f"*.{ending}" for ending in ENDINGS)
        dialog.setNameFilters(
            [
                self.tr("Pictures ({endings})").format(endings=endings),
                self.tr("All files (*)"),
            ]
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.add(Path(name)))
        dialog.open()

    def add(self, path: Path) -> None:
        """Ask about the picture in this file; a bad one is said in one line."""
        self._desk.attempt(partial(self._add, path))

    def ask_list(self) -> None:
        """Show the pictures that this patient's sessions may use."""
        if self._view.document is None:
            return
        dialog = PictureList(self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.add_wanted.connect(self.ask_add)
        dialog.change_wanted.connect(self.ask_change)
        dialog.retire_wanted.connect(self.retire)
        dialog.finished.connect(self._list_closed)
        self._list = dialog
        self._fill_list()
        dialog.open()

    def ask_change(self, id: UUID) -> None:
        """Another title, or another measured line: then it becomes another picture."""
        self._desk.attempt(partial(self._ask_change, id))

    def retire(self, id: UUID, retired: bool = True) -> None:
        """Offer the picture no more, or again."""
        document = self._view.document
        picture = document.pictures.get(id) if document is not None else None
        if picture is not None:
            label = (
                QT_TRANSLATE_NOOP("labels", "Retire picture")
                if retired
                else QT_TRANSLATE_NOOP("labels", "Offer picture again")
            )
            self._commit(label, retire_picture(picture, retired))

    # Inside.

    def _truth_clicked(self) -> None:
        """By what line a picture was measured was clicked, while it is on the canvas."""
        body = self._view.body
        chart = None if body is None else body.pictures.get(self._view.chart)
        if chart is not None:
            self.ask_change(chart.picture.id)

    def _parent(self) -> QWidget:
        return self._list if self._list is not None else self._desk.window

    def _list_closed(self) -> None:
        self._list = None

    def _add(self, path: Path) -> None:
        document = self._view.document
        if document is None or document.patient is None:
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            read = read_picture(path)
        finally:
            QGuiApplication.restoreOverrideCursor()
        dialog = PictureDialog(
            read.image,
            title=read.name.replace("_", " ").strip()[:80],
            patient=document.patient.name,
            flip=mirrored,
            parent=self._parent(),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._desk.attempt(partial(self._take, read, dialog)))
        dialog.open()

    def _take(self, read: ReadPicture, dialog: PictureDialog) -> None:
        document, entry = self._view.document, dialog.entry()
        if document is None or document.patient is None:
            return
        kept = flipped(read) if entry.flipped else read
        attachment = attachment_of(kept.content, kept.media)
        width, height = kept.size_px
        picture = new_picture(
            entry.title,
            attachment,
            width_px=width,
            height_px=height,
            line_px=entry.line_px,
            line_mm=entry.line_mm,
            patients_left=entry.patients_left,
            patient=None if entry.for_everyone else document.patient.id,
        )
        label = QT_TRANSLATE_NOOP("labels", "Add picture")
        if self._commit(label, add_picture(document, attachment, picture)):
            self._view.show_chart(str(picture.id))

    def _ask_change(self, id: UUID) -> None:
        document = self._view.document
        picture = document.pictures.get(id) if document is not None else None
        if document is None or document.patient is None or picture is None:
            return
        image = _image(document, picture)
        if image is None:
            raise KnownError(LOST, title=picture.title)
        before = PictureEntry(
            title=picture.title,
            line_px=picture.line_px,
            line_mm=picture.line_mm,
            patients_left=picture.patients_left,
            for_everyone=picture.patient is None,
            flipped=False,
        )
        dialog = PictureDialog(
            image,
            title=picture.title,
            patient=document.patient.name,
            before=before,
            parent=self._parent(),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._take_change(picture, dialog.entry()))
        dialog.open()

    def _take_change(self, picture: Picture, entry: PictureEntry) -> None:
        said = (entry.line_px, entry.line_mm, entry.patients_left)
        if said == (picture.line_px, picture.line_mm, picture.patients_left):
            label = QT_TRANSLATE_NOOP("labels", "Rename picture")
            self._commit(label, rename_picture(picture, entry.title))
            return
        fresh = measured_anew(
            picture,
            line_px=entry.line_px,
            line_mm=entry.line_mm,
            patients_left=entry.patients_left,
            title=entry.title,
        )
        changes = (Added(fresh), *retire_picture(picture))
        shown = self._view.chart == str(picture.id)
        if self._commit(QT_TRANSLATE_NOOP("labels", "Measure picture anew"), changes) and shown:
            self._view.show_chart(str(fresh.id))

    def _commit(self, label: str, changes: tuple[Change, ...]) -> bool:
        done = self._view.commit(label, changes) if changes else True
        if self._list is not None:
            self._fill_list()
        return done

    def _fill_list(self) -> None:
        document = self._view.document
        if document is None or self._list is None:
            return
        pictures = sorted(document.pictures.values(), key=lambda p: (p.retired, p.title.casefold()))
        self._list.show_pictures([self._line(document, picture) for picture in pictures])

    def _line(self, document: Document, picture: Picture) -> PictureLine:
        image = _image(document, picture)
        small = QPixmap()
        if image is not None:
            keep, smooth = (
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            small = QPixmap.fromImage(image.scaled(PICTURE_PX, PICTURE_PX, keep, smooth))
        whose = (
            self.tr("every patient") if picture.patient is None else self.tr("this patient only")
        )
        size = self.tr("{width} × {height} mm").format(
            width=format_count(round(picture.width_mm)),
            height=format_count(round(picture.height_mm)),
        )
        state = self.tr("retired") if picture.retired else ""
        details = " · ".join(filter(None, (size, whose, state)))
        return PictureLine(picture.id, picture.title, details, picture.retired, small)


def _image(document: Document, picture: Picture) -> QImage | None:
    """What a stored picture looks like; None if the clinic file has lost it."""
    found = document.store.attachment(picture.attachment)
    return None if found is None else image_of(found, picture.width_px, picture.height_px)
