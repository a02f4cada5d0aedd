"""The sign of two injections that are too close, also where they all but coincide."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QImage, QPainter

from mesomap.paint.close_pair import paint_close_pairs, paint_close_pairs_tiled, sign_place


@pytest.mark.parametrize("apart_mm", [0.0, 7e-15, 1e-9, 1e-3, 2.0])
def test_a_sign_stands_beside_any_pair(qapp: object, apart_mm: float) -> None:
    a, b = QPointF(59.839357429718866, 130.0), QPointF(59.839357429718866 - apart_mm, 130.0)
    place = sign_place(QLineF(a, b), 0.4)
    assert abs(place.x() - a.x()) < 10
    assert abs(place.y() - a.y()) < 10
    for paint in (paint_close_pairs, paint_close_pairs_tiled):
        image = QImage(200, 200, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        blank = image.copy()
        painter = QPainter(image)
        paint(painter, [(a, b)], px=1.0)
        painter.end()
        assert image != blank
