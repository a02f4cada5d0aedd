"""The start page's quiet bar and the progress in the page's corner follow the backups."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mesomap.app.backup.keeper import BackupKeeper
from mesomap.app.backup.nagging import nag_words
from mesomap.app.desk import Desk
from mesomap.model import KnownError
from mesomap.panels.backup.backup_bar import BackupBar
from mesomap.panels.backup.progress_line import ProgressLine

SHOWN_AFTER = 0.02
"""A backup that is over sooner shows no progress."""


class NagFlow(QObject):
    """Says that the last good backup is old, and how far the one is that is being made."""

    def __init__(self, desk: Desk, keeper: BackupKeeper, bar: BackupBar, page: QWidget) -> None:
        super().__init__(desk)
        self._desk = desk
        self._keeper = keeper
        self._bar = bar
        self.progress = ProgressLine(page)
        self.progress.cancelled.connect(keeper.cancel)
        bar.back_up_wanted.connect(keeper.back_up)
        keeper.started.connect(self._begin)
        keeper.progressed.connect(self._show_done)
        keeper.changed.connect(self.show)

    def show(self) -> None:
        """Say what there is to say of the open clinic file."""
        self._bar.show_running(self._keeper.is_running)
        if not self._keeper.is_running:
            self.progress.hide()
        self._bar.show_text(self._words())

    def _words(self) -> str:
        store = self._desk.clinic.store
        if store is None or not self._keeper.can_back_up:
            return ""
        from mesomap.storage.rotating import state_at

        try:
            state = state_at(store.path, store.key)
        except KnownError:
            return ""  # whatever is wrong with the file is said where it is worked with
        return nag_words(store.path, state, self._desk.clock())

    def _begin(self) -> None:
        self._bar.show_running(True)

    def _show_done(self, done: float) -> None:
        self.progress.show_done(done)
        if done >= SHOWN_AFTER:
            self.progress.show()
            self.progress.raise_()
