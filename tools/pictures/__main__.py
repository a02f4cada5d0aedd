"""``python -m tools.pictures``: screenshots of the real window, for the documentation.

Wants a screen of at least 1920 x 1080; ``make pictures`` brings a virtual one. Everything shown is
the sample clinic: made-up people.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QPointF, QSettings, QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mesomap.app.run import application
from mesomap.app.window import MainWindow
from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import RegionKey, SessionStatus, Side
from tools.pictures.comparing import photograph_compare, photograph_ghosts, photograph_rest
from tools.pictures.drafting import photograph_drafts
from tools.pictures.following import photograph_course
from tools.pictures.marking import photograph_marking
from tools.pictures.papers import photograph_papers
from tools.pictures.recording import photograph_record
from tools.pictures.saving import FOLDER, save
from tools.pictures.treating import photograph_treating

SIZES = {"1366": (1366, 768), "1920": (1920, 1080)}
PATIENT = "Sample, Anna"
SETTLE_MS = 1500


def wait_until(condition: Callable[[], object], timeout_ms: int = 60_000) -> None:
    """Let the window work until `condition` holds."""
    for _ in range(timeout_ms // 50):
        if condition():
            return
        QTest.qWait(50)
    raise SystemExit("the window did not get there")


def grab(window: MainWindow, name: str) -> None:
    """Save what the screen shows of the window."""
    QTest.qWait(SETTLE_MS)
    screen = window.screen()
    save(screen.grabWindow(window.winId()), name)


def region_spot(window: MainWindow, key: RegionKey) -> tuple[object, object]:
    """The viewport and the place on it that lies within a region of the chart in sight."""
    assert window.session is not None
    canvas, view = window.session.canvas, window.session.view
    assert view.body is not None
    inside = view.body.charts[view.chart].polygons()[key].representative_point()
    return canvas.view.viewport(), canvas.view.mapFromScene(QPointF(inside.x, inside.y))


def photograph(window: MainWindow, size: str, theme: str) -> None:
    """The pages and the previews of grid, filling and lesions, in one size and theme."""
    window.appearance.use_theme(theme)
    window.resize(*SIZES[size])
    window.move(0, 0)
    window.show_start()
    grab(window, f"window-start-{theme}-{size}")
    store = window.desk.clinic.store
    assert store is not None
    last = [s for s in store.sessions() if s.patient_name == PATIENT][-1]
    window.open_session(last.session.id)
    wait_until(lambda: window.session is not None and window.pages.currentIndex() != 0)
    QTest.qWait(SETTLE_MS)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    assert window.session is not None
    viewport, spot = region_spot(window, RegionKey("cheek-buccal", Side.LEFT))
    QTest.mouseMove(viewport, spot)  # type: ignore[call-overload]
    QTest.mouseClick(viewport, left, none, spot)  # type: ignore[call-overload]
    grab(window, f"window-main-{theme}-{size}")
    window.session.canvas.set_tool("grid")
    viewport, spot = region_spot(window, RegionKey("forehead", Side.LEFT))
    QTest.mouseMove(viewport, spot)  # type: ignore[call-overload]
    QTest.mouseClick(viewport, left, none, spot)  # type: ignore[call-overload]
    grab(window, f"window-grid-{theme}-{size}")
    window.session.canvas.set_tool("select")
    photograph_fill(window, size, theme)
    photograph_lesion(window, size, theme)


def given_last(window: MainWindow) -> UUID:
    """The patient's last session that was signed."""
    store = window.desk.clinic.store
    assert store is not None
    mine = [one for one in store.sessions() if one.patient_name == PATIENT]
    signed = [one for one in mine if one.session.status is SessionStatus.SIGNED]
    return (signed or mine)[-1].session.id


def photograph_fill(window: MainWindow, size: str, theme: str) -> None:
    """What filling a lattice would add, after three of its injections were taken out."""
    assert window.session is not None
    canvas, document = window.session.canvas, window.session.view.document
    assert document is not None
    key = RegionKey("cheek-buccal", Side.LEFT)
    placed = [i for i in document.injections.values() if (i.region, i.side) == key]
    placed.sort(key=lambda one: one.order)
    middle = len(placed) // 2
    canvas.stage.select(frozenset(one.id for one in placed[middle - 1 : middle + 2]))
    canvas.delete_selection()
    canvas.stage.select_region(key)
    window.session.tools.take("fill")
    grab(window, f"window-fill-{theme}-{size}")
    canvas.cancel()
    document.undo()


def photograph_lesion(window: MainWindow, size: str, theme: str) -> None:
    """The lesion tool with a lesion of the patient chosen."""
    assert window.session is not None
    canvas = window.session.canvas
    window.session.tools.take("lesion")
    canvas.stage.lesions.choose(next(one.lesion.id for one in canvas.stage.lesions.shown))
    grab(window, f"window-lesion-{theme}-{size}")
    canvas.cancel()
    canvas.set_tool("select")
    photograph_treating(window, f"{theme}-{size}", grab)


def main() -> int:
    """Make all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        QStandardPaths.setTestModeEnabled(True)
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(QSettings.Format.IniFormat, scope, folder)
        clinic = Path(folder) / "Sample clinic.mesomap"
        make_sample_clinic(clinic)
        app = application(sys.argv[:1])
        window = MainWindow(clinic=clinic)
        arrived: list[bool] = []
        window.ready.connect(lambda: arrived.append(True))
        window.show()
        wait_until(lambda: arrived)
        for size in SIZES:
            for theme in ("light", "dark"):
                photograph(window, size, theme)
        photograph_drafts(window, grab)
        photograph_marking(window, grab)
        photograph_record(window, grab)
        photograph_ghosts(window, grab)
        photograph_compare(window, grab)
        photograph_rest(window, grab)
        photograph_course(window, grab)
        photograph_papers(window, given_last(window))
        window.close()
        QApplication.processEvents()
        app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
