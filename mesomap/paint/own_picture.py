"""A clinic's own picture: decoded into plain pixels, and drawn on the screen and on paper.

Only the three sorts that `mesomap.exchange.picture_files` lets through ever get here.
"""

from __future__ import annotations

import logging
from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter, QPen, QTransform
from PySide6.QtSvg import QSvgRenderer

from mesomap.atlas.flat import FlatChart
from mesomap.model import Attachment, KnownError
from mesomap.paint import tokens as tk
from mesomap.paint.heavy import is_heavy

log = logging.getLogger(__name__)

MOST_SIDE_PX = 4000
LARGEST_PNG = 4_000_000
"""Bytes. A photograph stored without loss is larger: it is kept as JPEG."""
JPEG_QUALITY = 90
SMALL_PX = 640
_MOST_MB = 400
_FORMATS = {"image/png": b"png", "image/jpeg": b"jpeg"}
_TURNS = {3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270}
"""Degrees clockwise for each EXIF orientation, after those of `_MIRRORED` were mirrored."""
_MIRRORED = (2, 4, 5, 7)
_SVG = "image/svg+xml"
_KEPT = 3


def decoded(content: bytes, media: str, orientation: int = 1) -> QImage | None:
    """The picture upright, opaque on white, at most 4000 px a side; None if it cannot be read."""
    if media not in _FORMATS:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_MOST_MB)
    reader = QImageReader(buffer, QByteArray(_FORMATS[media]))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(False)
    image = reader.read()
    if image.isNull():
        return None
    if max(image.width(), image.height()) > MOST_SIDE_PX:
        image = _scaled(image, MOST_SIDE_PX)
    if image.hasAlphaChannel():
        image = _on_white(image)
    if orientation in _MIRRORED:
        image = mirrored(image)
    if orientation in _TURNS:
        image = image.transformed(QTransform().rotate(_TURNS[orientation]))
    return image.convertToFormat(QImage.Format.Format_RGB32)


def mirrored(image: QImage) -> QImage:
    """Left for right."""
    return image.transformed(QTransform.fromScale(-1.0, 1.0))


def encoded(image: QImage, media: str) -> tuple[str, bytes]:
    """The pixels alone as (sort, bytes): as PNG where it came as one and stays small, else JPEG."""
    if media == "image/png":
        content = _written(image, b"png")
        if len(content) <= LARGEST_PNG:
            return media, content
    return "image/jpeg", _written(image, b"jpeg")


def mirrored_svg(svg: bytes) -> bytes:
    """A drawing, as `mesomap.exchange.svg_files` writes it, left for right."""
    head, begin, rest = svg.partition(b"<svg ")
    attributes, end, inside = rest.partition(b">")
    x, _, width, _ = (float(number) for number in _view_box(attributes))
    turn = b'<g transform="matrix(-1 0 0 1 %s 0)">' % f"{2 * x + width:.6f}".encode()
    inside, close, tail = inside.rpartition(b"</svg>")
    return head + begin + attributes + end + turn + inside + b"</g>" + close + tail


def renders(svg: bytes) -> bool:
    """Whether the drawing can be rendered."""
    return _renderer_of(svg).isValid()


def renders_soon(svg: bytes) -> bool:
    """Whether a drawing that can be rendered is so within bearable time."""
    return not is_heavy(_renderer_of(svg))


def svg_image(svg: bytes, width_px: int, height_px: int) -> QImage:
    """The drawing as pixels on white."""
    image = QImage(width_px, height_px, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer_of(svg).render(painter, QRectF(image.rect()))
    painter.end()
    return image


def image_of(attachment: Attachment, width_px: int, height_px: int) -> QImage | None:
    """A stored picture as pixels; None if it cannot be read."""
    if attachment.media == _SVG:
        return svg_image(attachment.content, width_px, height_px)
    return decoded(attachment.content, attachment.media)


def paint_own_picture(painter: QPainter, chart: FlatChart, *, as_pixels: bool = False) -> None:
    """Draw the picture in chart mm; a lost one as an empty frame.

    With `as_pixels` a drawing is drawn as fine pixels: Qt's PDF engine fattens foreign shapes.
    """
    rect = QRectF(0.0, 0.0, chart.width_mm, chart.height_mm)
    try:
        drawing = _drawing(chart)
    except KnownError:
        log.exception("A picture cannot be read")
        drawing = None
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if isinstance(drawing, QSvgRenderer) and as_pixels:
        image = _fine(chart)
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        painter.drawImage(rect, image, QRectF(image.rect()))
    elif isinstance(drawing, QSvgRenderer):
        painter.fillRect(rect, Qt.GlobalColor.white)
        drawing.render(painter, rect)
    elif drawing is not None:
        image = _fitting(chart, drawing, abs(painter.worldTransform().determinant()) ** 0.5)
        painter.drawImage(rect, image, QRectF(image.rect()))
    else:
        painter.fillRect(rect, Qt.GlobalColor.white)
        painter.setPen(QPen(QColor(tk.INK), 0))
        painter.drawRect(rect)
        painter.drawLine(rect.topLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomLeft())
    painter.restore()


@lru_cache(maxsize=_KEPT)
def _drawing(chart: FlatChart) -> QSvgRenderer | tuple[QImage, ...] | None:
    """The drawing, or the pixels at full, half, quarter ... size: a picture shrunk in one step
    flickers."""
    found = chart.attachment()
    if found.media == _SVG:
        renderer = _renderer_of(found.content)
        return renderer if renderer.isValid() and not is_heavy(renderer) else None
    image = decoded(found.content, found.media)
    if image is None:
        return None
    sizes = [image]
    while max(sizes[-1].width(), sizes[-1].height()) > SMALL_PX:
        sizes.append(_scaled(sizes[-1], max(sizes[-1].width(), sizes[-1].height()) // 2))
    return tuple(sizes)


@lru_cache(maxsize=_KEPT)
def _fine(chart: FlatChart) -> QImage:
    """A drawing as pixels for paper."""
    picture = chart.picture
    times = MOST_SIDE_PX / max(picture.width_px, picture.height_px)
    size = round(picture.width_px * times), round(picture.height_px * times)
    return svg_image(chart.attachment().content, *size)


def _fitting(chart: FlatChart, sizes: tuple[QImage, ...], px_per_mm: float) -> QImage:
    """The smallest of `sizes` that is sharp when a mm is `px_per_mm` wide."""
    wanted = chart.width_mm * px_per_mm
    return next((one for one in reversed(sizes) if one.width() >= wanted), sizes[0])


def _renderer_of(svg: bytes) -> QSvgRenderer:
    renderer = QSvgRenderer()
    renderer.setAnimationEnabled(False)
    renderer.load(QByteArray(svg))
    return renderer


def _view_box(attributes: bytes) -> list[bytes]:
    return attributes.partition(b'viewBox="')[2].partition(b'"')[0].split()


def _scaled(image: QImage, side_px: int) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(side_px, side_px, Qt.AspectRatioMode.KeepAspectRatio, smooth)


def _on_white(image: QImage) -> QImage:
    out = QImage(image.size(), QImage.Format.Format_RGB32)
    out.fill(Qt.GlobalColor.white)
    painter = QPainter(out)
    painter.drawImage(0, 0, image)
    painter.end()
    return out


def _written(image: QImage, kind: bytes) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind))
    if kind == b"jpeg":
        writer.setQuality(JPEG_QUALITY)
    if not writer.write(image):
        raise OSError(writer.errorString())
    return bytes(buffer.data().data())
