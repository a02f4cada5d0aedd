"""Marks coloured by the layer that they reach, in the one sheet that all marks come from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor

from mesomap.canvas import depth_tints
from mesomap.canvas.rows import TINTS
from mesomap.model import Updated
from mesomap.paint import tokens as tk

FOUND = {0.1: "epidermis", 1.0: "reticular dermis", 4.0: "hypodermis"}


@pytest.fixture(autouse=True)
def figures(monkeypatch) -> None:
    """The flat body has no regions of the atlas: figures of its own."""

    def layer_for(region, body, depth_mm, layer, sex=None):
        return "hypodermis" if depth_mm is None else FOUND.get(depth_mm, "")

    monkeypatch.setattr(depth_tints, "layer_for", layer_for)


def set_to(bench, injection, **values) -> None:
    now = bench.document.injections[injection.id]
    bench.document.commit("x", (Updated(now, replace(now, **values)),))


def tints(bench) -> list[str | None]:
    rows = bench.canvas.stage.rows
    order = {one.id: one.order for one in bench.document.injections.values()}
    by_order = sorted(rows.ids, key=order.__getitem__)
    return [TINTS[int(rows.data["tint"][rows.row(id_)])] for id_ in by_order]


def test_the_layer_colours_marks_while_it_is_on_and_follows_edits(bench) -> None:
    a, b = bench.place((50, 60), (80, 60))
    assert tints(bench) == [None, None]
    bench.canvas.colour_by_depth(True)
    assert tints(bench) == ["reticular dermis", "reticular dermis"]
    set_to(bench, a, depth_mm=4.0)
    set_to(bench, b, depth_mm=None, layer="mid-fat")
    assert tints(bench) == ["hypodermis", "hypodermis"]
    set_to(bench, b, depth_mm=1.4, layer="")
    assert tints(bench) == ["hypodermis", ""]
    (_, _, c) = (a, b, *bench.place((110, 60)))
    assert tints(bench)[-1] == "reticular dermis"
    bench.document.undo()
    bench.canvas.colour_by_depth(False)
    assert tints(bench) == [None, None]
    assert c.id not in bench.canvas.stage.rows


def test_the_legend_names_the_layers_that_occur(bench) -> None:
    a, _ = bench.place((50, 60), (80, 60))
    set_to(bench, a, depth_mm=4.0)
    bench.canvas.colour_by_depth(True)
    said = bench.canvas.surround.legend.accessibleName()
    assert "reticular dermis" in said
    assert "hypodermis" in said
    bench.canvas.colour_by_depth(False)
    assert "dermis" not in bench.canvas.surround.legend.accessibleName()


def test_a_chart_that_is_shown_again_keeps_the_colours(bench) -> None:
    bench.place((50, 60))
    bench.canvas.colour_by_depth(True)
    bench.canvas.show_chart(bench.canvas.stage.chart_id)
    assert tints(bench) == ["reticular dermis"]


def test_a_layers_ink_reaches_the_screen(bench) -> None:
    (a,) = bench.place((50, 60))
    set_to(bench, a, depth_mm=4.0)
    bench.canvas.show_deposits(False)

    def inks() -> set[str]:
        bench.settle()
        at = bench.px(50, 60)
        image = bench.viewport.grab().toImage()
        return {
            image.pixelColor(x, y).name()
            for x in range(at.x() - 8, at.x() + 9)
            for y in range(at.y() - 8, at.y() + 9)
        }

    assert QColor(tk.BLUE).name() in inks()
    bench.canvas.colour_by_depth(True)
    assert QColor(tk.BLUE).name() not in inks()
    assert QColor(tk.INK).name() in inks()
