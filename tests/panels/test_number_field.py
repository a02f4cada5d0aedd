"""A dose is never another number than the one typed: through real keys, in five locales."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mesomap.paint.locale import parse_decimal
from mesomap.panels.decimal_validator import format_decimal
from mesomap.panels.number_field import NumberField

LOCALES = ["de_DE", "fr_FR", "it_IT", "es_ES", "en_GB"]


class Page(QWidget):
    """A window with the field under test and another one to go to."""

    def __init__(self, field: NumberField) -> None:
        super().__init__()
        self.field = field
        self.other = NumberField(name="other")
        column = QVBoxLayout(self)
        column.addWidget(field)
        column.addWidget(self.other)
        self.resize(320, 200)


def volume() -> NumberField:
    field = NumberField(
        name="Volume", unit="mL", maximum=10.0, step=0.01, decimals=3, least_decimals=2
    )
    field.set_value(0.1)
    return field


def opened(qtbot: QtBot, field: NumberField) -> Page:
    """A shown window with the keyboard on `field`."""
    page = Page(field)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    return page


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    return opened(qtbot, volume())


def type_in(page: Page, text: str, *, enter: bool = True) -> None:
    QTest.keyClicks(page.field.edit, text)
    if enter:
        QTest.keyClick(page.field.edit, Qt.Key.Key_Return)


@pytest.mark.parametrize("name", LOCALES)
@pytest.mark.parametrize(
    ("typed", "value"),
    [("0.05", 0.05), ("0,05", 0.05), ("1.500", 1.5), ("1,500", 1.5), (".2", 0.2), ("2", 2.0)],
)
def test_comma_and_point_are_the_decimal_mark_in_every_locale(
    qtbot: QtBot, name: str, typed: str, value: float
) -> None:
    QLocale.setDefault(QLocale(name))
    page = opened(qtbot, volume())
    type_in(page, typed)
    assert page.field.value() == value
    mark = QLocale(name).decimalPoint()
    assert page.field.edit.text() == f"{value:.2f}".replace(".", mark)
    assert page.field.reason() == ""


@pytest.mark.parametrize("name", LOCALES)
def test_group_separators_are_refused_and_it_says_so(qtbot: QtBot, name: str) -> None:
    QLocale.setDefault(QLocale(name))
    page = opened(qtbot, volume())
    type_in(page, "1,500", enter=False)
    assert page.field.reason() == ""
    type_in(page, ".", enter=False)
    assert "group separators" in page.field.reason()
    assert page.field.edit.text() == "1,500"
    assert page.field.value() == 0.1


@pytest.mark.parametrize(
    "pasted", ["1,500.0", "1.500,0", "1 500", "1\u202f500", "1'500", "0.05 mL"]
)
def test_pasted_text_that_is_not_one_number_is_refused_visibly(page: Page, pasted: str) -> None:
    QGuiApplication.clipboard().setText(pasted)
    page.field.edit.selectAll()
    page.field.edit.paste()
    assert page.field.reason()
    assert page.field.edit.text() == "0.10"


@pytest.mark.parametrize(
    ("typed", "left", "said"),
    [
        ("1e", "1", '"e" is not part of a number.'),
        ("0.0005", "0.000", "Not more than 3 decimals."),
        ("1 ", "1 ", ""),
    ],
)
def test_a_key_is_never_dropped_silently(page: Page, typed: str, left: str, said: str) -> None:
    type_in(page, typed, enter=False)
    assert page.field.edit.text() == left
    assert page.field.reason() == said


def test_a_letter_that_is_a_tool_key_is_refused_with_a_reason(page: Page) -> None:
    type_in(page, "v", enter=False)
    assert page.field.reason() == '"v" is not part of a number.'
    assert page.field.value() == 0.1


def test_a_number_out_of_range_is_not_clamped(page: Page) -> None:
    type_in(page, "50")
    assert page.field.value() == 0.1
    assert page.field.edit.text() == "50"
    assert page.field.reason() == "50 mL is not taken: at most 10."
    QTest.keyClick(page.field.edit, Qt.Key.Key_Tab)
    assert page.field.edit.text() == "0.10"
    assert "at most 10" in page.field.reason()


def test_escape_reverts_and_enter_commits(qtbot: QtBot, page: Page) -> None:
    type_in(page, "3.3", enter=False)
    QTest.keyClick(page.field.edit, Qt.Key.Key_Escape)
    assert page.field.edit.text() == "0.10"
    with qtbot.waitSignals([page.field.value_changed, page.field.committed]):
        type_in(page, "3.3")
    assert page.field.value() == 3.3


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Plus])
def test_no_shortcut_of_the_window_takes_a_key_from_a_number(
    qtbot: QtBot, page: Page, key: Qt.Key
) -> None:
    shortcut = QShortcut(QKeySequence(key), page)
    type_in(page, "2", enter=False)
    with qtbot.assertNotEmitted(shortcut.activated):
        QTest.keyClick(page.field.edit, key)
    assert page.field.value() == {Qt.Key.Key_Return: 2.0, Qt.Key.Key_Plus: 2.01}.get(key, 0.1)


def test_enter_goes_on_to_the_window_when_nothing_was_typed(qtbot: QtBot, page: Page) -> None:
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Return), page)
    with qtbot.waitSignal(shortcut.activated):
        QTest.keyClick(page.field.edit, Qt.Key.Key_Return)


def test_leaving_commits(page: Page) -> None:
    type_in(page, "0,2", enter=False)
    QTest.keyClick(page.field.edit, Qt.Key.Key_Tab)
    assert page.other.edit.hasFocus()
    assert page.field.value() == 0.2


def test_keys_and_buttons_step(page: Page) -> None:
    QTest.keyClick(page.field.edit, Qt.Key.Key_Up)
    assert page.field.value() == 0.11
    QTest.keyClick(page.field.edit, "-")
    QTest.keyClick(page.field.edit, Qt.Key.Key_Down)
    assert page.field.value() == 0.09
    QTest.keyClick(page.field.edit, "+")
    QTest.mouseClick(page.field.up, Qt.MouseButton.LeftButton)
    assert page.field.value() == 0.11
    QTest.mouseClick(page.field.down, Qt.MouseButton.LeftButton)
    assert page.field.value() == 0.1
    assert min(page.field.up.width(), page.field.up.height()) >= 24
    assert page.field.height() == 32


def test_shift_steps_finer_as_far_as_the_field_shows(qtbot: QtBot) -> None:
    page = opened(qtbot, volume())
    QTest.keyClick(page.field.edit, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert page.field.value() == 0.102
    radius = NumberField(name="Radius", step=0.5, decimals=1)
    page = opened(qtbot, radius)
    QTest.keyClick(radius.edit, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert radius.value() == 0.1


def test_a_step_takes_what_is_being_typed_first(page: Page) -> None:
    type_in(page, "0.5", enter=False)
    QTest.mouseClick(page.field.up, Qt.MouseButton.LeftButton)
    assert page.field.value() == 0.51


def test_stepping_past_the_end_says_so(page: Page) -> None:
    page.field.set_value(0.0)
    QTest.keyClick(page.field.edit, Qt.Key.Key_Down)
    assert page.field.value() == 0.0
    assert "at least 0" in page.field.reason()


def wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_steps_only_with_the_keyboard_on_the_field(page: Page) -> None:
    wheel(page.field.edit)
    assert page.field.value() == 0.11
    page.other.setFocus()
    assert not page.field.edit.hasFocus()
    wheel(page.field.edit)
    assert page.field.value() == 0.11


def test_an_optional_field_can_be_emptied_another_cannot(qtbot: QtBot, page: Page) -> None:
    page.field.edit.selectAll()
    QTest.keyClick(page.field.edit, Qt.Key.Key_Backspace)
    QTest.keyClick(page.field.edit, Qt.Key.Key_Return)
    assert page.field.value() == 0.1
    assert page.field.reason()
    free = NumberField(name="free", optional=True)
    free.set_value(3.0)
    shown = opened(qtbot, free)
    QTest.keyClick(free.edit, Qt.Key.Key_Backspace)
    QTest.keyClick(free.edit, Qt.Key.Key_Return)
    assert shown.field.value() is None


def test_a_minus_begins_a_number_only_below_zero(qtbot: QtBot) -> None:
    field = NumberField(name="angle", minimum=-90, maximum=90, decimals=0)
    shown = opened(qtbot, field)
    QTest.keyClicks(field.edit, "-15")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert shown.field.value() == -15.0


@given(st.decimals(min_value=0, max_value=9999, places=3), st.sampled_from(LOCALES))
def test_what_is_shown_reads_back_as_the_same_number(number: object, name: str) -> None:
    QLocale.setDefault(QLocale(name))
    value = float(str(number))
    assert parse_decimal(format_decimal(value, at_least=1, at_most=3)) == value


@given(st.text(alphabet="0123456789.,' -e", max_size=9))
def test_a_text_is_one_number_or_none(text: str) -> None:
    value = parse_decimal(text)
    if value is not None:
        assert value == float(text.strip().replace(",", "."))
