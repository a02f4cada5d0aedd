"""The window shows itself before anything heavy is imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HEAVY = (
    "numpy",
    "shapely",
    "scipy",
    "sqlite_utils",
    "qtawesome",
    "mesomap.model",
    "mesomap.panels.start_page",
)
SCRIPT = """
import json, sys
from PySide6.QtCore import QStandardPaths
QStandardPaths.setTestModeEnabled(True)
from mesomap.app.run import application
application(["mesomap"])
from mesomap.app.window import MainWindow
window = MainWindow()
print(json.dumps([name for name in sys.argv[1:] if name in sys.modules]))
"""


def test_nothing_heavy_is_imported_before_the_window_is_made(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *HEAVY],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []
