"""The scales of reactions: each boundary, both sides, and that what is shown is cited."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mesomap.clinical.reactions import (
    CTCAE,
    KIND_NAMES,
    OUTCOME_NAMES,
    POINT_NAMES,
    SIZE_STARTS_MM,
    VAS_STARTS,
    WINDOWS,
    point_on,
    size_grade,
    size_range_mm,
    vas_band,
)
from mesomap.model import Confidence, FollowUpPoint, Outcome, ReactionKind

R, S, N, U = (
    ReactionKind.REDNESS,
    ReactionKind.SWELLING,
    ReactionKind.NODULE,
    ReactionKind.ULCER,
)


@pytest.mark.parametrize(
    ("kind", "mm", "grade"),
    [
        *((R, 0.4, None), (R, 1, 1), (R, 50, 1), (R, 51, 2), (R, 100, 2), (R, 101, 3)),
        *((S, 1, 1), (S, 20, 1), (S, 21, 2), (S, 50, 2), (S, 51, 3), (S, 300, 3)),
        *((N, 1, 1), (N, 15, 1), (N, 16, 2), (N, 29, 2), (N, 30, 3)),
        *((U, 1, 1), (U, 9, 1), (U, 10, 2), (U, 19, 2), (U, 20, 3)),
        *((R, 50.4, 1), (R, 50.5, 2), (N, 29.4, 2), (N, 29.5, 3)),
        *((R, None, None), (ReactionKind.BRUISING, 40, None), (ReactionKind.PAIN, 40, None)),
    ],
)
def test_size_grades_at_their_boundaries(kind, mm, grade):
    assert size_grade(kind, mm) == grade


def test_a_grade_says_its_range():
    assert [size_range_mm(R, grade) for grade in (1, 2, 3)] == [(1, 50), (51, 100), (101, None)]
    assert [size_range_mm(N, grade) for grade in (1, 2, 3)] == [(1, 15), (16, 29), (30, None)]
    assert size_range_mm(S, 2) == (21, 50)
    assert size_range_mm(U, 2) == (10, 19)


@pytest.mark.parametrize(
    ("vas", "band"),
    [
        (None, None),
        (0.0, "mild"),
        (3.4, "mild"),
        (3.44, "mild"),
        (3.5, "moderate"),
        (7.4, "moderate"),
        (7.5, "severe"),
        (10.0, "severe"),
    ],
)
def test_pain_bands_at_their_boundaries(vas, band):
    assert vas_band(vas) == band


def test_everything_shown_is_cited_and_named():
    assert SIZE_STARTS_MM.confidence is VAS_STARTS.confidence is Confidence.PRIMARY
    assert "PMC11462124" in SIZE_STARTS_MM.source
    assert "Boonstra 2014" in VAS_STARTS.source
    assert "CTCAE v5" in CTCAE.source
    assert CTCAE.confidence.unverified
    assert sorted(CTCAE.value) == [1, 2, 3, 4, 5]
    assert WINDOWS.confidence is Confidence.DERIVED
    assert set(KIND_NAMES) == set(ReactionKind)
    assert set(OUTCOME_NAMES) == set(Outcome)
    assert set(POINT_NAMES) == set(FollowUpPoint)


@pytest.mark.parametrize(
    ("point", "first", "last"),
    [
        (FollowUpPoint.DAYS, 2, 3),
        (FollowUpPoint.TWO_WEEKS, 14, 14),
        (FollowUpPoint.TWELVE_WEEKS, 84, 84),
    ],
)
def test_when_a_point_is_due(point, first, last):
    window, day = WINDOWS.value[point], date(2026, 3, 1)

    def after(days):
        return day + timedelta(days=days)

    assert not window.due(day, after(first - 1))
    assert window.due(day, after(first))
    assert not window.overdue(day, after(last))
    assert window.overdue(day, after(last + 1))
    assert point_on(day, after(first)) is point
    assert point_on(day, after(first - 1)) is not point
