"""The whole page: every injection said once on a chart and in the table, nothing collides."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations
from uuid import UUID

import pytest
from flat_body import CHIN, RIGHT, FlatBody, site
from sample_content import (
    MARKED,
    PATIENT,
    SESSION,
    SYRINGE,
    both_cheeks,
    content,
    dense_chin,
    injection,
    lattice,
)

from mesomap.model import Injection, MarkShape, Needle, SkinSite, Status, Technique
from mesomap.report.layout import PAPERS, Layout, SessionContent, lay_out
from mesomap.report.layout.numbering import ranges
from mesomap.report.layout.selection import choose_charts
from mesomap.report.layout.shapes import Box, LegendMark, Text
from mesomap.report.layout.tables import region_rows
from mesomap.report.layout.voice import MM_PER_PT, plain_voice

VOICE = plain_voice()
LONG = "Wolfeschlegelsteinhausenbergerdorff-Montgomery, Maximiliana Alexandrina Theodora von und zu"

CASES: dict[str, list[Injection]] = {
    "one region": both_cheeks()[:20],
    "two cheeks": both_cheeks(),
    "crowded cheeks": both_cheeks(step=4.0, columns=9, rows=8),
    "dense chin": dense_chin(),
    "cheeks and chin": [*both_cheeks(), *dense_chin()],
    "four hundred": lattice(20, 60, columns=20, rows=20, step=8.0, key=CHIN),
    "one on another": [injection(n, site(60.0, 150.0), CHIN) for n in range(4)],
    "off the charts": [injection(0, SkinSite(5, 0.5, 0.5), CHIN), *both_cheeks()[1:9]],
    "every mark": [
        injection(n, site(40 + 12 * n, 200), CHIN, syringe=one, status=list(Status)[n % 3])
        for n, one in enumerate(MARKED.values())
    ],
    "outside regions": [injection(n, site(40 + 12 * n, 20), None) for n in range(4)],
    "empty": [],
}


@cache
def _layout(case: str, paper: str = "A4") -> tuple[SessionContent, Layout]:
    made = content(CASES[case])
    return made, lay_out(made, voice=VOICE, paper=PAPERS[paper])


def _extent(text: Text) -> Box:
    width = VOICE.width_mm(text.text, text.size_pt, text.weight)
    left = text.x - {"left": 0.0, "right": width, "centre": width / 2}[text.align]
    height = text.size_pt * MM_PER_PT
    return Box(left, text.y - 0.73 * height, width, 0.9 * height)


@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("case", list(CASES))
def test_every_injection_is_numbered_once_on_a_chart_or_said_to_be_on_none(
    case: str, paper: str
) -> None:
    made, layout = _layout(case, paper)
    labels = [label for page in layout.pages for c in page.charts for label in c.labels]
    told = Counter(id_ for label in labels for id_ in label.ids)
    hidden = {i.id for i in made.injections if isinstance(i.site, SkinSite) and i.site.face}
    assert told == Counter({i.id for i in made.injections} - hidden)
    for label in labels:
        numbers = [made.numbers[id_] for id_ in label.ids]
        assert label.text in (ranges(numbers), f"{max(numbers)}–{min(numbers)}")
    texts = " ".join(s.text for p in layout.pages for s in p.shapes if isinstance(s, Text))
    assert ("On no chart" in texts) == bool(hidden)


@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("case", list(CASES))
def test_labels_overlap_nothing(case: str, paper: str) -> None:
    _, layout = _layout(case, paper)
    for chart in (chart for page in layout.pages for chart in page.charts):
        for one, other in combinations(chart.labels, 2):
            assert not one.overlaps(other), (one.text, other.text)
        for label in chart.labels:
            box = label.box
            assert chart.box.x <= box.x <= box.right <= chart.box.right
            assert chart.box.y <= box.y <= box.bottom <= chart.box.bottom
            for spot in chart.spots:
                at_site = label.inside and label.leader is None and spot.id in label.ids
                assert at_site or not label.covers(spot.x, spot.y), (label.text, spot)
        for letter in chart.letters:
            assert not any(label.box.overlaps(_extent(letter)) for label in chart.labels)


@pytest.mark.parametrize("case", list(CASES))
def test_every_injection_has_its_own_mark(case: str) -> None:
    _, layout = _layout(case)
    for chart in (chart for page in layout.pages for chart in page.charts):
        marked: Counter[UUID] = Counter(s.id for s in chart.spots)
        marked.update(id_ for x in chart.labels if x.inside and x.leader is None for id_ in x.ids)
        assert not marked or max(marked.values()) == 1
        numbered = {id_ for label in chart.labels for id_ in label.ids}
        assert numbered <= set(marked)


@pytest.mark.parametrize("case", list(CASES))
def test_every_injection_is_in_the_table_once(case: str) -> None:
    made, _ = _layout(case)
    rows = region_rows(VOICE, made)
    listed = Counter(id_ for row in rows for id_ in row.ids)
    assert listed == Counter(i.id for i in made.injections)
    for row in rows:
        assert row.points == ranges(made.numbers[id_] for id_ in row.ids)


def _no_collisions(layout: Layout) -> None:
    for page in layout.pages:
        extents = [(_extent(s), s.text) for s in page.shapes if isinstance(s, Text) and s.text]
        for (one, a), (other, b) in combinations(extents, 2):
            assert not one.overlaps(other), (a, b)
        for box, text in extents:
            assert layout.paper.left_mm - 1e-6 <= box.x, text
            assert box.right <= layout.paper.right_mm + 1e-6, text
            assert box.bottom <= layout.paper.height_mm - 5.0, text
            for chart in page.charts:
                assert not box.overlaps(chart.box), text
        for one_chart, other_chart in combinations(page.charts, 2):
            assert not one_chart.box.overlaps(other_chart.box)


@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("case", list(CASES))
def test_no_text_runs_into_another_or_off_the_page(case: str, paper: str) -> None:
    _no_collisions(_layout(case, paper)[1])


@pytest.mark.parametrize("name", [LONG, "عبد الرحمن", "Åse Ünal-Đorđević", "x" * 200])
def test_names_of_any_length_and_script_stay_whole(name: str) -> None:
    made = content(
        both_cheeks(),
        patient=replace(PATIENT, name=name, allergies=f"{name}, latex"),
        session=replace(SESSION, indication=name),
        clinic_name=name,
    )
    layout = lay_out(made, voice=VOICE, paper=PAPERS["A4"])
    _no_collisions(layout)
    lines = [s.text for s in layout.pages[0].shapes if isinstance(s, Text)]
    assert name.replace(" ", "") in "".join(lines).replace(" ", "")


def test_many_rows_go_on_over_pages_with_head_and_number() -> None:
    many = [
        injection(n, site(20 + n % 150, 60 + n // 5), CHIN, volume_ul=10 + n) for n in range(60)
    ]
    syringes = [replace(content([]).syringes[0], id=UUID(int=5000 + n)) for n in range(60)]
    placed = [replace(i, syringe=s.id) for i, s in zip(many, syringes, strict=True)]
    made = replace(content(placed), syringes=tuple(syringes))
    layout = lay_out(made, voice=VOICE, paper=PAPERS["A4"])
    assert len(layout.pages) >= 3
    _no_collisions(layout)
    for number, page in enumerate(layout.pages, start=1):
        texts = [s.text for s in page.shapes if isinstance(s, Text)]
        assert f"Page {number} of {len(layout.pages)}" in texts
        assert any(text.startswith("Sample, Anna") for text in texts)
        assert any("not advice" in text for text in texts)


def test_numbers_are_never_below_six_and_a_half_points() -> None:
    for case in CASES:
        for page in _layout(case)[1].pages:
            assert all(s.size_pt >= 6.5 for s in page.shapes if isinstance(s, Text))


def test_the_fewest_charts_are_chosen_and_the_squarest_wins() -> None:
    made = content(both_cheeks())
    (only,) = choose_charts(made.body, made.injections)
    assert only.chart == "flat"
    assert set(only.numbered) == {i.id for i in made.injections}


def test_a_steep_chart_is_not_enough() -> None:
    body = FlatBody()
    body.charts["flat"].tilt = 65.0
    made = replace(content(both_cheeks()), body=body)
    found = {s.chart: len(s.numbered) for s in choose_charts(made.body, made.injections)}
    assert found == {"flat": 20, "turned": 20}


def test_the_letters_say_the_patients_own_sides() -> None:
    _, layout = _layout("two cheeks")
    letters = layout.pages[0].charts[0].letters
    assert [t.text for t in sorted(letters, key=lambda t: t.x)] == ["R", "L"]


def test_skipped_injections_are_listed_but_not_summed() -> None:
    given_ = replace(both_cheeks()[0], status=Status.GIVEN)
    skipped = replace(both_cheeks()[1], status=Status.SKIPPED)
    (row,) = region_rows(VOICE, content([given_, skipped]))
    assert (row.points, row.count, row.total_ml) == ("1, 2", "1", "0.05")


def test_a_scale_bar_is_drawn_to_scale() -> None:
    _, layout = _layout("two cheeks")
    (chart,) = layout.pages[0].charts
    assert chart.bar_text == f"{chart.bar_mm:.0f} mm, average adult"
    x1, y1 = chart.on_page(50.0, 100.0)
    x2, y2 = chart.on_page(60.0, 100.0)
    assert (x2 - x1, y2 - y1) == pytest.approx((10.0 * chart.scale, 0.0))
    spot = next(label for label in chart.labels if label.leader is None)
    first = content(CASES["two cheeks"]).injections
    at = next(i for i in first if i.id == spot.ids[0]).site
    assert isinstance(at, SkinSite)
    assert (spot.x, spot.y) == pytest.approx(chart.on_page(at.s * 200, at.t * 260))


def test_the_legend_and_the_table_tell_syringes_apart() -> None:
    needle = Needle(id=UUID(int=77), name="30G 4 mm", length_mm=4.0)
    first = replace(SYRINGE, needle=needle.id)
    second = replace(
        MARKED[MarkShape.SQUARE], mixture="Vitamins", technique=Technique.NAPPAGE, position=1
    )
    placed = [
        injection(1, site(60, 120), RIGHT),
        injection(2, site(75, 120), RIGHT, syringe=second, technique=Technique.NAPPAGE),
    ]
    made = replace(content(placed, syringes=(first, second)), needles={needle.id: needle})
    layout = lay_out(made, voice=VOICE, paper=PAPERS["A4"])
    words = {
        shape.text for page in layout.pages for shape in page.shapes if isinstance(shape, Text)
    }
    marks = {s.mark for page in layout.pages for s in page.shapes if isinstance(s, LegendMark)}
    spots = {label.mark for p in layout.pages for box in p.charts for label in box.labels}
    assert "A papule, planned" in words
    assert "B nappage, planned" in words
    assert any("30G 4 mm" in line for line in words)
    assert marks >= {MarkShape.CIRCLE, MarkShape.SQUARE}
    assert spots == {MarkShape.CIRCLE, MarkShape.SQUARE}
