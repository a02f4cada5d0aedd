"""One edit, many edits, repaints: through the real canvas and document on the sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mesomap.cli.bench_tools import Result, in_turns, timed

if TYPE_CHECKING:
    from mesomap.cli.bench_rig import Rig

DENSITY = "jittered 5 mm lattice on a flat sheet, radius 4, in 114 x 114 mm regions"
WHOLE = "hit test, spacing, coverage, repaint"
SIZES = (50, 500, 5000)
COMMIT_SIZES = (50, 500, 5000, 10000)


def measure(folder: Path) -> list[Result]:
    """All measures of edits and repaints."""
    from mesomap.cli.bench_rig import Rig

    results = []
    for count in SIZES:
        rig = Rig(folder, count, written=False)
        results.append(_add(rig, f"edit_{count}", f"{WHOLE}; {count} injections, {DENSITY}"))
        rig.close()
    for count in COMMIT_SIZES:
        rig = Rig(folder, count)
        note = f"{WHOLE}, and the commit to the disk; {count} injections, {DENSITY}"
        if count == 5000:
            results += _encrypted_too(rig, folder, note)
            results += _at_5000(rig)
        else:
            results.append(_add(rig, f"edit_commit_{count}", note))
        rig.close()
    rig = Rig(folder, 0)
    results += [_grid(rig), _best_fit(rig)]
    rig.close()
    return results


def _add(rig: Rig, name: str, note: str) -> Result:
    from mesomap.cli.bench_rig import each

    return timed(name, each(rig.add), runs=40, note=note, warm=5)


def _encrypted_too(rig: Rig, folder: Path, note: str) -> list[Result]:
    """The same edits on a plain and on an encrypted file, in turns."""
    from mesomap.cli.bench_rig import Rig, each
    from mesomap.storage.keys import new_key

    other = Rig(folder, 5000, key=new_key("a passphrase of the bench"))
    results = in_turns(
        ("edit_commit_5000", each(rig.add), note),
        ("edit_commit_5000_encrypted", each(other.add), "the same on an encrypted file"),
        runs=40,
        warm=5,
    )
    other.close()
    return results


def _at_5000(rig: Rig) -> list[Result]:
    from mesomap.cli.bench_rig import each

    with_commit = f"{WHOLE}, and the commit; 5000 injections, {DENSITY}"
    return [
        timed("move_5000", each(lambda n: _move(rig, n)), runs=40, note=f"one; {with_commit}"),
        timed("remove_5000", each(lambda n: _remove(rig, n)), runs=40, note=f"one; {with_commit}"),
        timed("nudge_200", _nudge(rig), runs=10, note=f"200 selected by 1 mm; {with_commit}"),
        timed(
            "coverage_full_5000",
            lambda: _coverage(rig),
            runs=5,
            note=f"every region's coverage from scratch; 5000 injections, {DENSITY}",
        ),
        timed(
            "repaint_5000",
            lambda: rig.canvas.view.viewport().repaint(),
            runs=40,
            note="the whole view with marks, deposits and figure; the canvas's one item",
        ),
    ]


def _move(rig: Rig, place: int) -> None:
    from PySide6.QtWidgets import QApplication

    from mesomap.document.placed import move

    injection = list(rig.document.injections.values())[place * 31 % 5000]
    found, x, y = rig.middle(place)
    target = rig.canvas.stage.hit(x, y)
    rig.document.commit("Move", move(rig.body, [injection], [[found]]))
    rig.figures(target.region)
    QApplication.processEvents()


def _remove(rig: Rig, place: int) -> None:
    from PySide6.QtWidgets import QApplication

    from mesomap.document.placed import remove
    from mesomap.model import RegionKey

    injection = list(rig.document.injections.values())[place * 31 % 4000]
    rig.document.commit("Remove", remove([injection]))
    if injection.region is not None and injection.side is not None:
        rig.figures(RegionKey(injection.region, injection.side))
    QApplication.processEvents()


def _nudge(rig: Rig) -> Callable[[], None]:
    from PySide6.QtWidgets import QApplication

    rig.canvas.stage.select(frozenset(list(rig.document.injections)[2000:2200]))
    state = {"step": 1.0}

    def once() -> None:
        rig.canvas.nudge(state["step"], 0.0)
        state["step"] *= -1.0
        QApplication.processEvents()

    return once


def _coverage(rig: Rig) -> float:
    import numpy as np

    from mesomap.geometry.covered import covered_mm2
    from mesomap.model import SkinSite

    total = 0.0
    sites = [i.site for i in rig.document.injections.values() if isinstance(i.site, SkinSite)]
    for patch in rig.body.patches.values():
        uv = rig.body.on_patch(patch.id, sites)
        held = uv[~np.isnan(uv[:, 0])]
        for key in patch.regions:
            total += covered_mm2(patch.polygon(key), held, 4.0)
    return total


def _grid(rig: Rig) -> Result:
    """The grid tool: click in a region, 500 places appear, accept; then take it back."""
    from time import perf_counter

    from PySide6.QtWidgets import QApplication

    from mesomap.canvas.tools.base import Pointer
    from mesomap.cli.bench_sheet import TILE_MM
    from mesomap.cli.bench_tools import result
    from mesomap.model import LatticeSettings

    settings = LatticeSettings(spacing_mm=(TILE_MM * TILE_MM / 500) ** 0.5)
    seconds = []
    count = 0
    for _ in range(12):
        rig.canvas.set_tool("grid")
        rig.canvas.set_grid_settings(replace(settings))
        at = Pointer(x_mm=285.0, y_mm=285.0, x_px=450.0, y_px=350.0)
        start = perf_counter()
        tool = rig.canvas.scene.tool
        tool.press(at)
        tool.release(at)
        rig.canvas.accept_grid()
        count = len(rig.document.injections)
        for key in rig.live.regions_used():
            rig.live.region(key, gaps=False)
        rig.live.totals()
        QApplication.processEvents()
        seconds.append(perf_counter() - start)
        rig.document.undo()
        rig.settle()
    note = f"grid tool: plan, preview, accept, commit, figures, repaint; {count} injections"
    return result("grid_500", seconds[2:], note)


def _best_fit(rig: Rig) -> Result:
    """The grid tool: find the best offset of a lattice of 5,000 places, and show it."""
    from time import perf_counter

    from PySide6.QtWidgets import QApplication

    from mesomap.canvas.tools.base import Pointer
    from mesomap.cli.bench_sheet import TILE_MM, TILES
    from mesomap.cli.bench_tools import result
    from mesomap.model import LatticeSettings

    across = 2 * TILES
    settings = LatticeSettings(spacing_mm=(across * TILE_MM * TILE_MM / 5000) ** 0.5)
    rig.canvas.set_tool("grid")
    rig.canvas.set_grid_settings(settings)
    tool = rig.canvas.grid_tool
    for tile in range(across):
        x, y = (tile % TILES + 0.5) * TILE_MM, (tile // TILES + 0.5) * TILE_MM
        at = Pointer(x_mm=x, y_mm=y, x_px=x, y_px=y, shift=tile > 0)
        tool.press(at)
        tool.release(at)
    seconds = []
    for _ in range(12):
        rig.canvas.set_grid_settings(settings)
        QApplication.processEvents()
        start = perf_counter()
        tool.fit_best(wanted=None, turn=False)
        QApplication.processEvents()
        seconds.append(perf_counter() - start)
    count = len(rig.canvas.stage.sketch.ghost)
    rig.canvas.set_tool("select")
    note = f"grid tool: best fit over {across} regions, its exact coverage, preview; {count} places"
    return result("grid_5000_bestfit", seconds[2:], note)
