"""Measurements in words."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import QLocale

from mesomap.atlas import Atlas, Body
from mesomap.atlas.calibration import girths
from mesomap.model import (
    Calibration,
    Girth,
    GirthLength,
    Height,
    LandmarkKey,
    LandmarkLength,
    Measurement,
    Side,
)
from mesomap.paint import measures

HEIGHT = Height(1700.0)
WAIST = GirthLength(Girth.WAIST, Side.MIDLINE, 820.5)
JAW = LandmarkLength(LandmarkKey("tragus", Side.LEFT), LandmarkKey("mentum", Side.MIDLINE), 140.0)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def a_calibration(*measurements: Measurement) -> Calibration:
    day = date(2026, 11, 22)
    return Calibration(id=uuid4(), patient=uuid4(), measured=day, measurements=measurements)


@pytest.fixture(autouse=True)
def english(qapp: object) -> None:
    QLocale.setDefault(QLocale("en_GB"))


def test_whose_millimetres(synthetic_body: Body) -> None:
    assert measures.body_words(synthetic_body, None) == "average adult, 1625 mm"
    by_height = measures.body_words(synthetic_body, a_calibration(HEIGHT))
    assert plain(by_height) == "calibrated: height 1700 mm"
    by_both = measures.body_words(synthetic_body, a_calibration(HEIGHT, WAIST))
    assert plain(by_both) == "calibrated: height 1700 mm, waist 820.5 mm"
    many = measures.body_words(synthetic_body, a_calibration(HEIGHT, WAIST, JAW, HEIGHT, WAIST))
    assert plain(many).endswith("Left tragus to Mentum 140 mm and 2 more")


def test_every_girth_has_a_name_and_a_place(atlas: Atlas) -> None:
    for id in atlas.body_ids:
        for girth, side in girths(atlas.body(id)):
            assert measures.girth_name(girth, side) != girth.value or side is Side.MIDLINE
            assert measures.girth_place(girth)


def test_every_landmark_is_marked_for_the_translators(atlas: Atlas) -> None:
    names = {mark.name for id in atlas.body_ids for mark in atlas.body(id).landmarks}
    assert names <= set(measures.LANDMARKS)
