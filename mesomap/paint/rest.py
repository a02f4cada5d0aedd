"""The rest map: five bands of days, the later treated the darker and the closer hatched."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from mesomap.geometry.cells import Cells
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint import tokens as tk
from mesomap.paint.gap import hatch_lines

HATCH_DEG = 25.0
"""Neither a gap's way nor an area pass's."""


@dataclass(frozen=True, slots=True)
class Band:
    """Days since the skin was last treated, up to and with `until` (None: longer ago)."""

    until: int | None
    words: str
    opacity: float
    step_px: float
    """Between the lines of its hatch."""


BANDS = (
    Band(7, QT_TRANSLATE_NOOP("labels", "up to 7 days ago"), 0.50, 3.5),
    Band(14, QT_TRANSLATE_NOOP("labels", "8 to 14 days ago"), 0.38, 5.5),
    Band(28, QT_TRANSLATE_NOOP("labels", "15 to 28 days ago"), 0.27, 8.5),
    Band(56, QT_TRANSLATE_NOOP("labels", "29 to 56 days ago"), 0.18, 13.0),
    Band(None, QT_TRANSLATE_NOOP("labels", "longer ago"), 0.10, 22.0),
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


def band_paths(cells: Cells, days: NDArray[np.int32]) -> list[QPainterPath]:
    """What of the cells falls into each band, in the cells' mm; days below 0 are none."""
    paths = []
    low = 0
    for band in BANDS:
        high = band.until if band.until is not None else int(np.iinfo(np.int32).max)
        paths.append(_path(cells, (days >= low) & (days <= high)))
        low = high + 1 if band.until is not None else low
    return paths


def paint_bands(
    painter: QPainter, paths: list[QPainterPath], *, px: float, ink_only: bool = False
) -> None:
    """All bands, each tinted and hatched."""
    colour = QColor(tk.INK if ink_only else tk.BLUE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for band, path in zip(BANDS, paths, strict=True):
        if path.isEmpty():
            continue
        tint, line = QColor(colour), QColor(colour)
        tint.setAlphaF(band.opacity * (0.4 if ink_only else 0.7))
        line.setAlphaF(min(band.opacity + 0.25, 1.0))
        painter.fillPath(path, tint)
        painter.setPen(QPen(line, 0.9 * px))
        painter.drawPath(hatch_lines(path, step=band.step_px * px, angle_deg=HATCH_DEG))
    painter.restore()


def paint_swatch(painter: QPainter, box: QRectF, number: int, *, px: float = 1.0) -> None:
    """One band as a legend shows it."""
    path = QPainterPath()
    path.addRect(box)
    paths = [QPainterPath() for _ in BANDS]
    paths[number] = path
    painter.fillRect(box, QColor(tk.MARK_GROUND))
    paint_bands(painter, paths, px=px)


def _path(cells: Cells, mask: NDArray[np.bool_]) -> QPainterPath:
    """The outline of all cells of `mask`: runs of each row, joined."""
    path = QPainterPath()
    if not mask.any():
        return path
    edges = np.diff(np.pad(mask.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    u0, u1 = (cells.u_mm + side * cells.mm for side in (starts, ends))
    v0 = cells.v_mm + rows * cells.mm
    joined = shapely.union_all(shapely.box(u0, v0, u1, v0 + cells.mm))
    for polygon in shapely.get_parts(joined):
        for ring in (polygon.exterior, *polygon.interiors):
            corners = shapely.get_coordinates(ring).tolist()
            path.moveTo(*corners[0])
            for x, y in corners[1:]:
                path.lineTo(x, y)
            path.closeSubpath()
    return path
