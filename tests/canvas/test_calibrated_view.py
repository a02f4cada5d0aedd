"""The canvas in a patient's millimetres: deposits, scale bar and figures follow, sites stay."""

from __future__ import annotations

import pytest

from mesomap.analysis.live import LiveFigures
from mesomap.atlas import Body
from mesomap.atlas.calibration import calibrated
from mesomap.canvas import ChartCanvas
from mesomap.document import Document
from mesomap.document.edits import new_injections
from mesomap.model import Height, Side
from mesomap.paint.theme import apply_theme

FACTOR = 1.25


@pytest.fixture
def shown(qtbot, qapp, document: Document, synthetic_body: Body):
    apply_theme(qapp, "light")
    body = synthetic_body
    cheek = next(key for key in body.regions if key.side is Side.LEFT and "cheek" in key.id)
    middle = body.patches[body.regions[cheek].patch].polygon(cheek).representative_point()
    patch = body.regions[cheek].patch
    places = [(middle.x, middle.y), (middle.x + 4.0, middle.y)]
    sites = body.from_patch(patch, places)
    syringe = next(iter(document.syringes.values()))
    changes = new_injections(document, sites, body.regions_of(sites), syringe)
    document.commit("Add injections", changes)
    live = LiveFigures(body, document.injections.values(), document.syringes)
    canvas = ChartCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(840, 640)
    canvas.set_document(document, body, live)
    canvas.show_chart(next(iter(body.charts)))
    canvas.show()
    qtbot.waitExposed(canvas)
    yield canvas, body, cheek
    canvas.set_document(None, None, None)


def test_a_calibration_is_shown_at_once(qtbot, document: Document, shown) -> None:
    canvas, body, cheek = shown
    canvas.set_tool("point")
    canvas.select_all()
    chosen, zoom = canvas.selection, canvas.view.px_per_mm
    before = canvas.stage.rows.data.copy()
    bar = canvas.surround.scale_bar.width()
    longer = calibrated(body, (Height(body.stature_mm * FACTOR),))
    live = LiveFigures(longer, document.injections.values(), document.syringes)
    with qtbot.waitSignal(canvas.figures_changed):
        canvas.set_body(longer, live)
    after = canvas.stage.rows.data
    assert after["radius"] == pytest.approx(before["radius"] / FACTOR)
    assert after["x"].tolist() == before["x"].tolist()
    assert after["visible"].tolist() == before["visible"].tolist()
    assert canvas.surround.scale_bar.width() < bar
    assert (canvas.selection, canvas.tool, canvas.view.px_per_mm) == (chosen, "point", zoom)
    assert canvas.stage.chart is not None
    assert live.region(cheek).spacing.median_mm == pytest.approx(4.0 * FACTOR)
    canvas.surround.update_legend()
    # What the legend says is skin, what is drawn is picture.
    assert canvas.surround._radii_on_skin(after["radius"])[0] == pytest.approx(
        before["radius"].min()
    )


def test_later_edits_count_in_the_new_millimetres(document: Document, shown) -> None:
    canvas, body, cheek = shown
    longer = calibrated(body, (Height(body.stature_mm * FACTOR),))
    live = LiveFigures(longer, document.injections.values(), document.syringes)
    canvas.set_body(longer, live)
    one = next(iter(document.injections.values()))
    syringe = next(iter(document.syringes.values()))
    changes = new_injections(document, [one.site], body.regions_of([one.site]), syringe)
    document.commit("Add injection", changes)
    assert live.region(cheek).count == 3
    assert live.region(cheek).spacing.min_mm == 0.0
