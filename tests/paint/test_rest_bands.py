"""The rest map's bands: every count of days in one of them, and paths that keep their holes."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath

from mesomap.geometry.cells import Cells
from mesomap.paint.gap import hatch_lines
from mesomap.paint.rest import BANDS, add_to_bands, band_of, no_bands, paint_bands

LAST_DAYS = (7, 14, 28, 56, 400)


def band_paths(cells: Cells, days: np.ndarray) -> list[QPainterPath]:
    paths = no_bands()
    places = np.flatnonzero(days >= 0)
    add_to_bands(paths, cells, places, days.ravel()[places])
    return paths


@pytest.mark.parametrize(
    ("days", "band"), [(0, 0), (7, 0), (8, 1), (14, 1), (15, 2), (28, 2), (29, 3), (56, 3), (57, 4)]
)
def test_each_count_of_days_is_in_one_band(days: int, band: int) -> None:
    assert band_of(days) == band
    cells = Cells(u_mm=0.0, v_mm=0.0, mm=1.0, rows=1, columns=1)
    paths = band_paths(cells, np.array([[days]], np.int32))
    assert [not path.isEmpty() for path in paths] == [n == band for n in range(len(BANDS))]


def test_skin_that_was_never_treated_is_in_none() -> None:
    cells = Cells(u_mm=0.0, v_mm=0.0, mm=1.0, rows=2, columns=2)
    paths = band_paths(cells, np.full((2, 2), -1, np.int32))
    assert all(path.isEmpty() for path in paths)


def test_a_bands_path_holds_its_cells_and_no_other() -> None:
    cells = Cells(u_mm=10.0, v_mm=20.0, mm=2.0, rows=7, columns=9)
    days = np.random.default_rng(3).integers(-1, 70, (7, 9)).astype(np.int32)
    days[2, 6:] = days[3, :3] = 5  # the end of a row and the beginning of the next are apart
    paths = band_paths(cells, days)
    for row in range(7):
        for column in range(9):
            middle = QPointF(10.0 + (column + 0.5) * 2.0, 20.0 + (row + 0.5) * 2.0)
            within = [path.contains(middle) for path in paths]
            told = int(days[row, column])
            assert within == [told >= 0 and n == band_of(told) for n in range(len(BANDS))]


def test_the_later_treated_is_the_darker_also_without_colour(qapp) -> None:
    """Ink of a patch of each band, in grey: five steps that are told apart."""
    greys = []
    for days in LAST_DAYS:
        cells = Cells(u_mm=0.0, v_mm=0.0, mm=100.0, rows=1, columns=1)
        image = QImage(100, 100, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        paint_bands(painter, band_paths(cells, np.array([[days]], np.int32)))
        painter.end()
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        greys.append(np.mean([grey.pixelColor(x, y).red() for x in range(100) for y in range(100)]))
    assert np.all(np.diff(greys) > 5.0), greys


def test_no_line_of_a_hatch_crosses_a_hole() -> None:
    path = QPainterPath()
    path.addRect(QRectF(0, 0, 40, 40))
    path.addRect(QRectF(10, 10, 20, 20))
    lines = hatch_lines(path, step=2.0, angle_deg=0.0)
    found = [lines.elementAt(n) for n in range(lines.elementCount())]
    middles = [
        ((a.x + b.x) / 2, (a.y + b.y) / 2) for a, b in zip(found[::2], found[1::2], strict=True)
    ]
    assert len(middles) > 20
    assert not any(10 < x < 30 and 10 < y < 30 for x, y in middles)
