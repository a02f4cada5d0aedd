"""The patient's copy and the sheet for the tray: what each says, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_content import PATIENT, both_cheeks, content

from mesomap.model import Status
from mesomap.report.layout import PAPERS, Layout, SessionContent
from mesomap.report.layout.paper import paper_of
from mesomap.report.layout.patient_copy import lay_out_patient_copy
from mesomap.report.layout.shapes import Text
from mesomap.report.layout.treatment_sheet import lay_out_treatment_sheet
from mesomap.report.layout.voice import plain_voice

VOICE = plain_voice()
A4 = PAPERS["A4"]


def words(layout: Layout) -> list[str]:
    return [s.text for page in layout.pages for s in page.shapes if isinstance(s, Text)]


def half_given() -> SessionContent:
    """The right cheek given, one there skipped; the left one planned."""
    lattice = both_cheeks()
    done = [replace(one, status=Status.GIVEN) for one in lattice[:20]]
    done[3] = replace(done[3], status=Status.SKIPPED)
    return replace(content([*done, *lattice[20:]]), figures={})


def test_the_patient_s_copy_is_of_what_was_given() -> None:
    layout = lay_out_patient_copy(half_given(), voice=VOICE, paper=A4)
    told = words(layout)
    assert "Your treatment" in told
    assert "Treated on 22 Nov 2026." in told
    spots = [spot for page in layout.pages for chart in page.charts for spot in chart.spots]
    assert len({spot.id for spot in spots}) == 19
    assert all(not chart.labels for page in layout.pages for chart in page.charts)
    assert "19" in told
    assert "0.95" in told  # mL: 19 times 0.05


def test_before_anything_is_given_it_is_of_the_plan() -> None:
    told = words(lay_out_patient_copy(content(both_cheeks()), voice=VOICE, paper=A4))
    assert "Planned for 22 Nov 2026." in told


def test_afterwards_is_the_clinic_s_own_text_or_lines_to_write_on() -> None:
    made = replace(content(both_cheeks()), after_care="Keep the skin dry.\nRing us.")
    told = words(lay_out_patient_copy(made, voice=VOICE, paper=A4))
    assert {"Afterwards", "Keep the skin dry.", "Ring us."} <= set(told)
    bare = lay_out_patient_copy(replace(made, after_care=""), voice=VOICE, paper=A4)
    assert "Keep the skin dry." not in words(bare)


def test_nothing_of_the_record_that_is_not_the_patient_s_to_read_is_on_it() -> None:
    told = " ".join(words(lay_out_patient_copy(half_given(), voice=VOICE, paper=A4)))
    for word in ("Remark", "coverage", "Spacing", "Addendum"):
        assert word not in told


@pytest.mark.parametrize("landscape", [False, True])
def test_the_tray_s_sheet_has_allergies_and_every_site_still_to_give(landscape: bool) -> None:
    made = half_given()
    layout = lay_out_treatment_sheet(made, voice=VOICE, paper=paper_of("A4", landscape=landscape))
    told = words(layout)
    (allergies,) = [
        s
        for page in layout.pages
        for s in page.shapes
        if isinstance(s, Text) and s.text == "Allergies: Lidocaine, latex"
    ]
    assert allergies.size_pt >= 18
    labelled = {
        id for page in layout.pages for c in page.charts for label in c.labels for id in label.ids
    }
    assert labelled == {one.id for one in made.injections if one.status is not Status.SKIPPED}
    assert any(text.startswith("1–3, 5") for text in told)


def test_long_allergies_are_never_cut() -> None:
    many = ", ".join(f"substance {n}" for n in range(40))
    made = content(both_cheeks(), patient=replace(PATIENT, allergies=many))
    told = " ".join(words(lay_out_treatment_sheet(made, voice=VOICE, paper=A4)))
    assert all(f"substance {n}" in told for n in range(40))


@pytest.mark.parametrize("make", [lay_out_patient_copy, lay_out_treatment_sheet])
def test_text_stays_within_the_margins(make) -> None:
    made = content(both_cheeks(), patient=replace(PATIENT, name="x" * 150))
    for name in PAPERS:
        for landscape in (False, True):
            paper = paper_of(name, landscape=landscape)
            for page in make(made, voice=VOICE, paper=paper).pages:
                for text in (s for s in page.shapes if isinstance(s, Text)):
                    width = VOICE.width_mm(text.text, text.size_pt, text.weight)
                    start = text.x - {"left": 0, "right": width, "centre": width / 2}[text.align]
                    assert start >= paper.left_mm - 0.01, text.text
                    assert start + width <= paper.right_mm + 0.01, text.text
