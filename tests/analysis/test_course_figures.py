"""The figures of a course on a flat strip of skin, against values worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import pi

import pytest
from flat_strip import MILD, SESSION, STRONG, SYRINGES, A, B, C, FlatBody, injection, site

from mesomap.analysis.course_figures import (
    Figure,
    Measured,
    SessionMeasured,
    amount_of,
    measuring,
    most_treated,
    tracks,
)
from mesomap.analysis.doses import Dose
from mesomap.model import AreaPass, Status, Technique, Unit

HYALURONIC = ("Hyaluronic acid", "ha", Unit.MG)
STRENGTHS = {
    MILD.id: (Dose(*HYALURONIC, Decimal(10)),),
    STRONG.id: (Dose(*HYALURONIC, Decimal(40)), Dose("Vitamin C", "", Unit.MG, Decimal(2))),
}


def measured(injections, areas=(), strengths=STRENGTHS) -> SessionMeasured:
    *between, last = measuring(FlatBody(), injections, areas, SYRINGES, strengths)
    assert not any(between)
    assert last is not None
    return last


def row(y: float, *xs: float, first: int = 1, **given: object):
    return [injection(n, x, y, radius_mm=5.0, **given) for n, x in enumerate(xs, start=first)]


def an_area(x: float, volume_ul: int, status: Status = Status.PLANNED) -> AreaPass:
    corners = ((x, 10.0), (x + 20, 10.0), (x + 20, 30.0))
    return AreaPass(
        id=injection(900, x, 10).id,
        session=SESSION,
        order=900,
        outline=tuple(site(*one) for one in corners),
        region="b",
        side=B.side,
        syringe=MILD.id,
        technique=Technique.NAPPAGE,
        volume_ul=volume_ul,
        status=status,
    )


def test_two_touching_deposits_in_one_region() -> None:
    found = measured(row(40, 20, 30))
    assert found.planned
    part = found.regions[A]
    assert (part.count, part.spacing_mm, part.volume_ul) == (2, pytest.approx(10.0), 200)
    assert part.coverage == pytest.approx(2 * pi * 25 / 4800, rel=0.01)
    assert part.doses == (Dose(*HYALURONIC, Decimal(2)),)
    assert found.whole == part


def test_the_whole_is_the_median_and_the_shares_of_both_regions() -> None:
    """A: three in a row, 12 mm apart; C: two, 20 mm apart. C is 80 x 80 mm."""
    found = measured([*row(40, 10, 22, 34), *row(40, 150, 170, first=10, syringe=STRONG.id)])
    assert set(found.regions) == {A, C}
    assert found.whole.spacing_mm == pytest.approx(12.0)  # 12 12 12 20 20
    assert found.whole.coverage == pytest.approx(5 * pi * 25 / (4800 + 6400), rel=0.01)
    assert found.whole.doses == (
        Dose(*HYALURONIC, Decimal(11)),  # 0.3 mL of 10, 0.2 mL of 40
        Dose("Vitamin C", "", Unit.MG, Decimal("0.4")),
    )


def test_once_something_is_given_only_that_counts() -> None:
    given = row(40, 20, 30, status=Status.GIVEN)
    left = row(60, 20, 30, 40, first=5)
    skipped = row(70, 20, 30, first=9, status=Status.SKIPPED)
    found = measured([*given, *left, *skipped])
    assert not found.planned
    assert found.whole.count == 2
    assert found == measured(given)
    assert measured([*left, *skipped]).whole.count == 3


def test_an_area_pass_counts_in_volume_and_dose_alone() -> None:
    found = measured([], [an_area(70, 500)])
    part = found.regions[B]
    assert (part.count, part.spacing_mm, part.coverage, part.volume_ul) == (0, None, None, 500)
    assert part.doses == (Dose(*HYALURONIC, Decimal(5)),)
    both = measured(row(40, 20, 30), [an_area(70, 500)])
    assert both.whole.coverage == pytest.approx(2 * pi * 25 / 4800, rel=0.01)
    assert both.whole.volume_ul == 700


def test_what_lies_off_every_region_is_in_the_whole() -> None:
    away = replace(injection(1, 300, 40), region=None, side=None)
    found = measured([away])
    assert (found.regions, found.whole.count, found.whole.volume_ul) == ({}, 1, 100)


def test_tracks_say_what_is_not_known_and_what_was_left_alone() -> None:
    first, second = measured(row(40, 20, 30)), measured(row(40, 150, 170, syringe=STRONG.id))
    whole = {(one.figure, one.component): one.values for one in tracks([first, None, second])}
    assert whole[Figure.VOLUME, None] == (0.2, None, 0.2)
    assert whole[Figure.DOSE, HYALURONIC] == (2.0, None, 8.0)
    assert whole[Figure.DOSE, ("Vitamin C", "", Unit.MG)] == (0.0, None, 0.4)
    there = {(one.figure, one.component): one.values for one in tracks([first, second], A)}
    assert there[Figure.SPACING, None] == (pytest.approx(10.0), None)
    assert there[Figure.VOLUME, None] == (0.2, 0.0)
    assert there[Figure.COVERAGE, None][1] == 0.0
    assert there[Figure.DOSE, HYALURONIC] == (2.0, 0.0)


def test_a_mixture_that_nobody_described_has_no_amount() -> None:
    unknown = measured(row(40, 20, 30), strengths={}).whole
    assert amount_of(unknown, HYALURONIC) is None
    assert amount_of(Measured(), HYALURONIC) == 0


def test_regions_by_how_often_then_by_how_much() -> None:
    often = measured([*row(40, 20, 30), *row(40, 150, first=7)])
    once = measured([*row(40, 150, 170), *row(40, 70, first=9)])
    assert most_treated([often, None, once]) == [C, A, B]
