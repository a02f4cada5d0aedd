"""Pictures as the clinic file keeps them: upright, small enough, with nothing beside the pixels."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from mesomap.app.picture_reading import as_kept, flipped, read_picture
from mesomap.exchange.picture_files import check_picture
from mesomap.model import KnownError

RED, SAND = "#cc4444", "#ddccbb"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'
    b'<rect width="100" height="100" fill="#cc4444"/></svg>'
)


def an_image(width: int = 64, height: int = 96) -> QImage:
    """Red in its upper left quarter."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(SAND))
    painter = QPainter(image)
    painter.fillRect(0, 0, width // 2, height // 2, QColor(RED))
    painter.end()
    return image


def saved(image: QImage, kind: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind, 95)
    return bytes(buffer.data().data())


def held(jpeg: bytes, orientation: int) -> bytes:
    """`jpeg` as from a camera that was held so."""
    entry = struct.pack("<HHIHH", 0x112, 3, 1, orientation, 0)
    block = b"Exif\x00\x00II*\x00" + struct.pack("<IH", 8, 1) + entry + b"\x00" * 4
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def kept(content: bytes):
    return as_kept(check_picture(content, "knee.jpg"), name="knee")


def red_corner(image: QImage) -> tuple[str, str]:
    """Where the red quarter is."""
    width, height = image.width(), image.height()
    for row, y in (("upper", height // 4), ("lower", height * 3 // 4)):
        for column, x in (("left", width // 4), ("right", width * 3 // 4)):
            if image.pixelColor(x, y).red() - image.pixelColor(x, y).green() > 80:
                return row, column
    return "", ""


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [
        (1, ("upper", "left")),
        (2, ("upper", "right")),
        (3, ("lower", "right")),
        (4, ("lower", "left")),
        (5, ("upper", "left")),
        (6, ("upper", "right")),
        (7, ("lower", "right")),
        (8, ("lower", "left")),
    ],
)
def test_a_photograph_stands_upright(
    qapp: object, orientation: int, corner: tuple[str, str]
) -> None:
    found = kept(held(saved(an_image(), "JPG"), orientation))
    assert found.size_px == ((64, 96) if orientation < 5 else (96, 64))
    assert red_corner(found.image) == corner
    again = QImage.fromData(found.content)
    assert red_corner(again) == corner
    assert b"Exif" not in found.content


def test_what_is_kept_is_what_is_shown(qapp: object, tmp_path: Path) -> None:
    path = tmp_path / "right knee.png"
    path.write_bytes(saved(an_image(), "PNG"))
    found = read_picture(path)
    assert (found.name, found.media) == ("right knee", "image/png")
    assert QImage.fromData(found.content).convertToFormat(found.image.format()) == found.image


def test_nothing_of_the_camera_stays(qapp: object) -> None:
    image = an_image()
    image.setText("Author", "Dr. B. Example")
    assert b"Dr. B. Example" in saved(image, "PNG")
    assert b"Dr. B. Example" not in kept(saved(image, "PNG")).content


def test_what_is_clear_becomes_white(qapp: object) -> None:
    image = QImage(60, 60, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    assert kept(saved(image, "PNG")).image.pixelColor(5, 5).name() == "#ffffff"


def test_a_large_picture_is_made_smaller(qapp: object) -> None:
    found = kept(saved(an_image(5000, 1000), "JPG"))
    assert found.size_px == (4000, 800)
    assert QImage.fromData(found.content).width() == 4000


def test_flipping(qapp: object) -> None:
    for content in (saved(an_image(), "PNG"), saved(an_image(), "JPG")):
        over = flipped(kept(content))
        assert red_corner(over.image) == ("upper", "right")
        assert red_corner(QImage.fromData(over.content)) == ("upper", "right")


def test_a_drawing_is_flipped_as_a_drawing(qapp: object) -> None:
    found = kept(SVG)
    assert found.media == "image/svg+xml"
    assert found.size_px == (2000, 1000)
    assert found.image.pixelColor(100, 500).name() == RED
    over = flipped(found)
    assert over.media == "image/svg+xml"
    again = kept(over.content)
    assert again.image.pixelColor(100, 500).name() == "#ffffff"
    assert again.image.pixelColor(1900, 500).name() == RED


@pytest.mark.no_qt_log
def test_well_formed_but_not_to_be_drawn(qapp: object) -> None:
    """Only the decoder can tell: still one line."""
    content = bytearray(saved(an_image(), "JPG"))
    at = content.index(b"\xff\xda") + 14
    content[at:-2] = b"\x00" * (len(content) - at - 2)
    head = content.index(b"\xff\xc4")
    content[head + 5 : head + 21] = b"\xf0" * 16
    with pytest.raises(KnownError, match="is damaged or cut off"):
        kept(bytes(content))


@pytest.mark.no_qt_log
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_mutation_brings_it_down(qapp: object, data: st.DataObject) -> None:
    wholes = [saved(an_image(), "PNG"), saved(an_image(), "JPG"), SVG]
    content = bytearray(data.draw(st.sampled_from(wholes)))
    places = st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255))
    for at, value in data.draw(st.lists(places, max_size=12)):
        content[at] = value
    try:
        found = kept(bytes(content))
    except KnownError as error:
        said = str(error)
    else:
        said = found.media
        assert found.content
    assert "\n" not in said
