"""The delay after wrong passphrases grows, is remembered, and ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from mesomap.storage.attempts import failed, succeeded, wait_s


def test_the_delay_grows_and_is_forgotten_after_success() -> None:
    delays = [failed("a", clock=lambda: 100.0) for _ in range(14)]
    assert delays[:6] == [0.0, 0.0, 2.0, 4.0, 8.0, 16.0]
    assert delays[-1] == 300.0
    assert delays == sorted(delays)
    assert wait_s("a", clock=lambda: 100.0) == 300.0
    assert wait_s("a", clock=lambda: 399.0) == 1.0
    assert wait_s("a", clock=lambda: 401.0) == 0.0
    assert wait_s("b", clock=lambda: 100.0) == 0.0
    succeeded("a")
    assert wait_s("a", clock=lambda: 100.0) == 0.0


def test_a_day_forgives_and_a_clock_set_back_locks_nobody_out() -> None:
    for _ in range(9):
        failed("a", clock=lambda: 1e9)
    assert wait_s("a", clock=lambda: 1e9 + 90_000) == 0.0
    assert failed("a", clock=lambda: 1e9 + 90_000) == 0.0
    for _ in range(5):
        failed("b", clock=lambda: 1e9)
    assert wait_s("b", clock=lambda: 1e9 - 1e6) == 8.0


@pytest.mark.parametrize("junk", ["", "[]", "{", '{"a": 1}', '{"a": [1]}', "null"])
def test_a_spoilt_file_locks_nobody_out(tmp_path: Path, junk: str) -> None:
    file = tmp_path / "state" / "attempts.json"
    file.parent.mkdir()
    file.write_text(junk)
    assert wait_s("a") == 0.0
    assert failed("a") == 0.0


def test_what_is_remembered_names_nobody(tmp_path: Path) -> None:
    failed("Sample, Anna")
    assert "Anna" not in (tmp_path / "state" / "attempts.json").read_text()
