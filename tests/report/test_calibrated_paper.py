"""The paper says by what its millimetres were calibrated, and its scale bar follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import pytest
from flat_body import FlatBody
from sample_content import PATIENT, both_cheeks, content

from mesomap.model import Calibration, Height
from mesomap.report.layout import PAPERS, SessionContent, lay_out
from mesomap.report.layout.shapes import Text
from mesomap.report.layout.voice import plain_voice

CALIBRATION = Calibration(
    id=uuid4(),
    patient=PATIENT.id,
    measured=date(2026, 11, 22),
    measurements=(Height(1700.0),),
)

FACTOR = 1.25


@dataclass
class LongerBody(FlatBody):
    """The flat body with every length a quarter longer."""

    def __post_init__(self) -> None:
        self.factors = {"p": FACTOR}
        self.regions = {
            key: cast(
                Any, SimpleNamespace(key=key, name=one.name, group="face", area_mm2=9.0, patch="p")
            )
            for key, one in self.regions.items()
        }

    def factor(self, patch: str) -> float:
        return self.factors[patch]


def words(session: SessionContent) -> str:
    layout = lay_out(session, voice=plain_voice(), paper=PAPERS["A4"])
    return " ".join(s.text for page in layout.pages for s in page.shapes if isinstance(s, Text))


def test_without_one_it_is_the_average_adult() -> None:
    assert "average adult, 1625 mm" in words(content(both_cheeks()))


def test_with_one_it_says_which() -> None:
    made = content(both_cheeks())
    said = words(replace(made, calibration=CALIBRATION, body=cast(Any, LongerBody())))
    assert "calibrated to the patient: 1 measurements" in said
    assert "average adult" not in said
    assert "(22 Nov 2026)" in said


def test_the_scale_bar_is_the_patients() -> None:
    plain = content(both_cheeks())
    longer = replace(plain, calibration=CALIBRATION, body=cast(Any, LongerBody()))
    for made, factor in ((plain, 1.0), (longer, FACTOR)):
        layout = lay_out(made, voice=plain_voice(), paper=PAPERS["A4"])
        boxes = [box for page in layout.pages for box in page.charts]
        assert boxes
        for box in boxes:
            said = float(box.bar_text.split()[0])
            assert box.bar_mm * factor == pytest.approx(said)
