"""The shipped atlas: Qt draws every chart, and has nothing to say about it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from shipped import every_chart

from mesomap.atlas import Body, Chart


@every_chart
def test_qt_draws_it_without_a_warning(
    body: Body, chart: Chart, qapp: QApplication, qtlog: pytest.LogCaptureFixture
) -> None:
    renderer = QSvgRenderer(QByteArray(chart.svg()))
    assert renderer.isValid()
    box = renderer.viewBoxF()
    assert (box.width(), box.height()) == (chart.width_mm, chart.height_mm)
    picture = QImage(160, round(160 * box.height() / box.width()), QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    assert qtlog.records == []  # type: ignore[comparison-overlap]
    shown = [
        picture.pixelColor(x, y).lightness()
        for x in range(0, picture.width(), 4)
        for y in range(0, picture.height(), 4)
    ]
    assert min(shown) < 250, "nothing is drawn"
