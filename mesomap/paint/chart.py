"""The chart itself: its figure, its region borders, and a region that is lit or chosen.

Every function paints in chart millimetres. `px` is how many chart millimetres one pixel is:
the zoom's inverse on the screen, a fixed small length on paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtSvg import QSvgRenderer

from mesomap.atlas import Chart
from mesomap.atlas.flat import FlatChart
from mesomap.model import RegionKey
from mesomap.paint import tokens as tk
from mesomap.paint.own_picture import paint_own_picture
from mesomap.paint.paths import Floats, geometry_path, polyline_path

_KEPT_CHARTS = 64


@lru_cache(maxsize=_KEPT_CHARTS)
def figure_renderer(chart: Chart) -> QSvgRenderer:
    """The chart's drawing, read once."""
    return QSvgRenderer(QByteArray(chart.svg()))


@lru_cache(maxsize=_KEPT_CHARTS)
def border_path(chart: Chart) -> QPainterPath:
    """The visible region borders in chart mm."""
    return polyline_path(chart.borders())


class RegionPaths(Mapping[RegionKey, QPainterPath]):
    """What a chart shows of each region, in chart mm; each is made when it is first asked for."""

    def __init__(self, polygons: Mapping[RegionKey, Any]) -> None:
        self._polygons = polygons
        self._made: dict[RegionKey, QPainterPath] = {}

    def __getitem__(self, key: RegionKey) -> QPainterPath:
        if key not in self._made:
            self._made[key] = geometry_path(self._polygons[key])
        return self._made[key]

    def __iter__(self) -> Iterator[RegionKey]:
        return iter(self._polygons)

    def __len__(self) -> int:
        return len(self._polygons)

    def __contains__(self, key: object) -> bool:
        return key in self._polygons


@lru_cache(maxsize=_KEPT_CHARTS)
def region_paths(chart: Chart) -> RegionPaths:
    """The chart's regions; none on a clinic's own picture, which is its region as a whole."""
    return RegionPaths({} if isinstance(chart, FlatChart) else chart.polygons())


def chart_rect(chart: Chart) -> QRectF:
    """The whole picture in chart mm."""
    return QRectF(0.0, 0.0, chart.width_mm, chart.height_mm)


def paint_figure(painter: QPainter, chart: Chart) -> None:
    """Draw the figure as vectors. Costly (tens of ms): on the screen use `figure_image`."""
    if isinstance(chart, FlatChart):
        paint_own_picture(painter, chart)
        return
    figure_renderer(chart).render(painter, chart_rect(chart))


def paint_borders(painter: QPainter, chart: Chart, *, px: float, ink_only: bool = False) -> None:
    """Draw the region borders as thin lines."""
    path = border_path(chart)
    if path.isEmpty():
        return
    colour = QColor(tk.INK)
    colour.setAlphaF(0.42 if ink_only else 0.34)
    pen = QPen(colour, 1.0 * px)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()


def figure_image(
    chart: Chart,
    transform: QTransform,
    width: int,
    height: int,
    palette: tk.Palette,
    *,
    borders: bool = True,
    ratio: float = 1.0,
) -> QImage:
    """The figure as an opaque picture on the theme's canvas colour, to be kept and blitted.

    Parameters
    ----------
    transform
        From chart mm to the picture's device pixels.
    width, height
        Of the picture in device pixels.
    ratio
        The device pixel ratio, for the width of the borders.
    """
    figure = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    figure.fill(Qt.GlobalColor.transparent)
    painter = QPainter(figure)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(transform)
    paint_figure(painter, chart)
    if borders:
        scale = abs(transform.determinant()) ** 0.5
        paint_borders(painter, chart, px=ratio / scale)
    if palette.figure_brightness < 1.0:
        painter.resetTransform()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
        shade = QColor("black")
        shade.setAlphaF(1.0 - palette.figure_brightness)
        painter.fillRect(figure.rect(), shade)
    painter.end()
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(palette.canvas))
    painter = QPainter(image)
    painter.drawImage(0, 0, figure)
    painter.end()
    return image


def fit_transform(chart: Chart, width: float, height: float) -> QTransform:
    """From chart mm to the middle of a box of `width` x `height`."""
    scale = min(width / chart.width_mm, height / chart.height_mm)
    transform = QTransform.fromTranslate(
        (width - chart.width_mm * scale) / 2, (height - chart.height_mm * scale) / 2
    )
    return transform.scale(scale, scale)


def paint_hovered_region(painter: QPainter, path: QPainterPath, *, px: float) -> None:
    """Light a region softly: a pale fill and a thin ink outline."""
    _paint_region(painter, path, px=px, fill=tk.HOVER_OPACITY, width=1.25)


def paint_selected_region(painter: QPainter, path: QPainterPath, *, px: float) -> None:
    """The chosen region: the same fill, a firmer outline."""
    _paint_region(painter, path, px=px, fill=tk.HOVER_OPACITY, width=2.0)


def _paint_region(
    painter: QPainter, path: QPainterPath, *, px: float, fill: float, width: float
) -> None:
    inside = QColor(tk.SKY)
    inside.setAlphaF(fill)
    outline = QColor(tk.INK)
    outline.setAlphaF(tk.HOVER_OUTLINE_OPACITY)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(outline, width * px))
    painter.setBrush(inside)
    painter.drawPath(path)
    painter.restore()


def patient_left(chart: Chart) -> float:
    """How far the patient's left lies to the chart's right: 1 on a front view, -1 on a back."""
    ends = chart.project(np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]))
    return float(ends[1, 0] - ends[0, 0])


def deposit_ellipses(chart: Chart, normals: Floats) -> tuple[Floats, Floats]:
    """How a disc on the skin looks on the chart.

    Parameters
    ----------
    normals : (n, 3)
        Unit outward normals.

    Returns
    -------
    squash : (n,)
        Short axis over long axis, the cosine of the tilt.
    angle_deg : (n,)
        Of the short axis from the chart's x axis, towards +y (clockwise to the viewer).
    """
    seen = chart.project(normals) - chart.project(np.zeros((1, 3)))
    squash = np.clip(np.abs(seen[:, 2]), 0.05, 1.0)
    return squash, np.degrees(np.arctan2(seen[:, 1], seen[:, 0]))


def paint_deposit(
    painter: QPainter,
    at: QPointF,
    radius_mm: float,
    squash: float,
    angle_deg: float,
    *,
    ink_only: bool = False,
) -> None:
    """The disc of skin that an injection serves, as the chart sees it."""
    colour = QColor(tk.INK if ink_only else tk.BLUE)
    colour.setAlphaF(tk.DEPOSIT_OPACITY)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(at)
    painter.rotate(angle_deg)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(0, 0), radius_mm * squash, radius_mm)
    painter.restore()
