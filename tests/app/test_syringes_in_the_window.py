"""Several syringes, their keys and marks, the needles, and the depth strip, in the real window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from mesomap.clinical.needles import BUILT_IN
from mesomap.model import MarkShape, RegionKey, Side, in_order, mark_of_syringe
from mesomap.panels.needle_dialog import NeedleDialog
from mesomap.panels.syringe_dialog import SyringeDialog

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FIRST_NEEDLE = next(iter(BUILT_IN))


def document(person):
    return person.window.desk.clinic.document


def ordered(person):
    return in_order(document(person).syringes.values())


def panel(person):
    return person.window.page.syringe


def another(person, name: str, drawn: str = "2"):
    """Add a syringe with the plus button and its dialog."""
    person.click(panel(person).add_button)
    dialog = person.window.findChild(SyringeDialog)
    person.qtbot.waitUntil(dialog.isActiveWindow)
    dialog.name.selectAll()
    person.type(name)
    person.enter_number(dialog.drawn, drawn)
    person.click(dialog.save_button)
    person.qtbot.waitUntil(lambda: person.view().held().name == name)
    person.activate()
    person.desk().canvas.setFocus()
    person.settle()


def hover(person, id: str, side: Side) -> None:
    view, body = person.desk().canvas.view, person.view().body
    inside = body.charts[person.view().chart].polygons()[RegionKey(id, side)]
    at = inside.representative_point()
    QTest.mouseMove(view.viewport(), view.mapFromScene(QPointF(at.x, at.y)))
    person.qtbot.waitUntil(lambda: person.desk().depth._region == RegionKey(id, side))


def test_digits_take_syringes_in_hand_each_with_its_own_mark(person) -> None:
    person.new_patient("Sample, Anna")
    another(person, "Vitamins")
    one, two = ordered(person)
    assert mark_of_syringe(one) is not mark_of_syringe(two)
    for key, held in ((Qt.Key.Key_1, one), (Qt.Key.Key_2, two), (Qt.Key.Key_9, two)):
        person.press(key)
        assert person.view().held() == held
    person.press(Qt.Key.Key_1)
    person.click_region("cheek-medial", Side.LEFT)
    person.press(Qt.Key.Key_2)
    person.click_region("cheek-medial", Side.RIGHT)
    assert [one.syringe for one in person.injections().values()] == [one.id, two.id]
    person.settle()
    legend = person.desk().canvas.surround.legend
    person.qtbot.waitUntil(lambda: "2 Vitamins, planned" in legend.accessibleName())
    assert "1 Syringe 1, planned" in legend.accessibleName()
    lines = panel(person).list.lines()
    assert [(line.number, line.name, line.left) for line in lines] == [
        (1, "Syringe 1", ""),
        (2, "Vitamins", "2.00\u00a0mL left"),
    ]
    assert panel(person).use() == "planned 0.05, given 0.00, drawn up 2.00\u00a0mL"


def test_the_cursor_is_told_the_syringe_where_there_are_several(person) -> None:
    person.new_patient("Sample, Anna")
    person.click_region("cheek-medial", Side.LEFT)
    view = person.desk().canvas.view
    body = person.view().body
    at = body.charts[person.view().chart].polygons()[RegionKey("cheek-medial", Side.LEFT)]
    spot = view.mapFromScene(QPointF(*at.representative_point().coords[0]))

    def told() -> str:
        QTest.mouseMove(view.viewport(), QPoint(2, 2))
        QTest.mouseMove(view.viewport(), spot)
        return person.desk().canvas.surround.callout.text

    assert told().endswith("0.05\u00a0mL")
    another(person, "Vitamins")
    assert told().endswith("0.05\u00a0mL · Syringe 1")


def test_next_and_previous_go_round_and_a_row_is_clicked(person) -> None:
    person.new_patient("Sample, Anna")
    another(person, "B")
    one, two = ordered(person)
    canvas = person.desk().canvas.view
    QTest.keyClicks(canvas, "q")
    assert person.view().held() == one
    QTest.keyClick(canvas, Qt.Key.Key_Q, SHIFT)
    assert person.view().held() == two
    person.click(panel(person).list.rows()[0])
    assert person.view().held() == one


def test_digits_in_a_number_field_stay_digits(person) -> None:
    person.new_patient("Sample, Anna")
    another(person, "B")
    person.enter_number(panel(person).depth_field, "1.5")
    assert person.view().held().name == "B"
    assert person.view().held().depth_mm == 1.5


def test_a_digit_gives_the_selection_another_syringe_as_one_step(person) -> None:
    person.new_patient("Sample, Anna")
    another(person, "B")
    one, two = ordered(person)
    person.click_region("cheek-medial", Side.LEFT)
    person.click_region("cheek-medial", Side.RIGHT)
    person.ctrl(Qt.Key.Key_A)
    person.press(Qt.Key.Key_1)
    assert {i.syringe for i in person.injections().values()} == {one.id}
    person.ctrl(Qt.Key.Key_Z)
    assert {i.syringe for i in person.injections().values()} == {two.id}


def test_duplicate_order_and_remove_each_as_one_step(person) -> None:
    person.new_patient("Sample, Anna")
    commands = person.window.commands
    assert not commands["remove_syringe"].isEnabled()
    commands["copy_syringe"].trigger()
    assert [one.name for one in ordered(person)] == ["Syringe 1", "Syringe 2"]
    assert person.view().held().name == "Syringe 2"
    person.settle()
    person.press(Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier | SHIFT)
    assert [one.name for one in ordered(person)] == ["Syringe 2", "Syringe 1"]
    person.settle()
    commands["remove_syringe"].trigger()
    assert [one.name for one in ordered(person)] == ["Syringe 1"]
    assert person.view().held().name == "Syringe 1"
    for _ in range(3):
        person.ctrl(Qt.Key.Key_Z)
    assert [one.name for one in ordered(person)] == ["Syringe 1"]


def test_one_in_use_is_not_removed_and_it_says_why(person) -> None:
    person.new_patient("Sample, Anna")
    another(person, "B")
    person.click_region("cheek-medial", Side.LEFT)
    person.settle()
    person.window.commands["remove_syringe"].trigger()
    assert "B has injections in this session" in person.window.message.text()
    assert len(ordered(person)) == 2


def test_a_chosen_mark_is_drawn(person) -> None:
    person.new_patient("Sample, Anna")
    person.click_region("cheek-medial", Side.LEFT)
    person.press(Qt.Key.Key_F4)
    dialog = person.window.findChild(SyringeDialog)
    person.qtbot.waitUntil(dialog.isActiveWindow)
    dialog.mark.setFocus()
    QTest.keyClick(dialog.mark, Qt.Key.Key_End)
    person.click(dialog.save_button)
    assert person.view().held().mark is MarkShape.PLUS
    rows = person.desk().canvas.stage.rows
    from mesomap.canvas.rows import KINDS

    assert [KINDS[kind][0] for kind in rows.data["kind"].tolist()] == [MarkShape.PLUS]
    person.activate()
    person.ctrl(Qt.Key.Key_Z)
    assert [KINDS[kind][0] for kind in rows.data["kind"].tolist()] == [MarkShape.CIRCLE]


def test_the_strip_follows_the_cursor_and_says_the_layer(person) -> None:
    person.new_patient("Sample, Anna")
    person.view().set_needle(FIRST_NEEDLE)
    person.settle()
    hover(person, "zygomatic", Side.LEFT)
    where, reach, source = panel(person).lines()
    assert where == "1.0\u00a0mm: reticular dermis"
    assert reach == "30G 4 mm at 15° reaches 1.0\u00a0mm"
    assert source.startswith("Left zygomatic")
    assert "women" in source
    assert "PMC9205051" in panel(person).strip.toolTip()
    hover(person, "cheek-buccal", Side.LEFT)
    assert panel(person).lines()[0] == "1.0\u00a0mm: skin"
    assert [band.name for band in panel(person).strip.view().bands] == ["skin", "hypodermis"]
    hover(person, "chin", Side.LEFT)
    assert panel(person).lines()[0] == "1.0\u00a0mm"
    assert "no published thickness" in panel(person).lines()[2]
    assert panel(person).strip.view().bands == ()


def test_what_is_out_of_reach_is_said_as_a_fact(person) -> None:
    person.new_patient("Sample, Anna")
    person.view().set_needle(FIRST_NEEDLE)
    person.enter_number(panel(person).depth_field, "2")
    person.settle()
    reach = panel(person).lines()[1]
    assert reach == "Out of reach: 30G 4 mm at 15° reaches 1.0\u00a0mm"
    person.enter_number(panel(person).angle_field, "90")
    person.settle()
    assert panel(person).lines()[1] == "30G 4 mm at 90° reaches 4.0\u00a0mm"


def test_dragging_the_strip_sets_the_depth_as_one_step(person) -> None:
    person.new_patient("Sample, Anna")
    hover(person, "zygomatic", Side.LEFT)
    strip = panel(person).strip
    start, end = (QPoint(18, round(strip.y_of(depth))) for depth in (1.0, 1.6))
    QTest.mousePress(strip, LEFT, NONE, start)
    QTest.mouseMove(strip, end)
    assert panel(person).lines()[0] == "1.6\u00a0mm: hypodermis"
    assert person.view().held().depth_mm == 1.0
    QTest.mouseRelease(strip, LEFT, NONE, end)
    assert person.view().held().depth_mm == 1.6
    person.ctrl(Qt.Key.Key_Z)
    assert person.view().held().depth_mm == 1.0
    QTest.mousePress(strip, LEFT, NONE, end)
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    QTest.mouseRelease(strip, LEFT, NONE, end)
    assert panel(person).lines()[0] == "1.0\u00a0mm: reticular dermis"
    assert person.view().held().depth_mm == 1.0
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(strip, Qt.Key.Key_Down)
    assert person.view().held().depth_mm == 1.1


def test_a_layer_is_meant_by_key(person) -> None:
    person.new_patient("Sample, Anna")
    QTest.keyClicks(person.desk().canvas.view, "d")
    choice = panel(person).layer_choice
    person.qtbot.waitUntil(lambda: choice.view().isVisible())
    popup = choice.view()
    for _ in range(choice.findData("mid-fat")):
        QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    held = person.view().held()
    assert (held.depth_mm, held.layer) == (None, "mid-fat")
    person.settle()
    assert panel(person).lines()[0] == "mid-fat: the depth is left open"


def test_the_clinics_needles_are_edited(person) -> None:
    person.new_patient("Sample, Anna")
    person.press(Qt.Key.Key_F4, SHIFT)
    dialog = person.window.findChild(NeedleDialog)
    person.qtbot.waitUntil(dialog.isActiveWindow)
    person.enter_number(dialog.length, "6")
    dialog.list.setCurrentRow(1)
    person.click(dialog.retire_button)
    person.click(dialog.add_button)
    QTest.keyClicks(dialog.name, "Stamp of five")
    person.enter_number(dialog.count, "5")
    person.enter_number(dialog.rows, "2")
    person.click(dialog.save_button)
    person.qtbot.waitUntil(lambda: len(document(person).needles) == 3)
    known = {one.name: one for one in document(person).needles.values()}
    assert known["30G 4 mm"].length_mm == 6.0
    assert known["30G 4 mm"].id == FIRST_NEEDLE
    assert known["32G 4 mm"].retired
    assert len(known["Stamp of five"].plate) == 5
    choice = panel(person).needle_choice
    names = [choice.itemText(row) for row in range(choice.count())]
    assert "Stamp of five" in names
    assert "32G 4 mm" not in names


def test_a_needle_without_a_name_is_refused(person) -> None:
    person.new_patient("Sample, Anna")
    person.press(Qt.Key.Key_F4, SHIFT)
    dialog = person.window.findChild(NeedleDialog)
    person.qtbot.waitUntil(dialog.isActiveWindow)
    person.click(dialog.add_button)
    person.click(dialog.save_button)
    assert dialog.isVisible()
    assert document(person).needles == {}


def test_a_new_session_takes_over_all_syringes(person) -> None:
    person.new_patient("Sample, Anna")
    another(person, "B")
    person.click(person.window.page.timeline.new_button)
    assert [one.name for one in ordered(person)] == ["Syringe 1", "B"]
    assert {one.drawn_ul for one in ordered(person)} == {0}
    assert document(person).can_undo is None
