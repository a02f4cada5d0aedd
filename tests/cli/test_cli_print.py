"""`mesomap print`: templates, sheets, regions at true scale."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from mesomap.cli import main
from mesomap.cli.paper import TEMPLATES
from mesomap.report.templates import TITLES, Template

MM = 25.4 / 72


def run(*words: object) -> Any:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def first(demo_run: Any) -> str:
    found: str = json.loads(run("sessions", "--clinic", demo_run.clinic, "--json").stdout)[0]["id"]
    return found


def test_the_command_line_knows_every_template_and_all_are_offered() -> None:
    assert [one.value for one in Template] == list(TEMPLATES)
    assert set(TITLES) == set(Template)


def test_landscape_lies_on_its_side(demo_run: Any, first: str, tmp_path: Path) -> None:
    out = tmp_path / "wide.pdf"
    done = run("print", first, "--clinic", demo_run.clinic, "--out", out, "--landscape")
    assert done.exit_code == 0, done.output
    box = PdfReader(out).pages[0].mediabox
    assert (float(box.width) * MM, float(box.height) * MM) == pytest.approx((297, 210), abs=0.3)


@pytest.mark.parametrize("words", [("--one-to-one",), ("--template", "one-to-one")])
def test_one_to_one_prints_every_region_with_injections(
    demo_run: Any, first: str, tmp_path: Path, words: tuple[str, ...], qapp: object
) -> None:
    out = tmp_path / "true.pdf"
    done = run("print", first, "--clinic", demo_run.clinic, "--out", out, *words)
    assert done.exit_code == 0, done.output
    described = json.loads(run("session", first, "--clinic", demo_run.clinic, "--json").stdout)
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(out).pages).split())
    named = {row["region"] for row in described["injections"]}
    assert named
    assert "50 mm both ways" in text
    for region in named:
        assert region.split("-")[0] in text.lower()


def test_a_region_may_be_named(demo_run: Any, first: str, tmp_path: Path) -> None:
    out = tmp_path / "one.pdf"
    words = ("--one-to-one", "--region", "temple", "--side", "left")
    done = run("print", first, "--clinic", demo_run.clinic, "--out", out, *words)
    assert done.exit_code == 0, done.output
    assert "temple" in PdfReader(out).pages[0].extract_text().lower()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--one-to-one", "--region", "tail"), 1),
        (("--one-to-one", "--region", "temple", "--side", "midline"), 1),
        (("--region", "temple"), 2),
        (("--one-to-one", "--side", "left"), 2),
        (("--template", "poster"), 2),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    demo_run: Any, first: str, tmp_path: Path, words: tuple[str, ...], status: int
) -> None:
    out = tmp_path / "no.pdf"
    done = run("print", first, "--clinic", demo_run.clinic, "--out", out, *words)
    assert done.exit_code == status
    assert len(done.stderr.strip().splitlines()) == 1 or status == 2
    assert not out.exists()
