"""Threads and area passes on the site chart: drawn, named, in a table, in black on white."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import numpy as np
import pytest
import shapely
from PySide6.QtGui import QImage, QPainter
from sample_content import PATIENT, SESSION, SYRINGE, injection

from mesomap.analysis.areas import area_figures
from mesomap.analysis.figures import session_figures
from mesomap.atlas import default_atlas
from mesomap.model import AreaPass, RegionKey, Side, Status, Technique
from mesomap.report.drawing import draw_page
from mesomap.report.layout import PAPERS, SessionContent, lay_out
from mesomap.report.layout.shapes import Text
from mesomap.report.speech import paper_voice

CHEEK = RegionKey("cheek-buccal", Side.LEFT)
FOREHEAD = RegionKey("forehead", Side.LEFT)
BODY = default_atlas().body("female")


def thread():
    patch = BODY.regions[CHEEK].patch
    middle = np.array(BODY.patches[patch].polygon(CHEEK).representative_point().coords[0])
    entry, exit = BODY.from_patch(patch, middle + np.array([[-6.0, 0.0], [6.0, 0.0]]))
    one = injection(1, entry, CHEEK, technique=Technique.LINEAR, volume_ul=60)
    return replace(one, path=(exit,))


def area(number=1, **given):
    values = {
        "id": UUID(int=700 + number),
        "session": SESSION.id,
        "order": 10 + number,
        "region": FOREHEAD.id,
        "side": FOREHEAD.side,
        "outline": (),
        "syringe": SYRINGE.id,
        "technique": Technique.NAPPAGE,
        "volume_ul": 900,
        "entries": 200,
    }
    return AreaPass(**{**values, **given})


def content(injections, areas):
    syringes = {SYRINGE.id: SYRINGE}
    return SessionContent.of(
        clinic_name="North Street Clinic",
        clinic_file="north.mesomap",
        patient=PATIENT,
        session=SESSION,
        session_number=4,
        syringes=(SYRINGE,),
        injections=tuple(injections),
        areas=tuple(areas),
        figures=session_figures(BODY, injections, syringes, areas=areas),
        body=BODY,
        printed=datetime(2026, 11, 22, 15, 8),
        version="0.1.0",
    )


@pytest.fixture
def laid_out(qapp):
    def lay(injections, areas):
        made = content(injections, areas)
        return lay_out(made, voice=paper_voice(), paper=PAPERS["A4"])

    return lay


def words(layout):
    return [s.text for page in layout.pages for s in page.shapes if isinstance(s, Text)]


def charts(layout):
    return [chart for page in layout.pages for chart in page.charts]


def test_a_thread_is_a_line_from_its_number(laid_out):
    layout = laid_out([thread()], [])
    (chart, *_) = charts(layout)
    (line,) = chart.threads
    (label,) = chart.labels
    start = np.array(line.points[0])
    assert np.hypot(*(start - (label.x, label.y))) < 0.5 or label.leader is not None
    length = shapely.LineString(line.points).length / chart.scale
    assert 8.0 < length <= 12.5
    assert "thread, from the entry of the needle to its end" in words(layout)


def test_an_area_pass_alone_gets_its_chart_its_name_and_its_row(laid_out):
    layout = laid_out([], [area()])
    labelled = [one for chart in charts(layout) for one in chart.areas if one.label]
    assert [one.label for one in labelled] == ["Area 1"]
    told = words(layout)
    figures = area_figures(BODY, area(), {SYRINGE.id: SYRINGE})
    for cell in ("Area 1", "Left forehead", "Nappage", "about 200", "0.90"):
        assert cell in told, cell
    assert f"{figures.ml_per_cm2:.3f}" in told
    assert f"{figures.mg_per_cm2:.2f}" in told
    assert "area pass, planned" in told
    assert any("left 2.10" in text for text in told)  # of 3 mL


def test_counted_entries_and_what_became_of_a_pass_are_said(laid_out):
    told = words(
        laid_out(
            [],
            [
                area(1, entries_estimated=False, status=Status.GIVEN, device="Gun X"),
                area(2, status=Status.SKIPPED, entries=None),
            ],
        )
    )
    assert "200" in told
    assert "Nappage, Gun X, given" in told
    assert "Nappage, not given" in told
    assert told.count("0.90") >= 2  # its own row and the total: the skipped one adds nothing


def test_they_are_on_paper_in_ink_alone(laid_out, qapp):
    plain = painted(laid_out([injection_beside()], []))
    drawn = painted(laid_out([injection_beside(), thread()], [area(status=Status.GIVEN)]))
    colours = np.ptp(drawn[..., :3].astype(int), axis=2)
    assert colours.max() <= np.ptp(plain[..., :3].astype(int), axis=2).max() + 4
    assert (drawn[..., 0] < 90).sum() > (plain[..., 0] < 90).sum() + 500


def injection_beside():
    patch = BODY.regions[CHEEK].patch
    middle = BODY.patches[patch].polygon(CHEEK).representative_point()
    (site,) = BODY.from_patch(patch, [[middle.x, middle.y + 8.0]])
    return injection(9, site, CHEEK)


def painted(layout):
    """The first page at 5 pixels a mm."""
    image = QImage(1050, 1485, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(5.0, 5.0)
    draw_page(painter, layout.pages[0], BODY)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(1485, 1050, 4).copy()
