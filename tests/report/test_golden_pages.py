"""Golden pages: the site chart of known sessions on the shipped atlas, against kept pictures.

The pictures lie in `golden/`. `make golden` (or MESOMAP_RENEW_GOLDEN=1) makes them anew: look at
them before they are committed. Pages are compared smoothed, so that another machine's font
rasteriser passes, and a mark, a row or a table that is missing or has moved does not.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from golden_content import GOLDEN
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from scipy.ndimage import gaussian_filter

from mesomap.atlas import Body, default_atlas
from mesomap.report.drawing import draw_page
from mesomap.report.layout import Layout, lay_out, paper_of
from mesomap.report.layout.bidi import isolated
from mesomap.report.layout.shapes import Page, Rule, Shape, Text
from mesomap.report.speech import paper_voice

FOLDER = Path(__file__).parent / "golden"
RENEW = bool(os.environ.get("MESOMAP_RENEW_GOLDEN"))
PX_PER_MM = 3.0
FINER = 2
LEVELS = 32
"""Of grey that are kept."""
SMOOTH_PX = 2.2
"""About 0.7 mm: half the height of the table's type."""
LOCAL = 24.0
"""Of 255: the most that one smoothed place may differ."""
MEAN = 1.0
BUDGET_BYTES = 1_500_000

Grey = NDArray[np.float64]


@cache
def laid(case: str) -> tuple[Layout, Body]:
    golden = GOLDEN[case]
    content = golden.make(default_atlas().body("female"))
    paper = paper_of(golden.paper, landscape=golden.landscape)
    return lay_out(content, voice=paper_voice(), paper=paper), content.body


def picture(layout: Layout, page: Page, body: Body, *, finer: int = FINER) -> Image.Image:
    """A page in grey, drawn `finer` than it is kept: glyphs fall on no pixel grid."""
    paper, px_per_mm = layout.paper, PX_PER_MM * finer
    image = QImage(
        round(paper.width_mm * px_per_mm),
        round(paper.height_mm * px_per_mm),
        QImage.Format.Format_RGB32,
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(px_per_mm, px_per_mm)
    draw_page(painter, page, body)
    painter.end()
    size = image.width(), image.height()
    drawn = Image.frombuffer("RGBA", size, bytes(image.constBits()), "raw", "BGRA").convert("L")
    return drawn.reduce(finer)


def difference(one: Image.Image, other: Image.Image, page: Page | None = None) -> str:
    """What is wrong with a page: empty where the two, smoothed, agree.

    Lines of `page` in scripts that the shipped face lacks are left out, as high as a field with
    its caption: the computer's own font draws them.
    """
    if one.size != other.size:
        return f"sizes {one.size} and {other.size}"
    a, b = (np.asarray(image, dtype=float) for image in (one, other))
    raw = a - b
    for shape in page.shapes if page is not None else ():
        if isinstance(shape, Text) and isolated(shape.text) != shape.text:
            raw[int((shape.y - 7.5) * PX_PER_MM) : int((shape.y + 2.5) * PX_PER_MM)] = 0.0
    away: Grey = np.abs(gaussian_filter(raw, SMOOTH_PX))
    worst, mean = float(away.max()), float(away.mean())
    if worst > LOCAL or mean > MEAN:
        y, x = np.unravel_index(int(away.argmax()), away.shape)
        at = f"{x / PX_PER_MM:.0f}, {y / PX_PER_MM:.0f} mm"
        return f"differs by {worst:.0f} at {at}; {mean:.2f} on average"
    return ""


def kept(case: str, number: int) -> Path:
    return FOLDER / f"{case}-{number}.png"


def save(image: Image.Image, path: Path) -> None:
    """A palette of few greys holds a page in some ten kilobytes."""
    path.parent.mkdir(exist_ok=True)
    step = 255 / (LEVELS - 1)
    few = image.point([round(round(grey / step) * step) for grey in range(256)])
    few.convert("P").save(path, optimize=True)


@pytest.mark.parametrize("case", list(GOLDEN))
def test_pages_look_as_they_did(case: str, qapp: object) -> None:
    layout, body = laid(case)
    pictures = [picture(layout, page, body) for page in layout.pages]
    if RENEW:
        for old in FOLDER.glob(f"{case}-[0-9]*.png"):
            old.unlink()
        for number, image in enumerate(pictures, start=1):
            save(image, kept(case, number))
    assert not kept(case, len(pictures) + 1).exists(), "there were more pages"
    for number, (page, image) in enumerate(zip(layout.pages, pictures, strict=True), start=1):
        with Image.open(kept(case, number)) as golden:
            said = difference(image, golden.convert("L"), page)
        assert not said, f"{kept(case, number).name} {said}; if that is meant: make golden"


def test_they_are_small() -> None:
    files = list(FOLDER.glob("*.png"))
    assert {path.stem.rsplit("-", 1)[0] for path in files} == set(GOLDEN)
    assert sum(path.stat().st_size for path in files) < BUDGET_BYTES


# What the comparison must see, and what it must not mind.

CASE = "one-region"


def differs(page: Page) -> str:
    layout, body = laid(CASE)
    whole = picture(layout, layout.pages[0], body)
    return difference(whole, picture(layout, page, body))


def first() -> Page:
    return laid(CASE)[0].pages[0]


@pytest.mark.parametrize("finer", [3, 4])
def test_the_same_page_otherwise_rasterised_passes(finer: int, qapp: object) -> None:
    layout, body = laid(CASE)
    other = picture(layout, first(), body, finer=finer)
    assert difference(picture(layout, first(), body), other) == ""


@pytest.mark.parametrize("label", [0, 5, 11])
def test_a_missing_label_is_seen(label: int, qapp: object) -> None:
    (chart,) = first().charts
    labels = (*chart.labels[:label], *chart.labels[label + 1 :])
    assert differs(replace(first(), charts=(replace(chart, labels=labels),)))


def test_a_moved_label_is_seen(qapp: object) -> None:
    (chart,) = first().charts
    moved = replace(chart.labels[0], x=chart.labels[0].x + 2.0, y=chart.labels[0].y - 1.0)
    assert differs(replace(first(), charts=(replace(chart, labels=(moved, *chart.labels[1:])),)))


def test_another_number_is_seen(qapp: object) -> None:
    (chart,) = first().charts
    other = replace(chart.labels[0], text="88")
    assert differs(replace(first(), charts=(replace(chart, labels=(other, *chart.labels[1:])),)))


def test_a_missing_chart_is_seen(qapp: object) -> None:
    assert differs(replace(first(), charts=()))


def row_y() -> float:
    return next(s.y for s in first().shapes if isinstance(s, Text) and s.text == "1–12")


def test_a_missing_row_is_seen(qapp: object) -> None:
    shapes = tuple(s for s in first().shapes if not (isinstance(s, Text) and s.y == row_y()))
    assert len(shapes) < len(first().shapes)
    assert differs(replace(first(), shapes=shapes))


def test_a_moved_table_is_seen(qapp: object) -> None:
    def lower(shape: Shape) -> Shape:
        if isinstance(shape, Text) and abs(shape.y - row_y()) < 12.0:
            return replace(shape, y=shape.y + 1.5)
        if isinstance(shape, Rule) and abs(shape.y1 - row_y()) < 12.0:
            return replace(shape, y1=shape.y1 + 1.5, y2=shape.y2 + 1.5)
        return shape

    assert differs(replace(first(), shapes=tuple(lower(s) for s in first().shapes)))
