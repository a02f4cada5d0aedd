"""Notices what fails behind the person's back, where the log alone would know."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal

WATCHED = "mesomap.document"
"""The document goes on when one that listens to it fails: the change is made and stored."""


class LogWatch(QObject):
    """Says that an error was logged, from whatever thread."""

    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handler = _Handler(self)
        logging.getLogger(WATCHED).addHandler(self._handler)

    def stop(self) -> None:
        """Watch no longer."""
        logging.getLogger(WATCHED).removeHandler(self._handler)


class _Handler(logging.Handler):
    def __init__(self, watch: LogWatch) -> None:
        super().__init__(logging.ERROR)
        self._watch = watch

    def emit(self, record: logging.LogRecord) -> None:
        self._watch.failed.emit()
