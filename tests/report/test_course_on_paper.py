"""The summary of a course on paper: maps of one crop, aligned lines, a table of all sessions."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from uuid import uuid4

import pytest

from mesomap.atlas import Atlas
from mesomap.document.course_view import found_in
from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import Status
from mesomap.report.course_report import course_content
from mesomap.report.layout import Layout, SessionContent, paper_of
from mesomap.report.layout.course import due_line, lay_out_course
from mesomap.report.layout.course_content import CourseContent
from mesomap.report.layout.course_lines import LABEL_PT, dashed
from mesomap.report.layout.shapes import Box, LegendMark, Rule, Text
from mesomap.report.layout.voice import plain_voice
from mesomap.report.printing import session_content
from mesomap.report.templates import Options, Template, print_session
from mesomap.storage import Store

NAMES = ("Beispiel, Tina", "Sample, Anna", "Muster, Clara")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("course") / "sample.mesomap"
    make_sample_clinic(path)
    return Store.open(path, read_only=True)


def read(store: Store, atlas: Atlas, name: str) -> tuple[SessionContent, CourseContent]:
    last = [one for one in store.sessions() if one.patient_name == name][-1].session.id
    content = session_content(store, atlas, last)
    return content, course_content(store, atlas, found_in(store, last))


def laid_out(content: SessionContent, course: CourseContent, *, landscape: bool = False) -> Layout:
    paper = paper_of("A4", landscape=landscape)
    return lay_out_course(content, course, voice=plain_voice(), paper=paper)


def texts(layout: Layout) -> list[Text]:
    return [one for page in layout.pages for one in page.shapes if isinstance(one, Text)]


def box_of(text: Text) -> Box:
    wide = plain_voice().width_mm(text.text, text.size_pt, text.weight)
    high = text.size_pt * 25.4 / 72 * 0.7
    x = text.x - {"left": 0.0, "right": wide, "centre": wide / 2}[text.align]
    return Box(x, text.y - high, wide, high)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("landscape", [False, True])
def test_each_session_has_its_map_of_the_same_skin_over_its_column(
    store: Store, atlas: Atlas, name: str, landscape: bool
) -> None:
    content, course = read(store, atlas, name)
    layout = laid_out(content, course, landscape=landscape)
    charts = [chart for page in layout.pages for chart in page.charts]
    assert len(charts) == len(course.sessions)
    assert len({(one.chart, one.scale) for one in charts}) == 1
    for chart, summary in zip(charts, course.sessions, strict=True):
        shown = {spot.id for spot in chart.spots}
        held = {one.id for one in course.maps[summary.session.id]}
        assert shown <= held
        assert len(shown) > 0.8 * len(held)
    middles = {round(one.box.x + one.box.width / 2, 3) for one in charts}
    marks = [s for page in layout.pages for s in page.shapes if isinstance(s, LegendMark)]
    on_lines = Counter(round(mark.x, 3) for mark in marks)
    assert all(on_lines[middle] for middle in middles)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_only_planned_is_hollow(store: Store, atlas: Atlas, name: str) -> None:
    content, course = read(store, atlas, name)
    layout = laid_out(content, course)
    charts = [chart for page in layout.pages for chart in page.charts]
    at = {
        round(chart.box.x + chart.box.width / 2, 3): planned
        for chart, planned in zip(charts, course.planned(), strict=True)
    }
    marks = [s for page in layout.pages for s in page.shapes if isinstance(s, LegendMark)]
    on_lines = [one for one in marks if round(one.x, 3) in at]
    assert on_lines
    for one in on_lines:
        assert (one.status is Status.PLANNED) == at[round(one.x, 3)]


@pytest.mark.parametrize("name", NAMES)
def test_no_two_words_lie_on_each_other_and_all_lie_on_the_sheet(
    store: Store, atlas: Atlas, name: str
) -> None:
    content, course = read(store, atlas, name)
    layout = laid_out(content, course)
    for page in layout.pages:
        words = [one for one in page.shapes if isinstance(one, Text) and one.text]
        over_the_footer = [one for one in words if one.y < layout.paper.height_mm - 18.0]
        small = [box_of(one) for one in over_the_footer if one.size_pt == LABEL_PT]
        for a, b in combinations(small, 2):
            assert not a.overlaps(b), (a, b)
        assert all(0 < one.y < layout.paper.height_mm for one in words)


def test_the_table_has_each_session_once_with_its_figures(store: Store, atlas: Atlas) -> None:
    content, course = read(store, atlas, "Beispiel, Tina")
    said = [one.text for one in texts(laid_out(content, course))]
    voice = plain_voice()
    for summary, found in zip(course.sessions, course.measures, strict=True):
        day = voice.day(summary.session.date)
        assert said.count(day) == 2  # under its map, and in the table
        assert found is not None
        (dose,) = found.whole.doses
        assert any(f"{dose.amount:f}".rstrip("0").rstrip(".") in one for one in said)
    assert sum("grade 1 ×1" in one for one in said) == 2
    assert said.count("draft, planned") == 1


def test_many_sessions_go_on_in_bands_that_break_between_rows(store: Store, atlas: Atlas) -> None:
    content, course = read(store, atlas, "Muster, Clara")
    last = course.sessions[-1]
    sessions = [
        replace(last, session=replace(last.session, id=uuid4(), date=date(2024, 1, 1) + k * week))
        for k, week in enumerate([timedelta(days=7)] * 60)
    ]
    measured = course.measured[last.session.id]
    held = course.maps[last.session.id]
    many = CourseContent(
        followed=replace(course.followed, sessions=tuple(sessions), reactions=()),
        measured={one.session.id: measured for one in sessions},
        maps={one.session.id: held for one in sessions},
    )
    layout = laid_out(content, many)
    assert sum(len(page.charts) for page in layout.pages) == 60
    said = Counter(one.text for one in texts(layout))
    voice = plain_voice()
    assert all(said[voice.day(one.session.date)] >= 2 for one in sessions)
    footer = layout.paper.height_mm - 18.0
    for page in layout.pages:
        rules = [one for one in page.shapes if isinstance(one, Rule)]
        assert all(one.y1 <= layout.paper.height_mm for one in rules)
        assert all(chart.box.bottom < footer for chart in page.charts)


def test_what_is_due_is_said_and_when_it_has_gone_by(store: Store, atlas: Atlas) -> None:
    content, course = read(store, atlas, "Beispiel, Tina")
    due = course.followed.due
    assert due is not None
    voice = plain_voice()
    soon, late = (
        replace(content, printed=content.printed.replace(year=year)) for year in (2020, 2035)
    )
    assert f"Next due on {voice.day(due)}." in due_line(voice, soon, course)
    assert f"Overdue: the next was due on {voice.day(due)}." in due_line(voice, late, course)
    assert due_line(voice, soon, course).startswith("3 of 6 planned sessions.")


def test_a_dashed_line_is_of_pieces_that_end_where_it_ends() -> None:
    whole = dashed((0.0, 0.0), (10.0, 0.0), ())
    assert [(one.x1, one.x2) for one in whole if isinstance(one, Rule)] == [(0.0, 10.0)]
    pieces = [one for one in dashed((0.0, 0.0), (10.0, 0.0), (6, 3)) if isinstance(one, Rule)]
    assert len(pieces) > 2
    assert pieces[0].x1 == 0.0
    assert all(a.x2 < b.x1 for a, b in pairwise(pieces))
    assert pieces[-1].x2 <= 10.0


def test_the_command_writes_it(store: Store, atlas: Atlas, tmp_path: Path, qapp: object) -> None:
    last = [one for one in store.sessions() if one.patient_name == NAMES[0]][-1].session.id
    out = tmp_path / "course.pdf"
    done = print_session(store, atlas, last, out, Options(template=Template.COURSE))
    assert done.pages >= 1
    assert out.read_bytes().startswith(b"%PDF")
