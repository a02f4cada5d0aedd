"""From a region's name, a region's list, or steep skin to the chart that shows it best."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from mesomap.app import settings
from mesomap.app.best_views import best_chart, views_of
from mesomap.app.chart_groups import search
from mesomap.model import RegionKey, Side

BUCCAL = RegionKey("cheek-buccal", Side.LEFT)
PREAURICULAR = RegionKey("preauricular", Side.LEFT)


def test_the_best_chart_of_a_region_shows_more_of_it_than_the_others(body) -> None:
    for key in (BUCCAL, RegionKey("forehead", Side.RIGHT)):
        views = views_of(body, key)
        assert views
        assert body.charts[views[0].chart].group == "face"
        shares = [v.share for v in views if body.charts[v.chart].group == "face"]
        assert shares == sorted(shares, reverse=True)
    assert best_chart(body, []) is None
    assert views_of(body, RegionKey("no-such-region", Side.LEFT)) == []


def test_a_chart_that_shows_nothing_of_a_region_is_not_named(body) -> None:
    named = {view.chart for view in views_of(body, BUCCAL)}
    assert "face-left" in named
    assert "face-right" not in named


def test_regions_are_found_by_words_in_any_order_and_without_accents(body) -> None:
    found = search(body, "CHEEK left buc")
    assert found is not None
    assert [group.title for group in found] == ["Left buccal cheek"]
    assert all(entry.key == BUCCAL and "in view" in entry.note for entry in found[0].entries)
    decollete = search(body, "decollete")
    assert decollete
    assert "neck-decollete" in {entry.id for group in decollete for entry in group.entries}
    assert search(body, "  ") is None
    assert search(body, "xyzzy") == []


def test_typing_a_region_and_enter_shows_it(person) -> None:
    person.new_patient("Sample, Anna")
    person.ctrl(Qt.Key.Key_K)
    strip = person.window.page.strip
    assert strip.search.hasFocus()
    person.type("left buccal")
    best = best_chart(person.view().body, [BUCCAL])
    person.press(Qt.Key.Key_Return)
    assert person.view().chart == best == strip.model.chosen
    assert person.desk().canvas.stage.selected_region == BUCCAL
    assert person.window.page.region.name() == "Left buccal cheek"
    assert strip.search.text() == ""
    assert strip.model.found is None
    assert person.desk().canvas.view.hasFocus()
    assert person.injections() == {}


def test_down_goes_to_the_next_chart_found_and_a_click_takes_one(person) -> None:
    person.new_patient("Sample, Anna")
    strip = person.window.page.strip
    person.ctrl(Qt.Key.Key_K)
    person.type("left buccal")
    charts = [entry.id for group in strip.model.found for entry in group.entries]
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)
    assert person.view().chart == charts[1]
    person.ctrl(Qt.Key.Key_K)
    person.type("left buccal")
    person.click_row(strip.model.row_of(charts[2]))
    assert person.view().chart == charts[2]
    assert person.desk().canvas.stage.selected_region == BUCCAL


def test_esc_leaves_the_search_and_nothing_else(person) -> None:
    person.new_patient("Sample, Anna")
    strip = person.window.page.strip
    person.ctrl(Qt.Key.Key_K)
    person.type("xyzzy")
    assert strip.model.rowCount() == 0
    person.press(Qt.Key.Key_Escape)
    assert strip.model.found is None
    assert strip.model.rowCount() > 0
    assert person.desk().canvas.view.hasFocus()
    assert person.desk().canvas.tool == "point"


def test_folded_groups_are_remembered(person) -> None:
    person.new_patient("Sample, Anna")
    strip = person.window.page.strip
    assert "face" not in strip.model.folded
    assert "trunk" in strip.model.folded
    person.click_row(strip.model.row_of_group("trunk"))
    person.click_row(strip.model.row_of_group("face"))
    assert strip.model.row_of("face-front") is None
    assert strip.model.row_of("abdomen") is not None
    assert "face" in settings.folded_groups()
    assert "trunk" not in settings.folded_groups()
    person.ctrl(Qt.Key.Key_W)
    person.window.start.patients.search.setFocus()
    person.new_patient("Sample, Bea")
    assert "trunk" not in strip.model.folded
    # The chart on the canvas is always in sight, and that is not remembered.
    assert strip.model.row_of(person.view().chart) is not None
    assert "face" in settings.folded_groups()


def test_a_folded_group_says_how_many_injections_its_charts_show(person) -> None:
    person.new_patient("Sample, Anna")
    person.click_region("cheek-medial", Side.LEFT)
    person.click_region("forehead", Side.LEFT)
    person.settle()
    model = person.window.page.strip.model
    assert model.counts["face-front"] == 2
    assert model.group_counts["face"] == 2
    assert model.group_counts["body"] == 2
    assert model.group_counts.get("leg", 0) == 0
    person.ctrl(Qt.Key.Key_Z)
    person.settle()
    assert model.group_counts["face"] == 1


def test_only_charts_in_sight_get_a_small_map(person) -> None:
    person.new_patient("Sample, Anna")
    strip = person.window.page.strip
    person.qtbot.waitUntil(lambda: set(strip.charts_in_sight()) <= set(strip.model.pictures))
    assert "abdomen" not in strip.model.pictures
    person.click_row(strip.model.row_of_group("trunk"))
    strip.view.scrollTo(strip.model.index(strip.model.row_of("abdomen")))
    person.qtbot.waitUntil(lambda: "abdomen" in strip.model.pictures)
    assert "palm-left" not in strip.model.pictures


def test_a_line_of_the_region_list_shows_its_region(person) -> None:
    person.new_patient("Sample, Anna")
    key = person.click_region("cheek-medial", Side.LEFT)
    person.settle()
    person.choose_chart("buttocks")
    panel = person.window.page.region
    person.click(panel.lines()[0])
    body = person.view().body
    assert person.view().chart == best_chart(body, [key])
    assert person.desk().canvas.stage.selected_region == key
    person.choose_chart("buttocks")
    person.click(panel.show_button)
    assert person.view().chart == best_chart(body, [key])


def steep_spot(person) -> tuple[QPoint, object]:
    """A pixel of the view whose skin is tilted more than 60 degrees, and its site."""
    view, canvas = person.view(), person.desk().canvas.view
    port = canvas.viewport().rect()
    for x in range(port.right(), port.center().x(), -1):
        spot = QPoint(x, port.center().y())
        at = canvas.mapToScene(spot)
        site = view.body.site_at(view.chart, at.x(), at.y())
        if site is None or view.body.region_of(site) != PREAURICULAR:
            continue
        if 62 < view.body.on_chart(view.chart, [site]).tilt_deg[0] < 75:
            return spot, site
    raise AssertionError("no steep skin here")


@pytest.mark.parametrize("how", ["key", "click"])
def test_steep_skin_is_shown_on_the_better_chart(person, how: str) -> None:
    person.new_patient("Sample, Anna")
    person.press(Qt.Key.Key_V)
    page, canvas = person.window.page, person.desk().canvas
    assert page.read_out.offer() == ""
    spot, site = steep_spot(person)
    QTest.mouseMove(canvas.view.viewport(), QPoint(5, 5))
    QTest.mouseMove(canvas.view.viewport(), spot)
    assert page.read_out.offer() == "Better seen on: Face left"
    if how == "key":
        person.press(Qt.Key.Key_B)
    else:
        person.click(page.read_out.offer_button)
    assert person.view().chart == "face-left"
    body = person.view().body
    assert canvas.stage.selected_region == body.region_of(site)
    at = body.on_chart("face-left", [site]).xy_mm[0].tolist()
    shown = canvas.view.mapFromScene(QPointF(*at))
    assert canvas.view.viewport().rect().contains(shown)
    assert canvas.view.zoom > 1.0


def test_b_shows_the_chosen_region_best(person) -> None:
    person.new_patient("Sample, Anna")
    person.press(Qt.Key.Key_V)
    key = person.click_region("forehead", Side.LEFT)
    person.choose_chart("buttocks")
    person.desk().canvas.setFocus()
    person.press(Qt.Key.Key_B)
    assert person.view().chart == best_chart(person.view().body, [key])
