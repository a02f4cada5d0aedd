"""What the one item paints: marks keep their size, deposits follow the skin."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from mesomap.canvas.sheets import DepositSheet
from mesomap.model import MarkShape, Status, Updated
from mesomap.paint import tokens as tk

SKIN = QColor("#eeeeee")


def around(bench, x, y, reach=40):
    """The picture around a place of the chart, its middle at (reach, reach)."""
    bench.settle()
    QTest.mouseMove(bench.viewport, QPoint(1, 1))
    at = bench.px(x, y)
    box = QRect(at - QPoint(reach, reach), at + QPoint(reach, reach))
    return bench.viewport.grab(box).toImage()


def inked(image):
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if abs(image.pixelColor(x, y).lightness() - SKIN.lightness()) > 4
        or image.pixelColor(x, y).hslSaturation() > 20
    }


def set_to(bench, injection, **values):
    after = replace(bench.document.injections[injection.id], **values)
    bench.document.commit("x", (Updated(bench.document.injections[injection.id], after),))


def mark_syringe(bench, mark):
    (syringe,) = bench.document.syringes.values()
    bench.document.commit("x", (Updated(syringe, replace(syringe, mark=mark)),))


def test_a_mark_keeps_its_size_while_its_deposit_grows(bench):
    bench.place((112, 75))
    bench.canvas.show_deposits(False)
    mark = len(inked(around(bench, 112, 75)))
    bench.canvas.show_deposits(True)
    deposit = len(inked(around(bench, 112, 75)))
    for _ in range(2):
        bench.view.zoom_in()
    bench.canvas.show_deposits(False)
    assert len(inked(around(bench, 112, 75))) == pytest.approx(mark, abs=8)
    bench.canvas.show_deposits(True)
    assert len(inked(around(bench, 112, 75))) == pytest.approx(deposit * 1.25**4, rel=0.12)


def test_the_mark_stands_on_its_site(bench):
    bench.place((50, 60))
    image = around(bench, 50, 60)
    points = inked(image)
    x = sum(x for x, _ in points) / len(points)
    y = sum(y for _, y in points) / len(points)
    assert (x, y) == pytest.approx((40, 40), abs=1.2)
    assert image.pixelColor(40, 40) == QColor("white")
    assert image.pixelColor(45, 40).hue() == pytest.approx(QColor(tk.BLUE).hue(), abs=12)


def test_given_is_filled_and_the_syringe_shapes_it(bench):
    (a,) = bench.place((50, 60))
    set_to(bench, a, status=Status.GIVEN)
    assert around(bench, 50, 60).pixelColor(40, 40) == QColor(tk.BLUE)
    mark_syringe(bench, MarkShape.SQUARE)
    assert around(bench, 50, 60).pixelColor(40, 40) == QColor(tk.VERMILLION)


def test_turned_by_half_a_circle_a_mark_stays_upright(bench):
    bench.place((50, 60))
    mark_syringe(bench, MarkShape.TRIANGLE)
    bench.canvas.show_deposits(False)
    before = inked(around(bench, 50, 60))
    bench.canvas.set_turned(True)
    after = inked(around(bench, 50, 60))
    top, bottom = min(y for _, y in before), max(y for _, y in before)
    assert (min(y for _, y in after), max(y for _, y in after)) == pytest.approx(
        (top, bottom), abs=1
    )
    wide_below = [len({x for x, y in shape if y == bottom - 1}) for shape in (before, after)]
    assert wide_below[0] == pytest.approx(wide_below[1], abs=2)


def test_selection_shows_on_the_mark(bench):
    bench.place((50, 60))
    bench.canvas.show_deposits(False)
    plain = len(inked(around(bench, 50, 60)))
    bench.click(50, 60)
    bench.canvas.stage.select_region(None)
    assert len(inked(around(bench, 50, 60))) > 2 * plain


def test_a_sheet_keeps_one_cell_for_each_distinct_ellipse(qapp):
    sheet = DepositSheet(3.0, 4.0)
    rng = np.random.default_rng(4)
    squash, angle = rng.uniform(0.1, 1.0, 500), rng.uniform(-180, 180, 500)
    left, top = sheet.places(np.full(500, 4.0), squash, angle)
    assert left.max() + sheet.cell <= sheet.pixmap.width()
    assert top.max() + sheet.cell <= sheet.pixmap.height()
    again = sheet.places(np.full(500, 4.0), squash, angle)
    assert (again[0] == left).all()
    assert (again[1] == top).all()
    image = sheet.pixmap.toImage()
    for x, y in {(int(a), int(b)) for a, b in zip(left, top, strict=True)}:
        middle = image.pixelColor(x + sheet.cell // 2, y + sheet.cell // 2)
        assert middle.alphaF() == pytest.approx(tk.DEPOSIT_OPACITY, abs=0.02)


def test_a_sheet_is_bounded_however_far_one_zooms(qapp):
    near, far = DepositSheet(3.0, 4.0), DepositSheet(60.0, 4.0)
    assert near.stretch == 1.0
    assert far.cell <= 128
    assert far.cell * far.stretch == pytest.approx(2 * 4.0 * 60.0, rel=0.05)
