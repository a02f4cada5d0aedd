"""From the command line to the running window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from mesomap.app import private_log, settings
from mesomap.app.collecting import Collector
from mesomap.app.translations import install_translations
from mesomap.app.window import MainWindow
from mesomap.paint.fonts import load_fonts, missing_font_notice
from mesomap.paint.theme import apply_theme

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]
log = logging.getLogger("mesomap")


def application(argv: Sequence[str]) -> QApplication:
    """The one application object, with its name, font, theme and language."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(list(argv))
    app.setOrganizationName(settings.ORGANISATION)
    app.setApplicationName(settings.APPLICATION)
    app.setApplicationDisplayName("mesomap")
    load_fonts()
    install_translations(app, QLocale.system())
    apply_theme(app, settings.theme(), scale=settings.text_scale())
    return app


def run(argv: Sequence[str] | None = None) -> int:
    """Show the window and stay until it is closed; the exit status."""
    private_log.install()
    words = list(sys.argv if argv is None else argv)
    app = application(words)
    Collector(app)
    notice = missing_font_notice()
    if notice:
        print(notice, file=sys.stderr)
    files = [word for word in app.arguments()[1:] if not word.startswith("-")]
    window = MainWindow(clinic=Path(files[0]) if files else None)
    sys.excepthook = _report(window)
    window.show()
    return app.exec()


def _report(window: MainWindow) -> Hook:
    """An exception hook: a bug of ours is logged with its traceback and said in one line."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("a bug in mesomap", exc_info=(kind, error, trace))
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        window.show_bug(error)

    return hook
