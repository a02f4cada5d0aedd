"""The scene follows the document: one id at a time, and only what changed is painted again."""

from dataclasses import replace

import numpy as np
import pytest
from flat_skin import RIGHT, site
from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtTest import QTest

from mesomap.canvas import stage as stage_module
from mesomap.document.edits import new_injections
from mesomap.model import KnownError, Message, Removed, Updated


class Paints(QObject):
    """Watches which parts of a view are painted again."""

    def __init__(self, view):
        super().__init__()
        self.view, self.rects = view, []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            back, _ = self.view.viewportTransform().inverted()
            self.rects += [back.mapRect(QRectF(rect)) for rect in event.region()]
        return False


def repainted(bench, act):
    """The rectangles (mm) that were painted again because of `act`."""
    bench.settle()
    paints = Paints(bench.view)
    bench.viewport.installEventFilter(paints)
    act()
    QTest.qWait(5)
    bench.viewport.removeEventFilter(paints)
    return paints.rects


def test_an_edit_places_one_id_only(bench, monkeypatch):
    bench.place((30, 30), (60, 60), (60, 90))
    asked = []
    place = stage_module.placed_on
    monkeypatch.setattr(
        stage_module,
        "placed_on",
        lambda body, chart, injections, syringes: (
            asked.append(len(injections)),
            place(body, chart, injections, syringes),
        )[1],
    )
    syringe = next(iter(bench.document.syringes.values()))
    added = new_injections(bench.document, [site(120, 50)], [RIGHT], syringe)
    bench.document.commit("Add injection", added)
    assert asked == [1]
    assert len(bench.canvas.stage.rows) == 4


def test_adding_repaints_only_around_it(bench):
    bench.place((30, 30))
    syringe = next(iter(bench.document.syringes.values()))
    added = new_injections(bench.document, [site(150, 100)], [RIGHT], syringe)
    rects = repainted(bench, lambda: bench.document.commit("Add injection", added))
    assert rects
    for rect in rects:
        assert rect.contains(150, 100)
        assert rect.width() < 30
        assert rect.height() < 30


def test_removing_repaints_where_it_was(bench):
    a, _ = bench.place((30, 30), (150, 100))
    rects = repainted(bench, lambda: bench.document.commit("x", (Removed(a),)))
    assert any(rect.contains(30, 30) for rect in rects)
    assert not any(rect.contains(150, 100) for rect in rects)


def test_moving_repaints_both_places(bench):
    (a,) = bench.place((30, 30))
    change = Updated(a, replace(a, site=site(150, 100)))
    rects = repainted(bench, lambda: bench.document.commit("x", (change,)))
    assert any(rect.contains(30, 30) for rect in rects)
    assert any(rect.contains(150, 100) for rect in rects)


def test_live_figures_are_brought_up_to_date_before_the_signal(bench):
    counts = []
    live = bench.canvas.stage.live
    bench.canvas.figures_changed.connect(
        lambda keys: counts.append([live.region(key).count for key in keys])
    )
    bench.place((30, 30), (50, 30))
    bench.document.undo()
    assert counts == [[1], [2], [1]]


def test_gaps_and_close_pairs_are_marked(bench):
    places = [(x, y) for x in (25, 35, 45, 55, 65) for y in (30, 40, 50, 60, 70)]
    placed = bench.place(*places)
    bench.settle()
    before = bench.canvas.scene.under.gap_count()
    middle = placed[12]
    bench.document.commit("x", (Removed(middle),))
    a, b = placed[0], placed[1]
    bench.document.commit("x", (Updated(b, replace(b, site=site(27, 33))),))
    bench.settle()
    assert bench.canvas.scene.under.gap_count() > before - 1
    assert frozenset((a.id, b.id)) in bench.canvas.scene.over.pairs()
    bench.document.undo()
    bench.settle()
    assert frozenset((a.id, b.id)) not in bench.canvas.scene.over.pairs()


def test_a_failed_commit_says_why_and_leaves_everything(bench, monkeypatch):
    def refuse(label, changes, *, initiator=None):
        raise KnownError("The session is signed.")

    monkeypatch.setattr(bench.document, "commit", refuse)
    bench.canvas.set_tool("point")
    bench.click(50, 50)
    assert bench.heard.failed == [Message("The session is signed.")]
    assert len(bench.canvas.stage.rows) == 0


def test_thousands_in_one_item(bench):
    n = 3000
    rng = np.random.default_rng(1)
    sites = [site(x, y) for x, y in rng.uniform((12, 12), (188, 138), (n, 2)).tolist()]
    syringe = next(iter(bench.document.syringes.values()))
    keys = bench.body.regions_of(sites)
    items = len(bench.canvas.scene.items())
    bench.document.commit("Add grid", new_injections(bench.document, sites, keys, syringe))
    assert len(bench.canvas.stage.rows) == n
    assert len(bench.canvas.scene.items()) == items
    bench.document.undo()
    assert len(bench.canvas.stage.rows) == 0


def test_after_letting_go_of_a_document_its_events_do_nothing(bench):
    (a,) = bench.place((30, 30))
    bench.canvas.set_document(None, None, None)
    bench.document.commit("x", (Removed(a),))
    assert len(bench.canvas.stage.rows) == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_figure_is_on_the_themes_ground(bench, qapp, theme):
    from mesomap.paint.theme import apply_theme
    from mesomap.paint.tokens import PALETTES

    apply_theme(qapp, theme)
    bench.settle()
    image = bench.viewport.grab().toImage()
    assert image.pixelColor(2, 2).name().upper() == PALETTES[theme].canvas
    grey = image.pixelColor(bench.px(50, 60)).lightness()
    assert abs(grey - 0xEE * PALETTES[theme].figure_brightness) < 3
