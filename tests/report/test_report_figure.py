"""The figure on paper is the drawing itself: no shape is drawn fatter than it is."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer

from mesomap.atlas import Body
from mesomap.report.figure import mended

TRIANGLE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
    b'<path d="M10 10l50 0 0 50z" fill="#aabbcc"/></svg>'
)
SHEER = TRIANGLE.replace(
    b'fill="#aabbcc"', b'fill="none" stroke="#55555a" stroke-opacity="0.5" stroke-width="2"'
)


def _lines(svg: bytes, out: Path) -> int:
    """How many straight pieces the PDF draws `svg` with."""
    writer = QPdfWriter(str(out))
    painter = QPainter(writer)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, 1000, 1000))
    painter.end()
    pdf = out.read_bytes()
    count = 0
    for match in re.finditer(rb"stream\r?\n", pdf):
        raw = pdf[match.end() : pdf.find(b"endstream", match.end())]
        try:
            count += zlib.decompress(raw).count(b" l\n")
        except zlib.error:
            continue
    return count


@pytest.mark.parametrize("svg", [TRIANGLE, SHEER])
def test_a_shape_is_drawn_with_its_own_corners_only(
    svg: bytes, tmp_path: Path, qapp: object
) -> None:
    assert _lines(mended(svg), tmp_path / "mended.pdf") <= 3


def test_sheer_strokes_keep_their_look_on_skin() -> None:
    assert b'stroke="#a4a4a7" stroke-width="2"' in mended(SHEER)
    assert b"stroke-opacity" not in mended(SHEER)


def test_the_shipped_drawings_can_be_mended(body: Body, qapp: object) -> None:
    for chart in body.charts.values():
        svg = mended(chart.svg())
        assert svg.count(b'stroke-width="0"') == 1
        assert QSvgRenderer(QByteArray(svg)).isValid()
