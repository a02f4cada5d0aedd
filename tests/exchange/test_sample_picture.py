"""The sample clinic's own picture."""

from __future__ import annotations

import pytest

from mesomap.exchange.picture_files import check_picture
from mesomap.exchange.sample_picture import CORNERS_MM, HIGH_MM, WIDE_MM, sample_picture
from mesomap.model import PatientsLeft


def test_it_is_the_same_each_time_small_and_in_true_millimetres() -> None:
    attachment, picture = sample_picture()
    assert sample_picture() == (attachment, picture)
    assert len(attachment.content) < 2000
    assert (picture.width_mm, picture.height_mm) == pytest.approx((WIDE_MM, HIGH_MM))
    assert picture.line_mm == CORNERS_MM
    assert picture.patients_left is PatientsLeft.ON_THE_RIGHT
    assert check_picture(attachment.content, "again").content == attachment.content
