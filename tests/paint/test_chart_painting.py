import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QTransform

from mesomap.model import RegionKey, Side
from mesomap.paint import chart as paint
from mesomap.paint import furniture
from mesomap.paint.fonts import ui_font
from mesomap.paint.gap import paint_gap, paint_gap_tiled
from mesomap.paint.paths import geometry_path
from mesomap.paint.tokens import DARK, GAP, LIGHT

KEY = RegionKey("palm", Side.LEFT)


class Plate:
    """A chart of 100 x 80 mm with a grey square on it."""

    id, title, width_mm, height_mm = "plate", "Plate", 100.0, 80.0

    def __init__(self, right=(1.0, 0.0, 0.0)):
        self.right = np.array(right)

    def svg(self):
        return (
            b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 80">'
            b'<rect x="20" y="20" width="40" height="40" fill="#cccccc"/></svg>'
        )

    def borders(self):
        return [np.array([[70.0, 10.0], [70.0, 70.0]])]

    def polygons(self):
        return {KEY: shapely.box(20, 20, 60, 60).difference(shapely.box(35, 35, 45, 45))}

    def project(self, xyz):
        up, forward = np.array([0.0, 1.0, 0.0]), np.cross(self.right, [0.0, 1.0, 0.0])
        return np.asarray(xyz) @ np.stack([self.right, -up, forward], axis=1)


def picture(width, height, draw, scale=1.0):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(scale, scale)
    draw(painter)
    painter.end()
    return image


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_figure_is_dimmed_and_its_ground_is_the_themes(qapp, palette):
    image = paint.figure_image(Plate(), QTransform.fromScale(2, 2), 200, 160, palette)
    assert image.pixelColor(5, 5) == QColor(palette.canvas)
    assert abs(image.pixelColor(60, 60).red() - 0xCC * palette.figure_brightness) <= 2


def test_borders_are_thin_at_every_zoom(qapp):
    for scale in (1.0, 4.0):
        image = paint.figure_image(
            Plate(), QTransform.fromScale(scale, scale), 400, 320, LIGHT, borders=True
        )
        row = [image.pixelColor(x, round(40 * scale)).lightness() for x in range(400)]
        dark = [x for x, value in enumerate(row) if value < 250 and abs(x - 70 * scale) < 5]
        assert 1 <= len(dark) <= 2


def test_region_path_keeps_its_hole(qapp):
    path = paint.region_paths(Plate())[KEY]
    assert path.contains(QPointF(25, 25))
    assert not path.contains(QPointF(40, 40))


def test_hover_lights_the_region_only(qapp):
    path = paint.region_paths(Plate())[KEY]
    image = picture(100, 80, lambda p: paint.paint_hovered_region(p, path, px=1.0))
    assert image.pixelColor(27, 50) != QColor("white")
    assert image.pixelColor(40, 40) == QColor("white")
    assert image.pixelColor(80, 40) == QColor("white")


def test_deposits_flatten_with_the_tilt():
    tilt = np.radians(60)
    normals = np.array(
        [[0, 0, 1], [np.sin(tilt), 0, np.cos(tilt)], [0, np.sin(tilt), np.cos(tilt)]]
    )
    squash, angle = paint.deposit_ellipses(Plate(), normals)
    assert squash == pytest.approx([1.0, 0.5, 0.5])
    assert abs(angle[1]) % 180 == pytest.approx(0.0, abs=1e-6)
    assert abs(angle[2]) == pytest.approx(90.0)


def test_deposit_is_as_large_as_it_says(qapp):
    def width_and_height(squash, angle):
        image = picture(
            200, 200, lambda p: paint.paint_deposit(p, QPointF(50, 50), 10, squash, angle), 2.0
        )
        inked = [
            (x, y) for x in range(200) for y in range(200) if image.pixelColor(x, y).red() < 245
        ]
        xs, ys = {x for x, _ in inked}, {y for _, y in inked}
        return max(xs) - min(xs) + 1, max(ys) - min(ys) + 1

    assert width_and_height(1.0, 0) == pytest.approx((40, 40), abs=2)
    assert width_and_height(0.5, 0) == pytest.approx((20, 40), abs=2)
    assert width_and_height(0.5, 90) == pytest.approx((40, 20), abs=2)


@pytest.mark.parametrize(
    "draw", [lambda p, path: paint_gap(p, path, px=1.0), paint_gap_tiled], ids=["lines", "tile"]
)
def test_gap_is_hatched_inside_and_only_there(qapp, draw):
    path = geometry_path(shapely.box(20, 20, 80, 60))
    image = picture(100, 80, lambda p: draw(p, path))
    inside = [image.pixelColor(x, y) for x in range(25, 75) for y in range(25, 55)]
    share = sum(colour != QColor("white") for colour in inside) / len(inside)
    assert 0.1 < share < 0.6
    outside = [
        (x, y)
        for x in range(100)
        for y in range(80)
        if not (18 <= x <= 82 and 18 <= y <= 62) and image.pixelColor(x, y) != QColor("white")
    ]
    assert outside == []
    assert min(inside, key=QColor.lightness).hue() == pytest.approx(QColor(GAP).hue(), abs=8)


def test_left_and_right_are_the_patients():
    front, back, side = Plate(), Plate((-1.0, 0, 0)), Plate((0.0, 0, 1.0))
    assert furniture.side_letters(paint.patient_left(front)) == ("R", "L")
    assert furniture.side_letters(paint.patient_left(back)) == ("L", "R")
    assert furniture.side_letters(paint.patient_left(front), turned=True) == ("L", "R")
    assert furniture.side_letters(paint.patient_left(side)) == ("", "")


@pytest.mark.parametrize("px_per_mm", [2.0, 7.3])
def test_scale_bar_is_ten_millimetres_long(qapp, px_per_mm):
    image = picture(
        300,
        40,
        lambda p: furniture.paint_scale_bar(
            p, QPointF(10, 20), px_per_mm, QFont(ui_font()), "#000000", ""
        ),
    )
    row = [x for x in range(300) if image.pixelColor(x, 20).lightness() < 128]
    assert max(row) - min(row) + 1 == pytest.approx(10 * px_per_mm, abs=1.5)


def test_callout_is_as_large_as_its_words(qapp):
    font = ui_font()
    one = furniture.callout_size("Left buccal cheek", font)
    two = furniture.callout_size("Left buccal cheek\nPlace this on the side view", font)
    assert two.width() > one.width()
    assert two.height() > one.height() * 1.4
    image = picture(
        400,
        60,
        lambda p: furniture.paint_callout(
            p, QRectF(5, 5, one.width(), one.height()), "Left buccal cheek", font, DARK
        ),
    )
    assert image.pixelColor(9, 9) == QColor(DARK.field)
    assert image.pixelColor(390, 50) == QColor("white")
