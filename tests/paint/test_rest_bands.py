"""The rest map's bands: every count of days in one of them, outlines that keep their holes."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from mesomap.geometry.cells import Cells
from mesomap.paint.gap import hatch_lines
from mesomap.paint.rest import BANDS, band_of, band_paths


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


def test_a_bands_outline_is_that_of_its_cells_with_the_hole_in_it() -> None:
    cells = Cells(u_mm=10.0, v_mm=20.0, mm=2.0, rows=3, columns=3)
    days = np.zeros((3, 3), np.int32)
    days[1, 1] = -1
    path = band_paths(cells, days)[0]
    assert path.boundingRect() == QRectF(10.0, 20.0, 6.0, 6.0)
    assert path.contains(QPointF(11.0, 21.0))
    assert not path.contains(QPointF(13.0, 23.0))


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
