"""The tick: a short sound that any player can play."""

from __future__ import annotations

import wave
from pathlib import Path

from PySide6.QtWidgets import QApplication

from mesomap.app.tick import RATE, SECONDS, Tick, write_tick


def test_it_is_a_short_soft_wave_file(tmp_path: Path) -> None:
    write_tick(tmp_path / "tick.wav")
    with wave.open(str(tmp_path / "tick.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        assert file.getnframes() == round(RATE * SECONDS)
        samples = memoryview(file.readframes(file.getnframes())).cast("h")
    assert 1000 < max(samples) < 12000


def test_without_a_player_it_beeps(qapp: QApplication, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    beeps: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
    monkeypatch.setattr("mesomap.app.tick.shutil.which", lambda _name: None)
    Tick().play()
    assert beeps == [1]
