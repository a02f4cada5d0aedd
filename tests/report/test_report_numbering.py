"""Numbers run region by region in needle order and are written short."""

from __future__ import annotations

import pytest
from flat_body import CHIN, LEFT, RIGHT, site
from hypothesis import given
from hypothesis import strategies as st
from sample_content import injection, lattice

from mesomap.report.layout.content import letter
from mesomap.report.layout.numbering import in_print_order, number_injections, ranges, rows


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([], ""),
        ([7], "7"),
        ([7, 8], "7, 8"),
        ([1, 2, 3, 12, 13, 18], "1–3, 12, 13, 18"),
        ([24, *range(1, 23), 23], "1–24"),
    ],
)
def test_ranges_are_short(numbers: list[int], text: str) -> None:
    assert ranges(numbers) == text


@given(st.sets(st.integers(1, 400)))
def test_ranges_say_every_number_once(numbers: set[int]) -> None:
    said: list[int] = []
    for part in filter(None, ranges(numbers).split(", ")):
        low, _, high = part.partition("–")
        said += range(int(low), int(high or low) + 1)
    assert said == sorted(numbers)


def test_numbers_keep_regions_together_in_needle_order() -> None:
    mixed = [
        injection(0, site(50, 100), LEFT),
        injection(1, site(51, 100), RIGHT),
        injection(2, site(52, 100), LEFT),
        injection(3, site(53, 100), None),
        injection(4, site(54, 100), RIGHT),
    ]
    ordered = in_print_order(reversed(mixed))
    assert [i.order for i in ordered] == [0, 2, 1, 4, 3]
    assert list(number_injections(mixed).values()) == [1, 2, 3, 4, 5]


def test_rows_follow_the_lattice_to_and_fro() -> None:
    placed = lattice(70, 190, columns=7, rows=5, step=3.0, key=CHIN)
    at = {i.id: (i.site.s * 200, i.site.t * 260) for i in placed}
    found = rows([i.id for i in placed], number_injections(placed), at)
    assert [len(row) for row in found] == [7] * 5
    assert [id_ for row in found for id_ in row] == [i.id for i in placed]


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
