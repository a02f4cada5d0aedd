"""Looks through the places for backups, away from the window: a network drive may not answer."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mesomap.model import KnownError

if TYPE_CHECKING:
    from mesomap.storage import Key


@dataclass(frozen=True, slots=True)
class FoundThere:
    """A backup, the place it was found in, and what opens it."""

    path: Path
    at: datetime
    size: int
    place: Path
    encrypted: bool
    same_key: bool
    """Whether it has the key that the clinic file has now."""


class Finder(QObject):
    """One look through all places."""

    found = Signal(object)
    """A list of `FoundThere`, latest first."""

    def __init__(
        self, clinic: Path, key: Key | None, places: Sequence[Path], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._asked = clinic, key, tuple(places)

    def start(self) -> None:
        """Begin."""
        threading.Thread(target=self._run, name="backups", daemon=True).start()

    def _run(self) -> None:
        backups = find(*self._asked)
        with suppress(RuntimeError):  # the window is gone
            self.found.emit(backups)


def find(clinic: Path, key: Key | None, places: Sequence[Path]) -> list[FoundThere]:
    """The backups of a clinic file in all places; a place that cannot be read has none."""
    from mesomap.storage.keys import salt_of
    from mesomap.storage.rotating import backups_of

    salt_now = key.salt if key is not None else None
    backups: list[FoundThere] = []
    for place in places:
        with suppress(KnownError, OSError):
            for one in backups_of(clinic, place, key):
                salt = salt_of(one.path)
                there = FoundThere(
                    one.path, one.at, one.size, place, salt is not None, salt == salt_now
                )
                backups.append(there)
    return sorted(backups, key=lambda one: one.at, reverse=True)
