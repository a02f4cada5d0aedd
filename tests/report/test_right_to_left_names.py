"""Names that run from right to left keep their order and leave the line about them in its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from golden_content import ARABIC, HEBREW
from sample_content import PATIENT, both_cheeks, content, injection

from mesomap.model import SkinSite
from mesomap.report.layout import PAPERS, lay_out
from mesomap.report.layout.bidi import isolated
from mesomap.report.layout.shapes import Text, Weight
from mesomap.report.layout.voice import plain_voice, wrap

FIRST, POP = "\u2068", "\u2069"


@pytest.mark.parametrize("name", [ARABIC, HEBREW, f"Dr. {HEBREW}"])
def test_what_runs_from_right_to_left_is_isolated(name: str) -> None:
    assert isolated(name) == f"{FIRST}{name}{POP}"
    said = plain_voice().say("{name}, {value} mg/mL", name=name, value="10.0")
    assert said == f"{FIRST}{name}{POP}, 10.0 mg/mL"


@pytest.mark.parametrize("name", ["Åse Ünal-Đorđević", "Nguyễn Thị Ánh", "12", ""])
def test_everything_else_stays_as_it_is(name: str) -> None:
    assert isolated(name) == name


def test_the_date_after_the_name_on_later_pages_stays_whole() -> None:
    many = [injection(n, SkinSite(0, 0.4, 0.4), None) for n in range(3)]
    made = content([*both_cheeks(), *many], patient=replace(PATIENT, name=ARABIC))
    syringes = tuple(replace(made.syringes[0], mixture="x " * 900) for _ in range(1))
    layout = lay_out(replace(made, syringes=syringes), voice=plain_voice(), paper=PAPERS["A4"])
    later = [s.text for s in layout.pages[1].shapes if isinstance(s, Text)]
    assert f"{FIRST}{ARABIC}{POP}, 14 Mar 1981, 00417" in later


def test_a_long_name_is_broken_after_its_hyphen() -> None:
    voice = plain_voice()
    room = voice.width_mm("Wolfeschlegel-Mont", 8.0, Weight.BOLD)
    lines = wrap(voice, "Wolfeschlegel-Montgomery", width_mm=room, size_pt=8.0, weight=Weight.BOLD)
    assert lines == ["Wolfeschlegel-", "Montgomery"]
