"""`mesomap backup` and `mesomap restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from click.testing import CliRunner

from mesomap.cli import main


def run(*words: object) -> Any:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_there_and_back(demo_run: Any, tmp_path: Path) -> None:
    copy, back = tmp_path / "copy.mesomap", tmp_path / "back.mesomap"
    made = run("backup", "--clinic", demo_run.clinic, "--out", copy)
    assert made.exit_code == 0, made.output
    assert "verified" in made.stdout
    done = run("restore", copy, "--out", back)
    assert done.exit_code == 0, done.output
    assert "kept" not in done.stdout
    sessions = run("sessions", "--clinic", back, "--json").stdout
    assert sessions == run("sessions", "--clinic", demo_run.clinic, "--json").stdout
    again = run("restore", copy, "--out", back)
    assert "kept what lay there" in again.stdout
    assert run("verify", "--clinic", back).exit_code == 0


def test_a_bad_file_is_one_line_and_nothing_is_written(tmp_path: Path) -> None:
    bad = tmp_path / "bad.mesomap"
    bad.write_bytes(b"junk")
    for words in (
        ("backup", "--clinic", bad, "--out", tmp_path / "x.mesomap"),
        ("restore", bad, "--out", tmp_path / "x.mesomap"),
        ("restore", tmp_path / "missing.mesomap", "--out", tmp_path / "x.mesomap"),
    ):
        done = run(*words)
        assert done.exit_code == 1
        assert len(done.stderr.strip().splitlines()) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["bad.mesomap"]
