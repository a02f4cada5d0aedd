"""The rest map: five bands of days, the later treated the darker and the closer hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QTransform

from mesomap.geometry.arrays import Indices
from mesomap.geometry.cells import Cells
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint import tokens as tk

HATCH_RISE = 0.5
"""The hatch's slope: neither a gap's way nor an area pass's."""
TINT, LINE_MORE, LINE_PX = 0.7, 0.25, 0.9


@dataclass(frozen=True, slots=True)
class Band:
    """Days since the skin was last treated, up to and with `until` (None: longer ago)."""

    until: int | None
    words: str
    opacity: float
    step_px: float
    """Between the lines of its hatch."""


BANDS = (
    Band(7, QT_TRANSLATE_NOOP("labels", "up to 7 days ago"), 0.56, 3.5),
    Band(14, QT_TRANSLATE_NOOP("labels", "8 to 14 days ago"), 0.43, 5.0),
    Band(28, QT_TRANSLATE_NOOP("labels", "15 to 28 days ago"), 0.32, 7.0),
    Band(56, QT_TRANSLATE_NOOP("labels", "29 to 56 days ago"), 0.23, 10.0),
    Band(None, QT_TRANSLATE_NOOP("labels", "longer ago"), 0.15, 15.0),
)


def band_of(days: int) -> int:
    """The number of the band that `days` (0 or more) since fall into."""
    for number, band in enumerate(BANDS):
        if band.until is not None and days <= band.until:
            return number
    return len(BANDS) - 1


def band_words(number: int) -> str:
    """A band in the person's language."""
    return QCoreApplication.translate("labels", BANDS[number].words)


def no_bands() -> list[QPainterPath]:
    """The path of each band while nothing is in it."""
    return [QPainterPath() for _ in BANDS]


def add_to_bands(
    paths: Sequence[QPainterPath], cells: Cells, places: Indices, days: NDArray[np.int32]
) -> None:
    """Add to the bands' `paths`, in the cells' mm, the cells `places` (n,), in rising order.

    Each cell once; `days` (n,) since it was treated, 0 or more.
    """
    low = 0
    for path, band in zip(paths, BANDS, strict=True):
        high = band.until if band.until is not None else int(np.iinfo(np.int32).max)
        _add_runs(path, cells, places[(days >= low) & (days <= high)])
        low = high + 1 if band.until is not None else low


def paint_bands(painter: QPainter, paths: Sequence[QPainterPath]) -> None:
    """All bands for the screen, each tinted and hatched; the hatch is copied from a tile.

    The tile hangs on the chart's origin, so that a scrolled picture and what is painted beside
    it join.
    """
    to_view = painter.worldTransform()
    origin = to_view.map(QPointF(0.0, 0.0))
    hang = QTransform.fromTranslate(round(origin.x()), round(origin.y()))
    painter.save()
    painter.setWorldTransform(QTransform())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, path in enumerate(paths):
        if path.isEmpty():
            continue
        on_view = to_view.map(path)
        tint = QColor(tk.BLUE)
        tint.setAlphaF(BANDS[number].opacity * TINT)
        hatch = QBrush(_tile(number))
        hatch.setTransform(hang)
        painter.fillPath(on_view, tint)
        painter.fillPath(on_view, hatch)
    painter.restore()


def paint_swatch(painter: QPainter, box: QRectF, number: int) -> None:
    """One band as a legend shows it."""
    paths = no_bands()
    paths[number].addRect(box)
    painter.fillRect(box, QColor(tk.MARK_GROUND))
    paint_bands(painter, paths)


@cache
def _tile(number: int) -> QPixmap:
    """One period of a band's hatch, twice as fine as logical pixels."""
    band, ratio = BANDS[number], 2
    high = round(band.step_px * (1.0 + HATCH_RISE**2) ** 0.5)
    wide = round(high / HATCH_RISE)
    pixmap = QPixmap(wide * ratio, high * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    line = QColor(tk.BLUE)
    line.setAlphaF(min(band.opacity + LINE_MORE, 1.0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, LINE_PX))
    for shift in (-high, 0, high):
        painter.drawLine(QPointF(-wide, shift + 2 * high), QPointF(2 * wide, shift - high))
    painter.end()
    return pixmap


def _add_runs(path: QPainterPath, cells: Cells, places: Indices) -> None:
    """Add the boxes of the runs of neighbouring cells."""
    if not len(places):
        return
    rows = places // cells.columns
    first = np.diff(places, prepend=-2) != 1
    first[1:] |= np.diff(rows) != 0
    starts = np.flatnonzero(first)
    counts = np.diff(starts, append=len(places))
    x = cells.u_mm + (places[starts] % cells.columns) * cells.mm
    y = cells.v_mm + rows[starts] * cells.mm
    for left, top, count in zip(x.tolist(), y.tolist(), counts.tolist(), strict=True):
        path.addRect(left, top, count * cells.mm, cells.mm)
