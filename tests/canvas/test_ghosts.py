"""Earlier sessions under the map: drawn, named, and out of every tool's reach."""

from uuid import uuid4

import pytest
from flat_skin import LEFT, RIGHT, site
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest

from mesomap.canvas.ghosts import Ghost
from mesomap.model import AreaPass, Injection, PictureSite, Status, Technique

SYRINGE = uuid4()


def entry(session, x, y, *, path=(), at=None, **values):
    key = RIGHT if x < 100 else LEFT
    return Injection(
        **{
            "id": uuid4(),
            "session": session,
            "order": 1,
            "site": at or site(x, y),
            "region": key.id,
            "side": key.side,
            "syringe": SYRINGE,
            "technique": Technique.PAPULE,
            "volume_ul": 50,
            "depth_mm": 1.5,
            "status": Status.GIVEN,
            "path": tuple(site(*place) for place in path),
        }
        | values
    )


def area(session, *corners):
    return AreaPass(
        id=uuid4(),
        session=session,
        order=2,
        region=LEFT.id,
        side=LEFT.side,
        outline=tuple(site(*corner) for corner in corners),
        syringe=SYRINGE,
        technique=Technique.NAPPAGE,
        volume_ul=2000,
        status=Status.GIVEN,
    )


def ghost(sign, *places, areas=(), entries=()):
    session = uuid4()
    return Ghost(
        session=session,
        title=f"Session {9 - sign}, {20 - sign} Nov 2026",
        sign=sign,
        injections=(*(entry(session, *place) for place in places), *entries),
        areas=tuple(areas),
        mixtures={SYRINGE: "HA 10 mg/mL"},
    )


def picture(bench, x, y, reach=9):
    """The chart around a place, once the cursor is away and the view at rest."""
    QTest.mouseMove(bench.viewport, QPoint(1, 1))
    bench.settle()
    at = bench.px(x, y)
    return bench.viewport.grab(
        QRect(at - QPoint(reach, reach), at + QPoint(reach, reach))
    ).toImage()


def darkest(image):
    return min(
        image.pixelColor(x, y).lightness()
        for x in range(image.width())
        for y in range(image.height())
    )


def test_a_ghost_is_drawn_named_and_explained(bench):
    bare = picture(bench, 140, 70)
    bench.canvas.show_ghosts([ghost(0, (140, 70))])
    assert darkest(picture(bench, 140, 70)) < darkest(bare) - 60
    bench.move(140.5, 70)
    said = bench.canvas.surround.callout.text
    assert said.startswith("Session 9, 20 Nov 2026\n1.5")
    assert "0.05" in said
    assert "HA 10 mg/mL" in said
    assert "Session 9, 20 Nov 2026" in bench.canvas.surround.legend.accessibleName()
    bench.canvas.show_ghosts([])
    assert picture(bench, 140, 70) == bare
    bench.move(140, 70)
    assert "Session" not in bench.canvas.surround.callout.text
    assert "Session" not in bench.canvas.surround.legend.accessibleName()


def test_older_ones_are_fainter_and_have_signs_of_their_own(bench):
    alone = [ghost(sign, (140, 70)) for sign in range(3)]
    looks = []
    for one in alone:
        bench.canvas.show_ghosts([one])
        looks.append(picture(bench, 140, 70))
    assert looks[0] != looks[1] != looks[2] != looks[0]
    older = ghost(1, (150, 90))
    bench.canvas.show_ghosts([older])
    first = darkest(picture(bench, 150, 90))
    bench.canvas.show_ghosts([ghost(0, (140, 70)), older])
    assert darkest(picture(bench, 150, 90)) > first + 8


def test_no_tool_reaches_a_ghost(bench):
    bench.canvas.show_ghosts([ghost(0, (140, 70), (150, 70))])
    bench.click(140, 70)
    bench.drag((130, 60), (165, 85))
    bench.canvas.select_all()
    assert bench.canvas.selection == frozenset()
    bench.canvas.set_tool("erase")
    bench.click(140, 70)
    bench.drag((135, 70), (155, 70))
    bench.canvas.set_tool("point")
    bench.click(140, 70)
    (placed,) = bench.document.injections.values()
    bench.canvas.set_tool("select")
    bench.click(140, 70)
    assert bench.canvas.selection == {placed.id}
    bench.canvas.delete_selection()
    bench.move(30, 30)
    bench.move(140, 70)
    assert bench.canvas.surround.callout.text.startswith("Session 9")


def test_under_a_mark_the_cursor_says_both(bench):
    bench.place((140, 70))
    bench.canvas.show_ghosts([ghost(0, (140, 70)), ghost(1, (140.5, 70))])
    bench.move(30, 30)
    bench.move(140, 70)
    said = bench.canvas.surround.callout.text
    assert said.startswith("No. 1")
    assert said.index("Session 9") < said.index("Session 8")


def test_threads_and_area_passes_have_ghosts_too(bench):
    thread = entry(uuid4(), 120, 40, path=[(150, 40)])
    corners = ((120, 80), (160, 80), (160, 110), (120, 110))
    bare = [picture(bench, *at) for at in ((135, 40), (140, 80))]
    bench.canvas.show_ghosts([ghost(0, entries=[thread], areas=[area(uuid4(), *corners)])])
    shown = [picture(bench, *at) for at in ((135, 40), (140, 80))]
    assert all(darkest(now) < darkest(then) - 40 for now, then in zip(shown, bare, strict=True))
    bench.move(135, 40)
    assert "1.5" in bench.canvas.surround.callout.text
    bench.move(140, 95)
    assert "2.00" in bench.canvas.surround.callout.text
    bench.canvas.show_chart("half")
    bench.move(90, 190)
    assert "2.00" in bench.canvas.surround.callout.text


def test_what_another_chart_or_an_unknown_picture_holds_is_not_shown(bench):
    lost = entry(uuid4(), 120, 40, at=PictureSite(str(uuid4()), 5.0, 5.0))
    bench.canvas.show_ghosts([ghost(0, (30, 70), entries=[lost])])
    assert bench.canvas.scene.earlier.shown()
    bench.canvas.show_chart("half")
    assert not bench.canvas.scene.earlier.shown()
    assert "Session" not in bench.canvas.surround.legend.accessibleName()


def test_it_follows_the_zoom(bench):
    bench.canvas.show_ghosts([ghost(0, (100, 75))])
    before = picture(bench, 100, 75)
    for _ in range(3):
        bench.view.zoom_in()
    assert darkest(picture(bench, 100, 75)) == pytest.approx(darkest(before), abs=12)
    assert darkest(picture(bench, 108, 75)) > darkest(before) + 40
