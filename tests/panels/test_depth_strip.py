"""The depth strip: to scale, dragged or stepped, and nothing said where no figure is known."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from mesomap.model import MarkShape
from mesomap.paint import tokens as tk
from mesomap.panels.depth_labels import placed_labels
from mesomap.panels.depth_strip import DepthStrip
from mesomap.panels.depth_view import DEEPEST_SHOWN, Band, DepthView

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
FOREHEAD = DepthView(
    bands=(
        Band("epidermis", "Epidermis", (0.0, 0.0), (0.2, 0.2)),
        Band("papillary dermis", "Papillary", (0.2, 0.2), (0.372, 0.372)),
        Band("reticular dermis", "Reticular", (0.372, 0.372), (1.06, 1.06)),
        Band("hypodermis", "Hypodermis", (1.06, 1.06), None),
    ),
    depth_mm=0.8,
    angle_deg=90.0,
    reach_mm=4.0,
    mark=MarkShape.CIRCLE,
    details="Forehead, women\nSource: a table",
)
CHEEK = replace(
    FOREHEAD,
    bands=(
        Band("skin", "Skin", (0.0, 0.0), (1.23, 1.6)),
        Band("hypodermis", "Hypodermis", (1.23, 1.6), None),
    ),
)


@pytest.fixture
def strip(show) -> DepthStrip:
    widget = DepthStrip()
    show(widget, 150, 150)
    widget.show_view(FOREHEAD)
    return widget


def colour_at(strip: DepthStrip, depth_mm: float) -> QColor:
    image = strip.grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(8 * ratio), round(strip.y_of(depth_mm) * ratio))


def test_the_layers_are_drawn_to_scale(strip: DepthStrip) -> None:
    strip.show_view(replace(FOREHEAD, depth_mm=None))
    for band, inside in (("epidermis", 0.1), ("reticular dermis", 0.7), ("hypodermis", 1.5)):
        assert colour_at(strip, inside) == QColor(tk.STRATA[band]), band
    a, b, c = (strip.y_of(depth) for depth in (0.0, 1.0, 2.0))
    assert b - a == pytest.approx(c - b)


def test_a_range_is_hatched_not_a_line(strip: DepthStrip) -> None:
    strip.show_view(replace(CHEEK, depth_mm=None))
    image = strip.grab().toImage()
    ratio = image.devicePixelRatio()
    row = round(strip.y_of(1.42) * ratio)
    seen = {image.pixelColor(x, row).name() for x in range(round(6 * ratio), round(36 * ratio))}
    assert QColor(tk.STRATA["hypodermis"]).name() in seen
    assert len(seen) > 3


def test_a_drag_sets_the_depth_when_it_ends(strip: DepthStrip, qtbot: QtBot) -> None:
    heard: list[float] = []
    strip.depth_chosen.connect(heard.append)
    start, end = (QPoint(20, round(strip.y_of(depth))) for depth in (0.8, 1.5))
    QTest.mousePress(strip, LEFT, NONE, start)
    QTest.mouseMove(strip, end)
    assert heard == []
    assert strip.view().depth_mm == pytest.approx(1.5, abs=0.06)
    QTest.mouseRelease(strip, LEFT, NONE, end)
    assert heard == [pytest.approx(1.5, abs=0.06)]


def test_esc_leaves_a_drag(strip: DepthStrip) -> None:
    heard: list[float] = []
    strip.depth_chosen.connect(heard.append)
    QTest.mousePress(strip, LEFT, NONE, QPoint(20, 100))
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    QTest.mouseRelease(strip, LEFT, NONE, QPoint(20, 100))
    assert heard == []
    assert strip.view() == FOREHEAD


@pytest.mark.parametrize(
    ("key", "depth"),
    [
        (Qt.Key.Key_Down, 0.9),
        (Qt.Key.Key_Up, 0.7),
        (Qt.Key.Key_PageDown, 1.3),
        (Qt.Key.Key_PageUp, 0.3),
    ],
)
def test_keys_do_what_a_drag_does(
    strip: DepthStrip, qtbot: QtBot, key: Qt.Key, depth: float
) -> None:
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(strip.depth_chosen) as chosen:
        QTest.keyClick(strip, key)
    assert chosen.args == [pytest.approx(depth)]


def test_no_key_goes_above_the_skin(strip: DepthStrip, qtbot: QtBot) -> None:
    strip.show_view(replace(FOREHEAD, depth_mm=0.0))
    strip.setFocus()
    with qtbot.waitSignal(strip.depth_chosen) as chosen:
        QTest.keyClick(strip, Qt.Key.Key_PageUp)
    assert chosen.args == [0.0]


def test_the_source_is_told_on_hover_and_by_key(strip: DepthStrip, qtbot: QtBot) -> None:
    assert "Source: a table" in strip.toolTip()
    assert "Source: a table" in strip.accessibleDescription()
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Source: a table" in QToolTip.text())
    QToolTip.hideText()


def test_without_figures_no_layer_is_drawn(strip: DepthStrip) -> None:
    strip.show_view(DepthView(depth_mm=None, nothing="No thickness figure for this region"))
    strata = {QColor(colour).name() for colour in tk.STRATA.values()}
    image = strip.grab().toImage()
    seen = {image.pixelColor(10, y).name() for y in range(image.height())}
    assert not seen & strata


@given(
    st.sampled_from([FOREHEAD, CHEEK]),
    st.floats(0, 60),
    st.floats(60, 300),
    st.floats(10, 20),
)
def test_no_label_covers_another(view: DepthView, depth: float, height: float, line: float) -> None:
    view = replace(view, depth_mm=depth)
    assert view.deepest_mm in DEEPEST_SHOWN
    scale = height / view.deepest_mm
    labels = placed_labels(view, lambda mm: mm * scale, height, line)
    tops = [label.y for label in labels]
    assert all(b - a >= line - 1e-6 for a, b in pairwise(tops)) or (line * len(tops) > height)
    assert sum(label.strong for label in labels) >= 1
