"""Bad input, the short version: every seed and every past finding, and some hundred made of them.

The long one is ``make fuzz``; docs/reliability.md says what it found.
"""

from __future__ import annotations

import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tools.fuzz import __main__ as fuzz
from tools.fuzz import campaign, mutate
from tools.fuzz.table import as_json, as_table
from tools.fuzz.target import SEEDS, TooSlowError, feed, refused, warm
from tools.fuzz.targets import TARGETS

pytestmark = pytest.mark.qt_log_level_fail("CRITICAL")
"""What Qt's readers of pictures say of a broken one is no fault."""

HANGS_S = 60.0
"""Of processor time: what takes so long never ends. `make fuzz` holds each input to 2 s."""
EXAMPLES = {"pdf": 15, "pdf-attachment": 15, "atlas-files": 15, "atlas-arrays": 15, "drawing": 15}
"""Of those that take longer than the others."""


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_past_findings_end_in_a_value_or_a_sentence(name: str) -> None:
    target = TARGETS[name]
    for seed in warm(target).values():
        feed(target, seed, limit_s=HANGS_S)


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_made_of_them_does_too(name: str) -> None:
    target = TARGETS[name]
    seeds = list(warm(target).values())

    @settings(
        max_examples=EXAMPLES.get(name, 40),
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        seed=st.sampled_from(range(len(seeds))),
        numbers=st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=3),
        cut=st.one_of(st.none(), st.integers(0, 300)),
        tail=st.binary(max_size=6),
    )
    def ends_well(seed: int, numbers: list[int], cut: int | None, tail: bytes) -> None:
        data = seeds[seed]
        for number in numbers:
            data = target.mutate(data, number)
        feed(target, data[:cut] + tail, limit_s=HANGS_S)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        ends_well()


def test_every_folder_of_findings_is_of_a_target() -> None:
    folders = {path.name for path in SEEDS.iterdir() if path.is_dir()}
    assert folders - {"sessions"} <= TARGETS.keys()
    assert sum(path.stat().st_size for path in SEEDS.rglob("*") if path.is_file()) <= 300_000


def test_what_breaks_a_limit_is_told() -> None:
    """A target that is slow, or lets something else through, is told."""
    target = TARGETS["typed"]
    with pytest.raises(TooSlowError):
        feed(target, b"a", limit_s=-1.0)

    def wrong() -> None:
        raise ValueError("no sentence")

    with pytest.raises(ValueError, match="no sentence"):
        refused(wrong)


def test_without_the_fuzzer_it_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert fuzz.main([]) == 2
    assert capsys.readouterr().out.splitlines() == [fuzz.WANTED]


def test_a_campaign_gives_each_target_its_share() -> None:
    shares = campaign.shares(TARGETS.values(), 1_000_000)
    assert shares.keys() == TARGETS.keys()
    assert 1_000_000 <= sum(shares.values()) <= 1_000_000 + len(TARGETS)
    tally = campaign.Tally("gs1", "a barcode", 1, inputs=1200, failures=["ValueError a.py:1"])
    assert as_table([tally], 1, 2.0).splitlines()[-1] == "FOUND gs1: ValueError a.py:1"
    assert as_json([tally], 1, 2.0)["crashes"] == 1


def test_the_same_number_makes_the_same_input() -> None:
    data = b'{"a": [1, 2.5, "b"]}'
    made = [mutate.of_json(data, number) for number in range(50)]
    assert made == [mutate.of_json(data, number) for number in range(50)]
    assert len(set(made)) > 30
