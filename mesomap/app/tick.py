"""A soft tick for each needle, where this computer can play one.

Qt's sounds are in a package of their own that mesomap does without; every system has a small player
of its own. Without any, Qt's beep stands in.
"""

from __future__ import annotations

import math
import shutil
import struct
import sys
import wave
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QStandardPaths
from PySide6.QtWidgets import QApplication

RATE = 22050
SECONDS, PITCH_HZ, LOUDNESS = 0.045, 1250.0, 0.22
PLAYERS = (("pw-play", ()), ("paplay", ()), ("aplay", ("-q",)), ("afplay", ()))


class Tick(QObject):
    """Plays without making anybody wait."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file: Path | None = None
        self._player = next(
            ((path, args) for name, args in PLAYERS if (path := shutil.which(name))), None
        )

    def play(self) -> None:
        """Once."""
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(str(self._wav()), winsound.SND_FILENAME | winsound.SND_ASYNC)
        elif self._player is not None:
            program, arguments = self._player
            QProcess.startDetached(program, [*arguments, str(self._wav())])
        else:
            QApplication.beep()

    def _wav(self) -> Path:
        if self._file is None or not self._file.exists():
            cache = QStandardPaths.StandardLocation.CacheLocation
            folder = Path(QStandardPaths.writableLocation(cache))
            folder.mkdir(parents=True, exist_ok=True)
            self._file = folder / "tick.wav"
            write_tick(self._file)
        return self._file


def write_tick(path: Path) -> None:
    """A short falling tone, mono, 16 bits."""
    count = round(RATE * SECONDS)
    samples = (
        LOUDNESS * math.exp(-6.0 * n / count) * math.sin(2 * math.pi * PITCH_HZ * n / RATE)
        for n in range(count)
    )
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", round(32767 * one)) for one in samples))
