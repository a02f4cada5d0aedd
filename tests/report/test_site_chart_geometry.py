"""Geometry of the site chart, on the shipped atlas and over random sessions.

Labels overlap nothing and hide no spot, every injection is told once, and no text leaves the
margins, meets another or runs into the footer: on both papers, upright and on their side.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations
from uuid import UUID

import pytest
from flat_body import CHIN, LEFT, RIGHT, site
from golden_content import GOLDEN
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_content import MARKED, PATIENT, SESSION, content, injection

from mesomap.atlas import default_atlas
from mesomap.model import Injection, MarkShape, Status
from mesomap.report.layout import Layout, SessionContent, lay_out, paper_of
from mesomap.report.layout.numbering import ranges
from mesomap.report.layout.paper import BOTTOM_MM, TOP_MM
from mesomap.report.layout.shapes import Box, Page, Rule, Text, Weight
from mesomap.report.layout.tables import region_rows
from mesomap.report.layout.voice import MM_PER_PT, Voice, plain_voice
from mesomap.report.speech import paper_voice

SHEETS = [("A4", False), ("A4", True), ("Letter", False), ("Letter", True)]
FOOTER_LINES = 4
"""The record sentence, the page's number, whence it is and when it was printed."""
HAIR = 1e-6


@cache
def laid(case: str, paper: str, landscape: bool) -> tuple[SessionContent, Layout]:
    made = GOLDEN[case].make(default_atlas().body("female"))
    sheet = paper_of(paper, landscape=landscape)
    return made, lay_out(made, voice=paper_voice(), paper=sheet)


def extent(voice: Voice, text: Text) -> Box:
    """The ink of a line: from the tops of its capitals to a little below its baseline."""
    width = voice.width_mm(text.text, text.size_pt, text.weight)
    left = text.x - {"left": 0.0, "right": width, "centre": width / 2}[text.align]
    em = text.size_pt * MM_PER_PT
    return Box(left, text.y - 0.73 * em, width, 0.9 * em)


def check_labels(made: SessionContent, layout: Layout, voice: Voice) -> None:
    """No two share ink, none leaves its chart, none covers a spot.

    A label over spots is the last way out of a region that has found no room for its numbers
    and is told as one range; there it may lie over spots of its own region or another's.
    """
    for chart in (chart for page in layout.pages for chart in page.charts):
        for one, other in combinations(chart.labels, 2):
            assert not one.overlaps(other), (chart.title, one.text, other.text)
        regions: dict[object, set[UUID]] = {}
        for placed in made.injections:
            regions.setdefault((placed.region, placed.side), set()).add(placed.id)
        for label in chart.labels:
            box = label.box
            assert chart.box.x <= box.x <= box.right <= chart.box.right
            assert chart.box.y <= box.y <= box.bottom <= chart.box.bottom
            assert not any(box.overlaps(extent(voice, letter)) for letter in chart.letters)
            here = {id_ for other in chart.labels for id_ in other.ids}
            if any(set(label.ids) == ids & here for ids in regions.values()) and not label.inside:
                continue
            for spot in chart.spots:
                own = label.inside and label.leader is None and spot.id in label.ids
                assert own or not label.covers(spot.x, spot.y), (chart.title, label.text)


def check_told_once(made: SessionContent, layout: Layout, voice: Voice) -> None:
    """Each injection stands in one label and in one row of the table, and as its number says."""
    every = Counter({one.id: 1 for one in made.injections})
    labels = [label for page in layout.pages for c in page.charts for label in c.labels]
    assert Counter(id_ for label in labels for id_ in label.ids) == every
    rows = region_rows(voice, made)
    assert Counter(id_ for row in rows for id_ in row.ids) == every
    said = Counter(s.text for page in layout.pages for s in page.shapes if isinstance(s, Text))
    for row in rows:
        assert row.points == ranges(made.numbers[id_] for id_ in row.ids)
        first = row.points.split(",")[0]
        assert any(text.startswith(first) for text in said), row.points


def footer_top(page: Page, layout: Layout) -> float:
    """Where the footer's rule lies."""
    limit = layout.paper.height_mm - BOTTOM_MM - 6.0
    assert any(isinstance(s, Rule) and s.y1 == pytest.approx(limit) for s in page.shapes)
    return limit


def check_texts(layout: Layout, voice: Voice) -> None:
    """Within the margins, apart from each other and from charts, none in the footer but its own."""
    paper = layout.paper
    for page in layout.pages:
        texts = [s for s in page.shapes if isinstance(s, Text) and s.text]
        boxes = [(extent(voice, s), s.text) for s in texts]
        boxes.sort(key=lambda one: one[0].y)
        for (one, a), (other, b) in combinations(boxes, 2):
            assert not one.overlaps(other), (a, b)
        limit = footer_top(page, layout)
        assert sum(s.y > limit for s in texts) == FOOTER_LINES
        for box, text in boxes:
            assert paper.left_mm - HAIR <= box.x, text
            assert box.right <= paper.right_mm + HAIR, text
            assert box.y >= TOP_MM - 1.0, text
            assert box.bottom <= paper.height_mm - 5.0, text
            assert box.y > limit or box.bottom <= limit, text
            assert not any(box.overlaps(chart.box) for chart in page.charts), text
        for chart in page.charts:
            assert paper.left_mm - HAIR <= chart.box.x
            assert chart.box.right <= paper.right_mm + HAIR
            assert chart.box.bottom <= limit
            title = voice.width_mm(chart.title, 8.5, Weight.BOLD)
            caption = voice.width_mm(chart.caption, 7.0, Weight.REGULAR)
            assert title + caption <= chart.box.width, chart.title
        for one_chart, other_chart in combinations(page.charts, 2):
            assert not one_chart.box.overlaps(other_chart.box)


@pytest.mark.parametrize(("paper", "landscape"), SHEETS)
@pytest.mark.parametrize("case", list(GOLDEN))
def test_golden_sessions_on_every_sheet(
    case: str, paper: str, landscape: bool, qapp: object
) -> None:
    made, layout = laid(case, paper, landscape)
    voice = paper_voice()
    check_labels(made, layout, voice)
    check_told_once(made, layout, voice)
    check_texts(layout, voice)


@pytest.mark.parametrize("case", list(GOLDEN))
def test_golden_labels_hide_no_spot_at_all(case: str, qapp: object) -> None:
    """None of these is so crowded that a label must lie over a spot."""
    golden = GOLDEN[case]
    _, layout = laid(case, golden.paper, golden.landscape)
    for chart in (chart for page in layout.pages for chart in page.charts):
        for label in chart.labels:
            for spot in chart.spots:
                own = label.inside and label.leader is None and spot.id in label.ids
                assert own or not label.covers(spot.x, spot.y), (chart.title, label.text)


def test_no_page_but_the_last_is_left_half_empty(qapp: object) -> None:
    for case, golden in GOLDEN.items():
        _, layout = laid(case, golden.paper, golden.landscape)
        for page in layout.pages[:-1]:
            limit = footer_top(page, layout)
            low = max(
                [c.box.bottom for c in page.charts]
                + [s.y for s in page.shapes if isinstance(s, Text) and s.y < limit]
            )
            assert low > 0.55 * limit, case


names = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "Zs", "Pd")), min_size=1, max_size=70
).filter(lambda text: bool(text.strip()))


@st.composite
def sessions(draw: st.DrawFn) -> SessionContent:
    """Injections anywhere on the flat body, alone and in rows, of any mark and status."""
    placed: list[Injection] = []
    for _ in range(draw(st.integers(1, 4))):
        x, y = draw(st.floats(5, 190)), draw(st.floats(5, 250))
        step = draw(st.floats(0.5, 15.0))
        key = draw(st.sampled_from([LEFT, RIGHT, CHIN, None]))
        syringe = MARKED[draw(st.sampled_from(list(MarkShape)))]
        status = draw(st.sampled_from(list(Status)))
        columns, rows = draw(st.integers(1, 9)), draw(st.integers(1, 7))
        for row in range(rows):
            for column in range(columns):
                at = site(min(x + column * step, 195.0), min(y + row * step, 255.0))
                number = len(placed)
                placed.append(injection(number, at, key, syringe=syringe, status=status))
    return content(
        placed,
        patient=replace(PATIENT, name=draw(names), allergies=draw(names)),
        session=replace(SESSION, indication=draw(names)),
        clinic_name=draw(names),
    )


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sessions(), st.sampled_from(SHEETS))
def test_random_sessions_on_any_sheet(made: SessionContent, sheet: tuple[str, bool]) -> None:
    voice = plain_voice()
    layout = lay_out(made, voice=voice, paper=paper_of(sheet[0], landscape=sheet[1]))
    check_labels(made, layout, voice)
    check_told_once(made, layout, voice)
    check_texts(layout, voice)
