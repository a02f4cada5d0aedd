"""A clinic's own picture as it is painted."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from mesomap.atlas.flat import FlatChart
from mesomap.model import Attachment, PatientsLeft, Picture
from mesomap.paint.chart import figure_image, fit_transform
from mesomap.paint.own_picture import encoded, paint_own_picture
from mesomap.paint.tokens import DARK, LIGHT

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'
    b'<rect width="100" height="100" fill="#cc4444"/></svg>'
)


def a_chart(content: bytes | None, media: str) -> FlatChart:
    """200 x 100 mm."""
    picture = Picture(
        id=uuid4(),
        title="Knee",
        attachment=uuid4(),
        width_px=400,
        height_px=200,
        line_px=(0.0, 0.0, 400.0, 0.0),
        line_mm=200.0,
        patients_left=PatientsLeft.NEITHER,
    )

    def read(id: UUID) -> Attachment | None:
        return (
            None if content is None else Attachment(id=id, sha256="", media=media, content=content)
        )

    return FlatChart(picture, read)


def a_photo() -> bytes:
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#ddccbb"))
    painter = QPainter(image)
    painter.fillRect(0, 0, 200, 200, QColor("#cc4444"))
    painter.end()
    return encoded(image, "image/png")[1]


def painted(chart: FlatChart, *, as_pixels: bool = False) -> QImage:
    """At 2 px a mm."""
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    painter = QPainter(image)
    painter.scale(2.0, 2.0)
    paint_own_picture(painter, chart, as_pixels=as_pixels)
    painter.end()
    return image


@pytest.mark.parametrize("as_pixels", [False, True])
def test_a_drawing_stands_on_white(qapp: object, as_pixels: bool) -> None:
    image = painted(a_chart(SVG, "image/svg+xml"), as_pixels=as_pixels)
    assert image.pixelColor(100, 100).name() == "#cc4444"
    assert image.pixelColor(300, 100).name() == "#ffffff"


def test_a_photograph_fills_its_chart(qapp: object) -> None:
    image = painted(a_chart(a_photo(), "image/png"))
    assert image.pixelColor(100, 100).name() == "#cc4444"
    assert image.pixelColor(300, 100).name() == "#ddccbb"


def test_it_dims_with_the_theme_and_has_an_edge(qapp: object) -> None:
    chart = a_chart(SVG, "image/svg+xml")
    seen = {}
    for palette in (LIGHT, DARK):
        image = figure_image(chart, fit_transform(chart, 420, 220), 420, 220, palette)
        seen[palette.name] = image.pixelColor(310, 110).lightness()
        assert image.pixelColor(310, 4).name() != image.pixelColor(310, 20).name()
    assert seen[DARK.name] < seen[LIGHT.name] == 255


@pytest.mark.no_qt_log
@pytest.mark.parametrize(
    ("content", "media"),
    [
        (None, "image/png"),
        (b"", "image/png"),
        (b"junk", "image/jpeg"),
        (b"junk", "image/svg+xml"),
        (b"GIF89a", "image/gif"),
    ],
)
def test_a_lost_or_damaged_one_is_an_empty_frame(
    qapp: object, content: bytes | None, media: str
) -> None:
    image = painted(a_chart(content, media))
    assert image.pixelColor(100, 20).name() == "#ffffff"
    assert image.pixelColor(200, 100).name() != "#ffffff"
