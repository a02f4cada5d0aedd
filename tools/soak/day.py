"""What a clinic does in an hour: each hour the same, so that hours can be compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shapely import Point

from mesomap.model import RegionKey, Side
from tools.soak.hands import CTRL, CTRL_SHIFT, Hands

K = Qt.Key
MORNING = datetime(2026, 11, 23, 8, 0)
REGIONS = tuple(
    RegionKey(id, side)
    for id in ("forehead", "cheek-medial", "cheek-buccal", "zygomatic")
    for side in (Side.LEFT, Side.RIGHT)
)
ARROWS = (K.Key_Left, K.Key_Right, K.Key_Up, K.Key_Down)
PRESS_APART_MS = 1000.0
MOST_PLACED = 90
"""In one session; then what comes next is moved, changed and taken back."""


class Day:
    """A simulated day: its clock, and what is done with each patient."""

    def __init__(self, folder: Path) -> None:
        self.now = MORNING
        self.folder = folder

    def clock(self) -> datetime:
        """What the window takes for the time."""
        return self.now

    def pass_by(self, minutes: float) -> None:
        """Time goes by."""
        self.now += timedelta(minutes=minutes)


def visit(
    hands: Hands, day: Day, number: int, *, edits: int, seed: int, family: str = "Soak"
) -> None:
    """One patient: two sessions planned, treated, printed, exported and compared.

    Parameters
    ----------
    edits
        So many at least, of all sorts.
    seed
        The same one does the same.
    """
    chance = Random(seed)
    began = hands.edits
    hands.new_patient(f"{family}, Patient {number:02d}")
    first = hands.document.session
    assert first is not None
    _plan(hands, chance, began + round(edits * 0.4))
    _treat(hands)
    hands.save_pdf(day.folder / f"visit-{number}.pdf")
    _export(hands, day, number)
    day.pass_by(4)
    hands.click(hands.window.page.timeline.new_button)
    hands.wait(lambda: hands.document.session is not None and hands.document.session != first)
    hands.settle()
    _plan(hands, chance, began + edits)
    _compare(hands)
    _look_about(hands)
    assert hands.document.session is not None
    last = hands.document.session.id
    hands.trigger("patients")
    hands.open_session(first.id)
    hands.open_session(last)
    hands.trigger("patients")
    hands.wait(lambda: hands.window.pages.currentWidget() is hands.window.start)
    QTest.qWait(20)
    day.pass_by(4)


def between_hours(hands: Hands) -> None:
    """A backup by hand."""
    keeper = hands.window.parts.keeper
    keeper.back_up()
    hands.wait(lambda: not keeper.is_running)


def _plan(hands: Hands, chance: Random, until: int) -> None:
    """Grids first, then points, moves, changes, and undo in between."""
    key = chance.choice(REGIONS)
    for _ in range(2):
        hands.press(K.Key_G)
        hands.click_chart(*_inside(hands, key))
        if not hands.edit(lambda: hands.press(K.Key_Return)):
            hands.press(K.Key_Escape)
        hands.edit(lambda: hands.press(K.Key_Z, CTRL))
    hands.press(K.Key_P)
    doing: list[tuple[Callable[[], None], int]] = [
        (lambda: _place(hands, chance), 5),
        (lambda: _nudge(hands, chance), 5),
        (lambda: _change(hands, chance), 2),
        (lambda: _back_and_forth(hands), 1),
        (lambda: _drop(hands), 1),
    ]
    works, weights = zip(*doing, strict=True)
    idle = 0
    while hands.edits < until:
        before = hands.edits
        chance.choices(works, weights)[0]()
        idle = 0 if hands.edits > before else idle + 1
        assert idle < 50, "nothing that is done is an edit any more"
    hands.settle()


def _inside(hands: Hands, key: RegionKey, chance: Random | None = None) -> tuple[float, float]:
    """A place of a region on the chart in sight, in its mm."""
    view = hands.desk.view
    assert view.body is not None
    polygon = view.body.charts[view.chart].polygons()[key]
    left, top, right, bottom = polygon.bounds
    for _ in range(40 if chance is not None else 0):
        assert chance is not None
        at = chance.uniform(left, right), chance.uniform(top, bottom)
        if polygon.contains(Point(at)):
            return at
    middle = polygon.representative_point()
    return middle.x, middle.y


def _place(hands: Hands, chance: Random) -> None:
    if len(hands.document.injections) >= MOST_PLACED:
        _drop(hands)
    hands.press(K.Key_P)
    at = _inside(hands, chance.choice(REGIONS), chance)
    hands.edit(lambda: hands.click_chart(*at))


def _chosen(hands: Hands, chance: Random) -> bool:
    """Select an injection by a click on it."""
    stage, document = hands.desk.canvas.stage, hands.document
    if not document.injections:
        return False
    hands.press(K.Key_V)
    view = hands.desk.view
    assert view.body is not None
    one = chance.choice(sorted(document.injections.values(), key=lambda one: one.order))
    x, y = view.body.on_chart(stage.chart_id, [one.site]).xy_mm[0]
    hands.click_chart(float(x), float(y))
    return bool(hands.desk.canvas.selection)


def _nudge(hands: Hands, chance: Random) -> None:
    if _chosen(hands, chance):
        for _ in range(4):
            arrow = chance.choice(ARROWS)
            hands.edit(lambda arrow=arrow: hands.press(arrow))  # type: ignore[misc]


def _change(hands: Hands, chance: Random) -> None:
    if _chosen(hands, chance):
        hands.edit(lambda: hands.trigger("deeper"))
        hands.edit(lambda: hands.trigger("more_volume"))


def _back_and_forth(hands: Hands) -> None:
    for _ in range(3):
        hands.edit(lambda: hands.press(K.Key_Z, CTRL))
    for _ in range(3):
        hands.edit(lambda: hands.press(K.Key_Z, CTRL_SHIFT))


def _drop(hands: Hands) -> None:
    """Delete what is selected."""
    if hands.desk.canvas.selection:
        hands.edit(lambda: hands.press(K.Key_Delete))


def _treat(hands: Hands) -> None:
    """Give everything that is planned, and skip now and then."""
    hands.press(K.Key_F5)
    flow = hands.desk.treating
    page, now = flow.page, {"ms": 0.0}
    page.clock_ms = lambda: now["ms"]

    def press(key: Qt.Key) -> None:
        now["ms"] += PRESS_APART_MS
        QTest.keyClick(page, key)

    for _ in range(4 * MOST_PLACED):
        if flow.sitting is None or flow.sitting.current is None:
            break
        hands.edit(lambda: press(K.Key_PageDown))
    press(K.Key_Escape)
    QApplication.processEvents()
    if flow.sitting is not None:
        flow.close()
    hands.settle()


def _export(hands: Hands, day: Day, number: int) -> None:
    from mesomap.report.exporting import ENDINGS, Format

    formats = list(Format)
    format = formats[number % len(formats)]
    hands.desk.export_out.export_to(day.folder / f"visit-{number}{ENDINGS[format]}", format)


def _compare(hands: Hands) -> None:
    """Both maps side by side, then back."""
    window = hands.window
    hands.press(K.Key_C)
    hands.wait(lambda: window.pages.currentWidget() is hands.desk.compare.page)
    hands.wait(lambda: not hands.desk.compare.busy)
    QTest.keyClick(hands.desk.compare.page.right, K.Key_W)
    QTest.keyClick(hands.desk.compare.page.right, K.Key_S)
    QTest.keyClick(hands.desk.compare.page.right, K.Key_Escape)
    hands.wait(lambda: window.pages.currentWidget() is window.page)


def _look_about(hands: Hands) -> None:
    """Other charts, overlays and ghosts, and back."""
    for action in ("show_ghosts", "show_rest", "show_caution", "next_chart", "next_chart"):
        hands.trigger(action)
        hands.settle()
    for action in ("previous_chart", "previous_chart", "show_caution", "show_rest", "show_ghosts"):
        hands.trigger(action)
        hands.settle()
