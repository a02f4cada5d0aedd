"""Presses that must not count: held keys, bouncing ones, scanners."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mesomap.panels.treat_guard import HOLD_MS, QUIET_MS, PressGuard, Verdict

SPACE, ENTER, S, PAGE_DOWN = 32, 13, 83, 900


def test_a_press_that_a_scanner_cannot_make_counts_at_once() -> None:
    assert PressGuard().key(PAGE_DOWN, 0.0, typed=False, repeated=False) is Verdict.TAKE


def test_a_typed_press_waits_and_counts_when_nothing_follows() -> None:
    guard = PressGuard()
    assert guard.key(SPACE, 0.0, typed=True, repeated=False) is Verdict.HOLD
    assert guard.stands()
    assert not guard.stands(), "once"


def test_a_held_key_counts_once() -> None:
    guard = PressGuard()
    guard.key(SPACE, 0.0, typed=True, repeated=False)
    for at in range(500, 5000, 33):
        assert guard.key(SPACE, float(at), typed=True, repeated=True) is Verdict.IGNORE
    assert guard.stands()


def test_presses_within_200_ms_are_ignored_and_later_ones_count() -> None:
    guard = PressGuard()
    assert guard.key(PAGE_DOWN, 0.0, typed=False, repeated=False) is Verdict.TAKE
    assert guard.key(PAGE_DOWN, 199.0, typed=False, repeated=False) is Verdict.IGNORE
    assert guard.key(PAGE_DOWN, 398.0, typed=False, repeated=False) is Verdict.IGNORE
    assert guard.key(PAGE_DOWN, 598.0, typed=False, repeated=False) is Verdict.TAKE


def test_a_bouncing_key_counts_once() -> None:
    guard = PressGuard()
    assert guard.key(SPACE, 0.0, typed=True, repeated=False) is Verdict.HOLD
    assert guard.key(SPACE, 8.0, typed=True, repeated=False) is Verdict.HOLD
    assert guard.stands()


def test_clicks_obey_the_same_silence() -> None:
    guard = PressGuard()
    assert guard.click(0.0)
    assert not guard.click(150.0)
    assert guard.click(351.0)
    assert guard.key(PAGE_DOWN, 400.0, typed=False, repeated=False) is Verdict.IGNORE


@given(
    st.lists(st.sampled_from([SPACE, S, 48, 49, 65, 84]), min_size=1, max_size=20),
    st.floats(0.5, HOLD_MS - 1.0),
)
def test_a_scanners_burst_never_counts(characters: list[int], apart_ms: float) -> None:
    guard = PressGuard()
    at = 1000.0
    for key in [*characters, ENTER]:
        verdict = guard.key(key, at, typed=True, repeated=False)
        assert verdict is not Verdict.TAKE
        at += apart_ms
    assert not guard.stands()
    assert guard.key(SPACE, at + QUIET_MS, typed=True, repeated=False) is Verdict.HOLD
    assert guard.stands()
