"""Which backups stay: by day, week and month, whatever their order, and only ours."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesomap.storage.rotation import (
    DAYS,
    MONTHS,
    WEEKS,
    Named,
    file_name,
    folder_name,
    found_in,
    next_name,
    read_name,
    staying,
)

MINUTES = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31)).map(
    lambda at: at.replace(second=0, microsecond=0)
)
NAMES = st.builds(Named, MINUTES, st.integers(1, 3))
NEAR = st.builds(
    lambda hours, number: Named(datetime(2026, 11, 23, 17, 5) - timedelta(hours=hours), number),
    st.integers(0, 24 * 500),
    st.integers(1, 2),
)
SETS = st.one_of(st.sets(NAMES, max_size=60), st.sets(NEAR, max_size=60))


@given(SETS, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(there: set[Named], random) -> None:
    mixed = list(there)
    random.shuffle(mixed)
    assert staying(mixed) == staying(sorted(there))


@given(SETS.filter(bool))
def test_the_newest_stays_and_never_more_than_24(there: set[Named]) -> None:
    kept = staying(there)
    assert max(there) in kept
    assert kept <= there
    assert len(kept) <= DAYS + WEEKS + MONTHS


@given(SETS.filter(bool), st.data())
def test_the_one_just_made_stays_even_if_the_clock_was_set_back(
    there: set[Named], data: st.DataObject
) -> None:
    made = data.draw(st.sampled_from(sorted(there)))
    kept = staying(there, made=made)
    assert {made, max(there)} <= kept
    assert len(kept) <= DAYS + WEEKS + MONTHS


@given(SETS)
def test_what_stays_stays_again(there: set[Named]) -> None:
    kept = staying(there)
    assert staying(kept) == kept


@given(SETS, NEAR)
def test_what_goes_once_never_comes_to_stay(there: set[Named], later: Named) -> None:
    """Rotating at each backup keeps the same as rotating once at the end."""
    if there and later > max(there):
        assert staying({*staying(there), later}) == staying({*there, later})


def test_two_years_of_days() -> None:
    there: set[Named] = set()
    day = datetime(2025, 1, 1, 17, 5)
    for n in range(730):
        there = staying({*there, Named(day + timedelta(days=n))})
    ages = sorted(((day + timedelta(days=729)) - one.at).days for one in there)
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert 20 <= len(ages) <= DAYS + WEEKS + MONTHS
    assert 330 <= ages[-1] <= 366


def test_many_of_one_day_are_one_day() -> None:
    noon = datetime(2026, 11, 23, 12)
    there = {Named(noon + timedelta(minutes=n)) for n in range(300)}
    assert staying(there) == {max(there)}


@given(NAMES, st.sampled_from(["Clinic", "North (2)", "a.b", "x 2026-11-23 17.05"]))
def test_a_name_says_when(one: Named, stem: str) -> None:
    assert read_name(stem, file_name(stem, one)) == one


@pytest.mark.parametrize(
    "name",
    [
        "Clinic.mesomap",
        "Clinic 2026-11-23 17.05.mesomap.part",
        ".Clinic 2026-11-23 17.05.mesomap.0a1b2c3d.part",
        "Clinic 2026-11-23 17.05.mesomap-journal",
        "Clinic 2026-13-23 17.05.mesomap",
        "Clinic 2026-11-23 25.05.mesomap",
        "Clinic 2026-11-23 17.05 (1).mesomap",
        "Clinic 2026-11-23 17.05 (0).mesomap",
        "Clinic 2026-11-23 17.05 copy.mesomap",
        "Clinic before restore 2026-11-23 17.05.00.mesomap",
        "clinic 2026-11-23 17.05.mesomap",
        "Other 2026-11-23 17.05.mesomap",
        "Clinic ٢٠٢٦-11-23 17.05.mesomap",
    ],
)
def test_other_files_are_not_ours(name: str) -> None:
    assert read_name("Clinic", name) is None


def test_two_in_one_minute_have_two_names() -> None:
    at = datetime(2026, 11, 23, 17, 5, 40)
    first = next_name(at, [])
    second = next_name(at, [first])
    assert file_name("Clinic", first) == "Clinic 2026-11-23 17.05.mesomap"
    assert file_name("Clinic", second) == "Clinic 2026-11-23 17.05 (2).mesomap"
    assert first < second
    assert folder_name("Clinic") == "Clinic backups"


def test_a_folder_is_read_latest_first_and_others_are_left_aside(tmp_path: Path) -> None:
    for name in ("Clinic 2026-11-22 17.05.mesomap", "Clinic 2026-11-23 09.00.mesomap"):
        (tmp_path / name).write_bytes(b"12345")
    (tmp_path / "Clinic 2026-11-21 09.00.mesomap").mkdir()
    (tmp_path / "holiday.mesomap").write_bytes(b"")
    found = found_in(tmp_path, "Clinic")
    assert [one.at.day for one in found] == [23, 22]
    assert found[0].size == 5
    assert found_in(tmp_path / "none", "Clinic") == []
