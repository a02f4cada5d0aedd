from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from mesomap.panels.tool_bar import ToolBar

TOOLS = "select point grid row line nappage stamp lesion erase measure note".split()  # noqa: SIM905
KEYS = "VPGRLASJEMN"


@pytest.fixture
def bar(qtbot, qapp):
    window = QMainWindow()
    actions = {}
    for name, key in zip(TOOLS, KEYS, strict=True):
        actions[name] = QAction(name.capitalize(), window)
        actions[name].setShortcut(key)
        actions[name].setCheckable(True)
    others = {name: QAction(name, window) for name in ("undo", "redo", "turn", "printer")}
    icons = [(actions[name], name if name not in ("nappage", "stamp", "lesion") else "grid")
             for name in TOOLS]  # fmt: skip
    bar = ToolBar(
        icons,
        [(others["undo"], "undo"), (others["redo"], "redo")],
        [(others["turn"], "turn"), (others["printer"], "printer")],
    )
    qtbot.addWidget(bar)
    bar.show()
    yield bar
    del window


def fits(bar):
    right = [b for b in bar.buttons.values() if b.isVisible()]
    edges = sorted((b.x(), b.x() + b.width()) for b in (*right, bar.more) if b.isVisible())
    return all(a[1] <= b[0] for a, b in pairwise(edges)) and edges[-1][1] <= bar.width()


@pytest.mark.parametrize("width", [1416, 862, 776, 700, 536, 400])
def test_every_tool_is_a_press_away_and_nothing_overlaps(bar, width):
    bar.resize(width, bar.height())
    assert fits(bar)
    hidden = bar.in_more()
    assert bar.more.isVisible() == bool(hidden)
    tools = list(bar.buttons)[: len(TOOLS)]
    assert [a for a in tools if bar.buttons[a].isVisible()] + hidden == tools
    assert all(b.width() >= 32 and b.height() >= 32 for b in bar.buttons.values() if b.isVisible())


def test_at_usual_widths_no_tool_is_hidden(bar):
    for width in (776, 862):
        bar.resize(width, bar.height())
        assert bar.in_more() == []


def test_names_come_back_with_the_room(bar):
    select = next(iter(bar.buttons.values()))
    bar.resize(560, bar.height())
    small = select.sizeHint().width()
    bar.resize(1500, bar.height())
    assert select.sizeHint().width() > small


def test_the_menu_takes_the_hidden_tools(bar, qtbot):
    bar.resize(400, bar.height())
    hidden = bar.in_more()
    assert hidden
    qtbot.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    assert bar.menu.actions() == hidden
    hidden[-1].trigger()
    assert hidden[-1].isChecked()
    bar.menu.close()
