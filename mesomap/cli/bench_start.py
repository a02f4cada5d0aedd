"""How long the start takes, in fresh processes: a bare Qt window beside ours, in turn."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from time import perf_counter

from mesomap.cli.bench_tools import Result, result

RUNS = 5

BARE = """
from PySide6.QtWidgets import QApplication, QWidget
class Bare(QWidget):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        self.painted = True
app = QApplication(["bare"])
window = Bare()
window.resize(1280, 800)
window.show()
while not window.painted:
    app.processEvents()
print("visible", flush=True)
"""

OURS = """
import sys
import time
from mesomap.app.run import application
from mesomap.app.window import MainWindow
app = application(["mesomap"])
window = MainWindow()
window.shown.connect(lambda: print("visible", flush=True))
window.ready.connect(lambda: print("ready", flush=True))
window.show()
deadline = time.monotonic() + 60
while window.session is None and time.monotonic() < deadline:
    app.processEvents()
if window.session is None:
    sys.exit("the atlas was not loaded within a minute")
window.close()
"""
"""Both say "visible" when their first paint has ended."""


def measure() -> list[Result]:
    """`startup_bare_qt`, `startup_visible` and `startup_ready`."""
    bare: list[float] = []
    visible: list[float] = []
    ready: list[float] = []
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
            "PYTHONPYCACHEPREFIX": home,  # byte code kept, as where it is installed
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        _marks(BARE, environment)  # once for nothing: files into memory, byte code to the disk
        _marks(OURS, environment)
        for _ in range(RUNS):
            bare.append(_marks(BARE, environment)["visible"])
            ours = _marks(OURS, environment)
            visible.append(ours["visible"])
            ready.append(ours["ready"])
    return [
        result("startup_bare_qt", bare, "new process to an empty window's first paint"),
        result("startup_visible", visible, "new process to the window's first paint"),
        result(
            "startup_ready", ready, "until the atlas is loaded: a press would place an injection"
        ),
    ]


def _marks(code: str, environment: dict[str, str]) -> dict[str, float]:
    """Seconds from starting the process to each word that it prints."""
    start = perf_counter()
    marks: dict[str, float] = {}
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            marks[line.strip()] = perf_counter() - start
        _, errors = process.communicate(timeout=120)
    if process.returncode != 0:
        raise RuntimeError(f"the start failed: {errors.strip().splitlines()[-1:]}")
    return marks
