"""`mesomap picture`: a chart of the demo as PNG and SVG, and what cannot be."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtGui import QImage

from mesomap.cli.root import main


def run(*arguments: object):
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def cheeks(demo_run) -> tuple[str, Path]:
    """A session on the cheeks, and its clinic file."""
    listed = run("sessions", "--clinic", demo_run.clinic, "--json")
    for one in json.loads(listed.output):
        told = json.loads(run("session", one["id"], "--clinic", demo_run.clinic, "--json").output)
        if any(i["region"] == "cheek-buccal" for i in told["injections"]):
            return one["id"], demo_run.clinic
    raise AssertionError("the demo has no such session")


def test_a_png_and_an_svg(cheeks: tuple[str, Path], tmp_path: Path) -> None:
    session, clinic = cheeks
    asked = ("picture", session, "--clinic", clinic, "--chart", "face-front")
    png, svg = tmp_path / "face.png", tmp_path / "face.svg"
    done = run(*asked, "--out", png, "--width-px", 700, "--transparent")
    assert done.exit_code == 0, done.output
    image = QImage(str(png))
    assert image.width() == 700
    assert f"{image.width()} × {image.height()} px" in done.output
    assert image.pixelColor(0, 0).alpha() == 0
    done = run(*asked, "--out", svg, "--width-mm", 90, "--names", "--no-legend")
    assert done.exit_code == 0, done.output
    assert "90 × " in done.output
    assert ET.fromstring(svg.read_bytes()).get("width") == "90mm"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--chart", "nose-inside"), "There is no chart nose-inside"),
        (("--width-px", "0"), "A picture 0 px wide cannot be made"),
        (("--width-mm", "9999"), "A picture 9999 mm wide cannot be made"),
        (("--chart", "soles", "--close"), "shows nothing of the session"),
        (("--out", "chart.gif"), "end its name in .png or .svg"),
        (("--out", "/no/such/folder/chart.png"), "There is no folder"),
        (("--dpi", "300"), "--dpi goes with --width-mm"),
        (("--width-mm", "90", "--width-px", "90"), "not both"),
    ],
)
def test_what_cannot_be_is_one_line(
    cheeks: tuple[str, Path], tmp_path: Path, more: tuple[str, ...], said: str
) -> None:
    session, clinic = cheeks
    out = tmp_path / "a.png"
    asked = ("picture", session, "--clinic", clinic, "--chart", "face-front", "--out", out)
    done = run(*asked, *more)
    assert done.exit_code != 0
    assert said in done.output
    assert "Traceback" not in done.output
    assert not out.exists()


def test_no_such_session(cheeks: tuple[str, Path], tmp_path: Path) -> None:
    _, clinic = cheeks
    wanted = ("--clinic", clinic, "--chart", "face-front", "--out", tmp_path / "a.svg")
    for id in ("nonsense", "00000000-0000-4000-8000-000000000000"):
        done = run("picture", id, *wanted)
        assert done.exit_code == 1
        assert id in done.output
        assert "session" in done.output
