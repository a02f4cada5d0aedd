"""Opening the window, and what Qt needs where there is no screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP


def has_screen() -> bool:
    """Whether a window could open: everywhere but on a Unix without a display."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(clinic: Path | None) -> int:
    """Run the window to its end; its exit status."""
    if not has_screen():
        text = QT_TRANSLATE_NOOP(
            "messages",
            "There is no screen to open a window on: mesomap demo --out DIR does the main job"
            " without one.",
        )
        raise KnownError(text)
    from mesomap.app import main

    return main(["mesomap", *([str(clinic)] if clinic is not None else [])])


def start_offscreen() -> None:
    """Have a Qt application for drawing to paper, without a screen."""
    if sys.platform not in ("win32", "darwin"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is None:
        global _application
        _application = QGuiApplication(["mesomap"])


_application: object = None


def start_widgets() -> None:
    """Have a Qt application with widgets, without a screen where there is none."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from mesomap.app.run import application

    if not isinstance(QApplication.instance(), QApplication):
        global _application
        _application = application(["mesomap"])
