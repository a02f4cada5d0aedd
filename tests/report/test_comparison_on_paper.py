"""A comparison on paper: both charts with the changes' signs, and the tables."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from mesomap.analysis.compare import Fate
from mesomap.atlas import Atlas
from mesomap.exchange.compare import Compared, Result, Way, compared
from mesomap.exchange.sample import make_sample_clinic
from mesomap.report.compare_report import print_comparison
from mesomap.report.layout import PAPERS, Layout
from mesomap.report.layout.compare import lay_out_comparison, maps_of, numbers_of
from mesomap.report.layout.shapes import Text
from mesomap.report.layout.voice import plain_voice
from mesomap.report.printing import session_content
from mesomap.storage import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("compare") / "sample.mesomap"
    make_sample_clinic(path)
    return Store.open(path, read_only=True)


@pytest.fixture(scope="module")
def result(store: Store, atlas: Atlas) -> Result:
    """Two sessions of one person between which something moved."""
    sessions = store.sessions()
    for a, b in pairwise(sessions):
        if a.person == b.person:
            found = compared(store, atlas, Compared(a.session.id, b.session.id))
            if found.difference.comparison.count(Fate.MOVED):
                return found
    raise AssertionError("the sample clinic has no such sessions")


def laid_out(store: Store, atlas: Atlas, result: Result) -> Layout:
    content = session_content(store, atlas, result.second.session.id)
    return lay_out_comparison(content, result, voice=plain_voice(), paper=PAPERS["A4"])


def words(layout: Layout) -> list[str]:
    return [s.text for page in layout.pages for s in page.shapes if isinstance(s, Text)]


def test_the_charts_stand_in_pairs_of_the_same_skin(
    store: Store, atlas: Atlas, result: Result
) -> None:
    layout = laid_out(store, atlas, result)
    charts = [chart for page in layout.pages for chart in page.charts]
    assert charts
    for left, right in zip(charts[::2], charts[1::2], strict=True):
        assert (left.chart, left.crop, left.scale) == (right.chart, right.crop, right.scale)
        assert left.box.right < right.box.x
    drawn = {spot.id for chart in charts for spot in chart.spots}
    changes = result.difference.comparison.changes
    assert drawn >= {one.id for c in changes for one in (c.before, c.after) if one}


def test_each_fate_has_its_sign_in_black_and_white(
    store: Store, atlas: Atlas, result: Result
) -> None:
    said = words(laid_out(store, atlas, result))
    found = result.difference.comparison
    assert said.count("+") >= found.count(Fate.ADDED)
    assert said.count("\N{MINUS SIGN}") >= found.count(Fate.REMOVED)
    numbers = numbers_of(result)
    assert len(numbers) == 2 * (found.count(Fate.MOVED) + found.count(Fate.CHANGED))
    for number in numbers.values():
        assert said.count(str(number)) >= 3  # on both charts, and in the table
    assert "Region" in said
    assert any("mm, " in line for line in said)


@pytest.mark.parametrize("way", [Way.PLAN, Way.HALVES])
def test_one_session_with_itself(
    store: Store, atlas: Atlas, result: Result, way: Way, tmp_path: Path, qapp: object
) -> None:
    id = result.first.session.id
    found = compared(store, atlas, Compared(id, id, way))
    out = tmp_path / "out.pdf"
    assert print_comparison(store, atlas, found, out) >= 1
    assert out.read_bytes().startswith(b"%PDF")
    said = " ".join(words(laid_out(store, atlas, found)))
    assert {"plan": "Planned", "halves": "mirrored"}[way.value] in said


def test_threads_are_lines_and_area_passes_are_shapes(
    store: Store, atlas: Atlas, tmp_path: Path, qapp: object
) -> None:
    """Of every pair of the sample that has any; on the map that has them, and on no other."""
    seen = {"threads": 0, "areas": 0}
    for a, b in pairwise(store.sessions()):
        if a.person != b.person:
            continue
        found = compared(store, atlas, Compared(a.session.id, b.session.id))
        content = session_content(store, atlas, b.session.id)
        maps = maps_of(content, found)
        if not any(one.areas or any(i.path for i in one.injections) for one in maps):
            continue
        layout = laid_out(store, atlas, found)
        charts = [chart for page in layout.pages for chart in page.charts]
        for side, map in enumerate(maps):
            shown = charts[side::2]
            assert any(chart.areas for chart in shown) == bool(map.areas)
            threads = [one for one in map.injections if one.path]
            assert any(chart.threads for chart in shown) == bool(threads)
            seen["areas"] += len(map.areas)
            seen["threads"] += len(threads)
        out = tmp_path / f"{a.session.id}.pdf"
        assert print_comparison(store, atlas, found, out) >= 1
    assert seen["areas"]
