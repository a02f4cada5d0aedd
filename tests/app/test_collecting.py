"""The cycle collector runs in the window's thread alone."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mesomap.app import collecting
from mesomap.app.collecting import Collector


@pytest.fixture
def _as_before() -> Iterator[None]:
    limits = gc.get_threshold()
    yield
    gc.set_threshold(*limits)
    gc.enable()


class Cycle:
    """Says in which thread it was collected."""

    gone: list[int] = []  # noqa: RUF012

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())


@pytest.mark.usefixtures("_as_before")
def test_what_another_thread_left_is_collected_in_the_windows(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "EACH_MS", 1)
    Cycle.gone.clear()
    gc.set_threshold(50, 10_000, 10_000)  # the young ones: the suite's own objects are many
    parent = QObject()
    Collector(parent)
    assert not gc.isenabled()

    def work() -> None:
        for _ in range(500):
            Cycle()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(Cycle.gone) == 500, timeout=60_000)
    assert set(Cycle.gone) == {threading.get_ident()}
    parent.deleteLater()
