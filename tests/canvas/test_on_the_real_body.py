"""The tools on the built atlas: what is promised in skin millimetres holds on a curved face."""

from dataclasses import replace
from uuid import uuid4

import pytest
from canvas_bench import Bench
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest

from mesomap.analysis.live import LiveFigures
from mesomap.atlas import default_atlas
from mesomap.canvas import ChartCanvas
from mesomap.model import Added, LatticeSettings, RegionKey, Side

BUCCAL = RegionKey("cheek-buccal", Side.LEFT)


@pytest.fixture(scope="module")
def body():
    return default_atlas().body("female")


@pytest.fixture
def face(qtbot, qapp, document, body):
    QLocale.setDefault(QLocale("en_GB"))
    patient = replace(document.patient, id=uuid4(), body="female")
    session = replace(document.session, id=uuid4(), patient=patient.id, body="female")
    syringe = next(iter(document.syringes.values()))
    document.commit("New session", (Added(patient), Added(session)))
    document.open_session(session.id)
    document.commit("x", (Added(replace(syringe, id=uuid4(), session=session.id)),))
    canvas = ChartCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(866, 596)
    canvas.set_document(document, body, LiveFigures(body, (), document.syringes))
    canvas.show_chart("face-front")
    canvas.show()
    qtbot.waitExposed(canvas)
    yield Bench(canvas, document, body, qtbot)
    canvas.set_document(None, None, None)


def middle_of(face, key):
    point = face.canvas.stage.chart.polygons()[key].representative_point()
    return point.x, point.y


def test_an_injection_shows_at_the_same_skin_on_every_chart_that_sees_it(face, body):
    (a,) = face.place(middle_of(face, BUCCAL))
    assert (a.region, a.side) == BUCCAL
    seeing = {view.chart for view in body.charts_seeing(a.site, 90.0)}
    assert {"face-front", "face-left", "face-left-oblique"} <= seeing
    for chart in body.charts:
        face.canvas.show_chart(chart)
        shown = face.canvas.stage.visible_ids()
        if chart in seeing:
            assert shown == {a.id}
            x, y = face.canvas.stage.rows.xy_mm[0].tolist()
            assert face.canvas.stage.hit(x, y).injection == a.id
            assert face.canvas.stage.hit(x, y).region == BUCCAL
        else:
            assert shown == frozenset()


@pytest.mark.parametrize(("shift", "length"), [(False, 1.0), (True, 5.0)])
@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up])
def test_a_nudge_is_skin_millimetres_on_the_cheek(face, body, key, shift, length):
    (a,) = face.place(middle_of(face, BUCCAL))
    face.canvas.select_all()
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    face.key(key, held)
    moved = face.document.injections[a.id]
    assert body.distance_mm(a.site, moved.site).skin_mm == pytest.approx(length, rel=0.02)


def test_a_grid_keeps_its_spacing_on_the_skin_where_the_chart_shortens_it(face, body):
    face.canvas.set_tool("grid")
    face.canvas.set_grid_settings(LatticeSettings(spacing_mm=10.0))
    face.click(*middle_of(face, BUCCAL))
    shown = face.heard.preview[-1]
    assert shown.count > 8
    assert shown.spacing.min_mm == pytest.approx(10.0, abs=0.05)
    assert face.canvas.stage.sketch.handle is not None
    face.key(Qt.Key.Key_Return)
    assert len(face.document.injections) == shown.count
    figures = face.canvas.stage.live.region(BUCCAL)
    assert figures.count == shown.count
    assert figures.coverage == pytest.approx(shown.coverage, abs=1e-6)
    xy = face.canvas.stage.rows.xy_mm
    nearest = [min(((p - q) ** 2).sum() ** 0.5 for q in xy if q is not p) for p in xy]
    assert min(nearest) < 9.0
    assert face.document.undo() == "Add grid"
    assert not face.document.injections


def test_dragging_a_selection_keeps_its_distances_on_the_skin(face, body):
    x, y = middle_of(face, BUCCAL)
    a, b = face.place((x - 3, y), (x - 3, y + 8))
    before = body.distance_mm(a.site, b.site).skin_mm
    face.canvas.select_all()
    face.drag((x - 3, y), (x + 3, y - 3))
    moved = face.document.injections
    assert moved[a.id] != a
    after = body.distance_mm(moved[a.id].site, moved[b.id].site).skin_mm
    assert after == pytest.approx(before, rel=0.01)


def test_steep_skin_names_the_chart_that_sees_it_better(face, body):
    chart = body.chart("face-front")
    key = RegionKey("preauricular", Side.LEFT)
    x, y = chart.polygons()[key].representative_point().coords[0]
    assert face.canvas.stage.skin_at(x, y).tilt_deg > 60
    face.canvas.set_tool("point")
    face.click(x, y)
    assert not face.document.injections
    assert face.canvas.surround.callout.text.startswith("Left ")
    assert "side view: Face left" in face.canvas.surround.callout.text


def test_the_figure_is_drawn(face):
    QTest.qWait(100)
    image = face.viewport.grab().toImage()
    eye = face.px(*middle_of(face, BUCCAL))
    assert 150 < image.pixelColor(eye).lightness() < 250
    shades = {image.pixelColor(x, 300).lightness() for x in range(0, image.width(), 3)}
    assert len(shades) > 12
