"""The chart's figure for paper: the same drawing, mended for Qt's PDF engine.

Where a filled SVG shape has no stroke, Qt's PDF engine still draws the outline of a stroke one
user unit wide, filled in the shape's colour: everything comes out half a millimetre fatter, at
five times the size. A stroke of width 0 is a stroke that it leaves out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

from mesomap.atlas import Chart
from mesomap.atlas.flat import FlatChart
from mesomap.paint.chart import chart_rect
from mesomap.paint.own_picture import paint_own_picture


def paint_figure(painter: QPainter, chart: Chart) -> None:
    """Draw the figure as vectors; the painter counts chart mm."""
    if isinstance(chart, FlatChart):
        paint_own_picture(painter, chart, as_pixels=True)
        return
    _renderer(chart).render(painter, chart_rect(chart))


@lru_cache(maxsize=16)
def _renderer(chart: Chart) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(mended(chart.svg())))


def mended(svg: bytes) -> bytes:
    """`svg` with a stroke of no width wherever a shape does not say its own, none of them sheer."""
    svg = svg.replace(b"<svg ", b'<svg stroke="#000" stroke-width="0" ', 1)
    return _SHEER.sub(_opaque, svg)


_SHEER = re.compile(rb'stroke="#([0-9a-f]{6})" stroke-opacity="([0-9.]+)"')
_SKIN = 0xF4
"""Grey of the lit skin, on which sheer strokes mostly lie."""


def _opaque(match: re.Match[bytes]) -> bytes:
    """The colour that a sheer stroke has on skin; Qt would draw a sheer one as its outline."""
    share = float(match[2])
    parts = [int(match[1][k : k + 2], 16) for k in (0, 2, 4)]
    mixed = [round(share * part + (1 - share) * _SKIN) for part in parts]
    return 'stroke="#{:02x}{:02x}{:02x}"'.format(*mixed).encode()
