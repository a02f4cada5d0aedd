"""Sheets at true scale: the paper's own geometry, read back from the PDF, is the skin's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from pypdf import PdfReader
from sample_content import SYRINGE, content, injection

from mesomap.atlas import Body, default_atlas
from mesomap.model import KnownError, RegionKey, Side, Status
from mesomap.report.layout import SessionContent
from mesomap.report.layout.flat_skin import FlatSkin, pieces
from mesomap.report.layout.one_to_one import lay_out_one_to_one
from mesomap.report.layout.paper import PAPERS, Paper
from mesomap.report.layout.shapes import Layout, Rule, Text
from mesomap.report.layout.tiling import OVERLAP_MM, windows
from mesomap.report.layout.voice import plain_voice
from mesomap.report.pdf import write_pdf
from mesomap.report.speech import paper_voice

THIGH = RegionKey("thigh-front-upper", Side.LEFT)
CHEEK = RegionKey("cheek-buccal", Side.LEFT)
MM_PER_POINT = 25.4 / 72
SIDEWAYS = Paper("A4", 297.0, 210.0)
VOICE = plain_voice()


@pytest.fixture(scope="module")
def body() -> Body:
    return default_atlas().body("female")


def lattice_on(body: Body, key: RegionKey, step_mm: float, first: int = 0) -> list[Any]:
    """Sites of a lattice over a region, as injections of it."""
    patch = body.region(key).patch
    polygon = body.patch(patch).polygon(key)
    x0, y0, x1, y1 = polygon.bounds
    grid = np.array(
        [
            (x, y)
            for y in np.arange(y0 + 2, y1, step_mm)
            for x in np.arange(x0 + 2, x1, step_mm)
            if shapely.contains_xy(polygon, x, y)
        ]
    )
    sites = [site for site in body.from_patch(patch, grid) if site is not None]
    return [injection(first + n, site, key) for n, site in enumerate(sites)]


def a_session(body: Body, *lattices: Sequence[Any]) -> SessionContent:
    made = content([one for lattice in lattices for one in lattice], syringes=(SYRINGE,))
    return replace(made, body=body, figures={})


def lines_of(page: Any) -> list[tuple[float, float, float, float]]:
    """The straight lines that a PDF's page strokes, in mm of the paper, y up."""
    found: list[tuple[float, float, float, float]] = []
    path: list[tuple[float, float]] = []

    def place(x: float, y: float, to: Sequence[float]) -> tuple[float, float]:
        a, b, c, d, e, f = (float(value) for value in to)
        return (a * x + c * y + e) * MM_PER_POINT, (b * x + d * y + f) * MM_PER_POINT

    def follow(operator: bytes, arguments: Any, matrix: Any, _text: Any) -> None:
        if operator == b"m":
            path[:] = [place(float(arguments[0]), float(arguments[1]), matrix)]
        elif operator == b"l":
            path.append(place(float(arguments[0]), float(arguments[1]), matrix))
        elif operator in (b"S", b"s"):
            found.extend((*one, *two) for one, two in pairwise(path))
            path.clear()

    page.extract_text(visitor_operand_before=follow)
    return found


def lengths(lines: list[tuple[float, float, float, float]]) -> np.ndarray:
    points = np.array(lines)
    return np.hypot(points[:, 2] - points[:, 0], points[:, 3] - points[:, 1])


def crosses(lines: list[tuple[float, float, float, float]]) -> np.ndarray:
    """The middles of the crosses: where two lines of 3 mm stand across each other."""
    size = lengths(lines)
    middle = np.array([((a + c) / 2, (b + d) / 2) for a, b, c, d in lines])
    short = np.flatnonzero(np.abs(size - 3.0) < 0.02)
    flat = {tuple(np.round(middle[n], 2)) for n in short if abs(lines[n][1] - lines[n][3]) < 0.01}
    upright = {
        tuple(np.round(middle[n], 2)) for n in short if abs(lines[n][0] - lines[n][2]) < 0.01
    }
    return np.array(sorted(flat & upright))


@pytest.mark.parametrize("paper", [PAPERS["A4"], PAPERS["Letter"], SIDEWAYS], ids=str)
def test_lengths_on_paper_are_the_skin_s_to_half_a_millimetre(
    body: Body, paper: Paper, tmp_path: Path, qapp: object
) -> None:
    made = a_session(body, lattice_on(body, CHEEK, 14.0))
    out = tmp_path / "sheet.pdf"
    write_pdf(lay_out_one_to_one(made, voice=paper_voice(), paper=paper), None, out)
    page = PdfReader(out).pages[0]
    assert float(page.mediabox.width) * MM_PER_POINT == pytest.approx(paper.width_mm, abs=0.3)
    lines = lines_of(page)
    bars = [line for line, size in zip(lines, lengths(lines), strict=True) if abs(size - 50) < 0.05]
    assert {abs(a - c) < 0.01 for a, _, c, _ in bars} == {True, False}  # one each way
    patch = body.region(CHEEK).patch
    skin = body.on_patch(patch, [one.site for one in made.injections])
    on_paper = crosses(lines)
    assert len(on_paper) == len(skin)

    def distances(points: np.ndarray) -> np.ndarray:
        apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
        return np.sort(apart[np.triu_indices(len(points), 1)])

    assert np.abs(distances(on_paper) - distances(skin)).max() < 0.1


def test_an_unknown_scale_is_never_asked_of_the_printer(body: Body) -> None:
    """Chart boxes are scaled; a true sheet has none."""
    layout = lay_out_one_to_one(
        a_session(body, lattice_on(body, CHEEK, 14.0)), voice=VOICE, paper=PAPERS["A4"]
    )
    assert all(not page.charts for page in layout.pages)


def test_a_calibrated_patient_s_sheet_is_larger_by_the_factor(body: Body) -> None:
    made = a_session(body, lattice_on(body, CHEEK, 14.0))
    patch = body.region(CHEEK).patch
    larger = replace(made, body=body.calibrated({patch: 1.1}))

    def wide(one: SessionContent) -> float:
        x0, _, x1, _ = FlatSkin(one.body, patch, (CHEEK,)).bounds
        return x1 - x0

    assert wide(larger) == pytest.approx(1.1 * wide(made), rel=1e-6)


def words(layout: Layout) -> list[list[str]]:
    return [[s.text for s in page.shapes if isinstance(s, Text)] for page in layout.pages]


def test_a_thigh_takes_several_sheets_that_name_their_neighbours(body: Body) -> None:
    made = a_session(body, lattice_on(body, THIGH, 25.0))
    layout = lay_out_one_to_one(made, voice=VOICE, paper=PAPERS["A4"])
    said = words(layout)
    sheets = [page for page in said if any(text.startswith("Sheet ") for text in page)]
    assert len(sheets) > 1
    for page in sheets:
        (name,) = [text.split()[1] for text in page if text.startswith("Sheet ")]
        joined = [text.removeprefix("joins ") for text in page if text.startswith("joins ")]
        assert joined
        for other in joined:
            (there,) = [p for p in sheets if any(t.startswith(f"Sheet {other} ") for t in p)]
            assert f"joins {name}" in there
    numbers = {text for page in sheets for text in page}
    assert {str(n) for n in range(1, len(made.injections) + 1)} <= numbers


def test_every_sheet_says_how_to_check_it_and_which_way_it_lies(body: Body) -> None:
    layout = lay_out_one_to_one(
        a_session(body, lattice_on(body, CHEEK, 14.0)), voice=VOICE, paper=PAPERS["Letter"]
    )
    sheet, table = words(layout)
    assert any(text.startswith("50 mm both ways.") for text in sheet)
    assert {"head", "feet", "front", "back"} <= set(sheet)
    assert any("lengths differ from the skin's by" in text for text in sheet)
    assert any("One to one" in text for text in table)


def test_no_number_stands_on_another_or_on_a_cross(body: Body) -> None:
    made = a_session(body, lattice_on(body, CHEEK, 7.0))
    page = lay_out_one_to_one(made, voice=VOICE, paper=PAPERS["A4"]).pages[0]
    middles = {
        ((s.x1 + s.x2) / 2, s.y1)
        for s in page.shapes
        if isinstance(s, Rule) and s.y1 == s.y2 and s.width == 0.25 and s.x2 - s.x1 < 4
    }
    assert len(middles) == len(made.injections)
    boxes = [
        (s.x, s.y, VOICE.width_mm(s.text, s.size_pt, s.weight))
        for s in page.shapes
        if isinstance(s, Text) and s.text.isdigit()
    ]
    assert len(boxes) == len(made.injections)
    for n, (x, y, wide) in enumerate(boxes):
        for ax, ay in middles:
            assert not (abs(ax - x) < wide / 2 and y - 1.7 < ay < y), "a number hides a site"
        for bx, by, other in boxes[n + 1 :]:
            assert abs(bx - x) >= (wide + other) / 2 - 1e-6 or abs(by - y) >= 1.7


def test_up_is_to_the_head_on_the_face_and_to_the_front_under_the_chin(body: Body) -> None:
    assert FlatSkin(body, body.region(CHEEK).patch, (CHEEK,)).sides[0] == "head"
    chin = RegionKey("submental", Side.LEFT)
    assert FlatSkin(body, body.region(chin).patch, (chin,)).sides[0] == "front"


def test_the_sheet_is_not_a_mirror_image(body: Body) -> None:
    """Seen from outside, front is to the left on the left cheek, to the right on the right one."""
    for side, where in ((Side.LEFT, 3), (Side.RIGHT, 1)):
        key = RegionKey("cheek-buccal", side)
        assert FlatSkin(body, body.region(key).patch, (key,)).sides[where] == "front"


def test_regions_that_touch_share_a_sheet_others_do_not(body: Body) -> None:
    medial = RegionKey("cheek-medial", Side.LEFT)
    found = pieces(body, [CHEEK, RegionKey("cheek-buccal", Side.RIGHT), medial])
    assert [set(one.keys) for one in found] == [
        {CHEEK, medial},
        {RegionKey("cheek-buccal", Side.RIGHT)},
    ]


def test_windows_cover_and_overlap() -> None:
    found = windows((0.0, 0.0, 300.0, 100.0), width_mm=180.0, height_mm=200.0)
    assert [one.name for one in found] == ["A1", "B1"]
    first, second = found
    assert first.x0 <= 0.0
    assert second.x1 >= 300.0
    assert first.x1 - second.x0 == pytest.approx(OVERLAP_MM)
    assert first.joins == {"right": "B1"}
    assert second.joins == {"left": "A1"}


def test_an_exact_fit_takes_one_sheet() -> None:
    assert len(windows((0.0, 0.0, 180.0, 200.0), width_mm=180.0, height_mm=200.0)) == 1


def test_what_cannot_be_printed_is_said(body: Body) -> None:
    empty = a_session(body)
    with pytest.raises(KnownError, match="nothing to print one to one"):
        lay_out_one_to_one(empty, voice=VOICE, paper=PAPERS["A4"])
    with pytest.raises(KnownError):
        lay_out_one_to_one(
            empty, voice=VOICE, paper=PAPERS["A4"], keys=[RegionKey("tail", Side.MIDLINE)]
        )


def test_a_region_that_is_asked_for_may_be_empty(body: Body) -> None:
    layout = lay_out_one_to_one(a_session(body), voice=VOICE, paper=PAPERS["A4"], keys=[CHEEK])
    assert any("joins" not in text for text in words(layout)[0])
    assert len(layout.pages) == 1


def test_what_was_skipped_has_no_cross(body: Body) -> None:
    lattice = lattice_on(body, CHEEK, 14.0)
    lattice[0] = replace(lattice[0], status=Status.SKIPPED)
    page = lay_out_one_to_one(a_session(body, lattice), voice=VOICE, paper=PAPERS["A4"]).pages[0]
    level = [
        s
        for s in page.shapes
        if isinstance(s, Rule) and s.y1 == s.y2 and s.width == 0.25 and s.x2 - s.x1 < 4
    ]
    assert len(level) == len(lattice) - 1
