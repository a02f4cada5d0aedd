"""What must be read from 1.5 m is never under 48 px, and nothing covers anything."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize

from mesomap.model import MarkShape, Status
from mesomap.paint.theme import apply_theme
from mesomap.paint.treat import NEXT_REACH, NUMBER_RADIUS, beside
from mesomap.panels.treat_look import APART_PX, Look, look_at
from mesomap.panels.treat_page import TreatPage
from mesomap.panels.treat_sizes import LEAST_PX, sizes
from mesomap.panels.treat_values import (
    Figure,
    NextStep,
    Progress,
    SideProgress,
    SyringeLeft,
)

ROOMS = [(1040, 620), (1280, 720), (1366, 768), (1440, 900), (1920, 1080)]
NAMES = ["Left buccal cheek", "Left lower eyelid and tear trough"]


def a_step(name: str) -> NextStep:
    return NextStep(
        site=name,
        detail="row 4 of 6, 1 of 2 · reticular dermis",
        side="LEFT side",
        figures=(
            Figure("Depth", "12.5", "mm", "planned 13.0 mm"),
            Figure("Volume", "0.125", "mL"),
            Figure("Angle", "90", "°"),
        ),
        syringe=SyringeLeft(
            letter="1", name="A · Hyaluronic acid 10 mg/mL + vitamins", mark=MarkShape.CIRCLE,
            left="12.25", unit="mL left", words="enough for 145, 136 to go", drawn_ul=20000,
            left_ul=12250,
        ),
    )  # fmt: skip


PROGRESS = Progress(
    number="217",
    of="of 1052",
    lines=("215 given", "1 skipped"),
    sides=(
        SideProgress("Left 15 of 25", (Status.GIVEN,) * 15 + (None,) + (Status.PLANNED,) * 9),
        SideProgress("Right 0 of 27", (Status.PLANNED,) * 27),
    ),
)


@pytest.mark.parametrize("height", range(540, 1100, 20))
@pytest.mark.parametrize("lines", [1, 2])
def test_letters_for_afar_are_never_small(height: int, lines: int) -> None:
    size = sizes(height, site_lines=lines)
    assert min(size.counter, size.site, size.figure, size.syringe) >= LEAST_PX
    assert size.given >= 64
    assert size.buttons >= 44


def test_at_the_drawn_size_the_letters_are_those_of_the_drawing() -> None:
    size = sizes(838, site_lines=1)
    assert size.counter >= 208
    assert size.site >= 52
    assert size.figure >= 60
    assert size.gauge


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_the_panel_covers_anything(qtbot, qapp, room, name: str) -> None:
    apply_theme(qapp, "light")
    page = TreatPage()
    qtbot.addWidget(page)
    page.resize(QSize(*room))
    page.show()
    qtbot.waitExposed(page)
    page.panel.show_step(PROGRESS, a_step(name))
    layout = page.panel.layout()
    layout.activate()
    panel = page.panel
    parts = [
        panel.counter, panel.bar, panel.site, panel.detail, panel.figures, panel.syringe,
        panel.given, panel.back,
    ]  # fmt: skip
    shown = [part for part in parts if not part.isHidden()]
    for above, below in pairwise(shown):
        assert above.geometry().bottom() < below.geometry().top(), (above, below)
    assert shown[-1].geometry().bottom() <= panel.height()


def test_numbers_do_not_cover_one_another_or_the_next_site() -> None:
    places = [QPointF(100 + 9 * n, 100) for n in range(6)]
    moved = beside(places, keep=[False, True, False, False, False, False])
    assert moved[1] == places[1]
    for a in range(6):
        for b in range(a):
            apart = ((moved[a].x() - moved[b].x()) ** 2 + (moved[a].y() - moved[b].y()) ** 2) ** 0.5
            wanted = NUMBER_RADIUS + (NEXT_REACH if 1 in (a, b) else NUMBER_RADIUS)
            assert apart >= wanted - 1e-6


def test_neighbours_stay_apart_and_the_chart_stays_calm() -> None:
    extent = QRectF(0, 0, 200, 160)
    first = look_at(extent, QPointF(10, 10), spacing_mm=5.0, width=850, height=700)
    assert first.px_per_mm * 5.0 >= APART_PX
    again = look_at(extent, QPointF(30, 14), spacing_mm=5.0, width=850, height=700, before=first)
    assert again == first
    far = look_at(extent, QPointF(190, 150), spacing_mm=5.0, width=850, height=700, before=first)
    assert far != first
    spot = far.transform(850, 700, turned=False).map(QPointF(190, 150))
    assert 0 < spot.x() < 850
    assert 0 < spot.y() < 700


def test_turned_by_180_degrees_about_the_middle() -> None:
    look = Look(50.0, 40.0, 6.0)
    plain = look.transform(800, 600, turned=False).map(QPointF(60, 45))
    turned = look.transform(800, 600, turned=True).map(QPointF(60, 45))
    assert (turned.x(), turned.y()) == (800 - plain.x(), 600 - plain.y())
