"""The person's language, where there is a translation for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

FOLDER = Path(__file__).parent.parent / "translations"


def install_translations(app: QCoreApplication, locale: QLocale) -> list[QTranslator]:
    """Install our texts and Qt's own for `locale`; those that were found.

    Without one of ours the window is English, and so are Qt's dialogs.
    """
    ours = QTranslator(app)
    if not ours.load(locale, "mesomap", "_", str(FOLDER)):
        return []
    app.installTranslator(ours)
    qt = QTranslator(app)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not qt.load(locale, "qtbase", "_", place):
        return [ours]
    app.installTranslator(qt)
    return [ours, qt]
