"""``python -m tools.pictures.contact_sheet``: all charts of a body with their regions, one picture.

Regions are tinted so that neighbours differ and left and right do not: what a person checks here is
that they tile the skin and run where the anatomy does.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)
from PySide6.QtSvg import QSvgRenderer

from mesomap.atlas import Body, Chart, default_atlas
from mesomap.paint.fonts import load_fonts

FOLDER = Path("docs/pictures")
COLUMNS = 8
CELL = QRectF(0, 0, 300, 330)
TITLE = 26
TINTS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#8F3F6D")


def tint_of(region: str) -> QColor:
    """A region's tint, the same on every chart."""
    colour = QColor(TINTS[sum(map(ord, region)) % len(TINTS)])
    colour.setAlphaF(0.22)
    return colour


def paint_chart(painter: QPainter, chart: Chart, cell: QRectF) -> None:
    """One chart with its title, as large as its cell allows."""
    painter.setPen(QColor("#1B1F24"))
    painter.drawText(cell.adjusted(6, 4, -6, 0), chart.title)
    space = cell.adjusted(6, TITLE, -6, -6)
    scale = min(space.width() / chart.width_mm, space.height() / chart.height_mm)
    painter.save()
    painter.translate(space.center().x() - chart.width_mm * scale / 2, space.top())
    painter.scale(scale, scale)
    painter.setClipRect(QRectF(0, 0, chart.width_mm, chart.height_mm))
    QSvgRenderer(QByteArray(chart.svg())).render(
        painter, QRectF(0, 0, chart.width_mm, chart.height_mm)
    )
    painter.setPen(QPen(QColor("#30404F"), 0.6 / scale))
    for key, shape in chart.polygons().items():
        painter.setBrush(tint_of(key.id))
        for part in getattr(shape, "geoms", [shape]):
            path = QPainterPath()  # odd-even: nails and nostrils stay open
            for ring in (part.exterior, *part.interiors):
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.coords]))
            painter.drawPath(path)
    painter.restore()


def contact_sheet(body: Body) -> QImage:
    """All charts of `body`, `COLUMNS` in a row."""
    charts = list(body.charts.values())
    rows = -(-len(charts) // COLUMNS)
    size = (int(COLUMNS * CELL.width()), int(rows * CELL.height()))
    sheet = QImage(*size, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont("Inter")
    font.setPixelSize(15)
    painter.setFont(font)
    for number, chart in enumerate(charts):
        row, column = divmod(number, COLUMNS)
        paint_chart(painter, chart, CELL.translated(column * CELL.width(), row * CELL.height()))
    painter.end()
    return sheet


def main() -> int:
    """Make one sheet a body."""
    app = QGuiApplication(sys.argv[:1])
    load_fonts()
    FOLDER.mkdir(parents=True, exist_ok=True)
    atlas = default_atlas()
    for id in atlas.body_ids:
        path = FOLDER / f"atlas-{id}.png"
        contact_sheet(atlas.body(id)).save(str(path))
        print(f"wrote {path}")
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
