"""Writes a layout as a PDF: vector, searchable, with its title; whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from mesomap.atlas import Body
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.drawing import draw_page
from mesomap.report.layout.shapes import Layout
from mesomap.report.pdf_finish import PdfAttachment, finished
from mesomap.storage import files

RESOLUTION_DPI = 1200


def write_pdf(
    layout: Layout,
    body: Body | None,
    out: Path,
    *,
    attachments: Sequence[PdfAttachment] = (),
    bookmarks: Sequence[tuple[str, int]] = (),
) -> None:
    """Write `layout` to `out`, made in memory: no half file and no copy is ever left anywhere.

    Parameters
    ----------
    body
        What its charts show; None for pages without any.
    attachments
        Files that go within the PDF.
    bookmarks
        In place of the layout's own.

    Raises
    ------
    KnownError
        `out` is a folder, its folder is missing, or it cannot be written.
    """
    check_out(out)
    try:
        content = pdf_bytes(layout, body, attachments=attachments, bookmarks=bookmarks)
        files.write_whole(out, content)
    except OSError as error:
        raise _cannot_write(out) from error


def pdf_bytes(
    layout: Layout,
    body: Body | None,
    *,
    attachments: Sequence[PdfAttachment] = (),
    bookmarks: Sequence[tuple[str, int]] = (),
) -> bytes:
    """`layout` as a PDF, with parameters as of `write_pdf`; nothing is written anywhere.

    Raises
    ------
    OSError
        Qt could not make it.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    _draw(layout, body, buffer)
    return finished(
        bytes(buffer.data().data()),
        title=layout.title,
        author=layout.author,
        made=datetime.now(),
        attachments=attachments,
        bookmarks=bookmarks or layout.bookmarks,
    )


def check_out(out: Path) -> None:
    """Refuse early what could not be written."""
    if out.is_dir():
        text = QT_TRANSLATE_NOOP("messages", "{path} is a folder: name a PDF file in it.")
        raise KnownError(text, path=out)
    if not out.parent.is_dir():
        text = QT_TRANSLATE_NOOP(
            "messages", "There is no folder {path}: make it first, or choose another."
        )
        raise KnownError(text, path=out.parent)
    if not os.access(out.parent, os.W_OK):
        raise _cannot_write(out)


def _cannot_write(out: Path) -> KnownError:
    text = QT_TRANSLATE_NOOP(
        "messages", "{path} cannot be written: choose a folder that you may write to."
    )
    return KnownError(text, path=out)


def _draw(layout: Layout, body: Body | None, device: QIODevice) -> None:
    writer = QPdfWriter(device)
    writer.setTitle(layout.title)
    writer.setCreator("mesomap")
    writer.setResolution(RESOLUTION_DPI)
    size = QPageSize(
        QSizeF(layout.paper.width_mm, layout.paper.height_mm),
        QPageSize.Unit.Millimeter,
        layout.paper.name,
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError("the PDF could not be begun")
    try:
        draw_layout(painter, layout, body, new_page=writer.newPage, dpi=RESOLUTION_DPI)
    finally:
        painter.end()


def draw_layout(
    painter: QPainter, layout: Layout, body: Body | None, *, new_page: Callable[[], bool], dpi: int
) -> None:
    """Draw every page of `layout`; for a PDF, a printer or a preview alike."""
    for number, page in enumerate(layout.pages):
        if number:
            new_page()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(dpi / 25.4, dpi / 25.4)
        draw_page(painter, page, body)
        painter.restore()
