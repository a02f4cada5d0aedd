"""A clinic's own picture on the site chart: its marks in place, scale bar, R and L."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from mesomap.analysis.plan import plan_region
from mesomap.app.picture_reading import as_kept
from mesomap.atlas import Atlas
from mesomap.document import Document
from mesomap.document.bodies import body_of_open
from mesomap.document.edits import new_injections, new_patient, new_session
from mesomap.document.edits_pictures import add_picture, attachment_of, new_picture
from mesomap.exchange.picture_files import check_picture
from mesomap.model import Added, LatticeSettings, PatientsLeft, Picture, RegionKey, Side, Syringe
from mesomap.report.layout import PAPERS
from mesomap.report.layout.shapes import ChartBox
from mesomap.report.printing import session_layout
from mesomap.report.templates import print_session
from mesomap.storage import Store

NOW = datetime(2026, 11, 22, 14, 32)
KNEE = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200" fill="none" stroke="#333">
<path fill="#eee" d="M0 40C80 10 220 10 300 40V160C220 190 80 190 0 160Z"/>
<circle cx="150" cy="100" r="40"/></svg>"""


def a_clinic(path: Path, atlas: Atlas, left: PatientsLeft) -> tuple[Store, UUID, Picture]:
    """A session with a grid on a picture of 150 x 100 mm, and one on a cheek."""
    store = Store.create(path)
    document = Document(store, clock=lambda: NOW)
    patient = new_patient("Sample, Anna", "female")
    session = new_session(patient, atlas=atlas.version, at=NOW)
    document.commit("Add", (Added(patient), Added(session)))
    document.open_session(session.id)
    syringe = Syringe(id=uuid4(), session=session.id, name="A", mixture="HA")
    document.commit("Add", (Added(syringe),))
    kept = as_kept(check_picture(KNEE, "knee.svg"), name="knee")
    attachment = attachment_of(kept.content, kept.media)
    width, height = kept.size_px
    picture = new_picture(
        "Our knee",
        attachment,
        width_px=width,
        height_px=height,
        line_px=(0.0, 0.0, float(width), 0.0),
        line_mm=150.0,
        patients_left=left,
        patient=None,
    )
    document.commit("Add picture", add_picture(document, attachment, picture))
    body = body_of_open(document, atlas)
    for key in (RegionKey(str(picture.id), Side.MIDLINE), RegionKey("cheek-buccal", Side.LEFT)):
        plan = plan_region(body, [key], LatticeSettings(spacing_mm=20.0))
        sites = [point.site for point in plan.points if point.site is not None]
        added = new_injections(document, sites, [key] * len(sites), syringe)
        document.commit("Grid", added)
    return store, session.id, picture


def places(box: ChartBox) -> dict[UUID, tuple[float, float]]:
    """Where the marks stand: small ones as spots, others as their own numbers."""
    spots = {spot.id: (spot.x, spot.y) for spot in box.spots}
    return spots | {label.ids[0]: (label.x, label.y) for label in box.labels if label.inside}


@pytest.mark.parametrize(
    ("left", "letters"),
    [
        (PatientsLeft.ON_THE_RIGHT, ["R", "L"]),
        (PatientsLeft.ON_THE_LEFT, ["L", "R"]),
        (PatientsLeft.NEITHER, []),
    ],
)
def test_marks_letters_and_scale(
    tmp_path: Path, atlas: Atlas, qapp: object, left: PatientsLeft, letters: list[str]
) -> None:
    store, session, picture = a_clinic(tmp_path / "a.mesomap", atlas, left)
    with store:
        layout, content = session_layout(store, atlas, session, paper=PAPERS["A4"])
    boxes = [chart for page in layout.pages for chart in page.charts]
    (box,) = (box for box in boxes if box.chart == str(picture.id))
    assert "Our knee" in box.title
    assert [text.text for text in box.letters] == letters
    at = places(box)
    on_it = {one.id: one.site for one in content.injections if one.region == str(picture.id)}
    assert set(at) == set(on_it)
    assert len(at) == 32
    for id, site in on_it.items():
        assert at[id] == pytest.approx(box.on_page(site.x_mm, site.y_mm))
    others = [one for one in boxes if one is not box]
    assert others
    assert all(set(at).isdisjoint(places(one)) for one in others)
    assert box.bar_text == f"{box.bar_mm:.0f} mm"


def test_the_pdf_says_the_title_and_the_coverage(
    tmp_path: Path, atlas: Atlas, qapp: object
) -> None:
    store, session, _ = a_clinic(tmp_path / "a.mesomap", atlas, PatientsLeft.ON_THE_RIGHT)
    out = tmp_path / "chart.pdf"
    with store:
        print_session(store, atlas, session, out, clock=lambda: NOW)
    assert out.read_bytes().startswith(b"%PDF")
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run([tool, "-layout", str(out), "-"], capture_output=True, check=True)
    text = re.sub(r"\s+", " ", done.stdout.decode())
    assert "1 Our knee" in text
    assert "On “Our knee” they follow from a line measured on it, 150.0 mm long" in text
