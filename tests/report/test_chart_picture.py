"""A chart as PNG and SVG: its size, what is on it, and nothing of the patient unless asked for."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from flat_body import LEFT, site
from PySide6.QtGui import QColor, QImage
from sample_content import MARKED, PATIENT, both_cheeks, content, dense_chin, injection

from mesomap.model import KnownError, MarkShape, Status
from mesomap.paint.marks import COLOURS
from mesomap.report.chart_picture import (
    ChartPicture,
    PictureOptions,
    PictureSize,
    check_picture_out,
    image_of,
    picture_of,
    png_of,
    save_picture,
    svg_of,
)
from mesomap.report.layout.picture import PictureParts, lay_out_picture
from mesomap.report.layout.shapes import Text
from mesomap.report.layout.voice import plain_voice

SVG = "{http://www.w3.org/2000/svg}"
NAME = "Sample, Anna Élise"


def pictured(
    parts: PictureParts | None = None,
    *,
    size: PictureSize | None = None,
    transparent: bool = False,
    injections: object = None,
) -> ChartPicture:
    made = content(both_cheeks() if injections is None else injections)  # type: ignore[arg-type]
    options = PictureOptions(
        size=size or PictureSize.of_px(800),
        parts=parts or PictureParts(names=False),
        transparent=transparent,
    )
    return picture_of(made, "flat", options)


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (crc,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert crc == zlib.crc32(kind + body)
        yield kind, body
        at += 12 + length


def texts(picture: ChartPicture) -> list[str]:
    root = ET.fromstring(svg_of(picture))
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]


def test_so_many_pixels_wide_and_160_mm_on_paper(qapp: object) -> None:
    picture = pictured(size=PictureSize.of_px(800))
    image = QImage.fromData(png_of(picture))
    assert image.width() == 800 == picture.width_px
    assert image.height() == picture.height_px
    assert image.width() / image.dotsPerMeterX() * 1000 == pytest.approx(160, abs=0.1)


def test_so_many_mm_wide_at_a_resolution(qapp: object) -> None:
    picture = pictured(size=PictureSize.of_mm(90, 200))
    image = QImage.fromData(png_of(picture))
    assert image.width() == round(90 / 25.4 * 200)
    assert image.dotsPerMeterX() == image.dotsPerMeterY() == round(200 / 25.4 * 1000)


def test_the_png_says_nothing_but_its_pixels(qapp: object) -> None:
    for parts in (PictureParts(), PictureParts(patient=True)):
        png = png_of(pictured(parts))
        assert {kind for kind, _ in chunks(png)} <= {b"IHDR", b"pHYs", b"IDAT", b"IEND", b"sRGB"}


def test_the_background_is_white_or_nothing(qapp: object) -> None:
    white = QImage.fromData(png_of(pictured()))
    assert white.pixelColor(2, 2) == QColor("#FFFFFF")
    assert not white.hasAlphaChannel()
    none = QImage.fromData(png_of(pictured(transparent=True)))
    assert none.pixelColor(2, 2).alpha() == 0
    middle = none.width() // 2
    assert none.pixelColor(middle, middle).alpha() == 255, "the figure stays opaque"


def test_marks_have_their_syringes_colours(qapp: object) -> None:
    squares = [
        injection(n, site(60 + 30 * n, 130), LEFT, syringe=MARKED[MarkShape.SQUARE], status=status)
        for n, status in enumerate((Status.GIVEN, Status.PLANNED))
    ]
    picture = pictured(PictureParts(numbers=False), injections=squares)
    image = image_of(picture)
    given, planned = (
        image.pixelColor(*(round(mm * picture.options.size.dpi / 25.4) for mm in (s.x, s.y)))
        for s in picture.sheet.chart.spots
    )
    assert given == QColor(COLOURS[MarkShape.SQUARE])
    assert planned == QColor("#FFFFFF")


def test_the_svg_is_lines_and_real_text_in_mm(qapp: object) -> None:
    picture = pictured(PictureParts(names=False), size=PictureSize.of_mm(120))
    root = ET.fromstring(svg_of(picture))
    assert root.get("width") == "120mm"
    assert root.find(f".//{SVG}image") is None
    said = texts(picture)
    assert {str(n) for n in range(1, 41)} <= set(said), "every number is text"
    assert any(text.startswith("A Papule") or text == "Papule, planned" for text in said)
    assert any("average adult" in text for text in said)


def test_without_numbers_every_injection_still_has_its_mark(qapp: object) -> None:
    picture = pictured(PictureParts(numbers=False, legend=False))
    assert not picture.sheet.chart.labels
    assert len(picture.sheet.chart.spots) == 40
    assert not any(text.strip().isdigit() for text in texts(picture))
    assert picture.sheet.height_mm == pytest.approx(picture.sheet.chart.box.bottom)


def test_a_dense_lattice_is_told_by_rows_and_none_is_lost() -> None:
    made = content([*both_cheeks(), *dense_chin()])
    sheet = lay_out_picture(made, "flat", PictureParts(), voice=plain_voice(), width_mm=160)
    told = [id for label in sheet.chart.labels for id in label.ids]
    assert sorted(told, key=str) == sorted((i.id for i in made.injections), key=str)
    labels = sheet.chart.labels
    assert not any(a.overlaps(b) for k, a in enumerate(labels) for b in labels[:k])


def test_the_patient_is_named_only_where_asked_for(qapp: object) -> None:
    assert NAME.encode() not in svg_of(pictured())
    assert PATIENT.number.encode() not in svg_of(pictured())
    named = texts(pictured(PictureParts(patient=True)))
    assert f"{NAME}, 14 Mar 1981" in named
    assert "Face front, 22 Nov 2026" in named


def test_close_shows_only_the_part_with_marks(qapp: object) -> None:
    few = both_cheeks(step=5.0, columns=2, rows=2)[:4]
    whole = pictured(injections=few).sheet.chart
    close = pictured(PictureParts(close=True), injections=few).sheet.chart
    assert close.scale > 1.5 * whole.scale
    assert len(close.labels) == len(few)


def test_close_needs_marks() -> None:
    with pytest.raises(KnownError, match="shows nothing of the session"):
        pictured(PictureParts(close=True), injections=[])


def test_names_stand_on_their_region_and_beside_every_mark(body: object, qapp: object) -> None:
    made = replace(content([]), body=body)  # type: ignore[arg-type]
    parts = PictureParts(names=True)
    sheet = lay_out_picture(made, "face-front", parts, voice=plain_voice(), width_mm=160)
    names = {text.text for text in sheet.names}
    assert {"Forehead", "Chin"} <= names
    chart = body.charts["face-front"]  # type: ignore[attr-defined]
    box = sheet.chart
    for text in sheet.names:
        assert box.box.x < text.x < box.box.right
        assert box.box.y < text.y < box.box.bottom
    foreheads = [t for t in sheet.names if t.text == "Forehead"]
    for text in foreheads:
        x, y = (text.x - box.box.x) / box.scale, (text.y - box.box.y) / box.scale
        assert chart.site_at(x, y) is not None


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: PictureSize.of_px(0), "0 px wide"),
        (lambda: PictureSize.of_px(-5), "-5 px wide"),
        (lambda: PictureSize.of_px(10**9), "px wide"),
        (lambda: PictureSize.of_mm(float("nan")), "nan mm wide"),
        (lambda: PictureSize.of_mm(100, 0), "0 dots per inch"),
        (lambda: pictured(size=PictureSize.of_mm(1200, 1200)), "choose a smaller size"),
    ],
)
def test_a_size_that_cannot_be_is_said(make: object, said: str, qapp: object) -> None:
    with pytest.raises(KnownError) as caught:
        make()  # type: ignore[operator]
    assert said in caught.value.message.render()


@pytest.mark.parametrize(
    ("name", "said"),
    [("x.gif", "end its name in .png or .svg"), ("", "is a folder"), ("no/x.png", "no folder")],
)
def test_a_place_that_cannot_be_is_told(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(KnownError, match=said):
        check_picture_out(tmp_path / name)


def test_a_failed_save_leaves_what_was_there(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "chart.png"
    out.write_bytes(b"the earlier picture")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(KnownError, match="cannot be written"):
        save_picture(pictured(), out)
    assert out.read_bytes() == b"the earlier picture"
    assert [path.name for path in tmp_path.iterdir() if path.suffix] == ["chart.png"]


def test_the_ending_says_the_format(tmp_path: Path, qapp: object) -> None:
    for name, begins in (("a.PNG", b"\x89PNG"), ("a.svg", b"<?xml")):
        save_picture(pictured(), tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_small_picture_keeps_its_legend_within_it() -> None:
    skipped = both_cheeks(step=7.0, columns=6, rows=4)
    made = content(
        [replace(i, status=Status.SKIPPED) if k % 2 else i for k, i in enumerate(skipped)]
    )
    voice = plain_voice()
    sheet = lay_out_picture(made, "flat", PictureParts(), voice=voice, width_mm=60)
    written = [one for one in sheet.shapes if isinstance(one, Text)]
    assert "not given" in " ".join(one.text for one in written)
    for one in written:
        assert one.x + voice.width_mm(one.text, one.size_pt, one.weight) <= 60
        assert one.y < sheet.height_mm
    rows = sorted({one.y for one in written})
    assert min(b - a for a, b in pairwise(rows)) > 2.5
