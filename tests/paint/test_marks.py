"""Pictures with a tolerance: edges may differ by a shade, shapes and colours may not."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from mesomap.model import MarkShape, Status
from mesomap.paint import marks
from mesomap.paint import tokens as tk
from mesomap.paint.close_pair import paint_close_pairs, paint_close_pairs_tiled
from mesomap.paint.fonts import ui_font
from mesomap.paint.ghost import paint_ghost

PICTURES = Path(__file__).parent / "pictures"
GROUND = "#F4F4F4"


def paper(width, height):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(GROUND))
    return image


def drawn(size, paint):
    image = paper(size, size)
    painter = QPainter(image)
    paint(painter, QPointF(size / 2, size / 2))
    painter.end()
    return image


def inked(image):
    ground = QColor(GROUND).rgb()
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixel(x, y) != ground
    }


def assert_like(image, name):
    """Compare with the kept picture; a missing one is written and fails once."""
    path = PICTURES / f"{name}.png"
    if not path.exists():
        image.save(str(path))
        pytest.fail(f"{path.name} was written: look at it and keep it")
    kept = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    assert kept.size() == image.size()
    worst = total = 0
    for y in range(image.height()):
        for x in range(image.width()):
            a, b = image.pixelColor(x, y), kept.pixelColor(x, y)
            off = max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue()))
            worst, total = max(worst, off), total + off
    assert total / (image.width() * image.height()) < 1.0
    assert worst < 120


def test_every_mark_and_status_looks_as_kept(qapp):
    image = paper(40 * len(Status), 40 * len(MarkShape))
    painter = QPainter(image)
    for row, mark in enumerate(MarkShape):
        for column, status in enumerate(Status):
            at = QPointF(20 + 40 * column, 20 + 40 * row)
            marks.paint_mark(painter, at, mark, status, px=2.0)
    painter.end()
    assert_like(image, "marks")


def test_signs_look_as_kept(qapp):
    image = paper(320, 80)
    painter = QPainter(image)
    marks.paint_selection(painter, QPointF(40, 40), px=2)
    marks.paint_mark(painter, QPointF(40, 40), MarkShape.CIRCLE, px=2)
    paint_ghost(painter, QPointF(110, 40), px=2)
    paint_close_pairs(painter, [(QPointF(150, 55), QPointF(190, 55))], px=1.5)
    paint_close_pairs_tiled(painter, [(QPointF(230, 40), QPointF(255, 50))], px=1.0)
    painter.translate(300, 50)
    painter.rotate(180)
    paint_close_pairs(painter, [(QPointF(-10, 5), QPointF(15, 0))], px=1.0)
    painter.end()
    assert_like(image, "signs")


def test_numbers_look_as_kept(qapp):
    image = paper(60 * len(MarkShape), 180)
    painter = QPainter(image)
    font = ui_font(tk.TypeSize(9, 11, 600))
    for column, mark in enumerate(MarkShape):
        for row, status in enumerate(Status):
            at = QPointF(30 + 60 * column, 30 + 60 * row)
            marks.paint_number(painter, at, str(10 + column), mark, status, font, radius=9, px=2.0)
    painter.end()
    assert_like(image, "numbers")


@pytest.mark.parametrize("mark", MarkShape)
@pytest.mark.parametrize("status", Status)
def test_no_mark_reaches_beyond_its_extent(qapp, mark, status):
    image = drawn(60, lambda p, at: marks.paint_mark(p, at, mark, status))
    for x, y in inked(image):
        assert max(abs(x - 29.5), abs(y - 29.5)) <= marks.EXTENT + 1


def test_a_selection_stays_within_its_extent(qapp):
    image = drawn(60, lambda p, at: marks.paint_selection(p, at))
    far = max(max(abs(x - 29.5), abs(y - 29.5)) for x, y in inked(image))
    assert far <= marks.SELECTED_EXTENT


def test_marks_differ_without_colour(qapp):
    """Black-and-white print says the same: no two shapes are alike."""
    shapes = {}
    for mark in MarkShape:
        image = drawn(
            40, lambda p, at, m=mark: marks.paint_mark(p, at, m, Status.GIVEN, ink_only=True)
        )
        shapes[mark] = frozenset(inked(image))
    assert len(set(shapes.values())) == len(MarkShape)


def test_open_means_planned_and_solid_given(qapp):
    planned = drawn(40, lambda p, at: marks.paint_mark(p, at, MarkShape.CIRCLE, Status.PLANNED))
    given = drawn(40, lambda p, at: marks.paint_mark(p, at, MarkShape.CIRCLE, Status.GIVEN))
    assert planned.pixelColor(20, 20) == QColor("#FFFFFF")
    assert given.pixelColor(20, 20) == QColor(tk.BLUE)


def test_ink_only_has_no_colour(qapp):
    for mark in MarkShape:
        image = drawn(
            40,
            lambda p, at, m=mark: marks.paint_mark(p, at, m, Status.GIVEN, ink_only=True),
        )
        assert all(image.pixelColor(x, y).hslSaturationF() < 0.35 for x, y in inked(image))


def test_the_size_is_in_pixels_whatever_the_painters_scale(qapp):
    small = drawn(60, lambda p, at: marks.paint_mark(p, at, MarkShape.CIRCLE))

    def zoomed(painter, at):
        painter.translate(at)
        painter.scale(4, 4)
        marks.paint_mark(painter, QPointF(0, 0), MarkShape.CIRCLE, px=0.25)

    assert len(inked(drawn(60, zoomed))) == pytest.approx(len(inked(small)), abs=4)


def test_the_painter_comes_back_as_it_went(qapp):
    image = paper(50, 50)
    painter = QPainter(image)
    painter.setOpacity(0.5)
    before = painter.worldTransform()
    marks.paint_mark(painter, QPointF(9, 9), MarkShape.PLUS, opacity=0.5)
    paint_close_pairs(painter, [(QPointF(9, 9), QPointF(9, 9))])
    assert painter.worldTransform() == before
    assert painter.opacity() == pytest.approx(0.5, abs=0.01)
    painter.drawRect(QRectF(0, 0, 1, 1))
    painter.end()
