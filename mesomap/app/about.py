"""Version, licence, and what the program does not do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from mesomap import __version__


def show_about(window: QWidget) -> None:
    """A box over `window`."""
    t = QCoreApplication.translate
    box = QMessageBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(t("About", "About mesomap"))
    box.setText(f"mesomap {__version__}")
    box.setInformativeText(
        t(
            "About",
            "Marks, compares and prints the injection maps of mesotherapy sessions, in true"
            " skin millimetres. It records what you plan and give; it never recommends a"
            " product, a dose or a treatment.\n\nApache License 2.0",
        )
    )
    box.open()
