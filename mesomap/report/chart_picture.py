"""One chart of a session as PNG or SVG, for letters and slides: written whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from mesomap.atlas import Atlas, Body
from mesomap.exchange.whole_file import write_whole
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.chart_drawing import draw_figure, draw_marks
from mesomap.report.drawing import draw_shapes
from mesomap.report.inks import draw_text
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.picture import PictureParts, PictureSheet, lay_out_picture
from mesomap.report.printing import session_content
from mesomap.report.speech import paper_voice
from mesomap.storage import Store

MM_PER_INCH = 25.4
USUAL_MM = 160.0
"""How wide a picture is on paper whose size was asked for in pixels."""
USUAL_PX = 1600
USUAL_DPI = 300
WIDTH_PX = (100, 12_000)
WIDTH_MM = (50.0, 1200.0)
DPI = (36, 1200)
MOST_PX = 120_000_000
"""Pixels of the largest picture, half a gigabyte while it is drawn."""
_UNITS = 100
"""SVG units of one mm: Qt rounds the size of an SVG to whole units."""

BAD_PX = QT_TRANSLATE_NOOP(
    "messages", "A picture {width} px wide cannot be made: choose {least} to {most} px."
)
BAD_MM = QT_TRANSLATE_NOOP(
    "messages", "A picture {width} mm wide cannot be made: choose {least} to {most} mm."
)
BAD_DPI = QT_TRANSLATE_NOOP(
    "messages", "{dpi} dots per inch cannot be drawn: choose {least} to {most}."
)
TOO_LARGE = QT_TRANSLATE_NOOP(
    "messages", "This picture would be {width} × {height} px: choose a smaller size."
)
NO_FORMAT = QT_TRANSLATE_NOOP(
    "messages", "{path} says no kind of picture: end its name in .png or .svg."
)
A_FOLDER = QT_TRANSLATE_NOOP("messages", "{path} is a folder: name a picture file in it.")
NO_FOLDER = QT_TRANSLATE_NOOP(
    "messages", "There is no folder {path}: make it first, or choose another."
)
CANNOT = QT_TRANSLATE_NOOP(
    "messages", "{path} cannot be written: choose a folder that you may write to."
)


@dataclass(frozen=True, slots=True)
class PictureSize:
    """How wide a picture is, on paper and in pixels; its height follows from what it shows."""

    width_mm: float
    dpi: float

    @classmethod
    def of_px(cls, width_px: int) -> PictureSize:
        """So many pixels, 160 mm on paper; KnownError for a width that cannot be."""
        least, most = WIDTH_PX
        if not least <= width_px <= most:
            raise KnownError(BAD_PX, width=width_px, least=least, most=most)
        return cls(USUAL_MM, width_px * MM_PER_INCH / USUAL_MM)

    @classmethod
    def of_mm(cls, width_mm: float, dpi: float = USUAL_DPI) -> PictureSize:
        """So wide on paper; KnownError for a width or a resolution that cannot be."""
        if not WIDTH_MM[0] <= width_mm <= WIDTH_MM[1]:
            least, most = (round(one) for one in WIDTH_MM)
            raise KnownError(BAD_MM, width=f"{width_mm:g}", least=least, most=most)
        if not DPI[0] <= dpi <= DPI[1]:
            raise KnownError(BAD_DPI, dpi=f"{dpi:g}", least=DPI[0], most=DPI[1])
        return cls(width_mm, dpi)

    def px(self, mm: float) -> int:
        """Whole pixels of `mm`."""
        return max(1, round(mm * self.dpi / MM_PER_INCH))


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOptions:
    """A picture as it is asked for."""

    size: PictureSize
    parts: PictureParts = field(default_factory=PictureParts)
    transparent: bool = False
    """Nothing behind the figure, instead of white."""


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """A picture that is laid out, ready to be drawn in any format."""

    sheet: PictureSheet
    options: PictureOptions
    body: Body

    @property
    def width_px(self) -> int:
        return self.options.size.px(self.sheet.width_mm)

    @property
    def height_px(self) -> int:
        return self.options.size.px(self.sheet.height_mm)


def chart_picture(
    store: Store,
    atlas: Atlas,
    session_id: UUID,
    chart: str,
    options: PictureOptions,
    *,
    clock: Callable[[], datetime] = datetime.now,
) -> ChartPicture:
    """The picture of one chart of a session of the clinic file.

    Raises
    ------
    KnownError
        No such session or chart, nothing on it where only the part with marks is wanted, or too
        many pixels.
    """
    content = session_content(store, atlas, session_id, clock=clock)
    return picture_of(content, chart, options)


def picture_of(content: SessionContent, chart: str, options: PictureOptions) -> ChartPicture:
    """As `chart_picture`, of a session that was read before."""
    sheet = lay_out_picture(
        content, chart, options.parts, voice=paper_voice(), width_mm=options.size.width_mm
    )
    made = ChartPicture(sheet, options, content.body)
    if made.width_px * made.height_px > MOST_PX:
        raise KnownError(TOO_LARGE, width=made.width_px, height=made.height_px)
    return made


def image_of(picture: ChartPicture, *, dpi: float | None = None) -> QImage:
    """It as pixels, its resolution set; `dpi` for a preview of another size."""
    dpi = picture.options.size.dpi if dpi is None else dpi
    sheet = picture.sheet
    width, height = (
        max(1, round(mm * dpi / MM_PER_INCH)) for mm in (sheet.width_mm, sheet.height_mm)
    )
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0) if picture.options.transparent else QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(width / sheet.width_mm, width / sheet.width_mm)
    _draw(painter, picture)
    painter.end()
    per_m = round(dpi / MM_PER_INCH * 1000)
    image.setDotsPerMeterX(per_m)
    image.setDotsPerMeterY(per_m)
    return image


def png_of(picture: ChartPicture) -> bytes:
    """It as a PNG file that says nothing but its pixels and their size."""
    image = image_of(picture)
    if not picture.options.transparent:
        image = image.convertToFormat(QImage.Format.Format_RGB32)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(80)
    written = writer.write(image)
    assert written, writer.errorString()
    return bytes(buffer.data().data())


def svg_of(picture: ChartPicture) -> bytes:
    """It as an SVG file: vectors and real text, as wide in mm as its size says."""
    sheet = picture.sheet
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setTitle(sheet.title)
    generator.setDescription("mesomap")
    generator.setResolution(round(_UNITS * MM_PER_INCH))
    size = QSize(round(sheet.width_mm * _UNITS), round(sheet.height_mm * _UNITS))
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    painter = QPainter(generator)
    painter.scale(_UNITS, _UNITS)
    if not picture.options.transparent:
        painter.fillRect(QRectF(0, 0, sheet.width_mm, sheet.height_mm), QColor("#FFFFFF"))
    _draw(painter, picture)
    painter.end()
    return _FONT.sub(rb"\1, Arial, sans-serif\2", bytes(buffer.data().data()))


_FONT = re.compile(rb'(font-family="[^",]+)(")')
"""A reader without our typeface takes one of about its width."""


def save_picture(picture: ChartPicture, out: Path) -> None:
    """Write it to `out`, whose suffix says the format, through a temporary name.

    Raises
    ------
    KnownError
        The suffix is neither ``.png`` nor ``.svg``, or `out` cannot be written.
    """
    check_picture_out(out)
    write_whole(out, _WRITERS[out.suffix.lower()](picture))


_WRITERS: dict[str, Callable[[ChartPicture], bytes]] = {".png": png_of, ".svg": svg_of}


def check_picture_out(out: Path) -> None:
    """Refuse early what could not be written."""
    if out.is_dir():
        raise KnownError(A_FOLDER, path=out)
    if out.suffix.lower() not in _WRITERS:
        raise KnownError(NO_FORMAT, path=out)
    if not out.parent.is_dir():
        raise KnownError(NO_FOLDER, path=out.parent)
    if not os.access(out.parent, os.W_OK):
        raise KnownError(CANNOT, path=out)


def _draw(painter: QPainter, picture: ChartPicture) -> None:
    """In mm: the figure, the regions' names, the marks in their colours, the legend."""
    sheet = picture.sheet
    draw_figure(painter, sheet.chart, picture.body)
    if not picture.options.transparent:  # some readers of SVG cut nothing off
        box = sheet.chart.box
        for top, bottom in ((0.0, box.y), (box.bottom, sheet.height_mm)):
            painter.fillRect(QRectF(0, top, sheet.width_mm, bottom - top), QColor("#FFFFFF"))
    for name in sheet.names:
        draw_text(painter, name)
    draw_marks(painter, sheet.chart, ink_only=False)
    draw_shapes(painter, sheet.shapes, ink_only=False)
