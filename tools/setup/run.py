"""What ``make run`` does after the install: the window where there is a screen, else the demo."""

from __future__ import annotations

import os
import subprocess
import sys

from tools.setup.system_libraries import OFFSCREEN, WINDOW, ensure

DEMO_FOLDER = "demo-output"


def has_screen() -> bool:
    """Whether a window can be shown (a display server is named, or the system has its own)."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main() -> int:
    """Open the window, or without a screen run the demo. Returns its exit status."""
    program = [sys.executable, "-m", "mesomap"]
    if has_screen():
        if not ensure(WINDOW):
            return 1
        return subprocess.run(program, check=False).returncode
    print(
        f"mesomap: no screen here, so this runs `mesomap demo --out {DEMO_FOLDER}` instead.",
        flush=True,
    )
    if not ensure(OFFSCREEN):
        return 1
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    demo = [*program, "demo", "--out", DEMO_FOLDER]
    return subprocess.run(demo, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
