"""What is loaded behind the first paint: it comes, or the window says why it does not."""

from __future__ import annotations

import logging

import pytest

from mesomap.app import warm
from mesomap.model import KnownError


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm, "PAUSE_S", 0.0)


def failing(times: int, error: Exception):
    left = [error] * times

    def load() -> str:
        if left:
            raise left.pop()
        return "atlas"

    return load


def test_a_module_met_half_made_is_tried_again(qtbot, monkeypatch, quick, caplog) -> None:
    monkeypatch.setattr(warm, "load_atlas", failing(1, ImportError("partially initialized")))
    made = warm.Warmup()
    with qtbot.waitSignal(made.ready, timeout=5000) as found:
        made.start()
    made.wait()
    assert found.args == ["atlas"]
    assert [one.levelno for one in caplog.records] == [logging.ERROR]
    caplog.clear()


def test_what_never_loads_is_said(qtbot, monkeypatch, quick, caplog) -> None:
    monkeypatch.setattr(warm, "load_atlas", failing(9, RuntimeError("torn")))
    made = warm.Warmup()
    with qtbot.waitSignal(made.failed, timeout=5000) as found:
        made.start()
    made.wait()
    assert "torn" in found.args[0].render()
    assert len(caplog.records) == warm.TRIALS
    caplog.clear()


def test_a_known_reason_is_said_at_once(qtbot, monkeypatch, quick, caplog) -> None:
    monkeypatch.setattr(warm, "load_atlas", failing(9, KnownError("The charts are missing.")))
    made = warm.Warmup()
    with qtbot.waitSignal(made.failed, timeout=5000) as found:
        made.start()
    made.wait()
    assert found.args[0].render() == "The charts are missing."
    assert not caplog.records
