"""Selecting, mirroring, copying, aligning, as last time: in the window, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from mesomap.model import RegionKey, Side, Status

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT, RIGHT = Side.LEFT, Side.RIGHT


@pytest.fixture
def mapped(person):
    """Three injections in the left medial cheek, the select tool in hand, nothing selected."""
    person.new_patient("Sample, Anna")
    key = person.click_region("cheek-medial", LEFT)
    body = person.view().body
    inside = body.charts["face-front"].polygons()[key].representative_point()
    person.click_chart(inside.x + 4, inside.y + 1)
    person.click_chart(inside.x - 1, inside.y + 6)
    QTest.keyClicks(person.desk().canvas.view, "v")
    person.settle()
    return person


def values(person):
    return sorted(person.injections().values(), key=lambda one: one.order)


def keys(person):
    return sorted((one.region, str(one.side)) for one in values(person))


def said(person):
    return person.window.message.text()


def select_all(person):
    person.ctrl(Qt.Key.Key_A)


def test_mirroring_is_one_step_and_selects_what_it_made(mapped):
    before = mapped.injections()
    select_all(mapped)
    mapped.ctrl(Qt.Key.Key_D)
    assert keys(mapped) == [("cheek-medial", "left")] * 3 + [("cheek-medial", "right")] * 3
    assert mapped.desk().canvas.selection == set(mapped.injections()) - set(before)
    assert said(mapped) == ""
    mapped.ctrl(Qt.Key.Key_D)
    assert "There already: 3" in said(mapped)
    assert len(mapped.injections()) == 6
    mapped.ctrl(Qt.Key.Key_Z)
    assert mapped.injections() == before


def test_what_the_chart_cannot_show_is_said(mapped):
    mapped.choose_chart("face-left")
    select_all(mapped)
    mapped.ctrl(Qt.Key.Key_D)
    assert said(mapped) == "Mirrored: 3 injections."


def test_the_whole_region_is_mirrored(mapped):
    mapped.click_region("cheek-medial", LEFT)
    mapped.press(Qt.Key.Key_Escape)
    mapped.ctrl_shift(Qt.Key.Key_D)
    assert len(mapped.injections()) == 6
    mapped.ctrl(Qt.Key.Key_Z)
    assert len(mapped.injections()) == 3


def test_with_nothing_selected_the_window_says_so(mapped):
    mapped.press(Qt.Key.Key_Escape)
    mapped.ctrl(Qt.Key.Key_D)
    assert "Nothing is selected" in said(mapped)
    mapped.ctrl(Qt.Key.Key_C)
    assert "Nothing is selected" in said(mapped)


def test_cut_and_paste_bring_the_same_back_to_the_same_skin(mapped):
    before = [one.site for one in values(mapped)]
    select_all(mapped)
    mapped.ctrl(Qt.Key.Key_X)
    assert mapped.injections() == {}
    text = QGuiApplication.clipboard().text()
    assert "Sample" not in text
    mapped.ctrl(Qt.Key.Key_V)
    assert [one.site for one in values(mapped)] == before
    assert said(mapped) == ""
    mapped.ctrl(Qt.Key.Key_Z)
    mapped.ctrl(Qt.Key.Key_Z)
    assert len(mapped.injections()) == 3


def test_pasted_where_the_places_are_taken_they_come_to_the_cursor(mapped):
    select_all(mapped)
    mapped.ctrl(Qt.Key.Key_C)
    body = mapped.view().body
    inside = body.charts["face-front"].polygons()[RegionKey("cheek-medial", RIGHT)]
    point = inside.representative_point()
    view = mapped.desk().canvas.view
    spot = view.mapFromScene(point.x, point.y)
    QTest.mouseMove(view.viewport(), spot)
    mapped.ctrl(Qt.Key.Key_V)
    assert "taken" in said(mapped)
    assert len(mapped.injections()) == 6
    fresh = [one for one in values(mapped) if one.id in mapped.desk().canvas.selection]
    assert len(fresh) == 3
    xy = body.on_chart("face-front", [fresh[0].site]).xy_mm[0]
    assert xy == pytest.approx((point.x, point.y), abs=1.0)
    was, now = ([o.site for o in group] for group in (values(mapped)[:3], fresh))
    for n in (1, 2):
        a, b = body.distance_mm(was[0], was[n]), body.distance_mm(now[0], now[n])
        assert a.skin_mm == pytest.approx(b.skin_mm, rel=0.1)


def test_paste_goes_to_another_patient_without_a_name(mapped):
    select_all(mapped)
    mapped.ctrl(Qt.Key.Key_C)
    sites = [one.site for one in values(mapped)]
    mapped.ctrl(Qt.Key.Key_W)
    mapped.new_patient("Other, Bea")
    mapped.ctrl(Qt.Key.Key_V)
    assert [one.site for one in values(mapped)] == sites
    assert {one.status for one in values(mapped)} == {Status.PLANNED}


def test_foreign_text_is_refused(mapped):
    QGuiApplication.clipboard().setText("not a map")
    mapped.ctrl(Qt.Key.Key_V)
    assert "clipboard holds nothing" in said(mapped)
    assert len(mapped.injections()) == 3


def test_a_site_of_no_body_is_refused(mapped):
    select_all(mapped)
    mapped.ctrl(Qt.Key.Key_C)
    text = QGuiApplication.clipboard().text()
    face = values(mapped)[0].site.face
    QGuiApplication.clipboard().setText(text.replace(f'"face": {face}', '"face": 99999999'))
    mapped.ctrl(Qt.Key.Key_V)
    assert "clipboard holds nothing" in said(mapped)
    assert len(mapped.injections()) == 3


def test_sets_of_the_selection(mapped):
    mapped.window.commands["tool_point"].trigger()
    mapped.click_region("cheek-medial", RIGHT)
    QTest.keyClicks(mapped.desk().canvas.view, "v")
    mapped.press(Qt.Key.Key_Escape)
    mapped.view().choose_region(RegionKey("cheek-medial", LEFT))
    mapped.ctrl_shift(Qt.Key.Key_A)
    canvas = mapped.desk().canvas
    left = {one.id for one in values(mapped) if one.side is LEFT}
    assert canvas.selection == left
    mapped.ctrl(Qt.Key.Key_I)
    assert canvas.selection == set(mapped.injections()) - left
    mapped.ctrl_shift(Qt.Key.Key_E)
    assert canvas.selection == set(mapped.injections())


def test_lasso_selects_what_it_holds_and_v_takes_the_band_back(mapped):
    canvas, page = mapped.desk().canvas, mapped.window.page
    mapped.press(Qt.Key.Key_Escape)
    mapped.press(Qt.Key.Key_V, SHIFT)
    assert page.select.lasso.isChecked()
    body, view = mapped.view().body, canvas.view
    middle = body.on_chart("face-front", [o.site for o in values(mapped)]).xy_mm.mean(axis=0)
    for dx, dy in ((-14, -14), (14, -14), (14, 14), (-14, 14)):
        spot = view.mapFromScene(middle[0] + dx, middle[1] + dy)
        QTest.mouseMove(view.viewport(), spot)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QTest.qWait(QGuiApplication.styleHints().mouseDoubleClickInterval() + 20)
    assert canvas.selection == frozenset()
    mapped.press(Qt.Key.Key_Return)
    assert canvas.selection == set(mapped.injections())
    QTest.keyClicks(view, "v")
    assert page.select.band.isChecked()
    mapped.click(page.select.lasso)
    assert canvas.scene.tools["select"].lassoes


def test_align_and_distribute_are_skin_and_one_step(mapped):
    before = mapped.injections()
    select_all(mapped)
    body = mapped.view().body
    patch = body.regions[RegionKey("cheek-medial", LEFT)].patch

    def uv():
        return body.on_patch(patch, [one.site for one in values(mapped)])

    mapped.ctrl(Qt.Key.Key_L)
    line = uv()
    assert np.linalg.svd(line - line.mean(axis=0))[1][1] == pytest.approx(0, abs=1e-6)
    mapped.ctrl(Qt.Key.Key_E)
    steps = np.diff(np.sort(uv() @ np.linalg.svd(line - line.mean(axis=0))[2][0]))
    assert steps[0] == pytest.approx(steps[1], abs=1e-6)
    mapped.ctrl(Qt.Key.Key_Z)
    mapped.ctrl(Qt.Key.Key_Z)
    assert mapped.injections() == before
    mapped.ctrl_shift(Qt.Key.Key_R)
    mapped.ctrl(Qt.Key.Key_Z)
    assert mapped.injections() == before


def test_two_are_too_few_to_align(mapped):
    mapped.press(Qt.Key.Key_Escape)
    mapped.ctrl(Qt.Key.Key_L)
    assert "at least three" in said(mapped)


def test_an_empty_session_offers_the_last_one(mapped):
    sites = [one.site for one in values(mapped)]
    first = set(mapped.injections())
    assert not mapped.window.page.offer.isVisible()
    mapped.ctrl_shift(Qt.Key.Key_N)
    mapped.qtbot.waitUntil(lambda: mapped.injections() == {})
    mapped.settle()
    offer = mapped.window.page.offer
    assert offer.isVisible()
    mapped.click(offer.button)
    assert [one.site for one in values(mapped)] == sites
    assert not first & set(mapped.injections())
    assert said(mapped).replace("\xa0", " ") == "As on 22 Nov 2026: 3 injections."
    mapped.settle()
    assert not offer.isVisible()
    mapped.ctrl(Qt.Key.Key_Z)
    assert mapped.injections() == {}


def test_without_a_session_before_the_menu_says_so(person):
    person.new_patient("Sample, Anna")
    person.ctrl_shift(Qt.Key.Key_L)
    assert "no session before" in said(person)
